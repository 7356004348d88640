//! Types and combinators to their checked form.

use super::collect::{Declared, Names};
use super::fields::mark_flags;
use super::scope::Scope;
use super::terms::Terms;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::id::{self, Rule};
use crate::schema::{Builtin, Combinator, Generic, IdSource, Kind, Schema, Ty, Type};
use crate::syntax::ast::{self, OptionalArgs, TermKind};

/// Names that every implementation has built in, beside those of
/// [`Builtin::from_name`].
const BUILTIN_COMBINATORS: [&str; 3] = ["vector", "boolTrue", "boolFalse"];

/// Lowers all combinators and types.
pub fn lower(names: &Names<'_, '_>, diagnostics: &mut Diagnostics) -> Schema {
    let mut schema = Schema::default();
    for declared in &names.constructors {
        let lowered = Lowering::new(names, diagnostics, false).combinator(declared);
        schema.constructors.push(lowered);
    }
    for declared in &names.functions {
        let lowered = Lowering::new(names, diagnostics, true).combinator(declared);
        schema.functions.push(lowered);
    }
    schema.types = names
        .types
        .iter()
        .map(|ty| Type {
            name: ty.name.to_owned(),
            span: ty.span,
            params: ty.params.clone(),
            constructors: ty.constructors.clone(),
            nests: false,
            is_builtin: is_builtin_type(ty.name),
            shallowest: None,
        })
        .collect();
    schema
}

fn is_builtin_type(name: &str) -> bool {
    match Builtin::from_boxed_name(name) {
        Some(builtin) => builtin != Builtin::True,
        None => matches!(name, "Bool" | "Vector" | "Object" | "Function"),
    }
}

fn is_builtin_combinator(name: &str) -> bool {
    match Builtin::from_name(name) {
        Some(builtin) => builtin != Builtin::True,
        None => BUILTIN_COMBINATORS.contains(&name),
    }
}

/// One combinator on its way to its checked form.
pub struct Lowering<'n, 'f, 'a, 'd> {
    pub terms: Terms<'n, 'f, 'a, 'd>,
    pub combinator_name: &'a str,
    pub in_function: bool,
}

impl<'n, 'f, 'a, 'd> Lowering<'n, 'f, 'a, 'd> {
    fn new(names: &'n Names<'f, 'a>, diagnostics: &'d mut Diagnostics, in_function: bool) -> Self {
        Self {
            terms: Terms {
                names,
                diagnostics,
                scope: Scope::default(),
            },
            combinator_name: "",
            in_function,
        }
    }

    fn combinator(mut self, declared: &Declared<'f, 'a>) -> Combinator {
        let combinator = declared.combinator;
        self.combinator_name = combinator.name.text;
        self.check_dialect(combinator);
        let generics = combinator
            .optional
            .iter()
            .flat_map(|args| self.optional(args))
            .collect();
        let mut params = self.params(&combinator.args);
        mark_flags(&mut params);
        let result = self.result(combinator);
        let (id, id_source) = id_of(combinator);
        Combinator {
            name: combinator.name.text.to_owned(),
            span: combinator.name.span,
            id,
            id_span: combinator.id.map_or(combinator.name.span, |id| id.span),
            id_source,
            layer: declared.layer,
            generics,
            params,
            result,
            tl: combinator.to_string(),
            is_builtin: is_builtin_combinator(combinator.name.text),
            nests: false,
            min_size: 0,
        }
    }

    fn check_dialect(&mut self, combinator: &ast::Combinator<'a>) {
        if let Some(annotation) = combinator.annotations.first() {
            let message = "annotations need the VK dialect";
            self.report(Code::Dialect, annotation.span, message);
        }
        if let Some(arrow) = combinator.arrow {
            self.report(Code::Dialect, arrow, "`=>` needs the VK dialect");
        }
        if self.in_function && combinator.name.text == "_" {
            let message = "a function must be named";
            self.report(Code::BadName, combinator.name.span, message);
        }
    }

    /// `{X Y:Type}`
    fn optional(&mut self, args: &OptionalArgs<'a>) -> Vec<Generic> {
        let kind = match args.ty.unwrapped().kind {
            TermKind::Name("Type") => Kind::Type,
            TermKind::Nat => Kind::Nat,
            _ => {
                let message = "an optional argument must have type `Type` or `#`";
                self.report(Code::BadOptionalArgument, args.ty.span, message);
                Kind::Type
            }
        };
        args.names
            .iter()
            .map(|name| {
                let var = self.terms.scope.number();
                self.terms.scope.add(name.text, kind, var);
                Generic {
                    name: name.text.to_owned(),
                    kind,
                    var,
                }
            })
            .collect()
    }

    /// The type behind `=`.
    fn result(&mut self, combinator: &ast::Combinator<'a>) -> Ty {
        let head = combinator.result.head();
        let placeholder = Ty::Object;
        let is_boxed = match head.kind {
            TermKind::Name(name) => id::is_boxed_name(name),
            _ => false,
        };
        let is_variable = match head.kind {
            TermKind::Name(name) => self.terms.scope.get(name).is_some(),
            _ => false,
        };
        if !is_boxed {
            let message = "a result type must be a boxed type (upper-case name)";
            self.report(Code::BadResult, head.span, message);
            return placeholder;
        }
        if is_variable && !self.in_function {
            let message = "only a function can return a type variable";
            self.report(Code::BadResult, head.span, message);
            return placeholder;
        }
        self.terms
            .field_type(&combinator.result)
            .unwrap_or(placeholder)
    }

    pub fn report(&mut self, code: Code, span: crate::source::Span, message: impl Into<String>) {
        self.terms
            .diagnostics
            .push(Diagnostic::new(code, span, message));
    }
}

/// The written id wins; without one, the official rule computes it.
fn id_of(combinator: &ast::Combinator<'_>) -> (u32, IdSource) {
    let Some(written) = combinator.id else {
        return (id::compute(combinator, Rule::Official), IdSource::Computed);
    };
    let agrees = [Rule::Telegram, Rule::Official]
        .into_iter()
        .any(|rule| id::compute(combinator, rule) == written.value);
    let source = if agrees {
        IdSource::Agrees
    } else {
        IdSource::Differs
    };
    (written.value, source)
}

//! Types and combinators to their checked form.

use std::ops::Range;

use super::collect::{Declared, Names};
use super::docs::{self, Classes, Docs};
use super::fields::mark_flags;
use super::scope::Scope;
use super::terms::Terms;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::id::{self, Ids, Rule};
use crate::print;
use crate::schema::{Builtin, Combinator, Generic, IdSource, Kind, Schema, Text, Ty, Type};
use crate::source::{Sources, Span};
use crate::syntax::ast::{self, OptionalArgs, TermKind};
use crate::{Dialect, Options};

/// Names that every implementation has built in, beside those of
/// [`Builtin::from_name`].
const BUILTIN_COMBINATORS: [&str; 3] = ["vector", "boolTrue", "boolFalse"];

/// Lowers all combinators and types.
pub fn lower(
    sources: &Sources,
    names: &Names<'_, '_>,
    classes: &Classes<'_, '_>,
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Schema {
    let mut lowering = Lowering::new(sources, names, options, diagnostics);
    let constructors = lowering.combinators(&names.constructors);
    lowering.in_function = true;
    let functions = lowering.combinators(&names.functions);
    let types = names.types.iter().map(|ty| Type {
        name: sources.slice(ty.span),
        span: ty.span,
        params: ty.params.clone(),
        constructors: ty.constructors.clone(),
        nests: false,
        is_builtin: is_builtin_type(ty.name),
        shallowest: None,
        doc: classes
            .get(ty.name)
            .and_then(|class| docs::of_class(class, sources)),
    });
    Schema {
        layer: None,
        types: types.collect(),
        constructors,
        functions,
    }
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

/// Takes one combinator after the other to its checked form.
pub struct Lowering<'n, 'f, 'a, 'd> {
    pub terms: Terms<'n, 'f, 'a, 'd>,
    pub sources: &'n Sources,
    pub dialect: Dialect,
    pub combinator_name: &'a str,
    pub in_function: bool,
    /// What is said of the combinator and its fields.
    pub docs: Docs<'a>,
    ids: Ids,
    /// Where each argument of the combinator lies in its canonical form, in the order in
    /// which they begin.
    args: Vec<Range<u32>>,
    next_arg: usize,
}

impl<'n, 'f, 'a, 'd> Lowering<'n, 'f, 'a, 'd> {
    fn new(
        sources: &'n Sources,
        names: &'n Names<'f, 'a>,
        options: Options,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        Self {
            sources,
            dialect: options.dialect,
            terms: Terms {
                names,
                diagnostics,
                scope: Scope::default(),
            },
            combinator_name: "",
            in_function: false,
            docs: Docs::default(),
            ids: Ids::default(),
            args: Vec::new(),
            next_arg: 0,
        }
    }

    fn combinators(&mut self, declared: &[Declared<'f, 'a>]) -> Vec<Combinator> {
        declared.iter().map(|it| self.combinator(it)).collect()
    }

    fn combinator(&mut self, declared: &Declared<'f, 'a>) -> Combinator {
        let combinator = declared.combinator;
        self.combinator_name = combinator.name.text;
        self.terms.scope.clear();
        self.docs.read(declared.doc, combinator.args);
        self.check_dialect(combinator);
        let tl = self.canonical(combinator);
        self.next_arg = 0;
        let mut generics = Vec::new();
        for args in combinator.optional {
            self.optional(args, &mut generics);
        }
        let mut params = self.params(combinator.args);
        mark_flags(&mut params);
        let result = match declared.kinds_differ {
            // That has been reported.
            true => Ty::Object,
            false => self.result(combinator),
        };
        let (id, id_source) = self.id_of(combinator);
        Combinator {
            name: self.sources.slice(combinator.name.span),
            span: combinator.name.span,
            id,
            id_span: combinator.id.map_or(combinator.name.span, |id| id.span),
            id_source,
            layer: declared.layer,
            until: None,
            generics,
            params,
            result,
            tl,
            is_builtin: is_builtin_combinator(combinator.name.text),
            nests: false,
            min_size: 0,
            doc: self.docs.of_declaration(self.sources),
        }
    }

    /// Nearly all is written in canonical form already and needs no memory of its own.
    fn canonical(&mut self, combinator: &ast::Combinator<'_>) -> Text {
        match print::as_written(combinator, &mut self.args) {
            Some(span) => self.sources.slice(span),
            None => Text::from(print::with_args(combinator, &mut self.args)),
        }
    }

    /// Where the argument that is lowered next lies in the canonical form.
    pub fn next_arg(&mut self) -> Range<u32> {
        self.next_arg += 1;
        self.args[self.next_arg - 1].clone()
    }

    /// The written id wins; without one, the official rule computes it.
    fn id_of(&mut self, combinator: &ast::Combinator<'_>) -> (u32, IdSource) {
        let Some(written) = combinator.id else {
            let id = self.ids.compute(combinator, Rule::Official);
            return (id, IdSource::Computed);
        };
        let telegram = self.ids.compute(combinator, Rule::Telegram);
        if telegram == written.value {
            return (telegram, IdSource::Agrees);
        }
        let official = self.ids.compute(combinator, Rule::Official);
        let source = match official == written.value {
            true => IdSource::Agrees,
            false => IdSource::Differs { official, telegram },
        };
        (written.value, source)
    }

    fn check_dialect(&mut self, combinator: &ast::Combinator<'a>) {
        if self.dialect != Dialect::Vk {
            if let Some(annotation) = combinator.annotations.first() {
                self.report_vk(annotation.span, "annotations need the VK dialect");
            }
            if let Some(arrow) = combinator.arrow {
                self.report_vk(arrow, "`=>` needs the VK dialect");
            }
        }
        if self.in_function && combinator.name.text == "_" {
            let message = "a function must be named";
            self.report(Code::BadName, combinator.name.span, message);
        }
    }

    fn report_vk(&mut self, span: Span, message: &str) {
        let help =
            "choose it: `tl --dialect vk`, or `Config::dialect(Dialect::Vk)` in a build script";
        self.push(Diagnostic::new(Code::Dialect, span, message).with_help(help));
    }

    /// `{X Y:Type}`
    fn optional(&mut self, args: &OptionalArgs<'a>, generics: &mut Vec<Generic>) {
        let kind = match args.ty.unwrapped().kind {
            TermKind::Name("Type") => Kind::Type,
            TermKind::Nat => Kind::Nat,
            _ => {
                let message = "an optional argument must have type `Type` or `#`";
                let help = "an argument that is written to the wire needs no braces";
                let found = Diagnostic::new(Code::BadOptionalArgument, args.ty.span, message);
                self.push(found.with_help(help));
                Kind::Type
            }
        };
        for name in args.names {
            let var = self.terms.scope.number();
            self.terms.scope.add(name.text, kind, var);
            generics.push(Generic {
                name: self.sources.slice(name.span),
                kind,
                var,
            });
        }
    }

    /// The type behind `=`.
    fn result(&mut self, combinator: &ast::Combinator<'a>) -> Ty {
        let head = combinator.result.head();
        let placeholder = Ty::Object;
        let is_boxed = match head.kind {
            TermKind::Name(name) => id::is_boxed_name(name) || self.dialect == Dialect::Mtcute,
            TermKind::Bare(_) => self.in_function && self.dialect == Dialect::Vk,
            _ => false,
        };
        let is_variable = match head.kind {
            TermKind::Name(name) => self.terms.scope.get(name).is_some(),
            _ => false,
        };
        if !is_boxed {
            let message = "a result type must be a boxed type (upper-case name)";
            let found = Diagnostic::new(Code::BadResult, head.span, message);
            let boxed = self.terms.names.boxed_of(head);
            self.push(found.with_suggestion(boxed));
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

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.terms.diagnostics.push(diagnostic);
    }

    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.push(Diagnostic::new(code, span, message));
    }
}

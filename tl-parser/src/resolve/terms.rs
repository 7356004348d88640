//! Terms to types.

use super::collect::{DeclaredType, Names};
use super::meanings::Meaning;
use super::numbers::is_number;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::id::is_boxed_name;
use crate::schema::{ConstructorId, Kind, Ty, TyArg, TypeId, VarId};
use crate::source::Span;
use crate::syntax::ast::{Term, TermKind};

/// Resolves the terms of one combinator. Each method reports what is wrong and then
/// gives `None`.
pub struct Terms<'n, 'f, 'a, 'd> {
    pub names: &'n Names<'f, 'a>,
    pub diagnostics: &'d mut Diagnostics,
    pub scope: Scope<'a>,
}

impl<'a> Terms<'_, '_, 'a, '_> {
    /// The type of a field; `#` is one.
    pub fn field_type(&mut self, term: &Term<'a>) -> Option<Ty> {
        self.ty(term, false)
    }

    /// A type. `bare` is set below a `%`.
    fn ty(&mut self, term: &Term<'a>, bare: bool) -> Option<Ty> {
        match &term.kind {
            TermKind::Parens(inner) => self.ty(inner, bare),
            TermKind::Bare(inner) => self.bare(inner, term.span),
            TermKind::Nat => Some(Ty::Nat),
            TermKind::Name(name) => self.apply(name, term.span, &[], bare),
            TermKind::Apply(head, args) => match head.unwrapped().kind {
                TermKind::Name(name) => self.apply(name, head.span, args, bare),
                // `%T x` is `%(T x)`.
                TermKind::Bare(Term {
                    kind: TermKind::Name(name),
                    span,
                }) => {
                    let ty = self.apply(name, *span, args, true)?;
                    self.made_bare(ty, head.span)
                }
                _ => self.fail(
                    Code::BadArguments,
                    head.span,
                    "only a type can be applied to arguments",
                ),
            },
            TermKind::Number(_) | TermKind::Sum(_) => {
                let message = "expected a type, found a number";
                let found = Diagnostic::new(Code::BadArguments, term.span, message);
                self.push(found.with_help("write `#` for a field that holds a number"))
            }
        }
    }

    /// `%T`: the only constructor of `T`, without its id.
    fn bare(&mut self, inner: &Term<'a>, span: Span) -> Option<Ty> {
        let ty = self.ty(inner, true)?;
        self.made_bare(ty, span)
    }

    fn made_bare(&mut self, ty: Ty, span: Span) -> Option<Ty> {
        match ty {
            Ty::Boxed(id, args) => {
                let ty = &self.names.types[id.0 as usize];
                match ty.constructors[..] {
                    [only] => Some(Ty::Bare(only, args)),
                    _ => {
                        let count = ty.constructors.len();
                        let name = ty.name;
                        let message =
                            format!("`%{name}` is ambiguous: `{name}` has {count} constructors");
                        self.ambiguous(ty, span, message)
                    }
                }
            }
            Ty::BoxedBuiltin(builtin) => Some(Ty::Builtin(builtin)),
            Ty::Vector { element, .. } => Some(Ty::Vector {
                bare: true,
                element,
            }),
            Ty::Bool => self.fail(
                Code::AmbiguousBare,
                span,
                "`%Bool` is ambiguous: `Bool` has 2 constructors",
            ),
            other => Some(other),
        }
    }

    fn apply(
        &mut self,
        name: &'a str,
        name_span: Span,
        args: &[Term<'a>],
        bare: bool,
    ) -> Option<Ty> {
        if let Some(variable) = self.scope.get(name) {
            return self.variable(variable.kind, variable.var, name, name_span, args);
        }
        match self.names.meanings.get(name) {
            Some(Meaning::Vector { bare: own }) => self.vector(name, *own || bare, name_span, args),
            Some(Meaning::Bool) => self.plain(Ty::Bool, name, args),
            Some(Meaning::Object) => self.plain(Ty::Object, name, args),
            Some(Meaning::Function) => self.plain(Ty::Function, name, args),
            Some(Meaning::Builtin(builtin)) => self.plain(Ty::Builtin(*builtin), name, args),
            Some(Meaning::BoxedBuiltin(builtin)) => {
                self.plain(Ty::BoxedBuiltin(*builtin), name, args)
            }
            Some(Meaning::Type(id)) => self.boxed(*id, name_span, args),
            Some(Meaning::Constructor(id)) => self.constructor(*id, name, name_span, args),
            None => {
                self.check_sums(args);
                self.unknown(name, name_span)
            }
        }
    }

    fn variable(
        &mut self,
        kind: Kind,
        var: VarId,
        name: &str,
        span: Span,
        args: &[Term<'a>],
    ) -> Option<Ty> {
        match kind {
            Kind::Type => self.plain(Ty::Var(var), name, args),
            Kind::Nat => {
                let message = format!("`{name}` is a number, not a type");
                self.fail(Code::BadArguments, span, message)
            }
        }
    }

    fn vector(&mut self, name: &str, bare: bool, span: Span, args: &[Term<'a>]) -> Option<Ty> {
        let [element] = args else {
            let message = format!("`{name}` takes 1 argument, {} given", args.len());
            let found = Diagnostic::new(Code::BadArguments, span, message);
            return self.push(found.with_help(format!("write `{name}<int>`")));
        };
        if is_number(element) {
            let message = format!("argument 1 of `{name}` must be a type");
            return self.fail(Code::BadArguments, element.span, message);
        }
        let element = self.ty(element, false)?;
        Some(Ty::Vector {
            bare,
            element: Box::new(element),
        })
    }

    fn plain(&mut self, ty: Ty, name: &str, args: &[Term<'a>]) -> Option<Ty> {
        match args.first() {
            None => Some(ty),
            Some(first) => {
                let message = format!("`{name}` takes no arguments");
                self.fail(Code::BadArguments, first.span, message)
            }
        }
    }

    fn boxed(&mut self, id: TypeId, span: Span, args: &[Term<'a>]) -> Option<Ty> {
        let ty = &self.names.types[id.0 as usize];
        Some(Ty::Boxed(id, self.args(ty.name, span, &ty.params, args)?))
    }

    fn constructor(
        &mut self,
        id: ConstructorId,
        name: &str,
        span: Span,
        args: &[Term<'a>],
    ) -> Option<Ty> {
        let ty = &self.names.types[self.names.type_of[id.0 as usize]?.0 as usize];
        let count = ty.constructors.len();
        if count != 1 {
            let message = format!(
                "`{name}` cannot be used as a bare type: `{}` has {count} constructors",
                ty.name
            );
            return self.ambiguous(ty, span, message);
        }
        Some(Ty::Bare(id, self.args(name, span, &ty.params, args)?))
    }

    /// A bare use of a type whose value does not say which constructor it is.
    fn ambiguous<T>(&mut self, ty: &DeclaredType<'a>, span: Span, message: String) -> Option<T> {
        let found = Diagnostic::new(Code::AmbiguousBare, span, message);
        let constructors = ty.constructors.iter().take(2);
        let places = constructors.map(|id| self.names.constructors[id.0 as usize].combinator.name);
        let found = places.fold(found, |found, name| {
            found.with_related(name.span, "one of its constructors")
        });
        self.push(found.with_help(format!("write `{}` for a value with its id", ty.name)))
    }

    /// Arguments of the right number and kinds.
    fn args(
        &mut self,
        name: &str,
        span: Span,
        params: &[Kind],
        args: &[Term<'a>],
    ) -> Option<Box<[TyArg]>> {
        if params.is_empty() && !args.is_empty() {
            let message = format!("`{name}` takes no arguments");
            return self.fail(Code::BadArguments, args[0].span, message);
        }
        if params.len() != args.len() {
            let s = if params.len() == 1 { "" } else { "s" };
            let message = format!(
                "`{name}` takes {} argument{s}, {} given",
                params.len(),
                args.len()
            );
            let found = Diagnostic::new(Code::BadArguments, span, message);
            let declared = self.names.type_by_name.get(name).copied();
            let declared = declared.map(|id| &self.names.types[id.0 as usize]);
            return self.push(match declared {
                Some(ty) => found.with_related(ty.span, "declared here"),
                None => found,
            });
        }
        let mut resolved = Vec::with_capacity(args.len());
        for (index, (kind, arg)) in params.iter().zip(args).enumerate() {
            resolved.push(match kind {
                Kind::Nat => {
                    let message = format!("argument {} of `{name}` must be a number", index + 1);
                    TyArg::Nat(self.nat(arg, &message)?)
                }
                Kind::Type if is_number(arg) => {
                    let message = format!("argument {} of `{name}` must be a type", index + 1);
                    return self.fail(Code::BadArguments, arg.span, message);
                }
                Kind::Type => TyArg::Type(self.ty(arg, false)?),
            });
        }
        Some(resolved.into())
    }

    pub fn is_declared(&self, name: &str) -> bool {
        self.names.meanings.contains_key(name)
    }

    fn unknown<T>(&mut self, name: &'a str, span: Span) -> Option<T> {
        if let Some(declared) = self.names.function(name) {
            let message = format!("`{name}` is a function, not a type");
            let found = Diagnostic::new(Code::UnknownName, span, message);
            return self.push(found.with_related(declared, "declared here"));
        }
        let message = match is_boxed_name(name) {
            true => format!("unknown type `{name}`: no constructor returns it"),
            false => format!("unknown type or constructor `{name}`"),
        };
        let found = Diagnostic::new(Code::UnknownName, span, message);
        self.push(found.with_suggestion(self.similar(name)))
    }

    /// Whether a name is neither declared nor a variable.
    pub fn is_unknown(&self, name: &str) -> bool {
        let is_function = self.names.function(name).is_some();
        !self.is_declared(name) && !is_function && self.scope.get(name).is_none()
    }

    /// What a name that is not declared may have meant.
    fn similar(&self, name: &str) -> Option<&'a str> {
        let known = self.names.meanings.keys().copied();
        self.names.nearest(name, known.chain(self.scope.names()))
    }

    pub fn fail<T>(&mut self, code: Code, span: Span, message: impl Into<String>) -> Option<T> {
        self.push(Diagnostic::new(code, span, message))
    }

    pub fn push<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }
}

//! Arguments whose `:` or type was forgotten: `name string` and `(a b)`. They are read as
//! types without a name; what their writer meant is a better message.

use super::lower::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::id::is_boxed_name;
use crate::source::Span;
use crate::syntax::ast::{Arg, Field, Term, TermKind};

impl<'a> Lowering<'_, '_, 'a, '_> {
    /// Whether an argument is a name, or several in parentheses, without a type; then that
    /// is reported. `later` are the arguments behind it.
    pub fn is_untyped(&mut self, field: &Field<'a>, later: &[Arg<'a>]) -> bool {
        if !field.names.is_empty() || field.condition.is_some() {
            return false;
        }
        match field.ty.kind {
            TermKind::Name(name) if self.is_argument(name) => self.untyped_name(name, field, later),
            TermKind::Parens(inner) => self.untyped_list(inner, field.ty.span),
            _ => false,
        }
    }

    /// A lower-case name that means nothing else.
    fn is_argument(&self, name: &str) -> bool {
        !is_boxed_name(name) && !name.contains('.') && self.terms.is_unknown(name)
    }

    /// `name string`, also where a declaration without result and `;` goes before.
    fn untyped_name(&mut self, name: &str, field: &Field<'a>, later: &[Arg<'a>]) -> bool {
        let ty = match later.first() {
            Some(Arg::Field(next)) if next.names.is_empty() => next.to_string(),
            _ => return false,
        };
        let message = format!("unknown type or constructor `{name}`");
        let found = Diagnostic::new(Code::UnknownName, field.span, message);
        self.push(found.with_help(format!("did you mean `{name}:{ty}`?")));
        true
    }

    /// `(a b)`
    fn untyped_list(&mut self, inner: &Term<'a>, span: Span) -> bool {
        let TermKind::Apply(head, args) = inner.kind else {
            return false;
        };
        let names: Option<Vec<_>> = std::iter::once(head).chain(args).map(lone_name).collect();
        let Some(names) = names.filter(|names| names.iter().all(|name| self.is_argument(name)))
        else {
            return false;
        };
        let message = format!("unknown types `{}`", names.join("`, `"));
        let close = Span {
            start: span.end - 1,
            ..span
        };
        let found = Diagnostic::new(Code::UnknownName, close, message);
        self.push(found.with_help(format!("did you mean `({}:TYPE)`?", names.join(" "))));
        true
    }
}

fn lone_name<'a>(term: &Term<'a>) -> Option<&'a str> {
    match term.kind {
        TermKind::Name(name) => Some(name),
        _ => None,
    }
}

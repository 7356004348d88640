//! Terms to numbers: constants, `#` variables and sums.

use super::terms::Terms;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Kind, Nat};
use crate::source::Span;
use crate::syntax::ast::{Term, TermKind};

impl<'a> Terms<'_, '_, 'a, '_> {
    /// A number: a constant, a `#` variable, or a sum with at most one variable.
    pub fn nat(&mut self, term: &Term<'a>, otherwise: &str) -> Option<Nat> {
        match &term.kind {
            TermKind::Parens(inner) => self.nat(inner, otherwise),
            TermKind::Number(Some(number)) => Some(Nat {
                variable: None,
                plus: *number,
            }),
            TermKind::Number(None) => {
                self.fail(Code::BadCount, term.span, "number does not fit in 32 bits")
            }
            TermKind::Name(name) => self.nat_variable(name, term.span, otherwise),
            TermKind::Sum(terms) => self.sum(terms, otherwise),
            _ => self.fail(Code::BadCount, term.span, otherwise),
        }
    }

    fn nat_variable(&mut self, name: &str, span: Span, otherwise: &str) -> Option<Nat> {
        match self.scope.get(name) {
            Some(variable) if variable.kind == Kind::Nat => Some(Nat {
                variable: Some(variable.var),
                plus: 0,
            }),
            Some(_) => self.fail(Code::BadCount, span, otherwise),
            None if self.is_declared(name) => self.fail(Code::BadCount, span, otherwise),
            None => {
                let similar = self.names.nearest(name, self.scope.names());
                let message = format!("unknown variable `{name}`");
                let diagnostic = Diagnostic::new(Code::UnknownName, span, message);
                self.diagnostics.push(diagnostic.with_suggestion(similar));
                None
            }
        }
    }

    fn sum(&mut self, terms: &[Term<'a>], otherwise: &str) -> Option<Nat> {
        let mut total = Nat {
            variable: None,
            plus: 0,
        };
        for term in terms {
            let nat = self.nat(term, otherwise)?;
            let Some(plus) = total.plus.checked_add(nat.plus) else {
                let message = "number does not fit in 32 bits";
                return self.fail(Code::BadCount, term.span, message);
            };
            total.plus = plus;
            if total.variable.is_some() && nat.variable.is_some() {
                let message = "a sum may hold at most one variable";
                return self.fail(Code::BadCount, term.span, message);
            }
            total.variable = total.variable.or(nat.variable);
        }
        Some(total)
    }

    /// Numbers are checked also where the type that they are for is unknown.
    pub fn check_sums(&mut self, args: &[Term<'a>]) {
        for arg in args {
            if let TermKind::Sum(terms) = &arg.unwrapped().kind {
                // What is wrong with it has been reported then.
                let _ = self.sum(terms, "expected a number");
            }
        }
    }
}

/// Whether a term can only be a number.
pub fn is_number(term: &Term<'_>) -> bool {
    matches!(
        term.unwrapped().kind,
        TermKind::Number(_) | TermKind::Sum(_)
    )
}

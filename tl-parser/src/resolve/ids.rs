//! Ids: each one must be used once, and written ones should be those that Telegram
//! would compute.

use super::Map;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::schema::{Combinator, IdSource, Schema};

/// Checks the ids of all combinators.
pub fn check(schema: &Schema, diagnostics: &mut Diagnostics) {
    check_unique(&schema.constructors, Code::DuplicateId, diagnostics);
    check_unique(&schema.functions, Code::DuplicateFunctionId, diagnostics);
    for combinator in schema.combinators() {
        if combinator.id_source == IdSource::Differs {
            let message = format!(
                "id 0x{:08x} of `{}` is not the one that its text gives",
                combinator.id, combinator.name
            );
            diagnostics.push(Diagnostic::new(
                Code::IdMismatch,
                combinator.id_span,
                message,
            ));
        }
    }
}

/// The same id may recur in another `===N===` layer.
fn check_unique(combinators: &[Combinator], code: Code, diagnostics: &mut Diagnostics) {
    let mut first_by_id: Map<_, &Combinator> = Map::default();
    for combinator in combinators {
        let first = *first_by_id
            .entry((combinator.layer, combinator.id))
            .or_insert(combinator);
        if std::ptr::eq(first, combinator) {
            continue;
        }
        let kind = match code {
            Code::DuplicateId => "constructor",
            _ => "function",
        };
        let message = match first.id_source {
            IdSource::Computed => format!(
                "{kind} id of `{}` equals the computed id of `{}`",
                combinator.name, first.name
            ),
            _ => format!(
                "{kind} id 0x{:08x} of `{}` is already used by `{}`",
                combinator.id, combinator.name, first.name
            ),
        };
        diagnostics.push(
            Diagnostic::new(code, combinator.id_span, message)
                .with_related(first.span, "first used here"),
        );
    }
}

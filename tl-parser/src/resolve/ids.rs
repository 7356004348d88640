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
        if let IdSource::Differs { official, telegram } = combinator.id_source {
            diagnostics.push(mismatch(combinator, official, telegram));
        }
    }
}

fn mismatch(combinator: &Combinator, official: u32, telegram: u32) -> Diagnostic {
    let Combinator { id, name, .. } = combinator;
    let (message, help) = match official == telegram {
        true => (
            format!(
                "id 0x{id:08x} of `{name}` does not match its text, which gives 0x{official:08x}"
            ),
            format!("write `#{official:08x}`, or leave it if the id is pinned on purpose"),
        ),
        false => (
            format!(
                "id 0x{id:08x} of `{name}` does not match its text, which gives \
                 0x{official:08x}, or 0x{telegram:08x} by Telegram's rule"
            ),
            format!(
                "write `#{telegram:08x}` in a schema of Telegram and `#{official:08x}` in any \
                 other, or leave it if the id is pinned on purpose"
            ),
        ),
    };
    Diagnostic::new(Code::IdMismatch, combinator.id_span, message).with_help(help)
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
                "{kind} id 0x{:08x} of `{}` equals the computed id of `{}`",
                combinator.id, combinator.name, first.name
            ),
            _ => format!(
                "{kind} id 0x{:08x} of `{}` is already used by `{}`",
                combinator.id, combinator.name, first.name
            ),
        };
        let diagnostic = Diagnostic::new(code, combinator.id_span, message)
            .with_related(first.id_span, "first used here");
        diagnostics.push(match combinator.id_source {
            IdSource::Computed => diagnostic,
            _ => diagnostic.with_help("leave the id out, and it is computed from the text"),
        });
    }
}

//! The comparison as text for a terminal: a line a change, signs in the first column.
//!
//! ```text
//! 1 function
//! ~ messages.getChatInviteImporters#df04dd4e (same id)  [breaks source]
//!     + subscription_expired:flags.3?true
//! ```

use tl_parser::compare::{Comparison, Kind};

use crate::changes;
use crate::text::counted;

pub fn of(comparison: &Comparison) -> String {
    let mut text = changes::summary(comparison) + "\n";
    if let Some(verdict) = changes::verdict(comparison) {
        text += &format!("{verdict}\n");
    }
    for kind in [Kind::Constructor, Kind::Function] {
        let of_kind = changes::of_kind(comparison, kind);
        if of_kind.is_empty() {
            continue;
        }
        text += &format!("\n{}\n", changes::heading(kind, of_kind.len()));
        for change in of_kind {
            let (sign, line, details) = changes::change(change);
            let breaks = changes::breaks(change.breaks());
            text += &format!("{sign} {line}  [{breaks}]\n");
            text.extend(details.iter().map(|detail| format!("    {detail}\n")));
        }
    }
    if !comparison.types.is_empty() {
        text += &format!("\n{}\n", counted(comparison.types.len(), "type"));
        for change in &comparison.types {
            let (sign, line) = changes::type_change(change);
            text += &format!("{sign} {line}\n");
        }
    }
    text
}

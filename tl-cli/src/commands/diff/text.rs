//! The comparison as text for a terminal: a line a change, signs in the first column.
//!
//! ```text
//! 1 function
//! ~ messages.getChatInviteImporters#df04dd4e (same id)  [breaks source]
//!     + subscription_expired:flags.3?true
//! ```

use tl_parser::compare::{Comparison, Kind};

use super::words;
use crate::text::counted;

pub fn of(comparison: &Comparison) -> String {
    let mut text = words::summary(comparison) + "\n";
    if let Some(verdict) = words::verdict(comparison) {
        text += &format!("{verdict}\n");
    }
    for kind in [Kind::Constructor, Kind::Function] {
        let changes = words::of_kind(comparison, kind);
        if changes.is_empty() {
            continue;
        }
        text += &format!("\n{}\n", words::heading(kind, changes.len()));
        for change in changes {
            let (sign, line, details) = words::change(change);
            let breaks = words::breaks(change.breaks());
            text += &format!("{sign} {line}  [{breaks}]\n");
            text.extend(details.iter().map(|detail| format!("    {detail}\n")));
        }
    }
    if !comparison.types.is_empty() {
        text += &format!("\n{}\n", counted(comparison.types.len(), "type"));
        for change in &comparison.types {
            let (sign, line) = words::type_change(change);
            text += &format!("{sign} {line}\n");
        }
    }
    text
}

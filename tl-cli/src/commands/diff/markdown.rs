//! The comparison as Markdown, for the notes of a release.

use tl_parser::compare::{Comparison, Kind};

use crate::changes;
use crate::text::counted;

pub fn of(comparison: &Comparison) -> String {
    let mut text = format!("# Schema: {}\n", changes::summary(comparison));
    if let Some(verdict) = changes::verdict(comparison) {
        text += &format!("\nThis update {verdict}.\n");
    }
    for kind in [Kind::Constructor, Kind::Function] {
        let of_kind = changes::of_kind(comparison, kind);
        if of_kind.is_empty() {
            continue;
        }
        text += &format!("\n## {}\n\n", changes::heading(kind, of_kind.len()));
        for change in of_kind {
            let (sign, line, details) = changes::change(change);
            let what = match sign {
                '+' => "added",
                '-' => "removed",
                _ => "changed",
            };
            let breaks = changes::breaks(change.breaks());
            text += &format!("- {what}, {breaks}: `{line}`\n");
            text.extend(details.iter().map(|detail| format!("  - `{detail}`\n")));
        }
    }
    if !comparison.types.is_empty() {
        text += &format!("\n## {}\n\n", counted(comparison.types.len(), "type"));
        for change in &comparison.types {
            let (_, line) = changes::type_change(change);
            text += &format!("- `{line}`\n");
        }
    }
    text
}

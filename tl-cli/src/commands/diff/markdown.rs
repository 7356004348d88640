//! The comparison as Markdown, for the notes of a release.

use tl_parser::compare::{Comparison, Kind};

use super::words;
use crate::text::counted;

pub fn of(comparison: &Comparison) -> String {
    let mut text = format!("# Schema: {}\n", words::summary(comparison));
    if let Some(verdict) = words::verdict(comparison) {
        text += &format!("\nThis update {verdict}.\n");
    }
    for kind in [Kind::Constructor, Kind::Function] {
        let changes = words::of_kind(comparison, kind);
        if changes.is_empty() {
            continue;
        }
        text += &format!("\n## {}\n\n", words::heading(kind, changes.len()));
        for change in changes {
            let (sign, line, details) = words::change(change);
            let what = match sign {
                '+' => "added",
                '-' => "removed",
                _ => "changed",
            };
            let breaks = words::breaks(change.breaks());
            text += &format!("- {what}, {breaks}: `{line}`\n");
            text.extend(details.iter().map(|detail| format!("  - `{detail}`\n")));
        }
    }
    if !comparison.types.is_empty() {
        text += &format!("\n## {}\n\n", counted(comparison.types.len(), "type"));
        for change in &comparison.types {
            let (_, line) = words::type_change(change);
            text += &format!("- `{line}`\n");
        }
    }
    text
}

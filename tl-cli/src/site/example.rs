//! An example of each request: as Rust, and its bytes with what they mean.

use tl_codegen::{Description, Examples, SideData};
use tl_parser::Schema;
use tl_runtime::inspect::{Tables, Ty, from_json, hex};

use crate::values::Schemas;

/// Makes the examples of a schema.
pub struct Requests<'s> {
    examples: Examples<'s>,
    tables: Tables<'static>,
}

/// A request as Rust, and its bytes.
#[derive(Debug)]
pub struct Example {
    pub rust: String,
    /// How many bytes.
    pub size: usize,
    pub lines: Vec<HexLine>,
}

/// A line of annotated hex.
#[derive(Debug, PartialEq, Eq)]
pub struct HexLine {
    pub offset: String,
    /// At most 16 digits, filled up with spaces.
    pub bytes: String,
    /// Indented by depth.
    pub note: String,
}

impl<'s> Requests<'s> {
    pub fn new(schema: &'s Schema, data: Option<&'s SideData>) -> Self {
        let schemas = Schemas::new(vec![Description::new(schema)], Vec::new());
        Self {
            examples: Examples::new(schema, data),
            tables: schemas.tables,
        }
    }

    /// Whether a function has no example because it would be too long.
    pub fn is_too_large(&self, index: usize) -> bool {
        self.examples.is_too_large(index)
    }

    /// The example of a function, by its place; none for functions that wrap others, and where it
    /// would be too long.
    pub fn function(&self, index: usize, id: u32) -> Option<Example> {
        let rust = self.examples.function(index)?;
        let json = self.examples.function_json(index)?;
        let notation = format!("!{id:08x}");
        let ty = Ty::new(&notation);
        // What the tables cannot describe has no bytes to show.
        let bytes = from_json(self.tables, ty, &json).ok()?;
        let text = hex(self.tables, ty, &bytes).to_string();
        Some(Example {
            rust: format!("let request = {rust};"),
            size: bytes.len(),
            lines: text.lines().map(line).collect(),
        })
    }
}

/// `0004  0a000000             usage_limit: int = 10`
fn line(text: &str) -> HexLine {
    let (offset, rest) = text.split_once("  ").unwrap_or((text, ""));
    let (bytes, note) = rest.split_at_checked(16).unwrap_or((rest, ""));
    HexLine {
        offset: offset.to_owned(),
        bytes: bytes.to_owned(),
        note: note.strip_prefix("   ").unwrap_or(note).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_three_parts() {
        let parts = |offset: &str, bytes: &str, note: &str| HexLine {
            offset: offset.into(),
            bytes: bytes.into(),
            note: note.into(),
        };
        let whole = line("0004  008d2700             period: int = 2592000");
        let expected = parts("0004", "008d2700        ", "  period: int = 2592000");
        assert_eq!(whole, expected);
        assert_eq!(line("0008  f4010000"), parts("0008", "f4010000", ""));
    }
}

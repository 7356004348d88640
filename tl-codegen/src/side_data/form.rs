//! Tables of TOML and their keys, with the place of each, and what is wrong with them.

use std::ops::Range;

use tl_parser::diagnostic::nearest_keyword;
use tl_parser::{Code, Diagnostic, Diagnostics, FileId, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value, and the place where it stands.
#[derive(Clone, Copy)]
pub struct Value<'d> {
    pub inner: &'d DeValue<'d>,
    pub span: Span,
}

/// A key, the place where it stands, and its value.
pub struct Entry<'d> {
    pub key: &'d str,
    pub span: Span,
    pub value: Value<'d>,
}

/// Parses a file; what does not parse is reported, and the rest is read.
pub fn parse<'d>(
    file: FileId,
    text: &'d str,
    diagnostics: &mut Diagnostics,
) -> Spanned<DeTable<'d>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let message = error.message().trim_end_matches('.').to_owned();
        diagnostics.push(bad(span(file, range), message));
    }
    table
}

/// The finding that something has not the documented form.
pub fn bad(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::BadSideData, span, message)
}

/// The place of a piece of a file.
pub fn span(file: FileId, range: Range<usize>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        file,
        start: offset(range.start),
        end: offset(range.end),
    }
}

/// The entries of a table, in the order in which they stand.
pub fn entries<'d>(file: FileId, table: &'d DeTable<'d>) -> Vec<Entry<'d>> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref(),
            span: span(file, key.span()),
            value: Value {
                inner: value.get_ref(),
                span: span(file, value.span()),
            },
        })
        .collect();
    entries.sort_by_key(|entry| entry.span.start);
    entries
}

/// Says which keys are allowed where another one stands.
pub fn unknown_key(entry: &Entry<'_>, allowed: &[&'static str]) -> Diagnostic {
    let list: Vec<_> = allowed.iter().map(|key| format!("`{key}`")).collect();
    let help = match nearest_keyword(entry.key, allowed) {
        Some(key) => format!("did you mean `{key}`?"),
        None => format!("allowed here: {}", list.join(", ")),
    };
    bad(entry.span, format!("unknown key `{}`", entry.key)).with_help(help)
}

impl<'d> Value<'d> {
    /// The finding that something else was expected.
    pub fn mismatch(self, expected: &str) -> Diagnostic {
        let found = self.inner.type_str();
        bad(self.span, format!("expected {expected}, found {found}"))
    }

    pub fn table(self, file: FileId) -> Result<Vec<Entry<'d>>, Diagnostic> {
        match self.inner {
            DeValue::Table(table) => Ok(entries(file, table)),
            _ => Err(self.mismatch("a table")),
        }
    }

    pub fn list(self, file: FileId) -> Result<Vec<Value<'d>>, Diagnostic> {
        match self.inner {
            DeValue::Array(values) => Ok(values
                .iter()
                .map(|value| Value {
                    inner: value.get_ref(),
                    span: span(file, value.span()),
                })
                .collect()),
            _ => Err(self.mismatch("an array")),
        }
    }

    /// A text that is not empty.
    pub fn text(self) -> Result<&'d str, Diagnostic> {
        match self.inner {
            DeValue::String(text) if text.trim().is_empty() => {
                Err(bad(self.span, "an empty text says nothing").with_help("leave it out"))
            }
            DeValue::String(text) => Ok(text),
            _ => Err(self.mismatch("a string")),
        }
    }

    pub fn bool(self) -> Result<bool, Diagnostic> {
        match self.inner {
            DeValue::Boolean(value) => Ok(*value),
            _ => Err(self.mismatch("`true` or `false`")),
        }
    }

    pub fn integer(self) -> Result<i64, Diagnostic> {
        match self.inner {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix())
                .map_err(|_| bad(self.span, "the integer does not fit into 64 bits")),
            _ => Err(self.mismatch("an integer")),
        }
    }

    /// The one of `choices` that has this name.
    pub fn choice<T: Copy>(self, choices: &[(&str, T)]) -> Result<T, Diagnostic> {
        let text = self.text()?;
        let found = choices.iter().find(|(name, _)| *name == text);
        found.map(|(_, choice)| *choice).ok_or_else(|| {
            let list: Vec<_> = choices
                .iter()
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            bad(self.span, format!("unknown value `{text}`"))
                .with_help(format!("one of {}", list.join(", ")))
        })
    }
}

//! Random texts in TL out of random bytes, for property tests and for fuzzing:
//!
//! ```text
//! bytes ─┬▸ syntax ──────────────┬▸ tokens ─▸ spacing ─▸ text
//!        └▸ schema ─▸ combinator ┘
//! ```
//!
//! [`text`] uses every form of the grammar and parses, but its names mean nothing;
//! [`schema`] also checks without errors. Both have random spaces, line ends and comments
//! between any two tokens.

mod combinator;
mod schema;
mod spacing;
mod syntax;
mod tokens;

use arbitrary::{Result, Unstructured};

/// A text that parses.
///
/// # Errors
///
/// If the bytes do not suffice.
pub fn text(u: &mut Unstructured<'_>) -> Result<String> {
    let tokens = syntax::file(u)?;
    spacing::spaced(u, &tokens)
}

/// A text that is a schema without errors.
///
/// # Errors
///
/// If the bytes do not suffice.
pub fn schema(u: &mut Unstructured<'_>) -> Result<String> {
    let tokens = schema::file(u)?;
    spacing::spaced(u, &tokens)
}

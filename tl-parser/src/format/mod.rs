//! A schema file in its usual layout: text in, the same text with tidy spaces and line
//! ends out. What is declared, the ids as they are written and all comments stay.
//!
//! ```text
//! text ─▸ syntax::parse ─▸ breaks (where a line may begin)  ┐
//!      └▸ lexer ─▸ pieces (tokens, comments, line ends)     ┴─▸ layout ─▸ writer ─▸ text
//! ```
//!
//! Only the space between tokens is decided here, never a token: this is why the result
//! means the same. The rules:
//!
//! - A declaration, a section marker and a layer marker begin a line. Up to two blank
//!   lines before them stay, because schemas set groups apart with two; there are none at
//!   the start of a file, and one line end closes it.
//! - A declaration stays on its line, however long. If it was written over several lines,
//!   a line break before an argument, before `=` or before `]` stays, with an indentation
//!   of two spaces (and two for each `[` that is open); other line breaks go, and one
//!   blank line may stay. Who groups arguments by lines keeps the groups.
//! - One space between parts, none inside of a part: `xs:flags.0?(vector n*[ int ])`,
//!   `Either<a,b>`, `{X:Type}`, `int ? = Int`. How a type is spelled is left alone:
//!   `vector<T>` or `(vector T)`, an id with seven digits or eight.
//! - VK's annotations stay before the name, on its line or on their own.
//! - A comment stays on the line that it stands on or, if it begins a line, at the start
//!   of one; spaces at its end go. Comments of all kinds are otherwise kept to the letter,
//!   block comments with their inner lines.
//! - A comment before `;` or inside of a marker moves behind it, but for `//@` before `;`,
//!   which would document the next declaration.
//! - Tabs, carriage returns and a byte order mark go.
//!
//! The work is linear in the length of the text.

mod breaks;
mod layout;
mod pieces;
mod spacing;
#[cfg(test)]
mod tests;
mod writer;

use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Sources};
use crate::syntax::{self, Arena, lexer};

/// Formats a file of `sources` by the rules of this module. Formatting the result again
/// changes nothing.
///
/// Names need not resolve: a part of a schema can be formatted.
///
/// # Errors
///
/// The diagnostics of the file if its text does not parse.
pub fn format(sources: &Sources, file: FileId) -> Result<String, Diagnostics> {
    let text = sources.text(file);
    let mut diagnostics = Diagnostics::default();
    let arena = Arena::new();
    let breaks = breaks::of_arguments(&syntax::parse(&arena, text, file, &mut diagnostics));
    if diagnostics.has_errors() {
        diagnostics.sort();
        return Err(diagnostics);
    }
    let lexed = lexer::lex(text, file, &mut diagnostics);
    Ok(layout::lay_out(pieces::Pieces::new(text, &lexed), &breaks))
}

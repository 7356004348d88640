//! Text to syntax tree: [`parse`] reads one file and always gives a tree, with what
//! it could not read reported and left out.
//!
//! ```text
//! lexer ─▸ tokens ─▸ parser ┬ section     ┐
//!                           ├ declaration ├─▸ ast::File
//!                           ├ argument    │
//!                           └ term        ┘
//! ```
//!
//! The grammar is that of <https://core.telegram.org/mtproto/TL-formal>, with what is
//! accepted in the wild beyond it.

mod argument;
pub mod ast;
mod declaration;
pub(crate) mod doc;
pub(crate) mod lexer;
mod parser;
mod scan;
mod section;
mod term;
pub(crate) mod tl2;
pub(crate) mod token;

use bumpalo::Bump;

use crate::diagnostic::Diagnostics;
use crate::source::FileId;

pub use ast::File;

/// The memory of syntax trees; any number of them.
#[derive(Debug, Default)]
pub struct Arena(Bump);

impl Arena {
    /// An empty arena.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Reads one file. Mistakes are reported at the offending token; reading goes on
/// behind the next `;` or at the next section marker.
pub fn parse<'a>(
    arena: &'a Arena,
    text: &'a str,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> File<'a> {
    let mut found = Diagnostics::default();
    let tree = parser::Parser::new(&arena.0, text, file, &mut found).file();
    if found.has_errors()
        && let Some(mark) = tl2::find(text, file)
    {
        diagnostics.push(tl2::refused(mark));
        return File::default();
    }
    diagnostics.extend(found);
    tree
}

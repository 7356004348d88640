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
pub(crate) mod lexer;
mod parser;
mod section;
mod term;
pub(crate) mod token;

use crate::diagnostic::Diagnostics;
use crate::source::FileId;

pub use ast::File;

/// Reads one file. Mistakes are reported at the offending token; reading goes on
/// behind the next `;` or at the next section marker.
pub fn parse<'a>(text: &'a str, file: FileId, diagnostics: &mut Diagnostics) -> File<'a> {
    let lexed = lexer::lex(text, file, diagnostics);
    let mut parser = parser::Parser::new(text, &lexed.tokens, diagnostics);
    let declarations = parser.declarations();
    File {
        declarations,
        comments: lexed.comments,
    }
}

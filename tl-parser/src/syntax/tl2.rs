//! TL2, VK's other language: it shares the name and little else, and its files are
//! refused with one message instead of one a line.

use super::lexer;
use super::token::{Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// Where a text that does not parse shows that it is TL2: at `<=>`, which only TL2 has.
pub fn find(text: &str, file: FileId) -> Option<Span> {
    let lexed = lexer::lex(text, file, &mut Diagnostics::default());
    let is_mark = |pair: &&[Token]| {
        let [less, arrow] = pair else {
            return false;
        };
        let are_glued = less.span.end == arrow.span.start;
        less.is(b'<') && arrow.kind == TokenKind::Arrow && are_glued
    };
    let mark = lexed.tokens.windows(2).find(is_mark)?;
    Some(mark[0].span.to(mark[1].span))
}

/// The refusal.
pub fn refused(span: Span) -> Diagnostic {
    let message = "this is TL2, which is another language than TL";
    Diagnostic::new(Code::Dialect, span, message)
        .with_help("VK's tlgen can write the TL form of a TL2 schema")
}

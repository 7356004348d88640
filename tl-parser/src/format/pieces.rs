//! Tokens and comments in the order of the text, each with the line ends before it.

use crate::source::Span;
use crate::syntax::ast::Comment;
use crate::syntax::lexer::Lexed;
use crate::syntax::token::{Token, TokenKind};

/// More line ends than this are counted as this many: two blank lines.
pub const MOST_LINE_ENDS: usize = 3;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    Token(TokenKind),
    Comment,
}

/// A token or a comment.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    pub kind: PieceKind,
    /// As written. An id has its `#`, a line comment has no spaces at its end.
    pub text: &'a str,
    /// Where it begins.
    pub start: u32,
    /// How many line ends stand between the piece before and this one, up to
    /// [`MOST_LINE_ENDS`]. Those inside of a comment are not among them.
    pub line_ends: usize,
}

/// The pieces of a text. The last one is the token [`TokenKind::End`], over and over.
pub struct Pieces<'a, 'l> {
    text: &'a str,
    /// What has not been read.
    tokens: &'l [Token],
    comments: &'l [Comment<'a>],
    /// Where the piece before ends.
    end: usize,
}

impl<'a, 'l> Pieces<'a, 'l> {
    pub fn new(text: &'a str, lexed: &'l Lexed<'a>) -> Self {
        Self {
            text,
            tokens: &lexed.tokens,
            comments: &lexed.comments,
            end: 0,
        }
    }

    /// How long the whole text is, in bytes.
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    /// The next piece, or the end.
    pub fn bump(&mut self) -> Piece<'a> {
        match (self.comments.split_first(), self.tokens.split_first()) {
            (Some((comment, later)), token) if is_first(comment, token) => {
                self.comments = later;
                self.piece(PieceKind::Comment, trimmed(comment.text), comment.span)
            }
            (_, Some((token, later))) if token.kind != TokenKind::End => {
                self.tokens = later;
                self.token(*token)
            }
            _ => self.end(),
        }
    }

    fn token(&mut self, token: Token) -> Piece<'a> {
        let mut span = token.span;
        if token.kind == TokenKind::Id {
            // The `#` stands right before the digits.
            span.start -= 1;
        }
        let text = &self.text[span.range()];
        self.piece(PieceKind::Token(token.kind), text, span)
    }

    fn end(&mut self) -> Piece<'a> {
        Piece {
            kind: PieceKind::Token(TokenKind::End),
            text: "",
            start: self.end as u32,
            line_ends: 0,
        }
    }

    fn piece(&mut self, kind: PieceKind, text: &'a str, span: Span) -> Piece<'a> {
        let range = span.range();
        let between = &self.text.as_bytes()[self.end..range.start];
        let line_ends = between.iter().filter(|&&byte| byte == b'\n');
        self.end = range.end;
        Piece {
            kind,
            text,
            start: span.start,
            line_ends: line_ends.take(MOST_LINE_ENDS).count(),
        }
    }
}

/// Whether a comment stands before the next token.
fn is_first(comment: &Comment<'_>, token: Option<(&Token, &[Token])>) -> bool {
    token.is_none_or(|(token, _)| comment.span.start <= token.span.start)
}

/// A comment without the spaces at its end; the carriage return of a line end is one.
fn trimmed(comment: &str) -> &str {
    comment.trim_end_matches(|c: char| c <= ' ' && c != '\0')
}

//! The cursor over the tokens, what every rule reports, and how reading goes on
//! behind a mistake.

use super::ast::Name;
use super::token::{Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// Marks that a rule failed and that the mistake has been reported.
#[derive(Debug)]
pub struct Failed;

/// The outcome of a grammar rule.
pub type Parsed<T> = Result<T, Failed>;

/// How deep parentheses, brackets and type arguments may be nested.
pub const MAX_DEPTH: usize = 128;

pub struct Parser<'a, 't> {
    pub text: &'a str,
    tokens: &'t [Token],
    position: usize,
    /// Start of each bracket that is open now.
    nesting: Vec<Span>,
    diagnostics: &'t mut Diagnostics,
}

impl<'a, 't> Parser<'a, 't> {
    /// `tokens` end with [`TokenKind::End`].
    pub fn new(text: &'a str, tokens: &'t [Token], diagnostics: &'t mut Diagnostics) -> Self {
        Self {
            text,
            tokens,
            position: 0,
            nesting: Vec::new(),
            diagnostics,
        }
    }

    /// The next token.
    pub fn peek(&self) -> Token {
        self.peek_at(0)
    }

    /// The token `ahead` places behind the next one.
    pub fn peek_at(&self, ahead: usize) -> Token {
        let last = self.tokens.len() - 1;
        self.tokens[(self.position + ahead).min(last)]
    }

    /// The token that was read last.
    pub fn previous(&self) -> Token {
        self.tokens[self.position.saturating_sub(1)]
    }

    /// Whether the next token is the punctuation `punct`.
    pub fn at(&self, punct: u8) -> bool {
        self.peek().is(punct)
    }

    /// Reads the next token; the end is never passed.
    pub fn bump(&mut self) -> Token {
        let token = self.peek();
        if token.kind != TokenKind::End {
            self.position += 1;
        }
        token
    }

    /// Reads the punctuation `punct` if it is next.
    pub fn eat(&mut self, punct: u8) -> Option<Token> {
        self.at(punct).then(|| self.bump())
    }

    /// The text of a token.
    pub fn token_text(&self, token: Token) -> &'a str {
        &self.text[token.span.range()]
    }

    /// A token as a name.
    pub fn name(&self, token: Token) -> Name<'a> {
        Name {
            text: self.token_text(token),
            span: token.span,
        }
    }

    /// A token as it is shown in a message.
    pub fn shown(&self, token: Token) -> String {
        match token.kind {
            TokenKind::End => "end of file".into(),
            _ => format!("`{}`", self.token_text(token)),
        }
    }

    /// From `start` to the token that was read last.
    pub fn span_from(&self, start: Span) -> Span {
        start.to(self.previous().span)
    }

    /// Reports a mistake at `span`.
    pub fn fail<T>(&mut self, code: Code, span: Span, message: impl Into<String>) -> Parsed<T> {
        self.report(Diagnostic::new(code, span, message));
        Err(Failed)
    }

    /// Reports a mistake.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that the next token is not what the grammar wants.
    pub fn fail_expected<T>(&mut self, expected: &str) -> Parsed<T> {
        let found = self.peek();
        let message = format!("expected {expected}, found {}", self.shown(found));
        self.fail(Code::UnexpectedToken, found.span, message)
    }

    /// Runs `rule` one bracket deeper, or refuses at [`MAX_DEPTH`]: then the report
    /// covers the outermost bracket.
    pub fn nested<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.nesting.len() == MAX_DEPTH {
            let outermost = self.nesting[0];
            let end = self.end_of_brackets(MAX_DEPTH + 1);
            let message = format!("type nested more than {MAX_DEPTH} levels deep");
            return self.fail(Code::TooDeep, outermost.to(end), message);
        }
        self.nesting.push(self.previous().span);
        let outcome = rule(self);
        self.nesting.pop();
        outcome
    }

    /// The token that closes the outermost of `depth` open brackets, or the last one
    /// of the declaration.
    fn end_of_brackets(&mut self, mut depth: usize) -> Span {
        loop {
            match self.peek().kind {
                TokenKind::Punct(b'(' | b'[' | b'<') => depth += 1,
                TokenKind::Punct(b')' | b']' | b'>') => depth -= 1,
                TokenKind::Punct(b';') | TokenKind::End => return self.previous().span,
                _ => {}
            }
            let span = self.bump().span;
            if depth == 0 {
                return span;
            }
        }
    }

    /// Skips what is left of a broken declaration: to behind the next `;` or to the
    /// next section or layer marker.
    pub fn recover(&mut self) {
        loop {
            match self.peek().kind {
                TokenKind::Punct(b';') => {
                    self.bump();
                    return;
                }
                TokenKind::SectionMark | TokenKind::LayerMark | TokenKind::End => return,
                _ => self.bump(),
            };
        }
    }
}

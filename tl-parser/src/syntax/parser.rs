//! The cursor over the tokens, what every rule reports, and how reading goes on
//! behind a mistake.

use bumpalo::Bump;

use super::ast::{Arg, ClassDoc, Name, Term};
use super::lexer::Lexer;
use super::token::{Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// Marks that a rule failed and that the mistake has been reported.
#[derive(Debug)]
pub struct Failed;

/// The outcome of a grammar rule.
pub type Parsed<T> = Result<T, Failed>;

/// How deep parentheses, brackets and type arguments may be nested.
pub const MAX_DEPTH: usize = 128;

/// How many arguments and variables a combinator may have. Real ones have fewer than
/// 100; what is looked up among them is searched for one by one.
pub const MAX_VARIABLES: usize = 1024;

pub struct Parser<'a, 't> {
    arena: &'a Bump,
    pub text: &'a str,
    pub lexer: Lexer<'a>,
    /// The next token among those that the lexer has ready.
    position: usize,
    /// The arguments and variables of the combinator so far.
    variables: usize,
    /// What the lists that are read now hold so far, innermost last.
    pub args: Vec<Arg<'a>>,
    pub terms: Vec<Term<'a>>,
    pub names: Vec<Name<'a>>,
    /// How many of the comments have been looked at for documentation.
    pub documented: usize,
    pub classes: Vec<ClassDoc<'a>>,
    /// Start of each bracket that is open now.
    nesting: Vec<Span>,
    diagnostics: &'t mut Diagnostics,
}

impl<'a, 't> Parser<'a, 't> {
    /// At the start of a text.
    pub fn new(
        arena: &'a Bump,
        text: &'a str,
        file: FileId,
        diagnostics: &'t mut Diagnostics,
    ) -> Self {
        let mut lexer = Lexer::new(text, file);
        lexer.next_declaration(diagnostics);
        Self {
            arena,
            text,
            lexer,
            position: 0,
            variables: 0,
            args: Vec::new(),
            terms: Vec::new(),
            names: Vec::new(),
            documented: 0,
            classes: Vec::new(),
            nesting: Vec::new(),
            diagnostics,
        }
    }

    /// Goes on to the tokens behind the `;` that was read last. `false` at the end of the
    /// text.
    pub fn next_declaration(&mut self) -> bool {
        self.position = 0;
        self.lexer.next_declaration(self.diagnostics)
    }

    /// The next token; behind a `;` and at the end of the text, [`TokenKind::End`].
    pub fn peek(&self) -> Token {
        self.lexer.tokens[self.position]
    }

    /// The token `ahead` places behind the next one.
    pub fn peek_at(&self, ahead: usize) -> Token {
        let last = self.lexer.tokens.len() - 1;
        self.lexer.tokens[(self.position + ahead).min(last)]
    }

    /// The token that was read last.
    pub fn previous(&self) -> Token {
        self.lexer.tokens[self.position.saturating_sub(1)]
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

    /// Reports a mistake with what mends it.
    pub fn fail_with<T>(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Parsed<T> {
        self.report(Diagnostic::new(code, span, message).with_help(help));
        Err(Failed)
    }

    /// Reports that a bracket is still open where the next token stands.
    pub fn fail_unclosed<T>(&mut self, expected: &str, open: Span) -> Parsed<T> {
        let found = self.peek();
        let message = format!("expected {expected}, found {}", self.shown(found));
        let diagnostic = Diagnostic::new(Code::UnexpectedToken, found.span, message);
        self.report(diagnostic.with_related(open, "opened here"));
        Err(Failed)
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
            return self.fail(Code::TooLarge, outermost.to(end), message);
        }
        self.nesting.push(self.previous().span);
        let outcome = rule(self);
        self.nesting.pop();
        outcome
    }

    /// Starts to count the arguments and variables of a combinator.
    pub fn reset_variables(&mut self) {
        self.variables = 0;
    }

    /// Counts an argument or variable, or refuses at [`MAX_VARIABLES`].
    pub fn count_variable(&mut self, span: Span) -> Parsed<()> {
        if self.variables == MAX_VARIABLES {
            let message = format!("a combinator with more than {MAX_VARIABLES} arguments");
            return self.fail(Code::TooLarge, span, message);
        }
        self.variables += 1;
        Ok(())
    }

    /// A part of the tree in the arena.
    pub fn keep<T: Copy>(&self, part: T) -> &'a T {
        self.arena.alloc(part)
    }

    /// The arguments from `start` on as a list of their own.
    pub fn take_args(&mut self, start: usize) -> &'a [Arg<'a>] {
        take(self.arena, &mut self.args, start)
    }

    /// The terms from `start` on as a list of their own.
    pub fn take_terms(&mut self, start: usize) -> &'a [Term<'a>] {
        take(self.arena, &mut self.terms, start)
    }

    /// The names from `start` on as a list of their own.
    pub fn take_names(&mut self, start: usize) -> &'a [Name<'a>] {
        take(self.arena, &mut self.names, start)
    }

    /// A list in the arena.
    pub fn list<T: Copy>(&self, items: &[T]) -> &'a [T] {
        self.arena.alloc_slice_copy(items)
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
        self.args.clear();
        self.terms.clear();
        self.names.clear();
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

/// Moves the end of a stack into the arena.
fn take<'a, T: Copy>(arena: &'a Bump, stack: &mut Vec<T>, start: usize) -> &'a [T] {
    if start == stack.len() {
        return &[];
    }
    let list = arena.alloc_slice_copy(&stack[start..]);
    stack.truncate(start);
    list
}

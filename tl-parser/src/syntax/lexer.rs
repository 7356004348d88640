//! Text to tokens and comments.
//!
//! Each function reads one lexical form with nom and carries its rule. White space
//! is any byte up to U+0020 but NUL; a byte order mark at the start is skipped.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_until, take_while, take_while1};
use nom::character::complete::{char, satisfy};
use nom::combinator::{peek, recognize, rest};
use nom::multi::many0_count;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Offset, Parser};

use super::ast::Comment;
use super::token::{Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// Tokens (the last one is always [`TokenKind::End`]) and comments of a file.
pub struct Lexed<'a> {
    pub tokens: Vec<Token>,
    pub comments: Vec<Comment<'a>>,
}

type Step<'a, T> = IResult<&'a str, T>;

/// Reads a whole text. Characters that begin no token are reported and skipped.
pub fn lex<'a>(text: &'a str, file: FileId, diagnostics: &mut Diagnostics) -> Lexed<'a> {
    let mut lexer = Lexer {
        text,
        file,
        diagnostics,
        tokens: Vec::with_capacity(text.len() / 4),
        comments: Vec::new(),
    };
    let mut input = text.strip_prefix('\u{feff}').unwrap_or(text);
    while !input.is_empty() {
        input = lexer.step(input);
    }
    let end = lexer.span("", "");
    lexer.push(TokenKind::End, end);
    Lexed {
        tokens: lexer.tokens,
        comments: lexer.comments,
    }
}

struct Lexer<'a, 'd> {
    text: &'a str,
    file: FileId,
    diagnostics: &'d mut Diagnostics,
    tokens: Vec<Token>,
    comments: Vec<Comment<'a>>,
}

impl<'a> Lexer<'a, '_> {
    /// Reads one token, comment or run of spaces and gives what follows it.
    fn step(&mut self, input: &'a str) -> &'a str {
        if let Ok((after, _)) = spaces(input) {
            return after;
        }
        if let Ok((after, comment)) = comment(input) {
            let span = self.span(input, after);
            self.comments.push(Comment {
                text: comment,
                span,
            });
            return after;
        }
        if let Ok((after, kind)) = token(input) {
            let span = self.span(input, after);
            self.push(kind, span);
            return self.glued_id(kind, after);
        }
        self.report_unknown(input)
    }

    /// `lc-ident "#" hex-id`, with no space on either side of `#`.
    fn glued_id(&mut self, before: TokenKind, input: &'a str) -> &'a str {
        if before != TokenKind::Lower {
            return input;
        }
        let Ok((digits, _)) = char::<_, nom::error::Error<&str>>('#').parse(input) else {
            return input;
        };
        let after = digits.trim_start_matches(is_name_char);
        let span = self.span(digits, after);
        self.push(TokenKind::Id, span);
        after
    }

    fn report_unknown(&mut self, input: &'a str) -> &'a str {
        if let Some(behind) = input.strip_prefix("/*") {
            let span = self.span(input, behind);
            self.report(
                Code::UnterminatedComment,
                span,
                "unterminated block comment".into(),
            );
            return "";
        }
        let mut chars = input.chars();
        let found = chars.next().unwrap_or_default();
        let after = chars.as_str();
        let span = self.span(input, after);
        let shown = if found.is_control() {
            format!("U+{:04X}", u32::from(found))
        } else {
            format!("`{found}`")
        };
        self.report(
            Code::UnexpectedCharacter,
            span,
            format!("unexpected character {shown}"),
        );
        after
    }

    fn report(&mut self, code: Code, span: Span, message: String) {
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }

    fn push(&mut self, kind: TokenKind, span: Span) {
        self.tokens.push(Token { kind, span });
    }

    fn span(&self, from: &str, to: &str) -> Span {
        let offset = |rest: &str| {
            if rest.is_empty() {
                self.text.len()
            } else {
                self.text.offset(rest)
            }
        };
        Span {
            file: self.file,
            start: offset(from) as u32,
            end: offset(to) as u32,
        }
    }
}

fn spaces(input: &str) -> Step<'_, &str> {
    take_while1(|c: char| c <= ' ' && c != '\0')(input)
}

/// `"//" { any but LF }` or `"/*" ... "*/"`, not nested.
fn comment(input: &str) -> Step<'_, &str> {
    alt((
        recognize(pair(tag("//"), alt((take_until("\n"), rest)))),
        recognize((tag("/*"), take_until("*/"), tag("*/"))),
    ))
    .parse(input)
}

fn token(input: &str) -> Step<'_, TokenKind> {
    alt((name, number, annotation, dashes, equals, punct)).parse(input)
}

/// `{ lc-ident "." } ( lc-ident | uc-ident )`; a dot joins only if a letter follows.
fn name(input: &str) -> Step<'_, TokenKind> {
    let (after, _) = many0_count(terminated(lower_ident, joining_dot)).parse(input)?;
    if let Ok((after, _)) = lower_ident(after) {
        return Ok((after, TokenKind::Lower));
    }
    let (after, _) = ident(after)?;
    Ok((after, TokenKind::Upper))
}

fn ident(input: &str) -> Step<'_, &str> {
    recognize(pair(
        satisfy(|c| c.is_ascii_alphabetic()),
        take_while(is_name_char),
    ))
    .parse(input)
}

fn lower_ident(input: &str) -> Step<'_, &str> {
    recognize(pair(
        satisfy(|c| c.is_ascii_lowercase()),
        take_while(is_name_char),
    ))
    .parse(input)
}

fn joining_dot(input: &str) -> Step<'_, char> {
    terminated(char('.'), peek(satisfy(|c| c.is_ascii_alphabetic()))).parse(input)
}

fn number(input: &str) -> Step<'_, TokenKind> {
    let (after, _) = take_while1(|c: char| c.is_ascii_digit())(input)?;
    Ok((after, TokenKind::Number))
}

fn annotation(input: &str) -> Step<'_, TokenKind> {
    let (after, _) = preceded(char('@'), ident).parse(input)?;
    Ok((after, TokenKind::Annotation))
}

fn dashes(input: &str) -> Step<'_, TokenKind> {
    let (after, run) = take_while1(|c| c == '-')(input)?;
    let kind = match run.len() {
        3 => TokenKind::SectionMark,
        _ => TokenKind::Dashes,
    };
    Ok((after, kind))
}

fn equals(input: &str) -> Step<'_, TokenKind> {
    let (after, kind) = alt((tag("==="), tag("=>"))).parse(input)?;
    let kind = match kind {
        "===" => TokenKind::LayerMark,
        _ => TokenKind::Arrow,
    };
    Ok((after, kind))
}

fn punct(input: &str) -> Step<'_, TokenKind> {
    let (after, found) = satisfy(|c| ":;()[]{}=#?%<>+,*_!.".contains(c)).parse(input)?;
    Ok((after, TokenKind::Punct(found as u8)))
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

//! Text to tokens and comments, a declaration at a time.
//!
//! The first byte of what is next decides which lexical form it is; each form has a
//! function that carries its rule. White space is any byte up to U+0020 but NUL; a byte
//! order mark at the start is skipped.

use nom::bytes::complete::{tag, take_until, take_while, take_while1};
use nom::combinator::recognize;
use nom::sequence::pair;
use nom::{IResult, Parser};

use super::ast::Comment;
use super::scan::name_length;
use super::token::{Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span};
use crate::text::{is_hidden, is_hidden_in_lines};

/// The longest name or number. Real names have fewer than 70 bytes; a message should not
/// repeat a megabyte.
const LONGEST_WORD: usize = 255;

/// All tokens and comments of a text.
pub struct Lexed<'a> {
    /// The last one is [`TokenKind::End`], and there is no other.
    pub tokens: Vec<Token>,
    pub comments: Vec<Comment<'a>>,
}

/// Reads a text to its end.
pub fn lex<'a>(text: &'a str, file: FileId, diagnostics: &mut Diagnostics) -> Lexed<'a> {
    let mut lexer = Lexer::new(text, file);
    let mut tokens = Vec::new();
    loop {
        let is_more = lexer.next_declaration(diagnostics);
        // The end that closes each declaration stands only behind the last one.
        tokens.pop();
        tokens.append(&mut lexer.tokens);
        if !is_more {
            break;
        }
    }
    Lexed {
        tokens,
        comments: lexer.comments,
    }
}

/// Reads a text from its start to its end.
pub struct Lexer<'a> {
    text: &'a str,
    file: FileId,
    position: usize,
    /// A word that was read just now and is too long.
    cut_off: Option<Span>,
    /// The tokens since the last `;`.
    pub tokens: Vec<Token>,
    /// All comments so far.
    pub comments: Vec<Comment<'a>>,
}

impl<'a> Lexer<'a> {
    /// At the start of a text, behind its byte order mark.
    pub fn new(text: &'a str, file: FileId) -> Self {
        Self {
            text,
            file,
            position: length_of_mark(text),
            cut_off: None,
            tokens: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// Replaces the tokens by those up to the next `;` or the end of the text, with
    /// [`TokenKind::End`] behind them. Characters that begin no token are reported and
    /// skipped. `false` if there was nothing left to read.
    ///
    /// Only a declaration is kept at a time, so that its tokens are read while they are
    /// still in the nearest cache, and take no memory by the size of the text.
    pub fn next_declaration(&mut self, diagnostics: &mut Diagnostics) -> bool {
        self.tokens.clear();
        let start = self.position;
        while self.position < self.text.len() {
            self.step(diagnostics);
            self.report_cut_off(diagnostics);
            if self.tokens.last().is_some_and(|token| token.is(b';')) {
                break;
            }
        }
        self.token(TokenKind::End, 0);
        self.position > start
    }

    /// Reads one token, comment or run of spaces.
    fn step(&mut self, diagnostics: &mut Diagnostics) {
        let input = &self.text.as_bytes()[self.position..];
        let first = input[0];
        match first {
            b'a'..=b'z' | b'A'..=b'Z' => self.name(input),
            1..=b' ' => self.position += 1,
            b'0'..=b'9' => self.token(TokenKind::Number, length(digits(input))),
            b'-' => self.dashes(length(dashes(input))),
            b'=' => match input {
                [b'=', b'=', b'=', ..] => self.token(TokenKind::LayerMark, 3),
                [b'=', b'>', ..] => self.token(TokenKind::Arrow, 2),
                _ => self.token(TokenKind::Punct(b'='), 1),
            },
            b':' | b';' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'#' | b'?' | b'%' | b'<'
            | b'>' | b'+' | b',' | b'*' | b'_' | b'!' | b'.' => {
                self.token(TokenKind::Punct(first), 1);
            }
            b'@' if input.get(1).is_some_and(u8::is_ascii_alphabetic) => {
                self.token(TokenKind::Annotation, 1 + name_length(&input[1..]));
            }
            b'/' => match comment(input) {
                Ok((_, found)) => self.comment(found.len(), diagnostics),
                Err(_) => self.unknown(diagnostics),
            },
            _ => self.unknown(diagnostics),
        }
    }

    /// `{ lc-ident "." } ( lc-ident | uc-ident )`; a dot joins only if a letter follows,
    /// and only behind a lower-case part.
    fn name(&mut self, input: &[u8]) {
        let mut part = 0;
        let mut end = name_length(input);
        while let [b'.', b'a'..=b'z' | b'A'..=b'Z', ..] = &input[end..]
            && input[part].is_ascii_lowercase()
        {
            part = end + 1;
            end = part + name_length(&input[part..]);
        }
        if input[part].is_ascii_uppercase() {
            return self.token(TokenKind::Upper, end);
        }
        self.token(TokenKind::Lower, end);
        if input.get(end) == Some(&b'#') {
            self.glued_id(&input[end + 1..]);
        }
    }

    /// `lc-ident "#" hex-id`, with no space on either side of `#`.
    fn glued_id(&mut self, digits: &[u8]) {
        self.position += 1;
        self.token(TokenKind::Id, name_length(digits));
    }

    /// Three are a section mark, any other number a mistake.
    fn dashes(&mut self, count: usize) {
        let kind = match count {
            3 => TokenKind::SectionMark,
            _ => TokenKind::Dashes,
        };
        self.token(kind, count);
    }

    fn comment(&mut self, length: usize, diagnostics: &mut Diagnostics) {
        let span = self.advance(length);
        let text = &self.text[span.range()];
        self.comments.push(Comment { text, span });
        if let Some((at, found)) = first_hidden(text) {
            let start = span.start + at as u32;
            let place = Span {
                start,
                end: start + found.len_utf8() as u32,
                ..span
            };
            let message = format!("hidden character U+{:04X} in a comment", u32::from(found));
            let warning = Diagnostic::new(Code::HiddenCharacter, place, message);
            diagnostics.push(warning.with_help("remove it; output shows it in an escaped form"));
        }
    }

    /// What begins no token. A run of such characters is one mistake.
    fn unknown(&mut self, diagnostics: &mut Diagnostics) {
        let rest = &self.text[self.position..];
        if rest.starts_with("/*") {
            let span = self.advance(2);
            self.position = self.text.len();
            let message = "unterminated block comment";
            let found = Diagnostic::new(Code::UnterminatedComment, span, message);
            return diagnostics.push(found.with_help("close it with `*/`"));
        }
        let found = rest.chars().next().unwrap_or_default();
        let run = rest.find(|c: char| c.is_ascii() && c != '\0');
        let length = match found.is_ascii() && found != '\0' {
            true => found.len_utf8(),
            false => run.unwrap_or(rest.len()),
        };
        let span = self.advance(length);
        let diagnostic = |shown: String| {
            let message = format!("unexpected character {shown}");
            Diagnostic::new(Code::UnexpectedCharacter, span, message)
        };
        diagnostics.push(match is_visible(found) {
            true => diagnostic(format!("`{found}`")),
            false => diagnostic(format!("U+{:04X}", u32::from(found)))
                .with_help("it cannot be seen; delete it or write a space"),
        });
    }

    fn token(&mut self, kind: TokenKind, length: usize) {
        let mut span = self.advance(length);
        if length > LONGEST_WORD {
            span.end = span.start + LONGEST_WORD as u32;
            self.cut_off = Some(span);
        }
        self.tokens.push(Token { kind, span });
    }

    /// Reports a word that was cut off because of its length.
    fn report_cut_off(&mut self, diagnostics: &mut Diagnostics) {
        if let Some(span) = self.cut_off.take() {
            let message = format!("a word of more than {LONGEST_WORD} bytes");
            diagnostics.push(Diagnostic::new(Code::TooLarge, span, message));
        }
    }

    fn advance(&mut self, length: usize) -> Span {
        let start = self.position;
        self.position += length;
        Span {
            file: self.file,
            start: start as u32,
            end: self.position as u32,
        }
    }
}

/// Whether a person sees a character: no spaces, marks of direction and the like.
fn is_visible(found: char) -> bool {
    !found.is_whitespace() && !is_hidden(found)
}

/// The first character of a comment that is not seen. The carriage return of a line's end is not
/// one, and neither are tabs.
fn first_hidden(comment: &str) -> Option<(usize, char)> {
    let mut hidden = comment.match_indices(is_hidden_in_lines);
    let is_line_end = |at: usize| matches!(comment.as_bytes().get(at + 1), None | Some(b'\n'));
    let (at, found) = hidden.find(|(at, found)| *found != "\r" || !is_line_end(*at))?;
    Some((at, found.chars().next()?))
}

/// A byte order mark at the start is no part of the text.
fn length_of_mark(text: &str) -> usize {
    const MARK: char = '\u{feff}';
    match text.starts_with(MARK) {
        true => MARK.len_utf8(),
        false => 0,
    }
}

type Step<'i> = IResult<&'i [u8], &'i [u8]>;

/// How much a form takes; nothing if it is not there.
fn length(step: Step<'_>) -> usize {
    step.map_or(0, |(_, found)| found.len())
}

/// `"//" { any but LF }` or `"/*" ... "*/"`, not nested.
fn comment(input: &[u8]) -> Step<'_> {
    match input.get(1) {
        Some(b'/') => recognize(pair(tag("//"), take_while(|byte| byte != b'\n'))).parse(input),
        _ => recognize((tag("/*"), take_until("*/"), tag("*/"))).parse(input),
    }
}

fn digits(input: &[u8]) -> Step<'_> {
    take_while1(|byte: u8| byte.is_ascii_digit())(input)
}

fn dashes(input: &[u8]) -> Step<'_> {
    take_while1(|byte| byte == b'-')(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        let mut sources = Sources::new();
        let file = sources.add("t.tl", text);
        let mut lexer = Lexer::new(text, file);
        lexer.next_declaration(&mut Diagnostics::default());
        let tokens = lexer.tokens.iter();
        tokens
            .map(|token| (token.kind, &text[token.span.range()]))
            .collect()
    }

    #[test]
    fn a_dot_joins_only_letters_behind_a_lower_case_part() {
        use TokenKind::{End, Lower, Number, Punct, Upper};
        assert_eq!(
            kinds("a.b.C flags.0?x X.0 X.y"),
            [
                (Upper, "a.b.C"),
                (Lower, "flags"),
                (Punct(b'.'), "."),
                (Number, "0"),
                (Punct(b'?'), "?"),
                (Lower, "x"),
                (Upper, "X"),
                (Punct(b'.'), "."),
                (Number, "0"),
                (Upper, "X"),
                (Punct(b'.'), "."),
                (Lower, "y"),
                (End, ""),
            ]
        );
    }

    #[test]
    fn a_run_of_foreign_characters_is_one_mistake() {
        let mut sources = Sources::new();
        let file = sources.add("t.tl", "a € ≠≠≠ \0\0 $$");
        let mut diagnostics = Diagnostics::default();
        Lexer::new(sources.text(file), file).next_declaration(&mut diagnostics);
        let places: Vec<_> = diagnostics.iter().map(|it| it.span.range()).collect();
        assert_eq!(places, [2..5, 6..15, 16..18, 19..20, 20..21]);
    }
}

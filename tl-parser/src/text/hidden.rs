//! Characters that a reader does not see, or that change how a terminal shows others.
//!
//! ```text
//! "a\u{1b}[31mb"   ─▸   a\u{1b}[31mb        (nine visible characters for ESC and what follows)
//! ```
//!
//! Text from outside reaches a terminal, a build log or a file only through one of these
//! functions. The result never holds such a character, so applying one twice changes nothing.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character is a control character, or is invisible and affects the text around it:
/// marks of direction, zero-width characters, separators of lines, tags.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    match c {
        ' '..='~' => false,
        c => c.is_control() || is_format(c),
    }
}

fn is_format(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Text of several lines for a terminal: hidden characters as `\u{1b}`. Line feeds and tabs stay.
///
/// ```
/// assert_eq!(tl_parser::text::visible("a\u{1b}[1m\n\tb"), "a\\u{1b}[1m\n\tb");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, is_hidden_in_lines, escape_for_people)
}

/// Text that must not start a line of its own, for a message or a directive of cargo: as
/// [`visible`], with line feeds and tabs escaped too.
///
/// ```
/// assert_eq!(tl_parser::text::one_line("x\ncargo::warning=y"), "x\\u{a}cargo::warning=y");
/// ```
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    escape(text, is_hidden, escape_for_people)
}

/// The same JSON without hidden characters. In JSON they occur only in strings, where `\u001b`
/// means the same; the line feeds and tabs between tokens stay.
///
/// ```
/// assert_eq!(tl_parser::text::json("\"\u{202e}\""), "\"\\u202e\"");
/// ```
#[must_use]
pub fn json(text: &str) -> Cow<'_, str> {
    escape(text, is_hidden_in_lines, |c, out| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

/// Whether a character is hidden in text of several lines.
pub(crate) fn is_hidden_in_lines(c: char) -> bool {
    is_hidden(c) && !matches!(c, '\n' | '\t')
}

fn escape_for_people(c: char, out: &mut String) {
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

fn escape(
    text: &str,
    is_escaped: fn(char) -> bool,
    write: impl Fn(char, &mut String),
) -> Cow<'_, str> {
    let Some(first) = text.find(is_escaped) else {
        return Cow::Borrowed(text);
    };
    let (clean, rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(clean);
    for c in rest.chars() {
        if is_escaped(c) {
            write(c, &mut out);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_read_stays() {
        for text in ["", "plain", "ä 中文 é ½ – \u{a0} 👋🏽 ☺\u{fe0f}", "a\\b\"c'"] {
            assert_eq!(visible(text), text);
            assert_eq!(one_line(text), text);
            assert_eq!(json(text), text);
        }
    }

    #[test]
    fn each_hidden_character_is_escaped() {
        let hidden = "\0\u{7}\u{8}\r\u{1b}\u{7f}\u{85}\u{9b}\u{ad}\u{61c}\u{200b}\u{200e}\u{200f}\
                      \u{2028}\u{2029}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{fffb}\
                      \u{e0041}";
        for c in hidden.chars() {
            let text = format!("a{c}b");
            let expected = format!("a\\u{{{:x}}}b", u32::from(c));
            assert_eq!(visible(&text), expected);
            assert_eq!(one_line(&text), expected);
        }
    }

    #[test]
    fn only_one_line_is_left() {
        assert_eq!(visible("a\nb\tc\r\n"), "a\nb\tc\\u{d}\n");
        assert_eq!(one_line("a\nb\tc\r\n"), "a\\u{a}b\\u{9}c\\u{d}\\u{a}");
    }

    #[test]
    fn json_has_surrogates() {
        assert_eq!(json("\"\u{e0041}\u{7f}\"\n"), "\"\\udb40\\udc41\\u007f\"\n");
    }
}

//! Arguments in a text: `wait {seconds} seconds`.
//!
//! ```text
//! text ::= { piece }      piece ::= characters without braces | "\u{" digits "}" | "{" name "}"
//! ```
//!
//! `\u{202e}` is how a hidden character is shown, and not an argument.

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Characters that stand for themselves.
    Text(&'t str),
    /// The name of an argument, without its braces.
    Argument(&'t str),
}

/// A brace without another, or braces around what is not a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadArgument<'t> {
    /// `{` without `}`, or `}` without `{`.
    Unbalanced,
    /// `{}`, `{1}`, `{a:?}`
    NotAName(&'t str),
}

/// The parts of a text, in order; no text is empty.
pub fn pieces(text: &str) -> Result<Vec<Piece<'_>>, BadArgument<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    // The characters in front of `rest` that are text.
    let mut plain = 0;
    while let Some(at) = rest[plain..].find(['{', '}']) {
        let (before, braced) = rest.split_at(plain + at);
        if let Some(length) = escape_length(before, braced) {
            plain += at + length;
            continue;
        }
        let inner = braced.strip_prefix('{').ok_or(BadArgument::Unbalanced)?;
        let (name, after) = inner.split_once('}').ok_or(BadArgument::Unbalanced)?;
        if name.contains('{') {
            return Err(BadArgument::Unbalanced);
        }
        if !is_name(name) {
            return Err(BadArgument::NotAName(name));
        }
        push(before, &mut pieces);
        pieces.push(Piece::Argument(name));
        rest = after;
        plain = 0;
    }
    push(rest, &mut pieces);
    Ok(pieces)
}

/// The length of the braces of `\u{202e}`.
fn escape_length(before: &str, braced: &str) -> Option<usize> {
    const MOST_DIGITS: usize = 6;
    let digits = before
        .ends_with("\\u")
        .then(|| braced.strip_prefix('{'))??;
    let end = digits
        .bytes()
        .take(MOST_DIGITS + 1)
        .position(|byte| byte == b'}')?;
    let is_hex = digits[..end].bytes().all(|byte| byte.is_ascii_hexdigit());
    (end > 0 && is_hex).then_some(1 + end + 1)
}

fn push<'t>(text: &'t str, pieces: &mut Vec<Piece<'t>>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_braces() {
        let found = pieces("wait {seconds} s{f}");
        let expected = [
            Piece::Text("wait "),
            Piece::Argument("seconds"),
            Piece::Text(" s"),
            Piece::Argument("f"),
        ];
        assert_eq!(found, Ok(expected.into()));
        assert_eq!(pieces(""), Ok(Vec::new()));
        let found = pieces("\\u{202e}\\u{b} {b}\\u{feff}");
        let expected = [
            Piece::Text("\\u{202e}\\u{b} "),
            Piece::Argument("b"),
            Piece::Text("\\u{feff}"),
        ];
        assert_eq!(found, Ok(expected.into()));
    }

    #[test]
    fn other_braces_are_mistakes() {
        for text in [
            "wait }{seconds",
            "{",
            "}",
            "{a",
            "a}",
            "{{a}}",
            "{{",
            "}}",
            "{a}}",
            "{a{b}",
        ] {
            assert_eq!(pieces(text), Err(BadArgument::Unbalanced), "{text}");
        }
        for (text, name) in [
            ("{}", ""),
            ("{0}", "0"),
            ("{a:?}", "a:?"),
            ("{ a}", " a"),
            ("{A}", "A"),
        ] {
            assert_eq!(pieces(text), Err(BadArgument::NotAName(name)), "{text}");
        }
    }
}

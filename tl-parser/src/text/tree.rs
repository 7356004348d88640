//! What a text is made of: the few forms that any output has. A text that is not Markdown is one
//! paragraph of it.

use super::arguments::{Piece, pieces};

/// A part of a text that has lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Paragraph(Vec<Inline>),
    /// Lines that are shown as they are, and are never compiled.
    Code(String),
    List {
        is_numbered: bool,
        items: Vec<Vec<Inline>>,
    },
}

/// A part of a line. No string holds a line feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Characters that stand for themselves.
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    /// The address begins with `https://`.
    Link {
        address: String,
        text: Vec<Inline>,
    },
    /// An address that is its own text.
    Address(String),
}

/// Runs of white space as one space, so that the text is one line.
pub fn folded(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

/// One line of a text that is not Markdown.
pub fn plain_line(text: &str) -> Vec<Inline> {
    let line = folded(text);
    let mut inlines = Vec::new();
    push_plain(&line, &mut inlines);
    inlines
}

/// Appends characters that stand for themselves, but for addresses.
pub fn push_plain(text: &str, inlines: &mut Vec<Inline>) {
    let mut rest = text;
    let mut from = 0;
    while let Some(found) = rest[from..].find("https://") {
        let at = from + found;
        match address_length(&rest[at..]) {
            Some(length) => {
                push_text(&rest[..at], inlines);
                inlines.push(Inline::Address(rest[at..at + length].to_owned()));
                rest = &rest[at + length..];
                from = 0;
            }
            None => from = at + 1,
        }
    }
    push_text(rest, inlines);
}

/// Appends a part; text goes on with the text before it.
pub fn push(inline: Inline, inlines: &mut Vec<Inline>) {
    match inline {
        Inline::Text(text) => push_text(&text, inlines),
        other => inlines.push(other),
    }
}

fn push_text(text: &str, inlines: &mut Vec<Inline>) {
    match inlines.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(before)) => before.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// The length of the address that the text begins with. A sign at its end belongs to the
/// sentence, and so does a bracket that the address does not open.
pub fn address_length(text: &str) -> Option<usize> {
    let host = text.strip_prefix("https://")?;
    if !host.starts_with(char::is_alphanumeric) {
        return None;
    }
    let is_part = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let mut address = &text[..end];
    let count = |bracket: char| address.matches(bracket).count();
    let (opened, mut closed) = (count('('), count(')'));
    loop {
        let is_sign = |c: char| ".,;:!?'*_~".contains(c) || (c == ')' && closed > opened);
        let Some(shorter) = address.strip_suffix(is_sign) else {
            return Some(address.len());
        };
        closed -= usize::from(address.ends_with(')'));
        address = shorter;
    }
}

/// Puts arguments in braces, `{seconds}`, into code.
pub fn mark_arguments(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => mark_in_line(inlines),
            Block::List { items, .. } => items.iter_mut().for_each(mark_in_line),
            Block::Code(_) => {}
        }
    }
}

fn mark_in_line(inlines: &mut Vec<Inline>) {
    let mut marked = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        match inline {
            Inline::Text(text) => push_marked(&text, &mut marked),
            Inline::Emphasis(mut inner) => {
                mark_in_line(&mut inner);
                marked.push(Inline::Emphasis(inner));
            }
            Inline::Strong(mut inner) => {
                mark_in_line(&mut inner);
                marked.push(Inline::Strong(inner));
            }
            other => marked.push(other),
        }
    }
    *inlines = marked;
}

fn push_marked(text: &str, inlines: &mut Vec<Inline>) {
    let Ok(pieces) = pieces(text) else {
        return push_text(text, inlines);
    };
    for piece in pieces {
        match piece {
            Piece::Text(text) => push_text(text, inlines),
            Piece::Argument(name) => inlines.push(Inline::Code(name.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<String> {
        let inlines = plain_line(text);
        let found = inlines.into_iter().filter_map(|it| match it {
            Inline::Address(address) => Some(address),
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("See https://t.me/a_b.", "https://t.me/a_b"),
            ("(https://a.b/c?d=e#f)", "https://a.b/c?d=e#f"),
            ("https://a.b/c_(d), and", "https://a.b/c_(d)"),
            ("*https://a.b*", "https://a.b"),
            ("https://https://t.me", "https://https://t.me"),
        ] {
            assert_eq!(addresses(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_schemes_are_text() {
        for text in [
            "http://a.b",
            "javascript:alert(1)",
            "https://",
            "https:// x",
            "tg://x",
        ] {
            assert!(addresses(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn many_brackets_take_linear_time() {
        let text = format!("https://a{}", ")".repeat(1_000_000));
        assert_eq!(addresses(&text), ["https://a"]);
    }
}

//! The subset of Markdown that texts with `markdown = true` may use.
//!
//! | written | means |
//! |---|---|
//! | a blank line | a new paragraph |
//! | `- item`, `* item`, `1. item` | an item of a list |
//! | a fence of three backticks or tildes | lines of code, never Rust |
//! | `# Title` | a strong line |
//! | `` `code` ``, `*emphasis*`, `**strong**` | the same |
//! | `[text](https://example.org)` | a link; other schemes are text |
//! | `\*` | the character |
//!
//! All else is text: HTML, images, references, tables, quotes, indented code. It is read
//! into a tree from which all output is made, so that no output repeats what it does not know.

use super::tree::{Block, Inline, address_length, folded, push, push_plain};

/// How far a closing mark is looked for, in bytes: a text of opening marks alone takes linear time.
const FARTHEST: usize = 1_000;

/// How deep emphasis and links may nest.
const DEEPEST: usize = 4;

/// Reads a text as blocks.
pub fn parse(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let line = line.trim();
        if let Some(fence) = fence(line) {
            end(&mut paragraph, &mut blocks);
            let code: Vec<_> = lines.by_ref().take_while(|it| !closes(it, fence)).collect();
            blocks.push(Block::Code(code.join("\n")));
        } else if let Some((is_numbered, item)) = item(line) {
            end(&mut paragraph, &mut blocks);
            push_item(is_numbered, inlines(&folded(item)), &mut blocks);
        } else if let Some(title) = title(line) {
            end(&mut paragraph, &mut blocks);
            let title = inlines(&folded(title));
            blocks.push(Block::Paragraph(vec![Inline::Strong(title)]));
        } else if line.is_empty() {
            end(&mut paragraph, &mut blocks);
        } else {
            paragraph.push_str(line);
            paragraph.push('\n');
        }
    }
    end(&mut paragraph, &mut blocks);
    blocks
}

fn end(paragraph: &mut String, blocks: &mut Vec<Block>) {
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(inlines(&folded(paragraph))));
        paragraph.clear();
    }
}

/// The character and length of the fence that a line begins with.
fn fence(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    // Behind backticks, others would end a span of code.
    let is_fence = length >= 3 && !(mark == '`' && line[length..].contains('`'));
    is_fence.then_some((mark, length))
}

fn closes(line: &str, (mark, length): (char, usize)) -> bool {
    let line = line.trim();
    line.len() >= length && line.chars().all(|c| c == mark)
}

/// The text of an item of a list.
fn item(line: &str) -> Option<(bool, &str)> {
    let marked = ["- ", "* ", "+ "];
    if let Some(text) = marked.iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some((false, text));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let text = line[digits..].strip_prefix(". ")?;
    (1..=9).contains(&digits).then_some((true, text))
}

fn push_item(is_numbered: bool, item: Vec<Inline>, blocks: &mut Vec<Block>) {
    match blocks.last_mut() {
        Some(Block::List {
            is_numbered: same,
            items,
        }) if *same == is_numbered => items.push(item),
        _ => blocks.push(Block::List {
            is_numbered,
            items: vec![item],
        }),
    }
}

fn title(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let text = text.strip_prefix(' ')?.trim();
    ((1..=6).contains(&level) && !text.is_empty()).then_some(text)
}

/// Reads one line.
fn inlines(line: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    nested(line, DEEPEST, &mut inlines);
    inlines
}

fn nested(line: &str, depth: usize, inlines: &mut Vec<Inline>) {
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = line[at..].find(['`', '*', '[', '\\']) {
        at += found;
        match marked(line, at, depth) {
            Some((inline, length)) => {
                push_plain(&line[plain..at], inlines);
                push(inline, inlines);
                at += length;
                plain = at;
            }
            None => at += run_length(&line[at..]),
        }
    }
    push_plain(&line[plain..], inlines);
}

/// The length of the equal marks in front.
fn run_length(text: &str) -> usize {
    let first = text.chars().next().unwrap_or_default();
    text.len() - text.trim_start_matches(first).len()
}

/// What a mark begins, and how long it is with its marks.
fn marked(line: &str, at: usize, depth: usize) -> Option<(Inline, usize)> {
    let text = &line[at..];
    let window = &text[..text.floor_char_boundary(FARTHEST)];
    match text.as_bytes().first()? {
        b'`' => code(window),
        b'*' if depth > 0 => emphasis(window, depth),
        b'[' if depth > 0 => link(window, depth),
        b'\\' => escaped(window),
        _ => None,
    }
}

/// A mark that stands for itself: `\*`
fn escaped(text: &str) -> Option<(Inline, usize)> {
    let mark = text.chars().nth(1).filter(char::is_ascii_punctuation)?;
    Some((Inline::Text(mark.to_string()), 2))
}

/// `` `code` ``
fn code(text: &str) -> Option<(Inline, usize)> {
    let (inner, length) = enclosed(text)?;
    let code = inner.trim();
    (!code.is_empty()).then(|| (Inline::Code(code.to_owned()), length))
}

/// `*emphasis*`, `**strong**`
fn emphasis(text: &str, depth: usize) -> Option<(Inline, usize)> {
    let (inner, length) = enclosed(text)?;
    let wrap = match (length - inner.len()) / 2 {
        1 => Inline::Emphasis,
        2 => Inline::Strong,
        _ => return None,
    };
    if inner.is_empty() || inner.trim() != inner {
        return None;
    }
    let mut inlines = Vec::new();
    nested(inner, depth - 1, &mut inlines);
    Some((wrap(inlines), length))
}

/// What stands between the marks in front and as many equal marks, and the length with both.
fn enclosed(text: &str) -> Option<(&str, usize)> {
    let mark = text.chars().next()?;
    let length = run_length(text);
    let mut end = length;
    while let Some(found) = text[end..].find(mark) {
        let close = end + found;
        let closing = run_length(&text[close..]);
        if closing == length {
            return Some((&text[length..close], close + length));
        }
        end = close + closing;
    }
    None
}

/// `[text](https://example.org)`
fn link(text: &str, depth: usize) -> Option<(Inline, usize)> {
    let (shown, rest) = text[1..].split_once("](")?;
    let address = address_length(rest)?;
    if shown.contains(['[', ']']) || shown.trim().is_empty() || !rest[address..].starts_with(')') {
        return None;
    }
    let mut inlines = Vec::new();
    nested(shown, depth - 1, &mut inlines);
    let link = Inline::Link {
        address: rest[..address].to_owned(),
        // A link in a link is not one.
        text: inlines.into_iter().map(without_address).collect(),
    };
    let length = 1 + shown.len() + 2 + address + 1;
    Some((link, length))
}

fn without_address(inline: Inline) -> Inline {
    let inner = |inlines: Vec<Inline>| inlines.into_iter().map(without_address).collect();
    match inline {
        Inline::Address(address) => Inline::Text(address),
        Inline::Emphasis(inlines) => Inline::Emphasis(inner(inlines)),
        Inline::Strong(inlines) => Inline::Strong(inner(inlines)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn paragraph(inlines: Vec<Inline>) -> Block {
        Block::Paragraph(inlines)
    }

    #[test]
    fn blocks_are_told_apart() {
        let found = parse("One\ntwo\n\n- a\n- b\n1. c\n# T\n```rust\nx\n\n~~~\n````\nthree");
        let expected = [
            paragraph(vec![text("One two")]),
            Block::List {
                is_numbered: false,
                items: vec![vec![text("a")], vec![text("b")]],
            },
            Block::List {
                is_numbered: true,
                items: vec![vec![text("c")]],
            },
            paragraph(vec![Inline::Strong(vec![text("T")])]),
            Block::Code("x\n\n~~~".to_owned()),
            paragraph(vec![text("three")]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_open_fence_reaches_to_the_end() {
        assert_eq!(parse("~~~\na\n```"), [Block::Code("a\n```".to_owned())]);
    }

    #[test]
    fn marks_are_spans() {
        let found = inlines("a `b*c` *d **e** z* \\*f ``g`h`` [i `j`](https://k.l/m_(n)) *o p");
        let expected = [
            text("a "),
            Inline::Code("b*c".to_owned()),
            text(" "),
            Inline::Emphasis(vec![
                text("d "),
                Inline::Strong(vec![text("e")]),
                text(" z"),
            ]),
            text(" *f "),
            Inline::Code("g`h".to_owned()),
            text(" "),
            Inline::Link {
                address: "https://k.l/m_(n)".to_owned(),
                text: vec![text("i "), Inline::Code("j".to_owned())],
            },
            text(" *o p"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn other_forms_are_text() {
        for other in [
            "[a](http://b.c)",
            "[a](javascript:alert(1))",
            "[a](Type)",
            "[a]",
            "[a][b]",
            "<b>a</b>",
            "| a | b |",
            "> a",
            "* * *",
            "``",
        ] {
            let found = parse(other);
            let is_text = |it: &Inline| matches!(it, Inline::Text(_));
            let is_plain = |it: &Block| match it {
                Block::Paragraph(inlines) => inlines.iter().all(is_text),
                Block::List { items, .. } => items.iter().flatten().all(is_text),
                Block::Code(_) => false,
            };
            assert!(found.iter().all(is_plain), "{other}: {found:?}");
        }
    }

    #[test]
    fn marks_without_their_ends_take_linear_time() {
        for mark in ["*a ", "[a", "[a](", "`a ``b ", "\\", "**a"] {
            parse(&mark.repeat(20_000));
        }
    }
}

//! A text as Markdown that reads the same, for CommonMark, GitHub and rustdoc.
//!
//! ```text
//! "<b>", [a, b] and https://t.me.   ─▸   "\<b>", \[a, b] and <https://t.me>.
//! ```
//!
//! What the text holds is never a tag, an attribute, a link to anything but `https://`, a link to
//! an item, a block of code that is compiled as a test, or the beginning of another block.

use super::tree::{Block, Inline, folded};

/// Blocks with a blank line between them, without a line feed at the end.
pub fn blocks(blocks: &[Block]) -> String {
    let blocks: Vec<_> = blocks.iter().map(block).collect();
    blocks.join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(inlines) => line(inlines, Place::Line),
        Block::Code(code) => fenced("text", code),
        Block::List { is_numbered, items } => {
            let items = items.iter().zip(1_u32..).map(|(item, number)| {
                let item = line(item, Place::Line);
                if *is_numbered {
                    format!("{number}. {item}")
                } else {
                    format!("- {item}")
                }
            });
            items.collect::<Vec<_>>().join("\n")
        }
    }
}

/// Lines of code between fences that no line of it can end. The language is not foreign.
pub fn fenced(language: &str, code: &str) -> String {
    let fence = "`".repeat(longest_run(code).max(2) + 1);
    format!("{fence}{language}\n{code}\n{fence}")
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Line,
    /// In the cell of a table, which a bar would end.
    Cell,
}

/// All blocks as one line.
pub fn one_line(blocks: &[Block], place: Place) -> String {
    let mut parts = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => parts.push(line(inlines, place)),
            Block::Code(text) => parts.push(code(&folded(text), place)),
            Block::List { items, .. } => parts.extend(items.iter().map(|it| line(it, place))),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn line(inlines: &[Inline], place: Place) -> String {
    let mut out = String::new();
    push_line(inlines, place, &mut out);
    match block_mark(&out) {
        Some(mark) => {
            let (number, marked) = out.split_at(mark);
            format!("{number}\\{marked}")
        }
        None => out,
    }
}

fn push_line(inlines: &[Inline], place: Place, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => push_escaped(text, place, out),
            Inline::Code(text) => out.push_str(&code(text, place)),
            Inline::Emphasis(inner) => wrapped("*", inner, place, out),
            Inline::Strong(inner) => wrapped("**", inner, place, out),
            Inline::Link { address, text } => {
                out.push('[');
                push_line(text, place, out);
                out.push_str("](");
                out.push_str(&target(address));
                out.push(')');
            }
            Inline::Address(address) => out.extend(["<", address, ">"]),
        }
    }
}

/// Brackets of an address would end the link.
fn target(address: &str) -> String {
    let address = address.replace('&', "&amp;");
    if address.contains(['(', ')']) {
        format!("<{address}>")
    } else {
        address
    }
}

fn wrapped(mark: &str, inner: &[Inline], place: Place, out: &mut String) {
    out.push_str(mark);
    push_line(inner, place, out);
    out.push_str(mark);
}

/// A span of code, between as many backticks as none of it has.
pub fn code(text: &str, place: Place) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let marks = "`".repeat(longest_run(text) + 1);
    let space = if text.contains('`') { " " } else { "" };
    let text = match place {
        Place::Line => text.to_owned(),
        // Also in code, GitHub ends a cell there.
        Place::Cell => text.replace('|', "\\|"),
    };
    format!("{marks}{space}{text}{space}{marks}")
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// Characters that stand for themselves.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    push_escaped(text, Place::Cell, &mut out);
    match block_mark(&out) {
        Some(mark) => {
            let (number, marked) = out.split_at(mark);
            format!("{number}\\{marked}")
        }
        None => out,
    }
}

fn push_escaped(text: &str, place: Place, out: &mut String) {
    let mut before = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let is_host = c == '.' && text[..at].ends_with("www");
        if is_host || is_markup(c, before, rest) || c == '|' && place == Place::Cell {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Whether a character would not stand for itself where it is.
fn is_markup(c: char, before: Option<char>, rest: &str) -> bool {
    let next = rest.chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '~' | '[' => true,
        '_' => !(is_word(before) && is_word(next)),
        '<' => is_word(next) || next.is_none() || matches!(next, Some('/' | '!' | '?')),
        '&' => is_word(next) || next.is_none() || next == Some('#'),
        // GitHub makes links of addresses without marks.
        ':' => rest.starts_with("//"),
        _ => false,
    }
}

/// Where the character stands that would make a heading, a quote, a list or a rule of the line.
fn block_mark(line: &str) -> Option<usize> {
    let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut chars = line[number..].chars();
    let mark = chars.next()?;
    let is_list = chars.next().is_none_or(|c| c.is_whitespace() || c == mark);
    match (mark, number) {
        ('#' | '>' | '=' | ':', 0) => Some(0),
        ('-' | '+', 0) if is_list => Some(0),
        ('.' | ')', 1..) if is_list => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::UntrustedText;

    #[track_caller]
    fn becomes(plain: &str, markdown: &str) {
        assert_eq!(
            UntrustedText::plain(plain).markdown(),
            markdown,
            "{plain:?}"
        );
    }

    #[test]
    fn plain_words_stay() {
        for text in [
            "True, if it is sent; 0-128 characters (pass null to keep message_thread_id)",
            "a < b > c & d, 0.5% of $5! @name #tag",
            "-1 to disable it",
            "1.5 or more",
            "a | b",
        ] {
            becomes(text, text);
        }
    }

    #[test]
    fn marks_stand_for_themselves() {
        becomes(
            "the <b>, </b> and <!-- tags",
            r"the \<b>, \</b> and \<!-- tags",
        );
        becomes(r#"like ["a", "b"](c)"#, r#"like \["a", "b"](c)"#);
        becomes(
            "`x` *x* __x__ a_b ~x~ a\\b",
            r"\`x\` \*x\* \_\_x\_\_ a_b \~x\~ a\\b",
        );
        becomes("&lt; &#60; AT&T", r"\&lt; \&#60; AT\&T");
    }

    #[test]
    fn no_text_is_a_block() {
        becomes("# of users", r"\# of users");
        becomes("> 5", r"\> 5");
        becomes("- one", r"\- one");
        becomes("---", r"\---");
        becomes("+", r"\+");
        becomes("1. one", r"1\. one");
        becomes("12) two", r"12\) two");
        becomes("    code\t", "code");
        becomes("* one", r"\* one");
        becomes("a\n\n    b\n```\nc\n```", r"a b \`\`\` c \`\`\`");
        becomes("~~~ js", r"\~\~\~ js");
    }

    #[test]
    fn addresses_with_https_are_links() {
        becomes("See https://t.me/a_b.", "See <https://t.me/a_b>.");
        becomes(
            "https://a.b/c_(d), \"https://t.me\"",
            "<https://a.b/c_(d)>, \"<https://t.me>\"",
        );
        becomes("http://a.b tg://x www.a.b", r"http\://a.b tg\://x www\.a.b");
    }

    #[test]
    fn hidden_characters_are_shown() {
        becomes("a\rb\tc\u{202E}d\u{0}", r"a\\u{d}b c\\u{202e}d\\u{0}");
        becomes("", "");
    }

    #[test]
    fn a_table_keeps_its_cells() {
        let text = UntrustedText::from_markdown("a | `b|c`\n\n```\nd | e\n```");
        assert_eq!(text.markdown_cell(), r"a \| `b\|c` `d \| e`");
        assert_eq!(text.markdown(), "a | `b|c`\n\n```text\nd | e\n```");
    }

    #[test]
    fn code_ends_where_it_should() {
        let text = UntrustedText::from_markdown("``a`b`` x\n\n~~~~rust\n```\n~~~\n~~~~");
        assert_eq!(text.markdown(), "`` a`b `` x\n\n````text\n```\n~~~\n````");
    }
}

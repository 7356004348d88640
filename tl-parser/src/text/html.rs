//! A text as HTML within a paragraph.

use super::tree::{Block, Inline, folded};

/// All blocks as one line.
pub fn one_line(blocks: &[Block]) -> String {
    let mut parts = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => parts.push(line(inlines)),
            Block::Code(text) => parts.push(code(&folded(text))),
            Block::List { items, .. } => parts.extend(items.iter().map(|it| line(it))),
        }
    }
    parts.join(" ")
}

fn line(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) | Inline::Address(text) => escaped(text),
        Inline::Code(text) => code(text),
        Inline::Emphasis(inner) => format!("<em>{}</em>", line(inner)),
        Inline::Strong(inner) => format!("<strong>{}</strong>", line(inner)),
        Inline::Link { address, text } => format!(
            "<a href=\"{}\" rel=\"nofollow\">{}</a>",
            escaped(address),
            line(text)
        ),
    }
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::text::UntrustedText;

    #[test]
    fn tags_and_entities_are_text() {
        let text = UntrustedText::plain("<img src=x onerror='a()'> &amp; \"b\" `c`\n\nhttps://d.e");
        assert_eq!(
            text.html(),
            "&lt;img src=x onerror=&#39;a()&#39;&gt; &amp;amp; &quot;b&quot; `c` https://d.e"
        );
    }

    #[test]
    fn marks_of_markdown_are_tags() {
        let text = UntrustedText::from_markdown(
            "*a* `<b>`\n\n```\nc\n```\n- [d](https://e.f/?g=h&i=j)\n- [k](javascript:l)",
        );
        assert_eq!(
            text.html(),
            "<em>a</em> <code>&lt;b&gt;</code> <code>c</code> \
             <a href=\"https://e.f/?g=h&amp;i=j\" rel=\"nofollow\">d</a> [k](javascript:l)"
        );
    }
}

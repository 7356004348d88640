//! What a document is apart from its text: the code of generated Rust, the blocks and links of
//! Markdown, the tags of HTML. A text that changes an outline is more than text.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

/// A file of generated Rust.
#[derive(Debug)]
pub struct Rust {
    /// The code without white space and without what is in string literals.
    pub code: String,
    /// Each documentation comment, its lines in one text.
    pub docs: Vec<String>,
}

/// Parts a file into code and documentation. `None` if a string literal does not end.
#[must_use]
pub fn rust(text: &str) -> Option<Rust> {
    let (mut code, mut docs) = (String::new(), Vec::<String>::new());
    let mut is_in_doc = false;
    for line in text.lines() {
        let line = line.trim_start();
        let doc = line
            .strip_prefix("//!")
            .or_else(|| line.strip_prefix("///"));
        match (doc, docs.last_mut().filter(|_| is_in_doc)) {
            (Some(doc), Some(last)) => {
                *last += &format!("\n{}", doc.strip_prefix(' ').unwrap_or(doc))
            }
            (Some(doc), None) => docs.push(doc.strip_prefix(' ').unwrap_or(doc).to_owned()),
            (None, _) => code += &format!("{line}\n"),
        }
        is_in_doc = doc.is_some();
    }
    let mut code = without_literals(&code)?;
    // A long literal breaks the line that it is on, and then the last argument has a comma.
    for end in [")", "]", "}"] {
        code = code.replace(&format!(",{end}"), end);
    }
    Some(Rust { code, docs })
}

/// Drops white space and the content of string literals.
fn without_literals(code: &str) -> Option<String> {
    let (mut out, mut chars) = (String::with_capacity(code.len()), code.chars());
    while let Some(c) = chars.next() {
        if !c.is_whitespace() {
            out.push(c);
        }
        if c != '"' {
            continue;
        }
        loop {
            match chars.next()? {
                '"' => break,
                '\\' => drop(chars.next()),
                _ => {}
            }
        }
        out.push('"');
    }
    Some(out)
}

/// The blocks, code and links of a text in Markdown, as rustdoc reads it. Links to `https://` are
/// left out, and with `is_markdown` also the markup that such texts may have.
#[must_use]
pub fn markdown(text: &str, is_markdown: bool) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // rustdoc takes `[name]` for a link to an item.
    let item = |link: BrokenLink<'_>| {
        let name = CowStr::from(link.reference.to_string());
        Some((name.clone(), name))
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(item));
    parser
        .filter(|event| !(is_plain(event) || is_markdown && is_allowed(event)))
        .map(|event| match event {
            // What an example holds may be a text: it is code, but as a literal.
            Event::Start(tag) => format!("{tag:?}"),
            Event::Code(code) => format!("`{code}`"),
            event => format!("{event:?}"),
        })
        .collect()
}

/// Text, paragraphs, and links to `https://`.
fn is_plain(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::Link { dest_url, .. }) => dest_url.starts_with("https://"),
        Event::Start(Tag::Paragraph)
        | Event::End(TagEnd::Paragraph | TagEnd::Link)
        | Event::Text(_)
        | Event::SoftBreak
        | Event::HardBreak => true,
        _ => false,
    }
}

/// Markup that texts in Markdown may have: code that is not compiled, lists, titles, emphasis.
fn is_allowed(event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => &**language == "text",
        Event::Start(tag) => matches!(
            tag,
            Tag::List(_) | Tag::Item | Tag::Heading { .. } | Tag::Emphasis | Tag::Strong
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::CodeBlock
                | TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::Heading(_)
                | TagEnd::Emphasis
                | TagEnd::Strong
        ),
        Event::Code(_) => true,
        _ => false,
    }
}

/// The tags of a page with the names of their attributes. Links to `https://` are left out, and with
/// `is_markdown` also the tags that such texts may become.
#[must_use]
pub fn html(text: &str, is_markdown: bool) -> Vec<String> {
    const MARKUP: [&str; 13] = [
        "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "em", "strong",
    ];
    let (mut tags, mut rest) = (Vec::new(), text);
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let (tag, after) = tag(rest);
        rest = after;
        let name = tag
            .trim_start_matches('/')
            .split(' ')
            .next()
            .unwrap_or_default();
        let is_markup = is_markdown && MARKUP.contains(&name);
        // The end of a link says nothing of where it leads.
        let is_link = tag == "/a" || tag.starts_with("a ") && tag.contains("href=https");
        if !(is_markup || is_link || name == "p") {
            tags.push(tag);
        }
    }
    tags
}

/// A tag up to its end, with the values of attributes left out but for the scheme of an address, and
/// what follows it.
fn tag(text: &str) -> (String, &str) {
    let (mut tag, mut quote) = (String::new(), None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return (tag, &text[at + 1..]),
            (None, '"' | '\'') => quote = Some((c, at + 1)),
            (Some((open, start)), _) if c == open => {
                let is_address = tag.ends_with("href=") || tag.ends_with("src=");
                if let Some((scheme, _)) = text[start..at].split_once(':').filter(|_| is_address) {
                    tag += scheme;
                }
                quote = None;
            }
            (None, c) => tag.push(c),
            (Some(_), _) => {}
        }
    }
    (tag, "")
}

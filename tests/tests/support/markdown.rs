//! Markdown as an independent parser reads it, with all extensions that GitHub and rustdoc have.

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

/// What a text may not be made of, as a parser sees it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The characters that a reader sees, without white space at both ends.
    pub text: String,
    /// The languages of blocks of code.
    pub code_blocks: Vec<String>,
    /// Spans of code.
    pub code: Vec<String>,
    pub html: Vec<String>,
    /// The targets of links and images.
    pub links: Vec<String>,
    /// Names in brackets, which rustdoc resolves to items.
    pub references: Vec<String>,
    /// Other structure, by its start.
    pub other: Vec<String>,
}

/// Reads Markdown.
pub fn read<'m>(markdown: &'m str) -> Found {
    let mut found = Found::default();
    let mut references = Vec::new();
    let mut note = |link: BrokenLink<'m>| -> Option<(CowStr<'m>, CowStr<'m>)> {
        references.push(link.reference.to_string());
        None
    };
    let options = Options::all()
        - Options::ENABLE_SMART_PUNCTUATION
        - Options::ENABLE_MATH
        - Options::ENABLE_SUPERSCRIPT
        - Options::ENABLE_SUBSCRIPT
        - Options::ENABLE_WIKILINKS;
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(&mut note)) {
        found.add(event);
    }
    found.references = references;
    found.text = found.text.trim().to_owned();
    found
}

impl Found {
    fn add(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.text += &text,
            Event::Code(code) => {
                self.text += &code;
                self.code.push(code.into_string());
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html.push(html.into_string()),
            Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::TableCell) => {
                self.text.push(' ');
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                self.code_blocks.push(language.into_string());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                self.code_blocks.push("indented".to_owned());
            }
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) => {
                assert_ne!(link_type, LinkType::Email);
                self.links.push(dest_url.into_string());
            }
            Event::Start(Tag::Image { dest_url, .. }) => self.links.push(dest_url.into_string()),
            Event::Start(
                Tag::Paragraph
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::List(_)
                | Tag::Item
                | Tag::Emphasis
                | Tag::Strong,
            )
            | Event::End(_) => {}
            other => self.other.push(format!("{other:?}")),
        }
    }

    /// Panics if there is more than text, code that is not compiled, and links with https.
    #[track_caller]
    #[allow(dead_code, reason = "pages have a structure of their own")]
    pub fn assert_harmless(&self, of: &str) {
        let is_text = |language: &String| language == "text";
        assert!(self.code_blocks.iter().all(is_text), "{self:?} of {of:?}");
        assert!(self.html.is_empty(), "{self:?} of {of:?}");
        let is_safe = |link: &String| link.starts_with("https://");
        assert!(self.links.iter().all(is_safe), "{self:?} of {of:?}");
        assert!(self.references.is_empty(), "{self:?} of {of:?}");
        assert!(self.other.is_empty(), "{self:?} of {of:?}");
    }
}

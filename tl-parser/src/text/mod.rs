//! Text from outside: of schemas, side data, published lists and JSON. Nobody of this project wrote
//! it, so no output may take a part of it for more than text.
//!
//! | output | function |
//! |---|---|
//! | a terminal or a build log, several lines | [`visible`] |
//! | a message or a directive of cargo, which are one line | [`one_line`] |
//! | JSON that is already written | [`json`] |
//! | documentation of Rust, Markdown | [`UntrustedText::markdown`], [`markdown_line`], [`markdown_cell`] |
//! | HTML | [`UntrustedText::html`] |
//! | a value in JSON, before it is written | [`UntrustedText::value`] |
//! | a message of a Rust error | [`UntrustedText::message`] |
//!
//! [`markdown_line`]: UntrustedText::markdown_line
//! [`markdown_cell`]: UntrustedText::markdown_cell

mod arguments;
mod hidden;
mod html;
mod markdown;
mod parse;
mod tree;

use std::borrow::Cow;
use std::fmt;

use arcstr::Substr;

pub use arguments::{BadArgument, Piece, pieces};
pub(crate) use hidden::is_hidden_in_lines;
pub use hidden::{is_hidden, json, one_line, visible};
use markdown::Place;
use tree::Block;

/// A description from outside. It cannot be displayed: each output has a method that escapes for
/// it.
///
/// Hidden characters ([`is_hidden`]) are replaced when the text is made, by their visible form
/// `\u{202e}`; `\r\n` becomes a line feed. Unless it is made [`from_markdown`], the text is plain:
/// every character stands for itself, runs of white space are one space, and only addresses with
/// `https://` become links.
///
/// [`from_markdown`]: Self::from_markdown
///
/// ```
/// use tl_parser::text::UntrustedText;
///
/// let text = UntrustedText::plain("A <b>\n\n```\nmain()\n```\u{202e}");
/// assert_eq!(text.html(), "A &lt;b&gt; ``` main() ```\\u{202e}");
/// assert_eq!(text.markdown(), r"A \<b> \`\`\` main() \`\`\`\\u{202e}");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct UntrustedText {
    text: Substr,
    is_markdown: bool,
}

impl UntrustedText {
    /// Text in which every character stands for itself.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self {
            text: cleaned(text).unwrap_or_else(|| text.into()),
            is_markdown: false,
        }
    }

    /// As [`plain`](Self::plain), of a piece of a source, whose memory it shares if it can.
    pub(crate) fn of_piece(piece: Substr) -> Self {
        Self {
            text: cleaned(&piece).unwrap_or(piece),
            is_markdown: false,
        }
    }

    /// Text in a subset of Markdown: paragraphs, lists, code, emphasis, and links with `https://`.
    /// Fenced code is never compiled. All other markup stands for itself.
    #[must_use]
    pub fn from_markdown(text: &str) -> Self {
        Self {
            is_markdown: true,
            ..Self::plain(text)
        }
    }

    /// The text itself, or its beginning if it is longer than `most` bytes.
    #[must_use]
    pub fn beginning(&self, most: usize) -> Cow<'_, Self> {
        let end = self.text.floor_char_boundary(most);
        if end == self.text.len() {
            return Cow::Borrowed(self);
        }
        Cow::Owned(Self {
            text: self.text.substr(..end),
            is_markdown: self.is_markdown,
        })
    }

    /// Whether it has only white space.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Blocks of Markdown, also for the documentation of Rust: nothing in them is compiled, links
    /// to an item, or is HTML.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::blocks(&self.blocks())
    }

    /// One line of Markdown, to be used alone or in a sentence.
    #[must_use]
    pub fn markdown_line(&self) -> String {
        markdown::one_line(&self.blocks(), Place::Line)
    }

    /// One line of Markdown for the cell of a table.
    #[must_use]
    pub fn markdown_cell(&self) -> String {
        markdown::one_line(&self.blocks(), Place::Cell)
    }

    /// As [`markdown_line`](Self::markdown_line), with `{arguments}` as code.
    #[must_use]
    pub fn markdown_cell_with_arguments(&self) -> String {
        markdown::one_line(&self.blocks_with_arguments(), Place::Cell)
    }

    /// One line of HTML, for the content of an element or, of plain text, a quoted attribute.
    #[must_use]
    pub fn html(&self) -> String {
        html::one_line(&self.blocks())
    }

    /// As [`html`](Self::html), with `{arguments}` as code.
    #[must_use]
    pub fn html_with_arguments(&self) -> String {
        html::one_line(&self.blocks_with_arguments())
    }

    /// The text on one line without hidden characters and without markup removed, for the message
    /// of an error or a terminal.
    #[must_use]
    pub fn message(&self) -> String {
        tree::folded(&self.text)
    }

    /// The value of a string in JSON or TOML; the serializer quotes it.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.text
    }

    fn blocks(&self) -> Vec<Block> {
        if self.is_markdown {
            parse::parse(&self.text)
        } else {
            vec![Block::Paragraph(tree::plain_line(&self.text))]
        }
    }

    fn blocks_with_arguments(&self) -> Vec<Block> {
        let mut blocks = self.blocks();
        tree::mark_arguments(&mut blocks);
        blocks
    }
}

impl fmt::Debug for UntrustedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.as_str().fmt(f)
    }
}

/// A name from outside as Markdown, in the text of a line or a cell.
#[must_use]
pub fn markdown_name(name: &str) -> String {
    markdown::escaped(&tree::folded(&visible(name)))
}

/// A name or value from outside as a span of code in Markdown, in a line or a cell.
#[must_use]
pub fn markdown_code(code: &str) -> String {
    markdown::code(&tree::folded(&visible(code)), Place::Cell)
}

/// Lines of code in Markdown, with a fence that none of them ends.
#[must_use]
pub fn markdown_block(language: &str, code: &str) -> String {
    markdown::fenced(language, &visible(code))
}

/// The text without hidden characters, unless it has none.
fn cleaned(text: &str) -> Option<Substr> {
    if !text.contains(is_hidden_in_lines) {
        return None;
    }
    let text = text.replace("\r\n", "\n");
    Some(visible(&text).into_owned().into())
}

//! Descriptions on pages: each output has a method that escapes for it, so that templates cannot
//! write one as it is.

use std::borrow::Cow;

use tl_parser::text::UntrustedText;

/// What is said of something; it may be nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Description<'t> {
    text: Option<&'t UntrustedText>,
    has_arguments: bool,
    /// The most bytes of it that are shown.
    most: Option<usize>,
}

/// The longest text, in bytes, that is repeated on pages of other things.
const LONGEST_REPEATED: usize = 1_000;

impl<'t> Description<'t> {
    pub fn new(text: Option<&'t UntrustedText>) -> Self {
        Self {
            text,
            has_arguments: false,
            most: None,
        }
    }

    /// The text of an error: `{argument}` is shown as code.
    pub fn of_error(text: Option<&'t UntrustedText>) -> Self {
        Self {
            text,
            has_arguments: true,
            most: None,
        }
    }

    /// The beginning of the text, for pages of other things: there may be many of these, and each
    /// would repeat a long text.
    pub fn shortened(self) -> Self {
        Self {
            most: Some(LONGEST_REPEATED),
            ..self
        }
    }

    fn text(self) -> Option<Cow<'t, UntrustedText>> {
        Some(match self.most {
            Some(most) => self.text?.beginning(most),
            None => Cow::Borrowed(self.text?),
        })
    }

    pub fn is_empty(self) -> bool {
        self.text.is_none()
    }

    /// The content of an element of HTML.
    pub fn html(self) -> String {
        let html = if self.has_arguments {
            UntrustedText::html_with_arguments
        } else {
            UntrustedText::html
        };
        self.text().map(|text| html(&text)).unwrap_or_default()
    }

    /// A line of Markdown.
    pub fn line(self) -> String {
        self.text()
            .map(|text| text.markdown_line())
            .unwrap_or_default()
    }

    /// The cell of a table of Markdown.
    pub fn cell(self) -> String {
        let cell = if self.has_arguments {
            UntrustedText::markdown_cell_with_arguments
        } else {
            UntrustedText::markdown_cell
        };
        self.text().map(|text| cell(&text)).unwrap_or_default()
    }

    /// One line of text, still to be escaped.
    pub fn message(self) -> Option<String> {
        self.text().map(|text| text.message())
    }
}

//! What the fuzz targets call: the parts of the commands that read foreign input and neither read
//! files nor write any.
#![doc(hidden)]

use std::collections::BTreeMap;

use tl_codegen::SideData;
use tl_parser::Schema;

use crate::published;
use crate::site::{self, Input};

/// The TL of a schema in the JSON that Telegram publishes, or what is wrong with it.
///
/// # Errors
///
/// As `tl update` reports them.
pub fn published_to_tl(text: &str) -> Result<String, String> {
    published::to_tl("published.json", text).map_err(|error| error.to_string())
}

/// The form of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// HTML, with the style and the search.
    Html,
    /// Markdown.
    Markdown,
}

/// The files that `tl docs` writes.
#[must_use]
pub fn pages(schema: &Schema, data: &SideData, format: Format) -> BTreeMap<String, String> {
    let input = Input {
        schema,
        data: Some(data),
        older: &[],
        title: None,
    };
    match format {
        Format::Html => site::html(&input),
        Format::Markdown => site::markdown(&input),
    }
}

//! Any text as side data, and as each text of it: generated code, documentation and pages.
//!
//! ```text
//! "x"  ─▸ side data ─▸ bindings, pages ─┐
//!                                       ├▸ differ in texts alone
//! text ─▸ side data ─▸ bindings, pages ─┘
//! ```

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tl_cli::testing::{Format, pages};
use tl_codegen::{Config, Examples, SideData};
use tl_parser::{Diagnostics, Schema, Sources};

use super::outline::{html, markdown, rust};

/// The schema that the side data is about; `DOC` becomes a documentation comment.
const SCHEMA: &str = "\
//@description DOC @name DOC
cat name:string = Pet;
dog flags:# name:string age:flags.0?int = Pet;
---functions---
feed pet:Pet grams:int = Bool;
pets.walk pet:Pet minutes:long = Vector<Pet>;
";

/// Reads a text as side data, and as the texts in it. Returns whether it is side data.
///
/// # Panics
///
/// If what is accepted generates nothing, or a text is more than text anywhere.
pub fn side_data(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    // Either form takes as long as all else, so each input has one.
    texts(&text, text.len() % 2 == 1);
    file(&text)
}

/// Reads a whole file: an error lies in it, and what has none is written everywhere.
fn file(text: &str) -> bool {
    let mut sources = Sources::new();
    sources.add("schema.tl", SCHEMA);
    let schema = tl_parser::check(&sources).schema.expect("it is valid");
    let file = sources.add("facts.toml", text);
    let mut found = Diagnostics::default();
    let data = SideData::read(&schema, &sources, &[file], &mut found);
    for diagnostic in &found {
        assert!(
            text.get(diagnostic.span.range()).is_some(),
            "{diagnostic:?}"
        );
    }
    let files = bindings(SCHEMA, text);
    assert_eq!(files.is_none(), found.has_errors(), "{text:?}: {found:?}");
    if found.has_errors() {
        return false;
    }
    for text in files.into_iter().flatten().map(|(_, text)| text) {
        assert!(rust(&text).is_some(), "{text}");
    }
    for format in [Format::Html, Format::Markdown] {
        assert!(!pages(&schema, &data, format).is_empty());
    }
    let examples = Examples::new(&schema, Some(&data));
    for index in 0..schema.functions.len() {
        let json = examples.function_json(index);
        let json = json.map(|json| serde_json::from_str::<serde_json::Value>(&json));
        assert!(json.is_none_or(|json| json.is_ok()), "{text:?}");
    }
    true
}

/// Writes a text in every place where side data has one, and compares all that comes of it with what
/// comes of a harmless text.
fn texts(text: &str, is_markdown: bool) {
    let doc: String = text.chars().filter(|c| !"\r\n@".contains(*c)).collect();
    let schema = SCHEMA.replace("DOC", &doc);
    let harmless = &HARMLESS[usize::from(is_markdown)];
    let foreign = Output::new(&schema, &facts(text, is_markdown));
    let (Some(foreign), Some(harmless)) = (foreign, harmless) else {
        return;
    };
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&foreign.code), names(&harmless.code));
    for (path, text) in &foreign.code {
        let (there, here) = (rust(text), rust(&harmless.code[path]));
        let (there, here) = (there.expect("it is Rust"), here.expect("it is Rust"));
        assert_eq!(there.code, here.code, "{path}: a text became code");
        assert_eq!(there.docs.len(), here.docs.len(), "{path}");
        for (there, here) in there.docs.iter().zip(&here.docs) {
            assert_eq!(
                markdown(there, is_markdown),
                markdown(here, is_markdown),
                "{path}: {there:?}"
            );
        }
    }
    assert_eq!(names(&foreign.markdown), names(&harmless.markdown));
    for (path, text) in &foreign.markdown {
        let here = &harmless.markdown[path];
        assert_eq!(
            markdown(text, is_markdown),
            markdown(here, is_markdown),
            "{path}: {text}"
        );
    }
    assert_eq!(names(&foreign.html), names(&harmless.html));
    for (path, text) in foreign
        .html
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        assert_eq!(
            html(text, is_markdown),
            html(&harmless.html[path], is_markdown),
            "{path}: {text}"
        );
    }
    for text in [&foreign.code, &foreign.markdown, &foreign.html]
        .into_iter()
        .flat_map(BTreeMap::values)
    {
        let hidden = text.chars().find(|c| super::update::is_hidden(*c));
        assert_eq!(hidden, None, "{text:?}");
    }
}

/// What comes of a harmless text, plain and in Markdown.
static HARMLESS: LazyLock<[Option<Output>; 2]> = LazyLock::new(|| {
    let schema = SCHEMA.replace("DOC", "x");
    [false, true].map(|is_markdown| Output::new(&schema, &facts("x", is_markdown)))
});

/// All that is made of a schema and its side data.
struct Output {
    code: BTreeMap<String, String>,
    markdown: BTreeMap<String, String>,
    html: BTreeMap<String, String>,
}

impl Output {
    /// `None` if either has an error, as an empty text is one.
    fn new(schema_text: &str, facts: &str) -> Option<Self> {
        let mut sources = Sources::new();
        sources.add("schema.tl", schema_text);
        let schema: Schema = tl_parser::check(&sources).schema?;
        let file = sources.add("facts.toml", facts);
        let mut found = Diagnostics::default();
        let data = SideData::read(&schema, &sources, &[file], &mut found);
        if found.has_errors() {
            return None;
        }
        Some(Self {
            code: bindings(schema_text, facts)?,
            markdown: pages(&schema, &data, Format::Markdown),
            html: pages(&schema, &data, Format::Html),
        })
    }
}

fn bindings(schema: &str, facts: &str) -> Option<BTreeMap<String, String>> {
    Config::new()
        .source("schema.tl", schema)
        .side_data_source("facts.toml", facts)
        .example_path("crate_of_bindings::api")
        .client(true)
        .generate()
        .ok()
}

/// Side data with `text` in each place that takes one.
fn facts(text: &str, is_markdown: bool) -> String {
    let text = toml(text);
    let head = if is_markdown { "markdown = true\n" } else { "" };
    format!(
        "format = \"tl-side-data/1\"
source = {text}
{head}
[errors.PET_ID_INVALID]
text = {text}

[errors.\"FLOOD_WAIT_%d\"]
text = {text}
args = [\"seconds\"]
retry = \"wait\"
codes = [420]

[methods.feed]
text = {text}
errors = {{ 400 = [\"PET_ID_INVALID\"] }}

[methods.feed.params]
pet = {text}
grams = {{ text = {text}, unit = \"count\" }}

[constructors.dog]
text = {text}
params = {{ name = {{ text = {text}, example = {text} }} }}

[types.Pet]
text = {text}
"
    )
}

/// A string of TOML.
fn toml(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| format!("\\U{:08x}", u32::from(c)))
        .collect();
    format!("\"{escaped}\"")
}

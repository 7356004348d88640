//! What must hold for any text that is read as a schema. The fuzz targets and the tests
//! share it.

use tl_parser::diagnostic::Style;
use tl_parser::id::{self, Rule};
use tl_parser::syntax::ast::DeclarationKind;
use tl_parser::syntax::{self, Arena};
use tl_parser::{Diagnostics, Dialect, Options, Sources};

/// Reads a text, and formats and prints it if it parses. The length of the text chooses a
/// dialect and whether the findings are rendered: that takes ten times as long as all else.
///
/// # Panics
///
/// If the parser does, or if one of these is not true: every place lies in the text, a
/// schema without errors is given, formatting twice is formatting once, what is printed
/// parses and is printed the same.
pub fn read(text: &str) {
    let mut sources = Sources::new();
    let file = sources.add("any.tl", text);
    let dialect = Dialect::ALL[text.len() % Dialect::ALL.len()];
    let checked = tl_parser::check_with(&sources, Options::new().dialect(dialect));
    let found = &checked.diagnostics;
    assert_eq!(checked.schema.is_none(), found.has_errors(), "{found:?}");
    for diagnostic in found {
        let places = diagnostic.related.iter().map(|(span, _)| *span);
        for span in places.chain([diagnostic.span]) {
            assert!(text.get(span.range()).is_some(), "{diagnostic:?}");
        }
    }
    if text.len().is_multiple_of(16) {
        let rendered = found.render(&sources, Style::Plain);
        assert_eq!(rendered.is_empty(), found.is_empty());
    }
    if let Ok(once) = tl_parser::format::format(&sources, file) {
        let mut sources = Sources::new();
        let file = sources.add("any.tl", once.as_str());
        let twice = tl_parser::format::format(&sources, file);
        assert_eq!(twice.as_ref(), Ok(&once), "from {text:?}");
        let printed = print(&once);
        assert_eq!(print(&printed), printed, "from {text:?}");
    }
}

/// Prints a text that parses, and computes its ids on the way.
fn print(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("any.tl", text);
    let arena = Arena::new();
    let mut found = Diagnostics::default();
    let tree = syntax::parse(&arena, sources.text(file), file, &mut found);
    assert!(!found.has_errors(), "{text:?}: {found:?}");
    for declaration in &tree.declarations {
        if let DeclarationKind::Combinator(combinator) = &declaration.kind {
            let text = id::hashed_text(combinator, Rule::Official);
            assert!(text.contains(" = "), "{text}");
        }
    }
    tree.to_string()
}

/// Generates bindings for a text, if it is a schema for which there can be any. Returns whether it
/// is.
///
/// # Panics
///
/// If the generator does.
pub fn generate(text: &str) -> bool {
    let config = tl_codegen::Config::new().source("any.tl", text);
    let files = config.generate();
    assert!(files.as_ref().is_ok_and(|files| !files.is_empty()) || files.is_err());
    files.is_ok()
}

//! What `tl update` reads: a schema in the JSON that Telegram publishes, or in TL, which replaces
//! another one.

use serde_json::Value;
use tl_parser::compare::compare;
use tl_parser::syntax::ast::DeclarationKind;
use tl_parser::syntax::{self, Arena};
use tl_parser::{Diagnostics, Schema, Sources};

use crate::any_schema;

/// The schema that is replaced.
const OLD: &str =
    "// LAYER 1\n\ndog name:string = Pet;\n\n---functions---\n\nfeed pet:Pet = Bool;\n";

/// Reads a text as published JSON and as TL. Returns whether it is a schema.
///
/// # Panics
///
/// If JSON becomes more or other declarations than it holds, or what is written is read as another
/// schema.
pub fn update(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    match tl_cli::testing::published_to_tl(&text) {
        Ok(tl) => {
            declares_the_same(&text, &tl);
            any_schema::read(&tl);
            replaces(&tl);
            true
        }
        Err(error) => {
            assert!(error.starts_with("published.json:"), "{error}");
            replaces(&text)
        }
    }
}

/// Checks that TL made of JSON parses, and declares just what the JSON holds: a name that is more
/// than a name would be one declaration more, or another one.
fn declares_the_same(json: &str, tl: &str) {
    let json: Value = serde_json::from_str(json.trim_start_matches('\u{feff}'))
        .expect("what is read as a schema is JSON");
    let mut expected: Vec<_> = ["constructors", "methods"]
        .iter()
        .filter_map(|key| json.get(key)?.as_array())
        .flatten()
        .filter_map(|item| Some((name_of(item)?, id_of(item))))
        .collect();
    let mut sources = Sources::new();
    let file = sources.add("published.tl", tl);
    let arena = Arena::new();
    let mut found = Diagnostics::default();
    let tree = syntax::parse(&arena, sources.text(file), file, &mut found);
    if found.has_errors() {
        return;
    }
    let mut declared: Vec<_> = tree
        .declarations
        .iter()
        .map(|declaration| match &declaration.kind {
            DeclarationKind::Combinator(it) => (it.name.text.to_owned(), it.id.map(|id| id.value)),
            other => panic!("JSON declares combinators alone: {other:?}"),
        })
        .collect();
    expected.sort();
    declared.sort();
    assert_eq!(declared, expected, "{tl}");
}

fn name_of(item: &Value) -> Option<String> {
    let name = item.get("predicate").or_else(|| item.get("method"))?;
    name.as_str().map(str::to_owned)
}

/// The id: a number or its digits, with a sign or without.
fn id_of(item: &Value) -> Option<u32> {
    let id = item.get("id")?;
    let digits = id.as_str().and_then(|digits| digits.parse().ok());
    let number: i64 = digits.or_else(|| id.as_i64())?;
    u32::try_from(number)
        .or_else(|_| i32::try_from(number).map(i32::cast_unsigned))
        .ok()
}

/// Compares a text with the schema that it replaces, and writes it as `tl update` does. Returns
/// whether it is a schema.
fn replaces(text: &str) -> bool {
    let Some(new) = checked(text) else {
        return false;
    };
    let old = checked(OLD).expect("the schema of the test is valid");
    let there = compare(&old, &new);
    let back = compare(&new, &old);
    assert_eq!(there.is_empty(), back.is_empty(), "{text}");
    assert!(compare(&new, &new).is_empty(), "{text}");
    let written = new.to_documented_tl();
    let hidden = written.chars().find(|c| is_hidden(*c));
    assert_eq!(hidden, None, "{written:?}");
    let again = checked(&written).unwrap_or_else(|| panic!("{written:?} from {text:?}"));
    assert_eq!(
        tl_codegen::schema_hash(&again),
        tl_codegen::schema_hash(&new)
    );
    assert_eq!(again.to_documented_tl(), written, "{text:?}");
    assert!(compare(&new, &again).is_empty(), "{text:?}");
    true
}

fn checked(text: &str) -> Option<Schema> {
    let mut sources = Sources::new();
    sources.add("schema.tl", text);
    tl_parser::check(&sources).schema
}

/// Whether a terminal or an editor would not show the character as one.
pub(super) fn is_hidden(c: char) -> bool {
    let is_bidi = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    is_bidi || (c.is_control() && !"\n\t".contains(c))
}

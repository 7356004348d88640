//! Documentation comments as documentation: beside side data, and in TDLib's schema, which is
//! not part of the repository (`TL_SHARED` names the folder that holds it).

use std::path::Path;

use tl_codegen::side_data::{Coverage, Share};
use tl_codegen::{Config, SideData, Texts};
use tl_parser::schema::Schema;
use tl_parser::text::UntrustedText;
use tl_parser::{Diagnostics, Sources};

const PETS: &str = "\
//@class Pet @description A [pet] @name Unused
//@description A dog @name The name @age Its age
dog flags:# name:string age:flags.0?int = Pet;
//@description A cat
cat = Pet;
//@description A toy
toy = Toy;
---functions---
//@description Feeds it @pet Who
feed pet:Pet = Pet;
";

const SIDE_DATA: &str = r#"
format = "tl-side-data/1"
markdown = true
[constructors.dog]
text = "A *dog*."
[constructors.dog.params]
name = "How it is [called](https://example.org)."
age = { unit = "count" }
[methods.feed.params]
pet = "Which one."
"#;

/// A schema and what is read beside it.
fn read(name: &str, text: &str, data: &str) -> (Schema, SideData) {
    let mut sources = Sources::new();
    sources.add(name, text);
    let checked = tl_parser::check(&sources);
    let schema = checked.schema.expect("the schema is valid");
    let file = sources.add("side_data.toml", data);
    let mut diagnostics = Diagnostics::default();
    let data = SideData::read(&schema, &sources, &[file], &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    (schema, data)
}

#[test]
fn side_data_has_the_first_word() {
    let (schema, data) = read("pets.tl", PETS, SIDE_DATA);
    let texts = Texts::new(&schema, Some(&data));
    let [dog, cat] = schema.types[0].constructors[..] else {
        panic!("two constructors");
    };
    assert_eq!(value(texts.constructor(dog)), Some("A *dog*."));
    assert_eq!(value(texts.constructor(cat)), Some("A cat"));
    let name = "How it is [called](https://example.org).";
    assert_eq!(value(texts.constructor_param(dog, 1)), Some(name));
    assert_eq!(value(texts.constructor_param(dog, 2)), Some("Its age"));
    assert_eq!(value(texts.constructor_param(dog, 0)), None);
    assert_eq!(value(texts.function(0)), Some("Feeds it"));
    assert_eq!(value(texts.function_param(0, 0)), Some("Which one."));

    let without = Texts::new(&schema, None);
    assert_eq!(value(without.constructor(dog)), Some("A dog"));
    assert_eq!(value(without.function_param(0, 0)), Some("Who"));
}

/// A type with one constructor is what that is; one with several needs a text of its own.
#[test]
fn types_are_described_by_their_class_or_their_only_constructor() {
    let (schema, data) = read("pets.tl", PETS, "format = \"tl-side-data/1\"");
    let texts = Texts::new(&schema, Some(&data));
    let types: Vec<_> = schema.type_ids().map(|id| value(texts.ty(id))).collect();
    assert_eq!(types, [Some("A [pet]"), Some("A toy")]);

    let (schema, data) = read(
        "pets.tl",
        "//@description A dog\ndog = Pet;\ncat = Pet;",
        "format = \"tl-side-data/1\"",
    );
    let ty = schema.type_ids().next().expect("there is a type");
    assert_eq!(Texts::new(&schema, Some(&data)).ty(ty), None);
}

/// What a text is, if there is one.
fn value(text: Option<&UntrustedText>) -> Option<&str> {
    text.map(UntrustedText::value)
}

/// Side data may be Markdown; a comment is escaped.
#[test]
fn bindings_say_what_both_do() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("pets.toml");
    std::fs::write(&path, SIDE_DATA).expect("the file can be written");
    let config = Config::new().source("pets.tl", PETS).side_data(&path);
    let files = config
        .generate()
        .unwrap_or_else(|report| panic!("{report}"));
    let all: String = files.into_values().collect();
    for expected in [
        "/// A \\[pet]\n",
        "/// A *dog*.\n",
        "/// How it is [called](https://example.org).\n",
        "/// Its age\n    ///\n    /// `age:flags.0?int`: optional on the wire; unit: a count.\n",
        "/// Sets `age`: its age\n",
        "/// Feeds it\n",
        "/// Which one.\n",
    ] {
        assert!(all.contains(expected), "{expected:?} in\n{all}");
    }
}

#[test]
fn a_comment_counts_as_text() {
    let (schema, data) = read("pets.tl", PETS, "format = \"tl-side-data/1\"");
    let coverage = Coverage::new(&schema, &data);
    let all = |all| Share { known: all, all };
    assert_eq!(coverage.methods, all(1));
    assert_eq!(coverage.params, all(1));
    assert_eq!(coverage.constructors, all(3));
    assert_eq!(coverage.fields, all(2));
    assert_eq!(coverage.types, all(2));
    assert_eq!(coverage.errors.known, 0);
}

/// Every `@description` of TDLib's schema is in the model, every declaration and field has a
/// text, and all of it generates.
#[test]
#[ignore = "needs the corpus: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn the_documentation_of_tdlib() {
    let Some(shared) = std::env::var_os("TL_SHARED") else {
        panic!("TL_SHARED is not set");
    };
    let path = Path::new(&shared).join("corpus/tdlib_td_api.tl");
    let text = std::fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (schema, data) = read("td_api.tl", &text, "format = \"tl-side-data/1\"");

    // Counted and found in the text itself.
    let joined = text.replace("\n//-", " ");
    let written: Vec<_> = joined.split("@description ").skip(1).collect();
    let combinators = schema.combinators().filter_map(|it| value(it.doc.as_ref()));
    let types = schema.types.iter().filter_map(|it| value(it.doc.as_ref()));
    let docs: Vec<_> = combinators.chain(types).collect();
    assert!(written.len() > 3000, "{}", written.len());
    assert_eq!(docs.len(), written.len());
    for doc in docs {
        assert!(written.iter().any(|it| it.starts_with(doc)), "{doc}");
    }

    // All of it is there again in what is written.
    let (again, _) = read(
        "again.tl",
        &schema.to_documented_tl(),
        "format = \"tl-side-data/1\"",
    );
    assert_eq!(texts(&again), texts(&schema));

    let coverage = Coverage::new(&schema, &data);
    for (what, share) in coverage.shares() {
        // Comments tell texts, not who may call and what may fail.
        let is_text = what.ends_with(" with text");
        let expected = if is_text { share.all } else { 0 };
        assert_eq!(share.known, expected, "{what}");
    }

    let config = Config::new().source("td_api.tl", text);
    let files = config
        .generate()
        .unwrap_or_else(|report| panic!("{report}"));
    assert!(!files.is_empty());
}

/// What is said of each type, declaration and field, in their order.
fn texts(schema: &Schema) -> Vec<Option<&str>> {
    let types = schema.types.iter().map(|it| value(it.doc.as_ref()));
    let combinators = schema.combinators().flat_map(|it| {
        let fields = it.params.iter().map(|param| value(param.doc.as_ref()));
        std::iter::once(value(it.doc.as_ref())).chain(fields)
    });
    types.chain(combinators).collect()
}

//! Formatting and printing keep what a schema means: on the schemas of the repository,
//! on layer 230, on random texts and, if `TL_SHARED` names the folder that holds it, on
//! the corpus.

use std::fs;
use std::path::{Path, PathBuf};

use arbitrary::Unstructured;
use arbtest::arbtest;
use tl_parser::format::format;
use tl_parser::syntax::{self, File};
use tl_parser::{Checked, Diagnostics, Sources};
use tl_tests::arbitrary as random;

/// How long each property is tried.
const BUDGET_MS: u64 = 2_000;

#[test]
fn any_text_keeps_its_tree() {
    arbtest(|u| {
        let text = random::text(u)?;
        keeps_its_text(&text);
        keeps_its_meaning(&text, &formatted(&text));
        prints_as_itself(&text);
        Ok(())
    })
    .budget_ms(BUDGET_MS);
}

#[test]
fn any_schema_keeps_its_meaning() {
    arbtest(|u| {
        let text = random::schema(u)?;
        let checked = check(&text);
        let diagnostics = &checked.diagnostics;
        assert!(checked.schema.is_some(), "{diagnostics:?}\n{text}");
        keeps_its_text(&text);
        keeps_its_meaning(&text, &formatted(&text));
        prints_as_itself(&text);
        Ok(())
    })
    .budget_ms(BUDGET_MS);
}

/// The random texts hold every form of the language, so that none goes untested.
#[test]
fn random_texts_cover_the_language() {
    let parts = [
        "Builtin(",
        "Statement(",
        "Partial(",
        "Repeat(",
        "Sum(",
        "Bare(",
        "Parens(",
        "Nat",
        "annotations: [Name",
        "arrow: Some",
        "bit: None",
        "count: None",
        "exclamation: Some",
        "id: Some",
        "layer: Some",
        "names: []",
        "optional: [OptionalArgs",
        "parenthesized: true",
        "section: Functions",
        "text: \"_\"",
        "\u{feff}",
        "\r\n",
        "\t",
        "/*",
        "//@",
        "//-",
        "\n\n\n\n",
    ];
    assert_eq!(
        missing(&parts, random::text, |text| parse(text, |tree| format!(
            "{tree:?}"
        ))),
        [""; 0]
    );
}

/// So do the random schemas, as far as the checked model goes.
#[test]
fn random_schemas_cover_the_model() {
    let parts = [
        "BoxedBuiltin(",
        "Boxed(",
        "Bare(",
        "Vector { bare: true",
        "Vector { bare: false",
        "Var(",
        "Object",
        "Repeat {",
        "Nat(Nat { variable: Some",
        "condition: Some",
        "exclamation: true",
        "is_flags: true",
        "nests: true",
        "name: None",
        "generics: [Generic",
        "kind: Nat",
        "id_source: Computed",
        "id_source: Differs",
        "layer: Some",
    ];
    assert_eq!(
        missing(&parts, random::schema, |text| format!("{:?}", check(text))),
        [""; 0]
    );
}

/// The parts that no random text has, neither itself nor in what it is read as.
fn missing<'p>(
    parts: &[&'p str],
    random: fn(&mut Unstructured<'_>) -> arbitrary::Result<String>,
    read: fn(&str) -> String,
) -> Vec<&'p str> {
    let mut missing = parts.to_vec();
    for seed in 0..300 {
        let bytes = noise(seed);
        let text = random(&mut Unstructured::new(&bytes)).expect("enough bytes");
        let read = read(&text);
        missing.retain(|part| !read.contains(part) && !text.contains(part));
    }
    missing
}

#[test]
fn schemas_of_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = schemas(&root.join("../schema"));
    files.extend(schemas(&root.join("fixtures")));
    assert!(files.len() > 30, "{files:?}");
    for file in files {
        let text = keeps(&file);
        assert_eq!(formatted(&text), text, "{} is formatted", file.display());
    }
}

/// The files that `build.rs` found in the package `grammers-tl-types`.
#[test]
fn layer_230() {
    let files = schemas(Path::new(env!("LAYER_230")));
    assert_eq!(files.len(), 2, "{files:?}");
    for file in files {
        keeps(&file);
    }
}

#[test]
#[ignore = "needs the corpus: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn the_corpus() {
    let Some(shared) = std::env::var_os("TL_SHARED") else {
        panic!("TL_SHARED is not set");
    };
    let files = schemas(&Path::new(&shared).join("corpus"));
    assert!(files.len() >= 11, "{files:?}");
    for file in files {
        keeps(&file);
    }
}

/// Checks a file in all respects and gives its text.
fn keeps(file: &Path) -> String {
    let text = fs::read_to_string(file);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    keeps_its_text(&text);
    keeps_its_meaning(&text, &formatted(&text));
    prints_as_itself(&text);
    text
}

/// Only spaces change, and comments move at most over `;` and markers; formatting again
/// changes nothing.
fn keeps_its_text(text: &str) {
    let once = formatted(text);
    assert_eq!(formatted(&once), once, "from {text:?}");
    assert_eq!(without_spaces(text), without_spaces(&once), "from {text:?}");
    assert_eq!(comments(text), comments(&once), "from {text:?}");
}

/// The trees are equal, the models are equal, and so is what there is to say of them.
fn keeps_its_meaning(text: &str, other: &str) {
    assert!(tree(text) == tree(other), "{text:?} and {other:?}");
    assert!(model(text) == model(other), "{text:?} and {other:?}");
}

/// The tree in canonical form means the same. Comments are not printed, and with them go
/// documentation and the layer that one names.
fn prints_as_itself(text: &str) {
    let once = printed(text);
    assert_eq!(printed(&once), once, "from {text:?}");
    keeps_its_meaning(&without_comments(text), &once);
}

fn formatted(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("t.tl", text);
    format(&sources, file).unwrap_or_else(|found| panic!("{text:?} parses: {found:?}"))
}

fn parse<T>(text: &str, look: impl FnOnce(&File<'_>) -> T) -> T {
    let file = Sources::new().add("t.tl", text);
    let mut diagnostics = Diagnostics::default();
    let arena = syntax::Arena::new();
    let tree = syntax::parse(&arena, text, file, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{text:?}: {diagnostics:?}");
    look(&tree)
}

fn printed(text: &str) -> String {
    parse(text, |tree| tree.to_string())
}

fn check(text: &str) -> Checked {
    let mut sources = Sources::new();
    sources.add("t.tl", text);
    tl_parser::check(&sources)
}

/// The tree without places.
fn tree(text: &str) -> String {
    let debug = parse(text, |tree| format!("{:?}", tree.declarations));
    without_places(&debug)
}

/// The model, whole, and the diagnostics, both without places.
fn model(text: &str) -> String {
    without_places(&format!("{:?}", check(text)))
}

/// Takes the numbers out of places, which show themselves as `3..14`.
fn without_places(debug: &str) -> String {
    let parts = debug.split("..");
    let trimmed = parts.map(|part| part.trim_matches(|c: char| c.is_ascii_digit()));
    trimmed.collect::<Vec<_>>().join("..")
}

/// All tokens in one word.
fn without_spaces(text: &str) -> String {
    let mut tokens = without_comments(text);
    tokens.retain(|c| c > ' ' && c != '\u{feff}');
    tokens
}

/// A space for each comment: an id does not begin behind one.
fn without_comments(text: &str) -> String {
    let mut rest = String::new();
    let mut end = 0;
    let spans = parse(text, |tree| {
        tree.comments.iter().map(|it| it.span).collect::<Vec<_>>()
    });
    for span in spans {
        rest.push_str(&text[end..span.start as usize]);
        rest.push(' ');
        end = span.end as usize;
    }
    rest.push_str(&text[end..]);
    rest
}

/// All comments without the spaces at their ends, each with the number of declarations
/// that begin before it: documentation belongs to the one after.
fn comments(text: &str) -> Vec<(usize, String)> {
    parse(text, |tree| {
        let starts: Vec<_> = tree.declarations.iter().map(|it| it.span.start).collect();
        let comments = tree.comments.iter().map(|comment| {
            let before = starts.partition_point(|&start| start < comment.span.start);
            let text = comment.text.replace("\r\n", "\n");
            (before, text.trim_end_matches(|c: char| c <= ' ').to_owned())
        });
        comments.collect()
    })
}

fn schemas(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder);
    let entries = entries.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("its entries can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tl"))
        .collect();
    files.sort();
    files
}

/// Bytes that look random, the same for the same seed.
fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..4096).map(|_| next()).collect()
}

//! One semantics of decoding: random schemas with random options are generated and compiled, and
//! each of many inputs is read by owned and borrowed bindings, by walks over the generated table
//! and one that is made at run time, and by an interpreter of the checked model. All of them accept
//! the same inputs as the same values, refuse the others with the same error at the same byte, and
//! write the same bytes again, through JSON too.
//!
//! `DIFFERENTIAL` sets how much: `SCHEMAS INPUTS SEED`.

#[path = "support/differential/options.rs"]
mod options;
#[path = "support/differential/random.rs"]
mod random;
#[path = "support/differential/schema.rs"]
mod schema;
#[path = "support/scratch.rs"]
mod scratch;

use std::fmt::Write;

use options::Options;
use schema::Drawn;
use scratch::Scratch;
use tl_codegen::Files;

/// Schemas, inputs and seed of an ordinary run.
const ORDINARY: [u64; 3] = [24, 40_000, 1];

/// The most schemas of a crate: more take rustc more memory than they are worth.
const BATCH: usize = 200;

const PROGRAM: [(&str, &str); 6] = [
    ("main.rs", include_str!("support/differential/main.rs")),
    ("cases.rs", include_str!("support/differential/cases.rs")),
    (
        "interpreter.rs",
        include_str!("support/differential/interpreter.rs"),
    ),
    (
        "options.rs",
        include_str!("support/differential/options.rs"),
    ),
    ("random.rs", include_str!("support/differential/random.rs")),
    ("wire.rs", include_str!("support/wire.rs")),
];

#[test]
fn all_decoders_agree() {
    let [schemas, inputs, seed] = amounts();
    let mut left = schemas as usize;
    let mut seeds = seed << 32..;
    while left > 0 {
        let batch = left.min(BATCH);
        left -= batch;
        let drawn: Vec<_> = seeds.by_ref().filter_map(generated).take(batch).collect();
        let program = write_program(&drawn);
        let share = inputs * batch as u64 / schemas;
        let output = program.cargo(&[
            "run",
            "--release",
            "--",
            &share.to_string(),
            &seed.to_string(),
        ]);
        println!("{output}");
        let expected = format!("{batch} schemas, ");
        assert!(
            output
                .lines()
                .last()
                .is_some_and(|line| line.starts_with(&expected))
        );
    }
}

fn amounts() -> [u64; 3] {
    let Ok(text) = std::env::var("DIFFERENTIAL") else {
        return ORDINARY;
    };
    let numbers: Vec<u64> = text.split(' ').filter_map(|it| it.parse().ok()).collect();
    numbers
        .try_into()
        .expect("DIFFERENTIAL is `SCHEMAS INPUTS SEED`")
}

/// A schema and what is generated for it.
struct Subject {
    drawn: Drawn,
    files: Files,
}

/// The schema of a seed, if there can be bindings for it. Most have.
fn generated(seed: u64) -> Option<Subject> {
    let drawn = schema::draw(seed);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut config = Options::of(&drawn.text).config();
    if let Some(older) = &drawn.older {
        let path = folder.path().join("older.tl");
        std::fs::write(&path, older).expect("a temporary file can be written");
        config = config.layers([path]);
    }
    let files = config
        .source("schema.tl", drawn.text.as_str())
        .include_file("bindings.rs")
        .generate();
    let files = files.ok()?;
    Some(Subject { drawn, files })
}

fn write_program(subjects: &[Subject]) -> Scratch {
    let program = Scratch::with_generator("differential");
    for (path, text) in PROGRAM {
        program.write(&format!("src/{path}"), text);
    }
    let mut list = "//! Random schemas with their bindings.\n\n\
        use tl_runtime::DecodeRef;\nuse tl_runtime::inspect::Inspect;\n\
        use tl_runtime::Encode;\n\n\
        use super::cases::{Entry, Subject, owned};\n\n"
        .to_owned();
    let mut subjects_text = String::new();
    for (number, subject) in subjects.iter().enumerate() {
        let name = format!("s{number:03}");
        writeln!(
            list,
            "#[allow(unused, clippy::all)]\npub mod {name} {{\n    include!(\"{name}/bindings.rs\");\n}}\n"
        )
        .expect("a string can be written to");
        for (path, text) in &subject.files {
            program.write(&format!("src/{name}/{path}"), text);
        }
        program.write(&format!("schemas/{name}.tl"), &subject.drawn.text);
        let older = subject.drawn.older.as_ref().map(|text| {
            program.write(&format!("schemas/{name}.older.tl"), text);
            format!("Some(include_str!(\"../schemas/{name}.older.tl\"))")
        });
        let older = older.unwrap_or_else(|| "None".to_owned());
        writeln!(
            subjects_text,
            "    Subject {{\n        name: \"{name}\",\n        \
             text: include_str!(\"../schemas/{name}.tl\"),\n        older: {older},\n        \
             table: &{name}::SCHEMA,\n        entries: &[\n{}        ],\n    }},",
            entries(&name, &subject.files)
        )
        .expect("a string can be written to");
    }
    list += &format!("pub static SUBJECTS: &[Subject] = &[\n{subjects_text}];\n");
    program.write("src/schemas.rs", &list);
    program
}

/// An entry for each type of the bindings.
fn entries(name: &str, files: &Files) -> String {
    let mut items: Vec<Item> = files
        .iter()
        .flat_map(|(path, text)| items(path, text))
        .collect();
    // What takes a function takes any, if there is such a type.
    let has_any = items.iter().any(|item| item.path == "AnyFunction");
    items.retain(|item| item.generics == 0 || has_any);
    items.sort_by_key(|item| item.path.starts_with("borrowed::"));
    let (owned, borrowed) =
        items.split_at(items.partition_point(|it| !it.path.starts_with("borrowed::")));
    let mut text = String::new();
    for item in owned {
        let path = format!(
            "{name}::{}{}",
            item.path,
            item.arguments("AnyFunction", name)
        );
        let form = format!("borrowed::{}", item.path);
        let borrowed = borrowed.iter().find(|it| it.path == form).map(|_| {
            format!(
                "Some(|bytes, limits| {name}::{form}::from_slice_with(bytes, limits)\
                 .map(|it| it.to_bytes()))"
            )
        });
        let borrowed = borrowed.unwrap_or_else(|| "None".to_owned());
        writeln!(
            text,
            "            Entry {{ path: \"{}\", ty: <{path} as Inspect>::TY, owned: owned::<{path}>, \
             borrowed: {borrowed} }},",
            item.path
        )
        .expect("a string can be written to");
    }
    text
}

/// A struct or an enum.
struct Item {
    path: String,
    /// How many types it takes.
    generics: usize,
}

impl Item {
    fn arguments(&self, argument: &str, name: &str) -> String {
        match self.generics {
            0 => String::new(),
            count => format!(
                "<{}>",
                vec![format!("{name}::{argument}"); count].join(", ")
            ),
        }
    }
}

/// The items of a file, whose path is that of its module.
fn items(path: &str, text: &str) -> Vec<Item> {
    let modules = path.trim_end_matches(".rs").replace('/', "::");
    let modules = modules.strip_prefix("bindings").unwrap_or(&modules);
    let modules = modules.trim_start_matches("::");
    let skipped = ["errors", "layers", "client", "server"];
    if skipped.iter().any(|it| modules.starts_with(it)) {
        return Vec::new();
    }
    let item = |line: &str| {
        let rest = line
            .strip_prefix("pub struct ")
            .or(line.strip_prefix("pub enum "))?;
        let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_' && it != '#')?;
        let (ident, rest) = rest.split_at(end);
        let generics = rest.strip_prefix('<').and_then(|it| it.split_once('>'));
        let generics = generics.map_or(0, |(generics, _)| {
            generics
                .split(',')
                .filter(|it| !it.trim().starts_with('\''))
                .count()
        });
        let path = match modules.is_empty() {
            true => ident.to_owned(),
            false => format!("{modules}::{ident}"),
        };
        Some(Item { path, generics })
    };
    text.lines().filter_map(item).collect()
}

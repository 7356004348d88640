//! The same schema gives the same text: whatever the host, the line ends, the folder
//! that a build runs in, the order of declarations.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use tl_codegen::{Config, Files};

const API: &str = "../schema/api.tl";

#[test]
fn two_runs_agree() {
    for fixture in fixtures::all() {
        assert_eq!(fixture.generate(), fixture.generate(), "{}", fixture.name);
    }
    assert_eq!(generate(&api()), generate(&api()));
}

#[test]
fn line_ends_do_not_matter() {
    for text in schemas() {
        assert!(
            !text.contains('\r'),
            "schemas are stored with plain line ends"
        );
        assert_eq!(generate(&text.replace('\n', "\r\n")), generate(&text));
    }
}

#[test]
fn a_byte_order_mark_does_not_matter() {
    for text in schemas() {
        assert_eq!(generate(&format!("\u{feff}{text}")), generate(&text));
    }
}

#[test]
fn output_has_plain_line_ends_and_paths() {
    for text in schemas() {
        for (name, file) in generate(&text.replace('\n', "\r\n")) {
            assert!(!name.contains('\\') && !file.contains('\r'), "{name}");
            assert!(
                !file.contains(env!("CARGO_MANIFEST_DIR")),
                "{name} names this host"
            );
        }
    }
}

/// The working folder belongs to a whole process, so each folder gets its own.
#[test]
fn the_current_folder_does_not_matter() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = digest_in(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(digest_in(folder.path()), here);
    assert!(
        here.contains("schema.rs"),
        "the other process printed its output:\n{here}"
    );
}

/// Not a test of its own: the process that `the_current_folder_does_not_matter` starts.
#[test]
fn print_generated() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(API);
    let files = Config::new().schema(path).generate();
    let files = files.unwrap_or_else(|report| panic!("the schema is valid:\n{report}"));
    println!("BEGIN\n{files:?}\nEND");
}

#[test]
fn the_order_of_declarations_does_not_matter() {
    for text in schemas() {
        let names = names(&generate(&text));
        assert!(!names.is_empty());
        let first = generate(&shuffled(&text, 1));
        assert_eq!(self::names(&first), names, "{text}");
        for seed in 2..=5 {
            let shuffled = shuffled(&text, seed);
            assert_ne!(shuffled, text);
            assert_eq!(generate(&shuffled), first, "{shuffled}");
        }
    }
}

fn digest_in(folder: &Path) -> String {
    let this_test = std::env::current_exe().expect("the test knows its own path");
    let output = Command::new(this_test)
        .args(["print_generated", "--exact", "--nocapture"])
        .current_dir(folder)
        .output()
        .expect("the test runs itself");
    assert!(output.status.success(), "{output:?}");
    let stdout = String::from_utf8(output.stdout).expect("text");
    let (_, rest) = stdout.split_once("BEGIN").expect("printed");
    rest.split_once("END")
        .expect("printed to its end")
        .0
        .to_owned()
}

fn schemas() -> Vec<String> {
    // Of one declaration there is only one order.
    let fixtures = fixtures::all().into_iter().map(|fixture| fixture.text);
    let several = fixtures.filter(|text| text.matches(";\n").count() > 3);
    several.chain([api()]).collect()
}

fn api() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(API);
    fs::read_to_string(path).expect("the schema of the workspace is there")
}

fn generate(text: &str) -> Files {
    let config = Config::new().source("schema.tl", text);
    config
        .generate()
        .unwrap_or_else(|report| panic!("a valid schema:\n{report}\n{text}"))
}

/// What is declared in each file: structs, enums, variants, fields, methods.
fn names(files: &Files) -> BTreeSet<String> {
    let lines = |(name, text): (&String, &String)| {
        text.lines()
            .map(str::trim)
            .filter(|line| is_declaration(line))
            .map(|line| format!("{name}: {line}"))
            .collect::<Vec<_>>()
    };
    files.iter().flat_map(lines).collect()
}

fn is_declaration(line: &str) -> bool {
    let is_variant = line.starts_with(|c: char| c.is_ascii_uppercase())
        && line.ends_with(',')
        && !line.contains("=>");
    line.starts_with("pub ") || is_variant
}

/// The declarations of each section and layer in another order; of comments only the layer stays.
fn shuffled(text: &str, seed: u64) -> String {
    let layer: String = text
        .lines()
        .filter(|line| line.starts_with("// LAYER"))
        .collect();
    let mut shuffled = layer;
    let mut section = String::new();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    for line in lines {
        if line.starts_with("---") || line.starts_with("===") {
            shuffled += &in_another_order(&std::mem::take(&mut section), seed);
            shuffled += &format!("\n{line}");
        } else {
            section += &format!("{line}\n");
        }
    }
    shuffled + &in_another_order(&section, seed)
}

fn in_another_order(section: &str, seed: u64) -> String {
    let mut declarations: Vec<_> = section
        .split_inclusive(';')
        .map(|declaration| format!("\n{}", declaration.trim()))
        .filter(|declaration| declaration.len() > 1)
        .collect();
    shuffle(&mut declarations, seed);
    declarations.concat()
}

/// Fisher and Yates, with a generator that is good enough to mix a few lines.
fn shuffle<T>(items: &mut [T], mut seed: u64) {
    for last in (1..items.len()).rev() {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        items.swap(last, (seed >> 33) as usize % (last + 1));
    }
}

//! Two schemas in one program: their types are not each other's, even where they are declared alike,
//! and each says which schema it is.

#[path = "support/scratch.rs"]
mod scratch;

use scratch::Scratch;
use tl_codegen::Config;

/// One layer has had several schemas.
const OLD: &str = "// LAYER 7\nthing id:int = Thing;\n---functions---\ngetThing = Thing;\n";
const NEW: &str = "// LAYER 7\nthing id:int = Thing;\n---functions---\ngetThing id:int = Thing;\n";

const SAME: &str = "println!(\"{} {}\", old::LAYER, old::SCHEMA_HASH);
    println!(\"{} {}\", new::LAYER, new::SCHEMA_HASH);
    let _: (old::types::Thing, old::enums::Thing) = (old::types::Thing::new(1), old::types::Thing::new(1).into());
    let _: (new::types::Thing, new::enums::Thing) = (new::types::Thing::new(1), new::types::Thing::new(1).into());";

/// One test, because all programs are in one crate, one after the other.
#[test]
fn values_of_one_schema_are_none_of_the_other() {
    let printed = write(SAME).cargo(&["run"]);
    assert_eq!(printed, format!("7 {}\n7 {}\n", hash(OLD), hash(NEW)));
    assert_ne!(hash(OLD), hash(NEW));

    for (mixed, messages) in [
        (
            "let _: new::types::Thing = old::types::Thing::new(1);",
            ["mismatched types", "expected `new::types::Thing`, found `old::types::Thing`"],
        ),
        (
            "let _: new::enums::Thing = old::types::Thing::new(1).into();",
            ["the trait bound `new::enums::Thing: From<old::types::Thing>` is not satisfied", "E0277"],
        ),
        (
            "let bytes = [0_u8; 8];
             let _: Result<new::enums::Thing, _> = <old::functions::GetThing as tl_runtime::Function>::decode_reply(&bytes);",
            ["mismatched types", "old::enums::Thing"],
        ),
    ] {
        let errors = write(mixed).cargo_fails(&["check"]);
        for message in messages {
            assert!(errors.contains(message), "no `{message}` in:\n{errors}");
        }
    }
}

fn hash(schema: &str) -> String {
    let mut sources = tl_parser::Sources::new();
    sources.add("schema.tl", schema);
    let checked = tl_parser::check(&sources);
    tl_codegen::schema_hash(&checked.schema.expect("a valid schema"))
}

/// A program with both modules and these statements.
fn write(statements: &str) -> Scratch {
    let scratch = Scratch::new("mixing");
    for (module, schema) in [("old", OLD), ("new", NEW)] {
        let files = Config::new()
            .source(format!("{module}.tl"), schema)
            .include_file(format!("{module}.rs"))
            .generate();
        for (path, text) in files.unwrap_or_else(|report| panic!("{report}")) {
            scratch.write(&format!("src/{path}"), &text);
        }
    }
    scratch.write(
        "src/main.rs",
        &format!(
            "//! Two schemas.\n\
             #![allow(dead_code)]\n\
             mod old {{\n    include!(\"old.rs\");\n}}\n\
             mod new {{\n    include!(\"new.rs\");\n}}\n\
             fn main() {{\n    {statements}\n}}\n"
        ),
    );
    scratch
}

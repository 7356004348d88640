//! TON's two schemas are generated, compiled without a warning, and run: random values
//! of every combinator keep their bytes, published bytes too, and requests in types
//! become the bytes that TON's documentation gives.
//!
//! The schemas are those of the folder that `TL_SHARED` names.

#[path = "support/scratch.rs"]
mod scratch;
#[path = "support/wire.rs"]
mod wire;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use scratch::Scratch;
use serde::Deserialize;
use tl_codegen::{Config, UnknownBits};
use tl_parser::schema::Combinator;
use tl_parser::{Schema, Sources};
use tl_tests::hex;
use tl_tests::vectors::Kind;
use wire::Wire;

/// The names of the bindings, and the files that they come from.
const SCHEMAS: [(&str, &str); 2] = [("lite", "ton_lite_api.tl"), ("ton", "ton_ton_api.tl")];

/// Values of each combinator.
const VALUES: u64 = 24;

/// Bytes that somebody else has written or published.
#[derive(Deserialize)]
struct Published {
    name: String,
    kind: Kind,
    schema: String,
    #[serde(rename = "hex", deserialize_with = "hex::deserialize")]
    bytes: Vec<u8>,
    /// Where they are published.
    source: String,
}

/// One test, because all of it needs the crate, which takes a minute to compile.
#[test]
#[ignore = "needs TON's schemas: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn tons_schemas_compile_and_round_trip() {
    let texts = SCHEMAS.map(|(name, file)| (name, text(file)));
    let ton = write_crate(&texts);
    ton.cargo(&["check"]);
    let (mut values, mut expected) = (String::new(), 0);
    for (name, text) in &texts {
        let schema = checked(name, text);
        expected += write_random(name, &schema, &mut values);
        expected += write_published(name, &schema, &mut values);
    }
    let path = ton.write("values.txt", &values);
    let kept = ton.cargo(&["run", "--", &path.to_string_lossy()]);
    assert_eq!(kept, format!("{expected} of {expected}\n"));
    assert_eq!(expected, values.lines().count());
    println!("{expected} values have kept their bytes");
    ton.cargo(&["test"]);
}

fn write_crate(texts: &[(&str, String)]) -> Scratch {
    let ton = Scratch::new("ton");
    for (name, text) in texts {
        let files = Config::new()
            .source(format!("{name}.tl"), text.as_str())
            .include_file(format!("{name}.rs"))
            .huge_bytes(true)
            .unknown_bits(".", UnknownBits::Keep)
            .generate()
            .unwrap_or_else(|report| panic!("{name} is a valid schema:\n{report}"));
        for (path, text) in files {
            ton.write(&format!("src/tl/{path}"), &text);
        }
    }
    ton.write("src/lib.rs", include_str!("support/ton/library.rs"));
    ton.write("src/main.rs", include_str!("support/ton/program.rs"));
    ton.write("tests/typed.rs", include_str!("support/ton/typed.rs"));
    ton
}

/// Random values of every combinator, a line each; gives their number.
fn write_random(name: &str, schema: &Schema, lines: &mut String) -> usize {
    let constructors = schema.constructors.iter().filter(|it| !it.is_builtin);
    let constructors = constructors.map(|it| ("constructor", it));
    let functions = schema.functions.iter().map(|it| ("function", it));
    let mut count = 0;
    for (kind, combinator) in constructors.chain(functions) {
        for seed in 0..VALUES {
            let seed = u64::from(combinator.id) << 32 | seed;
            let bytes = Wire::new(schema, seed, true).boxed(combinator);
            line(lines, name, kind, &combinator.name, &bytes);
            count += 1;
        }
    }
    count
}

/// The rows of `vectors/ton.jsonl` for a schema; gives their number.
fn write_published(name: &str, schema: &Schema, lines: &mut String) -> usize {
    let rows: Vec<Published> = tl_tests::jsonl::read("ton.jsonl").expect("vectors/ton.jsonl");
    let rows = rows.iter().filter(|row| row.schema == name);
    rows.map(|row| {
        let (kind, combinators) = match row.kind {
            Kind::Constructor => ("constructor", &schema.constructors),
            Kind::Function => ("function", &schema.functions),
        };
        let combinator = with_name(combinators, row);
        assert_eq!(
            combinator.id.to_le_bytes(),
            row.bytes[..4],
            "{} of {}",
            row.name,
            row.source
        );
        line(lines, name, kind, &row.name, &row.bytes);
    })
    .count()
}

fn with_name<'s>(combinators: &'s [Combinator], row: &Published) -> &'s Combinator {
    let found = combinators.iter().find(|it| *it.name == *row.name);
    found.unwrap_or_else(|| panic!("the schema has {}, of {}", row.name, row.source))
}

fn line(lines: &mut String, schema: &str, kind: &str, name: &str, bytes: &[u8]) {
    let digits = hex::encode(bytes);
    writeln!(lines, "{schema} {kind} {name} {digits}").expect("a string can be written to");
}

fn checked(name: &str, text: &str) -> Schema {
    let mut sources = Sources::new();
    sources.add(format!("{name}.tl"), text);
    let checked = tl_parser::check(&sources);
    checked
        .schema
        .unwrap_or_else(|| panic!("{name} is a valid schema"))
}

fn text(file: &str) -> String {
    let Some(shared) = std::env::var_os("TL_SHARED") else {
        panic!("TL_SHARED is not set");
    };
    let path = Path::new(&shared).join("corpus").join(file);
    let text = fs::read_to_string(&path);
    text.unwrap_or_else(|error| panic!("TL_SHARED is set, but {}: {error}", path.display()))
}

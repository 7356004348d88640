//! Thousands of values that other implementations have written through `tl decode --lines`, by the
//! schemas of layer 230.

mod common;

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use common::Workspace;
use common::layer;
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use tl_codegen::Description;
use tl_runtime::inspect::{Row, Table, Tables, Ty, from_json};

const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// MTProto, the API, and what the layer's source adds to MTProto.
fn schemas() -> [String; 3] {
    let layer = layer::folder();
    let own = Path::new(REPOSITORY).join("schema/mtproto.tl");
    [own, layer.join("api.tl"), layer.join("mtproto.tl")]
        .map(|path| path.into_os_string().into_string().expect("UTF-8"))
}

fn vectors(name: &str) -> Vec<Value> {
    let path = Path::new(REPOSITORY).join("tests/vectors").join(name);
    let mut text = String::new();
    let file = File::open(&path).expect("vectors");
    match name.ends_with(".gz") {
        true => GzDecoder::new(file).read_to_string(&mut text),
        false => { file }.read_to_string(&mut text),
    }
    .expect("text");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// What `tl decode --lines` says of the bytes.
fn decoded(vectors: &[Value]) -> Vec<Value> {
    let line = |vector: &Value| {
        format!(
            "{}\n",
            json!({"name": vector["name"], "hex": vector["hex"]})
        )
    };
    let workspace = Workspace::new(&[]);
    workspace.write("in.jsonl", &vectors.iter().map(line).collect::<String>());
    let mut args = vec!["decode", "--lines", "--no-follow", "in.jsonl"];
    let schemas = schemas();
    for schema in &schemas {
        args.extend(["--schema", schema]);
    }
    let run = workspace.tl(&args);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let lines = run.stdout.lines();
    let answers: Vec<_> = lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(answers.len(), vectors.len());
    answers
}

#[test]
fn json_is_that_of_four_implementations() {
    let vectors = vectors("mission.jsonl");
    assert_eq!(vectors.len(), 112);
    for (answer, vector) in decoded(&vectors).iter().zip(&vectors) {
        assert_eq!(
            answer,
            &json!({"name": vector["name"], "json": vector["json"]})
        );
    }
}

/// Telethon has some fields as other types, so JSON is compared by name only, but it has to become
/// the same bytes again.
#[test]
fn all_of_layer_230_comes_back() {
    let texts = schemas().map(|path| fs::read_to_string(path).expect("a schema"));
    let tables = texts.map(|text| &*Box::leak(Box::new(table(text))));
    let vectors = vectors("layer230-telethon.jsonl.gz");
    assert_eq!(vectors.len(), 9547);
    for (answer, vector) in decoded(&vectors).iter().zip(&vectors) {
        assert_eq!(answer["name"], vector["name"]);
        assert_eq!(answer["json"]["_"], vector["json"]["_"]);
        let bytes = from_json(
            Tables::new(&tables),
            Ty::OBJECT,
            &answer["json"].to_string(),
        );
        let bytes = bytes.unwrap_or_else(|error| panic!("{answer}: {error}"));
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, vector["hex"], "{answer}");
    }
}

fn table(text: String) -> Table<'static> {
    let mut sources = tl_parser::Sources::new();
    sources.add("schema.tl", text);
    let schema = tl_parser::check(&sources).schema.expect("a valid schema");
    let description: &'static Description = Box::leak(Box::new(Description::new(&schema)));
    let rows = |rows: &'static [tl_codegen::Row]| -> &'static [Row<'static>] {
        let row =
            |row: &'static tl_codegen::Row| Row::new(row.id, &row.name, &row.fields, &row.result);
        rows.iter().map(row).collect::<Vec<_>>().leak()
    };
    Table::new(
        rows(&description.constructors),
        rows(&description.functions),
    )
    .with_names(&description.names)
}

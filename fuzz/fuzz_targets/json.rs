//! Any text as JSON of the schema that ships.

#![no_main]

#[path = "../../tests/src/any_value.rs"]
#[allow(dead_code, reason = "other targets use the rest")]
mod any_value;
#[path = "../../tests/src/arbitrary/mod.rs"]
#[allow(dead_code, reason = "other targets use it")]
mod arbitrary;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tl_codegen::Description;
use tl_parser::Sources;
use tl_runtime::inspect::{Row, Table, Ty};

static SCHEMA: LazyLock<Description> = LazyLock::new(|| {
    let mut sources = Sources::new();
    sources.add("api.tl", include_str!("../../schema/api.tl"));
    let schema = tl_parser::check(&sources).schema;
    Description::new(&schema.expect("the schema that ships is valid"))
});

static ROWS: LazyLock<[Vec<Row<'static>>; 2]> = LazyLock::new(|| {
    [&SCHEMA.constructors, &SCHEMA.functions].map(|rows| {
        let row = |row: &'static tl_codegen::Row| {
            Row::new(row.id, &row.name, &row.fields, &row.result)
        };
        rows.iter().map(row).collect()
    })
});

fuzz_target!(|data: &[u8]| {
    let [constructors, functions] = &*ROWS;
    let table = Table::new(constructors, functions).with_names(&SCHEMA.names);
    any_value::json(&table, Ty::OBJECT, &String::from_utf8_lossy(data));
});

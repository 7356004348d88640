//! The descriptions of the test schemas for `tl_runtime::inspect`, made at run time from their
//! texts: what the generated `SCHEMA` is compared with, and what is there without generated code.

use std::path::Path;
use std::sync::LazyLock;

use tl_codegen::Description;
use tl_parser::{Schema, Sources};
use tl_runtime::inspect::{Row, Table, Tables};

use crate::{layer230_mtproto, mtproto};

/// The description of a checked schema. It stays in memory until the process ends.
#[must_use]
pub fn leaked(schema: &Schema) -> Table<'static> {
    leaked_description(Description::new(schema))
}

/// As [`leaked`], of a description.
#[must_use]
pub fn leaked_description(description: Description) -> Table<'static> {
    let description: &'static Description = Box::leak(Box::new(description));
    let rows = |rows: &'static [tl_codegen::Row]| -> &'static [Row<'static>] {
        let row =
            |row: &'static tl_codegen::Row| Row::new(row.id, &row.name, &row.fields, &row.result);
        Vec::leak(rows.iter().map(row).collect())
    };
    Table::new(
        rows(&description.constructors),
        rows(&description.functions),
    )
    .with_names(&description.names)
    .with_huge_bytes(description.huge_bytes)
    .with_unknown_objects(description.keeps_unknown_objects)
}

/// MTProto, the API of layer 230, and what the layer's source adds to MTProto, in the order in
/// which [`Any`](crate::any::Any) looks for an id.
#[must_use]
pub fn layer230() -> Tables<'static> {
    static TABLES: LazyLock<[&'static Table<'static>; 3]> = LazyLock::new(|| {
        let layer = Path::new(env!("LAYER_230"));
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/mtproto.tl");
        let files = [own, layer.join("api.tl"), layer.join("mtproto.tl")];
        files.map(|path| {
            let table: &Table<'static> = Box::leak(Box::new(read(&path)));
            table
        })
    });
    Tables::new(&*TABLES)
}

/// The same three as the generator wrote them. MTProto's own table leads to the API's.
#[must_use]
pub fn generated() -> Tables<'static> {
    static TABLES: [&Table<'static>; 2] = [&mtproto::SCHEMA, &layer230_mtproto::SCHEMA];
    Tables::new(&TABLES)
}

/// The table of a schema file.
fn read(path: &Path) -> Table<'static> {
    let text = std::fs::read_to_string(path).expect("a schema of the tests can be read");
    leaked(&checked(&text))
}

/// A text as a schema.
///
/// # Panics
///
/// If it is not one.
#[must_use]
pub fn checked(text: &str) -> Schema {
    let mut sources = Sources::new();
    sources.add("schema.tl", text);
    let checked = tl_parser::check(&sources);
    checked
        .schema
        .unwrap_or_else(|| panic!("a valid schema: {:?}", checked.diagnostics))
}

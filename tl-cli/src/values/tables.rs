//! Descriptions to the tables that values are walked by, twice: as declared, and with the values
//! that are packed in the place of their packed bytes.
//!
//! ```text
//! gzip_packed packed_data:bytes = Object      as declared
//! gzip_packed packed_data:Object = Object     as followed
//! ```

use tl_codegen::{Config, Description, Report};
use tl_parser::Schema;
use tl_runtime::gzip::GZIP_PACKED_ID;
use tl_runtime::inspect::{Row, Table, Tables};

use super::types::Names;

/// The schemas of a run. Their tables stay in memory until it ends.
///
/// An `Object` is looked for from the schema on that it stands in. So the schemas that hold objects,
/// such as MTProto, lie before those that only are such, in whatever order they are given.
#[derive(Debug)]
pub struct Schemas {
    /// As declared.
    pub tables: Tables<'static>,
    /// With packed values unpacked.
    pub followed: Tables<'static>,
    /// What is declared, by name.
    pub names: Names,
    /// What has no row in the tables.
    pub left_out: Vec<LeftOut>,
}

/// A declaration that no value can be read by.
#[derive(Debug)]
pub struct LeftOut {
    pub id: u32,
    pub name: String,
    /// A sentence that begins with "it".
    pub reason: &'static str,
}

/// Describes a schema. Packed data are bytes, also where a schema calls them a string.
pub fn describe(schema: &Schema, config: Config) -> Result<Description, Report> {
    let packed = schema.combinators().find(|it| it.id == GZIP_PACKED_ID);
    let config = match packed {
        Some(packed) => config.string_as_bytes(packed.name.as_str()),
        None => config,
    };
    Description::with_config(schema, &config)
}

impl Schemas {
    pub fn new(mut described: Vec<Description>, left_out: Vec<LeftOut>) -> Self {
        described.sort_by_key(|it| !holds_objects(it));
        let (mut tables, mut followed) = (Vec::new(), Vec::new());
        for description in described {
            let description = Box::leak(Box::new(description));
            let table = |follow| {
                let table = table(description, follow);
                &*Box::leak(Box::new(table))
            };
            tables.push(table(false));
            followed.push(table(true));
        }
        let tables = Tables::new(tables.leak());
        Self {
            tables,
            followed: Tables::new(followed.leak()),
            names: Names::of(tables),
            left_out,
        }
    }
}

fn holds_objects(description: &Description) -> bool {
    let mut rows = description
        .constructors
        .iter()
        .chain(&description.functions);
    rows.any(|row| {
        let mut terms = row.fields.split([' ', ':', '?', '<', '>']);
        terms.any(|term| term == "Object")
    })
}

fn table(description: &'static Description, follow: bool) -> Table<'static> {
    let rows = |rows: &'static [tl_codegen::Row]| -> &'static [Row<'static>] {
        rows.iter()
            .map(|it| row(it, follow))
            .collect::<Vec<_>>()
            .leak()
    };
    Table::new(
        rows(&description.constructors),
        rows(&description.functions),
    )
    .with_names(&description.names)
    .with_huge_bytes(description.huge_bytes)
    .with_unknown_objects(description.keeps_unknown_objects)
}

fn row(row: &'static tl_codegen::Row, follow: bool) -> Row<'static> {
    let fields = match row.id == GZIP_PACKED_ID && follow {
        true => followed_fields(&row.fields),
        false => &row.fields,
    };
    Row::new(row.id, &row.name, fields, &row.result)
}

/// Nothing else than the usual declaration is followed.
fn followed_fields(fields: &'static str) -> &'static str {
    match packed_field(fields) {
        Some(name) => format!("{name}:Object").leak(),
        None => fields,
    }
}

/// The field with the packed data, if it is the only one.
pub fn packed_field(fields: &str) -> Option<&str> {
    let name = fields.strip_suffix(":bytes")?;
    (!name.contains([' ', ':'])).then_some(name)
}

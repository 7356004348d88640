//! Any text as JSON of a value: to bytes by the table, and through the bindings.

use tl_codegen::Description;
use tl_runtime::inspect::{Inspect, JsonExt, Table, Ty, from_json};
use tl_runtime::{Decode, Encode};

use crate::{any_value, forms, tables};
use std::sync::LazyLock;

/// The schema that ships.
static API: LazyLock<Table<'static>> = LazyLock::new(|| {
    let schema = tables::checked(include_str!("../../../schema/api.tl"));
    tables::leaked_description(Description::new(&schema))
});

/// Reads a text as JSON of two schemas. Returns whether it is a value of one.
///
/// # Panics
///
/// If what is read is written as other JSON, or the bindings read something else than the table.
pub fn json(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    any_value::json(&API, Ty::OBJECT, &text);
    any_value::json(&API, Ty::FUNCTION, &text);
    any_value::json(&forms::SCHEMA, Ty::OBJECT, &text);
    typed::<forms::Object>(&text)
        | typed::<forms::enums::Texts>(&text)
        | typed::<Vec<forms::enums::Vectors>>(&text)
}

fn typed<T: Decode + Encode + Inspect>(text: &str) -> bool {
    let bytes = from_json(T::TABLE, T::TY, text);
    let value = T::from_json(text);
    match (bytes, value) {
        (Ok(bytes), Ok(value)) => {
            assert_eq!(value.to_bytes(), Ok(bytes), "{text}");
            true
        }
        (Err(_), Err(_)) => false,
        (bytes, value) => panic!("{bytes:02x?}, but {:?}: {text}", value.err()),
    }
}

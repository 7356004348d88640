//! What must hold when any bytes are looked at by any description. The fuzz targets and the tests
//! share it.

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use tl_codegen::Description;
use tl_parser::Sources;
use tl_runtime::inspect::{
    EventKind, Row, Table, Tables, Ty, Walker, from_json, hex, pretty, to_json,
};
use tl_runtime::{DecodeError, DecodeErrorKind, Limits};

/// Bounds what a hostile table can ask for: vectors of elements without bytes.
const LIMITS: Limits = Limits::DEFAULT.with_elements(4096);

/// Reads a random schema without errors, describes it, and looks at random bytes as each of its
/// types.
///
/// # Errors
///
/// If the bytes do not suffice.
///
/// # Panics
///
/// If something does that must not, or [`look_at`] finds that something does not hold.
pub fn schema_and_bytes(u: &mut Unstructured<'_>) -> Result<()> {
    let text = crate::arbitrary::schema(u)?;
    let mut sources = Sources::new();
    sources.add("any.tl", text.as_str());
    let Some(schema) = tl_parser::check(&sources).schema else {
        return Ok(());
    };
    let description = Description::new(&schema);
    let (constructors, functions) = (
        borrowed(&description.constructors),
        borrowed(&description.functions),
    );
    let table = Table::new(&constructors, &functions).with_names(&description.names);
    let types: BTreeMap<&str, u32> = constructors
        .iter()
        .map(|row| (row.result(), row.id()))
        .collect();
    for (name, id) in types {
        let bytes = message(u, &table, id)?;
        look_at(&table, Ty::new(name), &bytes, Sense::Schema);
        look_at(&table, Ty::OBJECT, &bytes, Sense::Schema);
        let bare = format!("%{id:08x}");
        look_at(
            &table,
            Ty::new(&bare),
            bytes.get(4..).unwrap_or_default(),
            Sense::Schema,
        );
    }
    for row in &functions {
        look_at(
            &table,
            Ty::FUNCTION,
            &message(u, &table, row.id())?,
            Sense::Schema,
        );
    }
    Ok(())
}

/// Random bytes behind an id, with ids of the table among them.
fn message(u: &mut Unstructured<'_>, table: &Table<'_>, id: u32) -> Result<Vec<u8>> {
    const VECTOR: u32 = 0x1cb5_c415;
    const BOOL_TRUE: u32 = 0x9972_75b5;
    let mut bytes = id.to_le_bytes().to_vec();
    for _ in 0..u.int_in_range(0..=24)? {
        let word = match u.int_in_range(0..=7)? {
            0 => VECTOR,
            1 => BOOL_TRUE,
            2 | 3 => match table.constructors() {
                [] => 0,
                rows => u.choose(rows)?.id(),
            },
            4 => u.arbitrary()?,
            _ => u.int_in_range(0..=3)?,
        };
        bytes.extend(word.to_le_bytes());
    }
    Ok(bytes)
}

fn borrowed(rows: &[tl_codegen::Row]) -> Vec<Row<'_>> {
    rows.iter()
        .map(|row| Row::new(row.id, &row.name, &row.fields, &row.result))
        .collect()
}

/// Whether a table describes a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// It does.
    Schema,
    /// It may not: JSON need not lead back.
    None,
}

/// Looks at random bytes by a table of random texts, which means nothing or little.
///
/// # Errors
///
/// If the bytes do not suffice.
///
/// # Panics
///
/// As [`schema_and_bytes`].
pub fn nonsense(u: &mut Unstructured<'_>) -> Result<()> {
    let mut texts = Vec::new();
    for _ in 0..u.int_in_range(1..=6)? {
        texts.push((pieces(u)?, pieces(u)?, pieces(u)?));
    }
    let rows: Vec<_> = (0..)
        .zip(&texts)
        .map(|(id, (name, fields, result))| Row::new(id, name, fields, result))
        .collect();
    let table = Table::new(&rows, &rows);
    let ty = pieces(u)?;
    let bytes: Vec<u8> = u.arbitrary()?;
    look_at(&table, Ty::new(&ty), &bytes, Sense::None);
    look_at(&table, Ty::OBJECT, &bytes, Sense::None);
    look_at(&table, Ty::FUNCTION, &bytes, Sense::None);
    Ok(())
}

/// A text of pieces that the notation knows.
fn pieces(u: &mut Unstructured<'_>) -> Result<String> {
    const PIECES: [&str; 22] = [
        "a:",
        "b:",
        "T",
        "U*",
        "V^",
        " ",
        "#",
        "flags:#",
        " x:flags.0?true",
        " y:flags.31?%00000001",
        "%00000000",
        "%00000002",
        "Vector<",
        "vector<",
        ">",
        "!",
        "!00000001",
        "Object",
        "int",
        "Bool",
        "string",
        "?.:<é\"",
    ];
    let count = u.int_in_range(0..=6)?;
    (0..count).map(|_| u.choose(&PIECES).copied()).collect()
}

/// Walks over bytes in every way.
///
/// # Panics
///
/// If a walk's events do not cover the bytes in order, if a writer refuses what the walk accepts, or
/// if JSON does not keep a value.
pub fn look_at(table: &Table<'_>, ty: Ty<'_>, bytes: &[u8], sense: Sense) {
    let walked = walk(table.into(), ty, bytes);
    if let Err(error) = &walked
        && matches!(error.kind(), DecodeErrorKind::LimitExceeded { .. })
    {
        // The writers have other limits: they would write for a long time.
        return;
    }
    let shown = hex(table, ty, bytes).to_string();
    assert_eq!(shown.contains("  !! "), walked.is_err(), "{shown}");
    let line = pretty(table, ty, bytes);
    let lines = format!("{line:#}");
    assert_eq!(line.to_string().is_empty(), lines.is_empty());
    let json = to_json(table, ty, bytes);
    assert_eq!(json.as_ref().err(), walked.as_ref().err());
    if let Ok(json) = json {
        keeps(table, ty, &json, sense);
    }
}

/// Walks to the end, or to an error.
fn walk(tables: Tables<'_>, ty: Ty<'_>, bytes: &[u8]) -> std::result::Result<(), DecodeError> {
    let mut walker = Walker::with_limits(tables, ty, bytes, LIMITS).with_absent();
    let (mut end, mut open) = (0, 0_i64);
    loop {
        match walker.next_event() {
            Ok(Some(event)) => {
                assert_eq!(event.range.start, end, "{event:?}");
                end = event.range.end;
                open += match event.kind {
                    EventKind::Begin { .. } | EventKind::Vector { .. } => 1,
                    EventKind::End => -1,
                    _ => 0,
                };
                assert!(open >= 0);
            }
            Ok(None) => {
                assert_eq!((end, open), (bytes.len(), 0));
                return Ok(());
            }
            Err(error) => {
                assert!(error.offset() <= bytes.len(), "{error}");
                assert!(walker.next_event().is_ok_and(|event| event.is_none()));
                return Err(error);
            }
        }
    }
}

/// JSON to bytes gives a value of the same JSON. It may be refused only for its depth, or because a
/// table that makes no sense has names that do not lead back.
fn keeps(table: &Table<'_>, ty: Ty<'_>, json: &str, sense: Sense) {
    let parsed: serde_json::Result<serde_json::Value> = serde_json::from_str(json);
    if let Err(error) = parsed {
        // The depth that this reader allows.
        assert!(error.to_string().contains("recursion"), "{error}: {json}");
    }
    match from_json(table, ty, json) {
        Ok(bytes) => assert_eq!(to_json(table, ty, &bytes).as_deref(), Ok(json)),
        Err(error) => {
            let is_allowed = sense == Sense::None || error.to_string().contains("too deep");
            assert!(is_allowed, "{error}: {json}");
        }
    }
}

/// Reads any text as JSON of a type; if it is a value, it is kept.
///
/// # Panics
///
/// If what is read is no value, or another one when it is written and read again.
pub fn json(table: &Table<'_>, ty: Ty<'_>, text: &str) {
    let Ok(bytes) = from_json(table, ty, text) else {
        return;
    };
    let json = to_json(table, ty, &bytes).expect("what is encoded is a value");
    let again = from_json(table, ty, &json).expect("what is written is JSON");
    assert_eq!(again, bytes, "{text} is {json}");
}

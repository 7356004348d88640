//! Walks by a table that is written by hand, and by tables that make no sense.

mod common;
#[path = "common/schema.rs"]
mod schema;

use common::hex;
use schema::SCHEMA;
use tl_runtime::inspect::{EventKind, Row, Table, Tables, Ty, Walker};
use tl_runtime::{DecodeErrorKind, Limit, Limits};

fn failure(ty: &str, bytes: &[u8], limits: Limits) -> Option<(usize, DecodeErrorKind)> {
    let mut walker = Walker::with_limits(Tables::one(&SCHEMA), Ty::new(ty), bytes, limits);
    let error = walker.find_map(Result::err)?;
    Some((error.offset(), error.kind().clone()))
}

fn kind(ty: &str, bytes: &[u8], limits: Limits) -> (usize, DecodeErrorKind) {
    failure(ty, bytes, limits).expect("an error")
}

#[test]
fn types_and_tables_that_make_no_sense() {
    let bad = |text: &str| (0, DecodeErrorKind::BadTable { text: text.into() });
    for ty in [
        "",
        "Vector<",
        "vector<>",
        "Vector<int",
        "in",
        "%1",
        "%0000000g",
        "%+0000001",
        "%00000099",
        "!99999999",
        "ns.",
        ".",
        "ns.item",
        "<",
        "é",
        "int>",
        "flags.0?int",
    ] {
        let (_, kind) = kind(ty, &[0; 16], Limits::DEFAULT);
        assert!(
            matches!(kind, DecodeErrorKind::BadTable { .. }),
            "{ty}: {kind:?}"
        );
    }
    assert_eq!(kind("%00000099", &[], Limits::DEFAULT), bad("%00000099"));
    for fields in [
        "x",
        ":int",
        "x:",
        "x:flags.0?int",
        "x:# y:x.32?int",
        "x:# y:x.-1?int",
        "x:# y:x?int",
        "x:int y:x.0?int",
        "y:x.0?int x:#",
        "x:int  y:int",
        " x:int",
        "x:int ",
        "x:#: y:x.0?int",
        "x:# y:x.0?int?",
        "x:Vector< y:int",
        "é:é",
    ] {
        let rows = [Row::new(1, "a", fields, "A")];
        let table = Table::new(&rows, &[]);
        let bytes = [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let mut walker = Walker::new(Tables::one(&table), Ty::new("A"), &bytes);
        let error = walker.find_map(Result::err).expect("an error");
        let is_bad = matches!(error.kind(), DecodeErrorKind::BadTable { .. });
        // A space at the end is the end of the last field.
        assert!(is_bad || fields == "x:int ", "{fields}: {error}");
    }
}

#[test]
fn constructors_without_bytes_come_to_an_end() {
    let (offset, kind_of_loop) = kind("%00000005", &[], Limits::DEFAULT);
    assert_eq!(offset, 0);
    assert_eq!(
        kind_of_loop,
        DecodeErrorKind::BadTable {
            text: "%00000005".into()
        }
    );
    // Each level has twice the values of the next, and an input of no bytes allows 257 times 4,000.
    let names: Vec<_> = (0..21).map(|level| format!("level{level}")).collect();
    let fields: Vec<_> = (1..21)
        .map(|level| format!("x:%{level:08x} y:%{level:08x}"))
        .collect();
    let rows = |levels: usize| -> Vec<Row<'_>> {
        let fields = fields[..levels - 1].iter().map(String::as_str);
        let rows = (0..).zip(names.iter().zip(fields.chain([""])));
        rows.map(|(id, (name, fields))| Row::new(id, name, fields, "Level"))
            .collect()
    };
    let walk = |levels| {
        let rows = rows(levels);
        let table = Table::new(&rows, &[]);
        let walker = Walker::new(Tables::one(&table), Ty::new("%00000000"), &[]);
        walker.last().expect("there is one event").map(drop)
    };
    assert_eq!(walk(19), Ok(()));
    let error = walk(21).expect_err("it holds two million values");
    assert!(matches!(
        error.kind(),
        DecodeErrorKind::LimitExceeded {
            limit: Limit::Elements,
            ..
        }
    ));
}

/// Elements that hold values without bytes are no reason to refuse a message.
#[test]
fn constructors_without_bytes_may_repeat() {
    let rows = [
        Row::new(1, "twins", "x:%00000002 y:%00000002", "Twins"),
        Row::new(2, "empty", "", "Empty"),
        Row::new(3, "pair", "n:int t:%00000001", "Pair"),
    ];
    let table = Table::new(&rows, &[]);
    let walk = |ty: &'static str, bytes: &[u8]| {
        let mut walker = Walker::new(Tables::one(&table), Ty::new(ty), bytes);
        walker.try_for_each(|event| event.map(drop))
    };
    assert_eq!(walk("vector<%00000001>", &256_u32.to_le_bytes()), Ok(()));
    let pairs = [&1000_u32.to_le_bytes()[..], &[0; 4000]].concat();
    assert_eq!(walk("vector<%00000003>", &pairs), Ok(()));
    let error = walk("vector<%00000001>", &261_u32.to_le_bytes()).expect_err("too many");
    let (count, remaining) = (261, 0);
    assert_eq!(
        error.kind(),
        &DecodeErrorKind::VectorTooLong { count, remaining }
    );
}

#[test]
fn a_vector_is_checked_against_the_bytes() {
    let vector = |ty: &str, count: u32| {
        failure(
            ty,
            &[&count.to_le_bytes()[..], &[0; 8]].concat(),
            Limits::DEFAULT.with_elements(100),
        )
    };
    let too_long = |count| {
        (
            0,
            DecodeErrorKind::VectorTooLong {
                count,
                remaining: 8,
            },
        )
    };
    for (ty, count) in [
        ("int", 3),
        ("long", 2),
        ("int128", 1),
        ("Int", 2),
        ("Item", 3),
        ("Bool", 3),
        ("Vector<int>", 2),
        ("vector<int>", 3),
        ("%00000001", 3),
        ("!", 3),
        ("Object", 3),
        ("#", 3),
    ] {
        assert_eq!(
            vector(&format!("vector<{ty}>"), count),
            Some(too_long(count)),
            "{ty}"
        );
        let fewer = vector(&format!("vector<{ty}>"), count - 1);
        assert_ne!(fewer.map(|(offset, _)| offset), Some(0), "{ty}");
    }
    // What may have no bytes is bounded by the limit alone.
    for ty in ["true", "%00000003", "%00000006"] {
        let max = 100;
        let expected = DecodeErrorKind::LimitExceeded {
            limit: Limit::Elements,
            max,
        };
        assert_eq!(
            vector(&format!("vector<{ty}>"), 101),
            Some((0, expected)),
            "{ty}"
        );
        let trailing = DecodeErrorKind::TrailingBytes { count: 8 };
        assert_eq!(
            vector(&format!("vector<{ty}>"), 3),
            Some((4, trailing)),
            "{ty}"
        );
    }
}

#[test]
fn unassigned_bits_are_refused_dropped_or_kept() {
    let bytes = hex("04000000 02000000 02000000");
    let (offset, refused) = kind("Object", &bytes, Limits::DEFAULT);
    assert_eq!(offset, 8);
    assert_eq!(
        refused,
        DecodeErrorKind::UnknownBits {
            word: "flags2".into(),
            bits: 2
        }
    );
    let limits = Limits::DEFAULT.dropping_unknown_bits(true);
    assert_eq!(failure("Object", &bytes, limits), None);
    for (flags2, value) in [("#drop", 0), ("#keep", 2)] {
        let fields = format!("flags:# flags2:flags.1?{flags2} a:flags2.0?int");
        let rows = [Row::new(4, "pair", &fields, "Pair")];
        let table = Table::new(&rows, &[]);
        let walker = Walker::new(Tables::one(&table), Ty::OBJECT, &bytes);
        let nats = walker.filter_map(|event| match event.expect("no error").kind {
            EventKind::Nat(value) => Some(value),
            _ => None,
        });
        assert_eq!(nats.collect::<Vec<_>>(), [2, value]);
    }
}

/// An optional flags field without bits is absent, unless another field has set its bit.
#[test]
fn empty_flags_fields_are_refused() {
    let bytes = hex("04000000 02000000 00000000");
    let (offset, refused) = kind("Object", &bytes, Limits::DEFAULT);
    let word = "flags2".into();
    assert_eq!((offset, refused), (8, DecodeErrorKind::EmptyWord { word }));
    let limits = Limits::DEFAULT.dropping_unknown_bits(true);
    assert_eq!(failure("Object", &bytes, limits), None);
    let shared = "flags:# flags2:flags.1?# a:flags2.0?int b:flags.1?true";
    let rows = [Row::new(4, "pair", shared, "Pair")];
    let table = Table::new(&rows, &[]);
    let mut walker = Walker::new(Tables::one(&table), Ty::OBJECT, &bytes);
    assert!(walker.all(|event| event.is_ok()));
}

#[test]
fn an_object_is_of_the_first_table_that_declares_it() {
    static OTHER: Table<'static> = Table::new(
        &[
            Row::new(1, "other", "", "Other"),
            Row::new(99, "box", "item:Item any:Object", "Box"),
            Row::new(100, "holder", "any:Object", "Holder"),
        ],
        &[],
    );
    static LINKED: Table<'static> =
        Table::new(&[Row::new(100, "holder", "any:Object", "Holder")], &[])
            .with_objects_of(&SCHEMA);
    let both = [&OTHER, &SCHEMA];
    let names = |tables: Tables<'_>, ty, bytes: &[u8]| -> Result<Vec<String>, String> {
        Walker::new(tables, ty, bytes)
            .filter_map(|event| match event.map(|event| event.kind) {
                Ok(EventKind::Begin { row, .. }) => Some(Ok(row.name().to_owned())),
                Ok(_) => None,
                Err(error) => Some(Err(error.to_string())),
            })
            .collect()
    };
    let both = Tables::new(&both);
    assert_eq!(
        names(both, Ty::OBJECT, &hex("01000000")),
        Ok(vec!["other".into()])
    );
    assert_eq!(
        names(both, Ty::OBJECT, &hex("03000000")),
        Ok(vec!["empty".into()])
    );
    // A type is of the table of the field, which has none of that name.
    let error = names(both, Ty::OBJECT, &hex("63000000 03000000 03000000"));
    assert_eq!(
        error,
        Err("the description of the schema makes no sense at `Item` at byte 4".into())
    );
    // At the start, of any.
    assert_eq!(
        names(both, Ty::new("Item"), &hex("03000000")),
        Ok(vec!["empty".into()])
    );
    let linked = Tables::one(&LINKED);
    let held = hex("64000000 64000000 03000000");
    assert_eq!(
        names(linked, Ty::OBJECT, &held),
        Ok(vec!["holder".into(), "holder".into(), "empty".into()])
    );
}

#[test]
fn of_equal_ids_the_first_counts() {
    let rows = [
        Row::new(1, "a", "", "A"),
        Row::new(2, "b", "", "B"),
        Row::new(2, "c", "", "C"),
        Row::new(2, "d", "", "D"),
        Row::new(3, "e", "", "E"),
    ];
    let table = Table::new(&rows, &rows);
    let names = [1, 2, 3, 4].map(|id| table.name_of(id));
    assert_eq!(names, [Some("a"), Some("b"), Some("e"), None]);
    assert_eq!(table.function(2).map(|row| row.name()), Some("b"));
    assert_eq!(table.name_of(0x1cb5_c415), Some("vector"));
}

/// Tables may refer to each other.
#[test]
fn tables_in_a_circle() {
    static ONE: Table<'static> = Table::new(&[], &[]).with_objects_of(&TWO);
    static TWO: Table<'static> = Table::new(&[], &[]).with_objects_of(&ONE);
    let mut walker = Walker::new(Tables::one(&ONE), Ty::OBJECT, &[1, 0, 0, 0]);
    let error = walker.find_map(Result::err).expect("nobody declares it");
    assert_eq!(
        error.to_string(),
        "expected Object, found 0x00000001 at byte 0"
    );
}

#[test]
fn a_walker_is_used_again() {
    let item = hex("01000000 05000000 01000000 02000000 f9ffffffffffffff");
    let mut walker = Walker::new(Tables::one(&SCHEMA), Ty::OBJECT, &item);
    // In the middle, and behind an error.
    walker.nth(3);
    let walker = walker.again(Ty::new("Item"), &item);
    assert_eq!(walker.clone().filter(Result::is_ok).count(), 13);
    let broken = walker.again(Ty::new("Item"), &item[..4]);
    let mut walker = broken.again(Ty::OBJECT, &item);
    assert!(walker.all(|event| event.is_ok()));
    let unassigned = hex("01000000 f0000000");
    let mut walker = walker.again(Ty::OBJECT, &unassigned);
    assert!(walker.any(|event| event.is_err()));
}

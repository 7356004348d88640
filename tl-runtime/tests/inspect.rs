//! Walks, Debug, annotated hex and equality by a table that is written by hand.

mod common;

use std::fmt;

use common::hex;
use tl_runtime::inspect::{
    self, Described, EventKind, Inspect, Row, Table, Tables, Ty, Walker, pretty,
};
use tl_runtime::{DecodeErrorKind, Encode, Limit, Limits, Writer};

static SCHEMA: Table<'static> = Table::new(
    &[
        Row::new(
            1,
            "item",
            "flags:# on:flags.0?true id:flags.1?long at:flags.2?Item",
            "Item*",
        ),
        Row::new(2, "list", "items:Vector<Item> raw:bytes t:true", "Item*"),
        Row::new(3, "empty", "", "Item*"),
        Row::new(
            4,
            "ns.pair",
            "flags:# flags2:flags.1?# a:flags2.0?int b:%00000003",
            "ns.Pair",
        ),
        Row::new(5, "loop", "x:%00000005", "Loop"),
        Row::new(6, "twice", "x:%00000007 y:%00000007", "Twice"),
        Row::new(7, "again", "x:%00000008 y:%00000008", "Again"),
        Row::new(8, "nothing", "x:true", "Nothing"),
    ],
    &[
        Row::new(16, "get", "id:int", "Item"),
        Row::new(17, "wrap", "query:!", "@query"),
    ],
);

/// A value that the table describes, as a generator would write it.
struct Item {
    on: bool,
    id: Option<i64>,
    at: Option<Box<Item>>,
}

impl Encode for Item {
    fn encode(&self, w: &mut Writer) {
        w.id(1);
        let word = u32::from(self.on)
            | u32::from(self.id.is_some()) << 1
            | u32::from(self.at.is_some()) << 2;
        w.nat(word);
        w.opt(&self.id);
        w.opt(&self.at);
    }
}

impl Inspect for Item {
    const DESCRIBED: Described = Described(&SCHEMA, Ty::new("Item"));
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        inspect::debug(self, f)
    }
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        tl_runtime::__v0_1::eq(self, other)
    }
}

/// The same with what the compiler derives; the name is the TL name.
mod derived {
    #[allow(non_camel_case_types, dead_code, reason = "they are printed")]
    #[derive(Debug)]
    pub struct item {
        pub on: bool,
        pub id: Option<i64>,
        pub at: Option<Box<item>>,
    }
}

fn items() -> (Item, derived::item) {
    let inner = (
        Item {
            on: false,
            id: Some(-7),
            at: None,
        },
        derived::item {
            on: false,
            id: Some(-7),
            at: None,
        },
    );
    let outer = Item {
        on: true,
        id: None,
        at: Some(Box::new(inner.0)),
    };
    let same = derived::item {
        on: true,
        id: None,
        at: Some(Box::new(inner.1)),
    };
    (outer, same)
}

#[test]
fn debug_is_what_the_compiler_derives() {
    let (item, derived) = items();
    assert_eq!(format!("{item:?}"), format!("{derived:?}"));
    assert_eq!(format!("{item:#?}"), format!("{derived:#?}"));
    assert_eq!(format!("{item:04?}"), format!("{derived:04?}"));
    assert_eq!(
        format!("{item:?}"),
        "item { on: true, id: None, at: Some(item { on: false, id: Some(-7), at: None }) }"
    );
}

#[test]
fn debug_of_what_the_runtime_has() {
    fn of<T: Inspect>(value: T) -> [String; 2] {
        struct Value<T>(T);
        impl<T: Inspect> fmt::Debug for Value<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                inspect::debug(&self.0, f)
            }
        }
        let value = Value(value);
        [format!("{value:?}"), format!("{value:#?}")]
    }
    fn derived<T: Inspect + fmt::Debug>(value: T) {
        assert_eq!([format!("{value:?}"), format!("{value:#?}")], of(value));
    }
    derived(5);
    derived(vec![5_i64, -6]);
    derived(Vec::<i32>::new());
    derived(vec![vec!["a\n\"b\"".to_owned()], vec![]]);
    derived(vec![(), ()]);
    derived(vec![0.0, -0.0, f64::NAN, f64::INFINITY, 1e300, 0.1]);
    derived(vec![1.5_f32]);
    derived(vec![true, false]);
    assert_eq!(of(vec![0_u8, 255]), ["0x00ff", "0x00ff"]);
    assert_eq!(of([7_u8; 16])[0], "0x07070707070707070707070707070707");
}

#[test]
fn a_value_that_cannot_be_encoded() {
    struct Broken;
    impl Encode for Broken {
        fn encode(&self, w: &mut Writer) {
            w.shared_bit("item", "flags.0", &[true, false]);
        }
    }
    impl Inspect for Broken {
        const DESCRIBED: Described = Described(&SCHEMA, Ty::new("%00000001"));
    }
    impl fmt::Debug for Broken {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            inspect::debug(self, f)
        }
    }
    assert_eq!(
        format!("{Broken:?}"),
        "<item cannot be encoded: the fields of item on flags.0 must be all set or all absent>"
    );
}

#[test]
fn equality_is_that_of_the_bytes() {
    let (item, _) = items();
    assert_eq!(item, items().0);
    assert_ne!(
        item,
        Item {
            on: false,
            ..items().0
        }
    );
    assert!(tl_runtime::__v0_1::eq(&f64::NAN, &f64::NAN) && !tl_runtime::__v0_1::eq(&0.0, &-0.0));
    assert!(tl_runtime::__v0_1::eq(&"a", &"a".to_owned()));
}

#[test]
fn pretty_leaves_out_what_is_absent() {
    let bytes = items().0.to_bytes().unwrap();
    let value = pretty(&SCHEMA, Ty::OBJECT, &bytes);
    assert_eq!(value.to_string(), "item { on: true, at: item { id: -7 } }");
    assert_eq!(format!("{value:?}"), value.to_string());
    assert_eq!(
        format!("{value:#}"),
        "item {\n    on: true,\n    at: item {\n        id: -7,\n    },\n}"
    );
    let cut = pretty(&SCHEMA, Ty::OBJECT, &bytes[..bytes.len() - 1]).to_string();
    assert_eq!(
        cut,
        "item { on: true, at: item { id:  !! expected a long: 8 bytes needed, 7 remain at byte 16"
    );
    let unknown = hex("01000000 f0000000");
    let unknown = pretty(&SCHEMA, Ty::OBJECT, &unknown).to_string();
    assert_eq!(unknown, "item { flags: 0xf0 }");
}

#[test]
fn annotated_hex() {
    let bytes = hex("11000000 10000000 07000000");
    assert_eq!(
        inspect::hex(&SCHEMA, Ty::FUNCTION, &bytes).to_string(),
        "\
0000  11000000           wrap
0004  10000000             query: ! = get
0008  07000000               id: int = 7
"
    );
    let bytes = hex(
        "02000000 15c4b51c02000000 03000000 0100000003000000ffffffffffffffff
         0c 0102030405060708090a0b0c 000000",
    );
    assert_eq!(
        inspect::hex(&SCHEMA, Ty::OBJECT, &bytes).to_string(),
        "\
0000  02000000           list
0004  15c4b51c02000000     items: Vector<Item> = Vector of 2
000c  03000000               [0] = empty
0010  01000000               [1] = item
0014  03000000                 flags: # = 0x3
0018                           on: true = true
0018  ffffffffffffffff         id: long = -1
0020  0c01020304050607     raw: bytes = 0102030405060708090a0b0c (12 bytes)
0028  08090a0b0c000000
0030                       t: true = true
"
    );
}

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
    let walk = |limit| {
        let limits = Limits::DEFAULT.with_elements(limit);
        let walker = Walker::with_limits(Tables::one(&SCHEMA), Ty::new("%00000006"), &[], limits);
        walker.last()
    };
    assert!(walk(7).is_some_and(|event| event.is_ok()));
    let error = walk(6).and_then(Result::err).expect("seven are too many");
    let max = 6;
    assert_eq!(
        error.kind(),
        &DecodeErrorKind::LimitExceeded {
            limit: Limit::Elements,
            max
        }
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
fn unknown_bits_pass_where_asked() {
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
    let walker = Walker::new(Tables::one(&SCHEMA), Ty::OBJECT, &bytes).with_unknown_bits();
    let nats = walker.filter_map(|event| match event.expect("no error").kind {
        EventKind::Nat(value) => Some(value),
        _ => None,
    });
    assert_eq!(nats.collect::<Vec<_>>(), [2, 2]);
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
    let item = items().0.to_bytes().unwrap();
    let mut walker = Walker::new(Tables::one(&SCHEMA), Ty::OBJECT, &item).with_unknown_bits();
    // In the middle, and behind an error.
    walker.nth(3);
    let walker = walker.again(Ty::new("Item"), &item);
    assert_eq!(walker.clone().filter(Result::is_ok).count(), 13);
    let broken = walker.again(Ty::new("Item"), &item[..4]);
    let mut walker = broken.again(Ty::OBJECT, &item);
    assert!(walker.all(|event| event.is_ok()));
    let unknown = hex("01000000 f0000000");
    assert!(
        walker
            .again(Ty::OBJECT, &unknown)
            .all(|event| event.is_ok())
    );
}

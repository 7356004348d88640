//! Debug, text for people, annotated hex and equality, by a table that is written by hand.

mod common;
#[path = "common/schema.rs"]
mod schema;

use std::fmt;

use common::hex;
use schema::SCHEMA;
use tl_runtime::inspect::{self, Described, Inspect, Row, Table, Ty, pretty};
use tl_runtime::{Encode, Writer};

/// A value that the table describes, as a generator would write it.
struct Item {
    on: bool,
    id: Option<i64>,
    at: Option<Box<Item>>,
}

impl Encode for Item {
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
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
        fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
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
    assert!(tl_runtime::__v0_1::eq("a", "a"));
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
    let unassigned = hex("01000000 f0000000");
    let refused = pretty(&SCHEMA, Ty::OBJECT, &unassigned).to_string();
    assert_eq!(
        refused,
        "item !! bits 0xf0 of flags are unknown to the schema at byte 4"
    );
    let rows = [Row::new(1, "item", "flags:#keep on:flags.0?true", "Item")];
    let kept = pretty(&Table::new(&rows, &[]), Ty::OBJECT, &unassigned).to_string();
    assert_eq!(kept, "item { flags: 0xf0 }");
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

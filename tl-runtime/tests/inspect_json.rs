//! JSON by a table that is written by hand: each form.

mod common;
#[path = "common/items.rs"]
mod items;

use common::hex;
use items::{SCHEMA, refuses};
use serde::Deserialize;
use tl_runtime::inspect::{
    Described, Inspect, Json, JsonError, JsonExt, Row, Table, Tables, Ty, Value, from_json,
    to_json, write_json,
};
use tl_runtime::{Decode, Encode, EncodeError, Reader, Writer};

#[track_caller]
fn keeps(ty: &str, bytes: &[u8], json: &str) {
    let ty = Ty::new(ty);
    assert_eq!(to_json(&SCHEMA, ty, bytes).as_deref(), Ok(json));
    let again = from_json(&SCHEMA, ty, json).map_err(|error| error.to_string());
    assert_eq!(again.as_deref(), Ok(bytes));
    let value = serde_json::to_string(&Value::new(&SCHEMA, ty, bytes));
    assert_eq!(
        value.map_err(|error| error.to_string()).as_deref(),
        Ok(json)
    );
}

#[track_caller]
fn reads(ty: &str, json: &str, bytes: &[u8]) {
    let read = from_json(&SCHEMA, Ty::new(ty), json);
    assert_eq!(
        read.map_err(|error| error.to_string()).as_deref(),
        Ok(bytes),
        "{json}"
    );
}

#[test]
fn the_index_by_name_is_one() {
    let rows = SCHEMA.constructors().iter().chain(SCHEMA.functions());
    for row in rows {
        assert_eq!(SCHEMA.named(row.name()), Some(row));
    }
    assert_eq!(
        (SCHEMA.named("a"), SCHEMA.named("zz"), SCHEMA.named("itemx")),
        (None, None, None)
    );
}

#[test]
fn scalars() {
    keeps("int", &hex("00000080"), "-2147483648");
    keeps("#", &hex("ffffffff"), "4294967295");
    keeps(
        "long",
        &hex("0000000000000080"),
        r#""-9223372036854775808""#,
    );
    keeps("long", &hex("0000000000000000"), r#""0""#);
    reads("long", "-5", &hex("fbffffffffffffff"));
    keeps("Bool", &hex("b5757299"), "true");
    keeps("Object", &hex("379779bc"), "false");
    keeps("true", &[], "true");
    keeps("True", &hex("39d3ed3f"), "true");
    keeps("Int", &hex("da9b50a8 05000000"), "5");
    keeps("string", b"\x03a\"\n", r#""a\"\n""#);
    keeps(
        "string",
        b"\x05\0\x1f\\\x7f/\0\0",
        "\"\\u0000\\u001f\\\\\u{7f}/\"",
    );
    keeps("string", "\u{6}é😀\0".as_bytes(), "\"é😀\"");
    keeps("bytes", &hex("03 00ff10"), r#""00ff10""#);
    keeps("bytes", &hex("00 000000"), r#""""#);
    reads("bytes", r#""00FF10""#, &hex("03 00ff10"));
    keeps("int128", &[7; 16], &format!("\"{}\"", "07".repeat(16)));
}

/// Eight bytes are looked at at once: each that must not stand as it is, at each place of a long text.
#[test]
fn long_strings_are_escaped() {
    let special: Vec<char> = (0..0x20).map(char::from).chain(['"', '\\']).collect();
    for length in 0..40 {
        let mut text: Vec<char> = "abcdefgé~\u{7f}".chars().cycle().take(length).collect();
        for at in 0..length {
            let plain = text[at];
            text[at] = special[(at + length) % special.len()];
            let string: String = text.iter().collect();
            let bytes = string.to_bytes().unwrap();
            let json = to_json(&SCHEMA, Ty::new("string"), &bytes).unwrap();
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), string);
            if at % 3 > 0 {
                text[at] = plain;
            }
        }
    }
}

#[test]
fn floats_keep_their_bits() {
    keeps("double", &0.1_f64.to_le_bytes(), "0.1");
    keeps("double", &(-0.0_f64).to_le_bytes(), "-0.0");
    keeps("double", &5e-324_f64.to_le_bytes(), "5e-324");
    keeps(
        "double",
        &f64::NEG_INFINITY.to_le_bytes(),
        r#""0xfff0000000000000""#,
    );
    keeps(
        "double",
        &hex("efbeadde0000f87f"),
        r#""0x7ff80000deadbeef""#,
    );
    keeps("float", &0.1_f32.to_le_bytes(), "0.10000000149011612");
    keeps("float", &f32::INFINITY.to_le_bytes(), r#""0x7f800000""#);
    keeps("float", &hex("0100c0ff"), r#""0xffc00001""#);
    reads("float", "0.1", &0.1_f32.to_le_bytes());
    reads("double", "1", &1_f64.to_le_bytes());
    reads("double", "1e5", &1e5_f64.to_le_bytes());
    // One that a parser of JSON gets wrong if it is not exact.
    reads(
        "double",
        "2.638344616030823e-256",
        &2.638344616030823e-256_f64.to_le_bytes(),
    );
}

#[test]
fn constructors_and_vectors() {
    keeps("Item", &hex("03000000"), r#"{"_":"empty"}"#);
    keeps("%00000003", &[], r#"{"_":"empty"}"#);
    keeps(
        "Item",
        &hex("02000000 15c4b51c01000000 01000000 01000000 01aa0000"),
        r#"{"_":"list","items":[{"_":"item","on":true}],"raw":"aa","t":true}"#,
    );
    keeps(
        "vector<Vector<int>>",
        &hex("02000000 15c4b51c00000000 15c4b51c01000000 07000000"),
        "[[],[7]]",
    );
    keeps(
        "!",
        &hex("11000000 05000000 10000000 07000000"),
        r#"{"_":"wrap","layer":5,"query":{"_":"get","id":7}}"#,
    );
    keeps(
        "!00000010",
        &hex("10000000 07000000"),
        r#"{"_":"get","id":7}"#,
    );
    keeps(
        "Object",
        &hex("07000000 0100000000000000 b5757299"),
        r#"{"_":"message","id":"1","body":true}"#,
    );
}

#[test]
fn flags_words_say_what_fields_do_not() {
    let item = |word: &str| hex(&format!("01000000 {word}"));
    keeps("Item", &item("00000000"), r#"{"_":"item"}"#);
    keeps(
        "Item",
        &item("01000080"),
        r#"{"_":"item","flags":2147483648,"on":true}"#,
    );
    // A flags field without bits, one with bits of fields, one with others.
    let pair = |words: &str| {
        let scalars = "01000000 02000000 0000000000000000 00000000 00000000";
        hex(&format!("04000000 {words} {scalars}"))
    };
    let json = |members: &str| {
        format!(
            r#"{{"_":"ns.pair",{members}"b":{{"_":"scalars","i":1,"n":2,"d":0.0,"f":0.0,"s":""}}}}"#
        )
    };
    let int = r#","c":5}"#;
    let with_c = |members: &str| json(members).strip_suffix('}').unwrap().to_owned() + int;
    keeps("ns.Pair", &pair("00000000"), &json(""));
    let with = |words: &str| [pair(words), hex("da9b50a8 05000000")].concat();
    keeps("ns.Pair", &with("02000000 00000000"), &with_c(""));
    reads(
        "ns.Pair",
        &with_c(r#""flags2":0,"#),
        &with("02000000 00000000"),
    );
    keeps(
        "ns.Pair",
        &with("02000000 01000000 09000000"),
        &with_c(r#""a":9,"#),
    );
    keeps(
        "ns.Pair",
        &with("02000000 04000000"),
        &with_c(r#""flags2":4,"#),
    );
    // Without a field that says so it is absent.
    reads("ns.Pair", &json(r#""flags2":0,"#), &pair("00000000"));
    refuses(
        "ns.Pair",
        &json(r#""flags":8,"#),
        "bits 0x8 of `flags` of ns.pair are not assigned to a member at line 1 column 24",
    );
    refuses(
        "ns.Pair",
        &json(r#""flags2":1,"#),
        "bits 0x1 of `flags2` of ns.pair stand for members: give the members at line 1 column 25",
    );
    refuses(
        "ns.Pair",
        &json(r#""a":9,"#),
        "missing member `c` of ns.pair: it must be there with `flags2` at line 1 column 76",
    );
}

#[test]
fn members_in_any_order() {
    let bytes = hex("04000000 02000000 01000000 09000000
        01000000 02000000 0000000000000000 00000000 01610000 da9b50a8 05000000");
    reads(
        "ns.Pair",
        r#"{"c":5,"b":{"s":"a","f":0,"n":2,"d":0,"i":1},"a":9}"#,
        &bytes,
    );
    reads(
        "Object",
        r#"{"c":5,"b":{"s":"a","f":0,"n":2,"d":0,"_":"scalars","i":1},"a":9,"_":"ns.pair"}"#,
        &bytes,
    );
    // Kept members that are objects, lists, and of every other kind.
    let late = r#"{"raw":"","t":true,"items":[{"at":{"_":"empty"},"id":-1,"_":"item"},{"on":false,"_":"item"}],"_":"list"}"#;
    reads(
        "Item",
        late,
        &hex("02000000 15c4b51c02000000
        01000000 02000000 ffffffffffffffff 03000000 01000000 00000000 00000000"),
    );
    reads(
        "Scalars",
        r#" { "d" : -1.5 , "f" : 1 , "n" : 3 , "i" : -1 , "s" : "" } "#,
        &hex("05000000 ffffffff 03000000 000000000000f8bf 0000803f 00000000"),
    );
    // What is absent.
    reads(
        "Item",
        r#"{"_":"item","id":null,"at":null,"on":false,"flags":null}"#,
        &hex("01000000 00000000"),
    );
    reads(
        "Item",
        r#"{"id":null,"_":"item"}"#,
        &hex("01000000 00000000"),
    );
}

/// The members tell two constructors of one name apart, wherever `_` stands.
#[test]
fn one_name_in_two_schemas() {
    static OTHER: Table<'static> = Table::new(
        &[Row::new(
            9,
            "message",
            "flags:# text:string date:flags.0?int",
            "Message",
        )],
        &[Row::new(17, "empty", "", "Item")],
    );
    let tables = [&SCHEMA, &OTHER];
    let tables = Tables::new(&tables);
    for bytes in [
        "07000000 0100000000000000 07000000 0200000000000000 b5757299",
        "09000000 00000000 00000000",
        "09000000 01000000 00000000 05000000",
        "07000000 0100000000000000 03000000",
    ] {
        let bytes = hex(bytes);
        let json = to_json(tables, Ty::OBJECT, &bytes).unwrap();
        assert_eq!(
            from_json(tables, Ty::OBJECT, &json).unwrap(),
            bytes,
            "{json}"
        );
    }
    let late = r#"{"text":"","_":"message"}"#;
    let bytes = from_json(tables, Ty::OBJECT, late).unwrap();
    assert_eq!(bytes, hex("09000000 00000000 00000000"));
    let neither = from_json(tables, Ty::OBJECT, r#"{"_":"message","text":""}"#);
    assert!(neither.is_ok());
    let neither = from_json(tables, Ty::OBJECT, r#"{"_":"message","id":""}"#).unwrap_err();
    assert!(
        neither.to_string().contains("for `id` of message"),
        "{neither}"
    );
    let twice = from_json(tables, Ty::OBJECT, r#"{"_":"message","_":"message"}"#).unwrap_err();
    assert!(
        twice
            .to_string()
            .contains("duplicate member `_` of message"),
        "{twice}"
    );
}

#[test]
fn a_buffer_is_written_to_again() {
    let ty = Ty::new("Vector<int>");
    let bytes = hex("15c4b51c02000000 01000000 02000000");
    let mut text = "x".to_owned();
    let mut raw = b"x".to_vec();
    write_json(&SCHEMA, ty, &bytes, &mut text).unwrap();
    write_json(&SCHEMA, ty, &bytes, &mut raw).unwrap();
    // An error takes back what it has written.
    assert!(write_json(&SCHEMA, ty, &bytes[..12], &mut text).is_err());
    assert!(write_json(&SCHEMA, ty, &bytes[..15], &mut raw).is_err());
    assert_eq!((text.as_str(), raw.as_slice()), ("x[1,2]", &b"x[1,2]"[..]));
}

/// A Rust type with a row, as a generator would write it.
#[derive(Debug, PartialEq)]
struct Get {
    id: i32,
}

impl Encode for Get {
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.id(16);
        w.int(self.id);
        // A value that has no TL form.
        w.shared_bit("get", "flags.0", &[self.id == 0, false]);
    }
}

impl Decode for Get {
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
        r.expect_id(16, "get", &SCHEMA);
        Self { id: r.int() }
    }
}

impl Inspect for Get {
    const DESCRIBED: Described = Described(&SCHEMA, Ty::new("!00000010"));
}

#[test]
fn rust_values() {
    let json = r#"[{"_":"get","id":5}]"#;
    let values = vec![Get { id: 5 }];
    assert_eq!(values.to_json().as_deref(), Ok(json));
    assert_eq!(serde_json::to_string(&Json(&values)).unwrap(), json);
    assert_eq!(Vec::<Get>::from_json(json).unwrap(), values);
    let Json(read) = Json::<Vec<Get>>::deserialize(&serde_json::json!([{"id": 5}])).unwrap();
    assert_eq!(read, values);
    assert!(Get::from_json(r#"{"id":5,"x":1}"#).is_err());

    let broken = Get { id: 0 };
    let error = EncodeError::SharedBit {
        combinator: "get",
        bit: "flags.0",
    };
    assert_eq!(broken.to_json(), Err(JsonError::Encode(error.clone())));
    let serialized = serde_json::to_string(&Json(&broken)).unwrap_err();
    assert_eq!(serialized.to_string(), error.to_string());
}

#[test]
fn bytes_that_are_no_value_are_not_serialized() {
    let bytes = hex("10000000 05000000");
    for cut in [0, 3, 4, 7] {
        let value = Value::new(&SCHEMA, Ty::FUNCTION, &bytes[..cut]);
        let error = serde_json::to_string(&value).unwrap_err().to_string();
        assert_eq!(
            error,
            to_json(&SCHEMA, Ty::FUNCTION, &bytes[..cut])
                .unwrap_err()
                .to_string()
        );
    }
    let trailing = [&bytes[..], &[0]].concat();
    let error = serde_json::to_string(&Value::new(&SCHEMA, Ty::FUNCTION, &trailing)).unwrap_err();
    assert_eq!(error.to_string(), "trailing bytes: 1 left at byte 8");
}

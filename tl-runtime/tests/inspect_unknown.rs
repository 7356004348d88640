//! Walks over values that the schema cannot read, and over length-prefixed fields.

mod common;

use common::hex;
use tl_runtime::inspect::{
    EventKind, Row, Table, Tables, Ty, Walker, from_json, hex as annotated, pretty, to_json,
};
use tl_runtime::{DecodeErrorKind, Limits};

/// `Media` and `Object` are kept, `Color` is not.
static SCHEMA: Table<'static> = Table::new(
    &[
        Row::new(1, "red", "", "Color"),
        Row::new(2, "pay", "color:Color amount:long note:Object", "Pay"),
        Row::new(3, "two", "first:Object amount:long second:Object", "Two"),
        Row::new(4, "photo", "w:int", "Media?"),
        Row::new(5, "post", "text:string media:Media", "Post"),
        Row::new(
            6,
            "message",
            "id:long bytes:int body:[bytes]Object",
            "Message",
        ),
        Row::new(7, "container", "messages:vector<%00000006>", "Container"),
        Row::new(8, "album", "media:Vector<Media>", "Album"),
        Row::new(9, "label", "size:int text:[size]string end:int", "Label"),
    ],
    &[Row::new(16, "send", "color:Color body:Object", "Color")],
)
.with_unknown_objects(true);

fn shown(ty: &str, bytes: &[u8]) -> Result<String, (usize, String)> {
    let json = to_json(&SCHEMA, Ty::new(ty), bytes);
    if let Ok(json) = &json {
        let again = from_json(&SCHEMA, Ty::new(ty), json);
        assert_eq!(again.expect("it is the JSON of a value"), bytes, "{json}");
    }
    json.map_err(|error| (error.offset(), error.kind().to_string()))
}

#[track_caller]
fn keeps(ty: &str, bytes: &str, json: &str) {
    assert_eq!(shown(ty, &hex(bytes)).as_deref(), Ok(json));
}

#[track_caller]
fn refuses(ty: &str, bytes: &str, offset: usize, error: &str) {
    assert_eq!(shown(ty, &hex(bytes)), Err((offset, error.to_owned())));
}

#[test]
fn what_ends_with_the_input_is_kept() {
    keeps(
        "Object",
        "dead0000 01020304",
        r##"{"_":"#unknown","bytes":"dead000001020304"}"##,
    );
    keeps(
        "Pay",
        "02000000 01000000 0500000000000000 dead0000",
        r##"{"_":"pay","color":{"_":"red"},"amount":"5","note":{"_":"#unknown","bytes":"dead0000"}}"##,
    );
    keeps(
        "Post",
        "05000000 01610000 dead0000 07",
        r##"{"_":"post","text":"a","media":{"_":"#unknown","bytes":"dead000007"}}"##,
    );
    // What is unknown inside takes the whole value that can be kept.
    keeps(
        "Object",
        "02000000 dead0000",
        r##"{"_":"#unknown","bytes":"02000000dead0000"}"##,
    );
}

/// A failure before the value is not undone.
#[test]
fn only_failures_inside_the_value_are_undone() {
    let unknown = "expected Color, found 0x0000adde";
    refuses("Pay", "02000000 dead0000", 4, unknown);
    let tail = "ff".repeat(40);
    refuses("Pay", &format!("02000000 dead0000 {tail}"), 4, unknown);
    refuses("!00000010", "10000000 dead0000", 4, unknown);
    refuses(
        "%00000003",
        "dead0000",
        0,
        "expected Object, found 0x0000adde",
    );
    refuses(
        "Pay",
        "02000000 01000000 05000000",
        8,
        "expected a long: 8 bytes needed, 4 remain",
    );
    refuses(
        "Pay",
        "02000000 01000000 0500000000000000 01",
        16,
        "expected a constructor id: 4 bytes needed, 1 remain",
    );
}

#[test]
fn what_follows_a_kept_value_brings_its_error_back() {
    let error = "expected Media, found 0x0000adde";
    keeps(
        "Album",
        "08000000 15c4b51c 01000000 dead0000",
        r##"{"_":"album","media":[{"_":"#unknown","bytes":"dead0000"}]}"##,
    );
    refuses(
        "Album",
        "08000000 15c4b51c 02000000 dead0000 04000000 07000000",
        12,
        error,
    );
}

#[test]
fn a_length_ends_an_unknown_value() {
    keeps(
        "Container",
        "07000000 02000000 0100000000000000 08000000 dead0000 ffffffff
         0200000000000000 04000000 01000000",
        r##"{"_":"container","messages":[{"_":"message","id":"1","body":{"_":"#unknown","bytes":"dead0000ffffffff"}},{"_":"message","id":"2","body":{"_":"red"}}]}"##,
    );
    for (bytes, offset, error) in [
        (
            "08000000 01000000",
            12,
            "expected sized value: 8 bytes needed, 4 remain",
        ),
        ("08000000 01000000 ffffffff", 16, "trailing bytes: 4 left"),
        (
            "ffffffff 01000000",
            12,
            "expected sized value: 4294967295 bytes needed, 4 remain",
        ),
        (
            "00000000 01000000",
            12,
            "expected a constructor id: 4 bytes needed, 0 remain",
        ),
    ] {
        let error = error.replace("sized", "a sized");
        refuses(
            "%00000006",
            &format!("0100000000000000 {bytes}"),
            offset,
            &error,
        );
    }
    keeps(
        "Label",
        "09000000 04000000 01610000 07000000",
        r#"{"_":"label","text":"a","end":7}"#,
    );
}

#[test]
fn json_checks_lengths_and_unknown_values() {
    let read = |ty: &'static str, json: &str| from_json(&SCHEMA, Ty::new(ty), json);
    let label = hex("09000000 04000000 01610000 07000000");
    for json in [
        r#"{"_":"label","size":4,"text":"a","end":7}"#,
        r#"{"end":7,"text":"a","size":null}"#,
    ] {
        assert_eq!(read("Label", json).expect("the length is right"), label);
    }
    let error = |ty, json| read(ty, json).expect_err("it is refused").to_string();
    let wrong = error("Label", r#"{"_":"label","size":8,"text":"a","end":7}"#);
    assert!(wrong.starts_with("`size` of label must be 4"), "{wrong}");
    // The bytes of a value that the schema can read.
    let known = error("Object", r##"{"_":"#unknown","bytes":"01000000"}"##);
    assert!(known.contains("known"), "{known}");
    let followed =
        r##"{"_":"two","first":{"_":"#unknown","bytes":"dead0000"},"amount":"1","second":true}"##;
    assert!(read("Two", followed).is_err());
    let not_kept = error("Color", r##"{"_":"#unknown","bytes":"dead0000"}"##);
    assert!(not_kept.contains("#unknown"), "{not_kept}");
    for members in [
        r#""bytes":"de""#,
        r#""bytes":"xx""#,
        r#""bytes":7"#,
        r#""x":"""#,
        "",
    ] {
        let comma = if members.is_empty() { "" } else { "," };
        let json = format!(r##"{{"_":"#unknown"{comma}{members}}}"##);
        assert!(read("Object", &json).is_err(), "{json}");
    }
    let early = r##"{"bytes":"dead0000","_":"#unknown"}"##;
    assert_eq!(
        read("Object", early).expect("in any order"),
        hex("dead0000")
    );
}

#[test]
fn text_shows_the_bytes() {
    let bytes = hex("05000000 01610000 dead0000 07000000");
    let text = pretty(&SCHEMA, Ty::OBJECT, &bytes).to_string();
    assert_eq!(
        text,
        "post { text: \"a\", media: Unknown(0xdead000007000000) }"
    );
    let text = annotated(&SCHEMA, Ty::OBJECT, &bytes).to_string();
    assert!(
        text.ends_with("0008  dead000007000000     media: Media = unknown, 8 bytes\n"),
        "{text}"
    );
}

/// A walk may hold many unknown values, and its limits count what it has given up.
#[test]
fn limits_hold_in_what_is_kept() {
    let body = "04000000 dead0000";
    let messages = format!("0100000000000000 {body}").repeat(1000);
    let bytes = hex(&format!("07000000 e8030000 {messages}"));
    let kept = Walker::new(Tables::one(&SCHEMA), Ty::OBJECT, &bytes)
        .filter(|event| {
            let kind = event.as_ref().map(|event| &event.kind);
            matches!(kind, Ok(EventKind::Unknown(_)))
        })
        .count();
    assert_eq!(kept, 1000);
    // Two elements were counted before the unknown id.
    let album = hex("08000000 15c4b51c 02000000 dead0000 dead0000");
    let limits = Limits::DEFAULT.with_elements(1);
    let mut walker = Walker::with_limits(Tables::one(&SCHEMA), Ty::OBJECT, &album, limits);
    let error = walker.find_map(Result::err).expect("there are two");
    assert!(matches!(
        error.kind(),
        DecodeErrorKind::LimitExceeded { .. }
    ));
}

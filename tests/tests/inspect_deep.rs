//! Nesting: what the limits of a reader allow goes through JSON and back, what they do not is
//! refused, and neither takes more stack than a small thread has.

use std::thread;

use serde::de::DeserializeSeed;
use tl_runtime::inspect::{Seed, Ty, Value, Walker, from_json, to_json};
use tl_runtime::{Decode, Limits};
use tl_tests::decoders::Decoder;
use tl_tests::jsonl::Error;
use tl_tests::layer230::{self, enums};
use tl_tests::malformed;
use tl_tests::mtproto;

/// Stack of the threads that nest, in bytes: half of what Rust gives a thread.
const STACK: usize = 1 << 20;

/// What nests, what ends the nesting: a list in each level, and none.
const DEEP: [(&str, &[u8], &[u8]); 2] = [
    // jsonArray of one, jsonNull
    (
        "JSONValue",
        b"\x63\x47\x44\xf7\x15\xc4\xb5\x1c\x01\0\0\0",
        b"\x68\x7b\x6d\x3f",
    ),
    // textBold, textEmpty
    ("RichText", b"\xc4\xab\x24\x67", b"\x4f\x82\x3d\xdc"),
];

fn on_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(STACK).spawn(run);
    let thread = thread.expect("a thread can be started");
    thread.join().expect("nothing panics")
}

#[test]
fn the_deepest_legal_value_goes_through_json() {
    let levels = Limits::DEFAULT.depth as usize;
    for (name, wrapper, innermost) in DEEP {
        let bytes = [wrapper.repeat(levels - 1), innermost.to_vec()].concat();
        let ty = Ty::new(name);
        let table = &layer230::SCHEMA;
        let json = to_json(table, ty, &bytes).expect("it is legal");
        let expected = bytes.clone();
        let again = on_small_stack(move || {
            let serialized = serde_json::to_string(&Value::new(table, ty, &bytes));
            assert_eq!(serialized.expect("it is legal"), json);
            from_json(table, ty, &json).expect("it is legal")
        });
        assert_eq!(again, expected);
    }
    let deepest = [DEEP[0].1.repeat(levels - 1), DEEP[0].2.to_vec()].concat();
    assert!(enums::Jsonvalue::from_bytes(&deepest).is_ok());
}

/// At the deepest levels, whole, cut off, and with an id that is none: a walk counts what generated
/// code counts, also inside `Object` and requests.
#[test]
fn a_walk_is_as_deep_as_generated_code() {
    // invokeAfterMsg, help.getConfig
    let request: (&[u8], &[u8]) = (b"\x2d\x37\x9f\xcb\0\0\0\0\0\0\0\0", b"\x6b\x18\xf9\xc4");
    // rpc_result, and a value of the API in it.
    let answer: (&[u8], &[u8]) = (b"\x01\x6d\x5c\xf3\0\0\0\0\0\0\0\0", DEEP[1].2);
    let [json, rich] = DEEP.map(|(_, wrapper, innermost)| (wrapper, innermost));
    type Case = (&'static str, (&'static [u8], &'static [u8]), Decoder);
    let cases: [Case; 7] = [
        ("JSONValue", json, |bytes| {
            enums::Jsonvalue::from_bytes(bytes).map(drop)
        }),
        ("RichText", rich, |bytes| {
            enums::RichText::from_bytes(bytes).map(drop)
        }),
        ("Object", rich, |bytes| {
            layer230::Object::from_bytes(bytes).map(drop)
        }),
        ("Object", request, |bytes| {
            layer230::Object::from_bytes(bytes).map(drop)
        }),
        ("!", request, |bytes| {
            layer230::AnyFunction::from_bytes(bytes).map(drop)
        }),
        ("Object", answer, |bytes| {
            mtproto::Object::from_bytes(bytes).map(drop)
        }),
        ("Object", rich, |bytes| {
            mtproto::Object::from_bytes(bytes).map(drop)
        }),
    ];
    let (mut legal, mut illegal) = (0, 0);
    for (index, (name, (wrapper, innermost), decode)) in cases.into_iter().enumerate() {
        let table = if index < 5 {
            &layer230::SCHEMA
        } else {
            &mtproto::SCHEMA
        };
        for levels in 56..70 {
            for end in [innermost, b"", &[0; 4]] {
                let bytes = [wrapper.repeat(levels), end.to_vec()].concat();
                let mut walk = Walker::new(table.into(), Ty::new(name), &bytes);
                let walked = walk.try_for_each(|event| event.map(drop));
                let decoded = on_small_stack(move || decode(&bytes));
                assert_eq!(walked, decoded, "{index}: {name}, {levels} levels");
                match walked.is_ok() {
                    true => legal += 1,
                    false => illegal += 1,
                }
            }
        }
    }
    assert!(legal > 30 && illegal > 200, "{legal} and {illegal}");
}

#[test]
fn controls_go_through_json() -> Result<(), Error> {
    for input in malformed::controls()? {
        if input.target.starts_with("function") {
            continue;
        }
        let ty = Ty::new(&input.target);
        let bytes = input.bytes();
        let json = to_json(&layer230::SCHEMA, ty, &bytes)?;
        assert_eq!(from_json(&layer230::SCHEMA, ty, &json)?, bytes);
    }
    Ok(())
}

/// Lists, objects whose name comes late and is kept, and objects whose name is known.
#[test]
fn json_that_is_too_deep_is_refused() {
    let texts = [
        ("Vector<int>", "[".repeat(100_000)),
        ("RichText", r#"{"text":"#.repeat(100_000)),
        ("RichText", r#"{"_":"textBold","text":"#.repeat(100_000)),
        ("JSONValue", r#"{"_":"jsonArray","value":["#.repeat(100_000)),
        ("JSONValue", r#"{"value":["#.repeat(100_000)),
    ];
    for (name, text) in texts {
        let error = on_small_stack(move || from_json(&layer230::SCHEMA, Ty::new(name), &text));
        let error = error.expect_err("it has no end").to_string();
        let is_too_deep = error.contains("too deep");
        assert!(is_too_deep || name.starts_with("Vector"), "{error}");
    }
}

/// All that comes before the outermost name is kept, and then all that comes before the next one.
#[test]
fn names_that_come_late_take_bounded_stack() {
    let levels = 150;
    let text = [
        r#"{"text":"#.repeat(levels),
        r#"{"_":"textEmpty"}"#.to_owned(),
        r#","_":"textBold"}"#.repeat(levels),
    ];
    let bytes =
        on_small_stack(move || from_json(&layer230::SCHEMA, Ty::new("RichText"), &text.concat()));
    let expected = [DEEP[1].1.repeat(levels), DEEP[1].2.to_vec()].concat();
    assert_eq!(bytes.expect("it is a value"), expected);
}

/// With the depth that `serde_json` allows by itself too.
#[test]
fn a_seed_reads_from_any_deserializer() {
    let json = r#"{"text":{"text":"x","_":"textPlain"},"_":"textBold"}"#;
    let seed = Seed::new(&layer230::SCHEMA, Ty::new("RichText"));
    let text = seed.deserialize(&mut serde_json::Deserializer::from_str(json));
    let value: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
    assert_eq!(seed.deserialize(value).ok(), text.as_ref().ok().cloned());
    let bytes = text.expect("it is a value");
    assert_eq!(
        enums::RichText::from_bytes(&bytes),
        Ok(enums::RichText::TextBold(layer230::types::TextBold::new(
            layer230::types::TextPlain::new("x")
        )))
    );
}

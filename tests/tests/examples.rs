//! The example of each function of layer 230: the Rust compiles, and means the same as the JSON.

use tl_runtime::inspect::{Ty, from_json};
use tl_runtime::{Encode, EncodeError};
use tl_tests::layer230::{SCHEMA, enums, functions, types};

/// TL name, JSON, and what makes the bytes of the Rust expression.
type Row = (
    &'static str,
    &'static str,
    Option<fn() -> Result<Vec<u8>, EncodeError>>,
);

const EXAMPLES: &[Row] = &include!(concat!(env!("OUT_DIR"), "/examples.rs"));

#[test]
fn rust_and_json_are_the_same_request() {
    for (name, json, rust) in EXAMPLES {
        let Some(rust) = rust else { continue };
        let bytes = rust().unwrap_or_else(|error| panic!("{name}: {error}"));
        let same = from_json(&SCHEMA, Ty::FUNCTION, json);
        let same = same.unwrap_or_else(|error| panic!("{name}: {error}\n{json}"));
        assert_eq!(bytes, same, "{name}: {json}");
    }
}

/// Functions that wrap others have no example, and nothing else has none.
#[test]
fn all_but_wrappers_have_one() {
    let without = EXAMPLES.iter().filter(|(_, _, rust)| rust.is_none());
    let without: Vec<_> = without.map(|(name, ..)| *name).collect();
    assert!(
        without
            .iter()
            .all(|name| name.starts_with("invoke") || *name == "initConnection"),
        "{without:?}"
    );
    assert_eq!(EXAMPLES.len(), 850);
}

//! Random bytes as values of random schemas, and of tables that make no sense.

#![no_main]

#[path = "../../tests/src/any_value.rs"]
#[allow(dead_code, reason = "JSON belongs to another target")]
mod any_value;
#[path = "../../tests/src/arbitrary/mod.rs"]
#[allow(dead_code, reason = "texts that only parse belong to another target")]
mod arbitrary;

use ::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // Bytes that do not suffice are no finding.
    let _ = any_value::schema_and_bytes(&mut Unstructured::new(data));
    let _ = any_value::nonsense(&mut Unstructured::new(data));
});

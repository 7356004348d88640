//! Texts that follow the grammar, and schemas without errors.

#![no_main]

#[path = "../../tests/src/any_schema.rs"]
mod any_schema;
#[path = "../../tests/src/arbitrary/mod.rs"]
mod random;

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = random::text(&mut Unstructured::new(data)) {
        any_schema::read(&text);
    }
    if let Ok(text) = random::schema(&mut Unstructured::new(data)) {
        any_schema::read(&text);
        any_schema::generate(&text);
    }
});

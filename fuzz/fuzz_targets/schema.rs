//! Any bytes as a schema.

#![no_main]

#[allow(dead_code, reason = "what generates belongs to the other target")]
#[path = "../../tests/src/any_schema.rs"]
mod any_schema;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| any_schema::read(&String::from_utf8_lossy(data)));

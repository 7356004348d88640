//! Any bytes as a value and as a request of layer 230.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| tl_tests::fuzz::run("object", data));

//! Any bytes as values of bindings that keep what is unknown.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| tl_tests::fuzz::run("unknown", data));

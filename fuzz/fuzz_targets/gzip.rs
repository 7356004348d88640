//! Any bytes as packed data, and packed.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| tl_tests::fuzz::run("gzip", data));

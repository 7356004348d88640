//! Any text as side data, and as the texts in it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| tl_tests::fuzz::run("side_data", data));

//! Texts that follow the grammar, and schemas without errors.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| tl_tests::fuzz::run("grammar", data));

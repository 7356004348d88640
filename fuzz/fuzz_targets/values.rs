//! Random bytes as values of random schemas, and of tables without sense.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| tl_tests::fuzz::run("values", data));

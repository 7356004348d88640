//! Bytes that are nearly values of layer 230: the vectors of another implementation, changed
//! a little.

use std::{env, fs};

use tl_tests::any_bytes;
use tl_tests::jsonl::Error;
use tl_tests::vectors;

/// How often each vector is changed.
const ROUNDS: u64 = 8;

#[test]
fn what_is_read_is_written_as_it_was() -> Result<(), Error> {
    let (mut read, mut refused) = (0, 0);
    for (index, vector) in (0..).zip(vectors::layer230()?) {
        for round in 0..ROUNDS {
            let bytes = any_bytes::mutated(&vector.bytes, index * ROUNDS + round);
            match any_bytes::read(&bytes) {
                true => read += 1,
                false => refused += 1,
            }
        }
    }
    // Both happen often enough to mean something.
    assert!(read > 5_000 && refused > 20_000, "{read} of {refused}");
    Ok(())
}

/// Writes the vectors as files into the folder that the variable `FUZZ_CORPUS` names: what
/// the fuzz target `object` starts from.
#[test]
#[ignore = "writes files"]
fn write_corpus() -> Result<(), Error> {
    let folder = env::var("FUZZ_CORPUS").expect("FUZZ_CORPUS names a folder");
    fs::create_dir_all(&folder)?;
    for (index, vector) in vectors::layer230()?.iter().enumerate() {
        fs::write(format!("{folder}/{index}"), &vector.bytes)?;
    }
    Ok(())
}

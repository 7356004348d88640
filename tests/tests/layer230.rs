//! Every combinator of layer 230 that Telethon knows, read and written again byte for
//! byte.

use tl_tests::jsonl::Error;
use tl_tests::{any, vectors};

/// How many failures a message lists.
const SHOWN: usize = 10;

#[test]
fn every_vector_round_trips() -> Result<(), Error> {
    let vectors = vectors::layer230()?;
    let failures: Vec<_> = vectors
        .iter()
        .filter_map(|v| any::round_trip(v).err())
        .collect();
    let shown = failures.get(..SHOWN).unwrap_or(&failures);
    assert!(
        failures.is_empty(),
        "{} failures, the first: {shown:#?}",
        failures.len()
    );
    assert_eq!(vectors.len(), 9547);
    Ok(())
}

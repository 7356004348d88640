//! What must hold for any bytes as packed data, and for any data that is packed: the body of
//! the fuzz target `gzip`, which a test runs too.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tl_runtime::{Limits, gzip};

/// The most that is inflated, in bytes.
const MOST: usize = 4096;

/// Inflates the bytes, which may fail but never gives more than is allowed; then packs them,
/// and inflates that. Whether the bytes were packed data.
///
/// # Panics
///
/// If one of that does not hold.
pub fn inflate(bytes: &[u8]) -> bool {
    let limits = Limits::DEFAULT.with_inflated(MOST);
    let inflated = gzip::inflate(bytes, &limits);
    if let Ok(inflated) = &inflated {
        assert!(inflated.len() <= MOST, "{} bytes", inflated.len());
    }
    let again = gzip::inflate(&pack(bytes), &limits);
    match bytes.len() <= MOST {
        true => assert_eq!(again.as_deref(), Ok(bytes)),
        false => assert!(again.is_err(), "{} bytes", bytes.len()),
    }
    inflated.is_ok()
}

/// The bytes, packed.
///
/// # Panics
///
/// Never: memory can be written to.
#[must_use]
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("memory can be written to");
    packed.finish().expect("memory can be written to")
}

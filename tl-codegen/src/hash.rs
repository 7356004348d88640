//! What identifies a schema. A layer does not: one number has had several schemas.

use std::fmt::Write;

use sha2::{Digest, Sha256};
use tl_parser::Schema;

/// The SHA-256 of a schema's canonical text, in hexadecimal: that of [`Schema::to_tl`] after
/// [`Schema::sort`]. Comments, order, and how declarations are laid out do not change it.
///
/// Generated code has it as `SCHEMA_HASH`, and `tl schema --hash` prints it.
#[must_use]
pub fn schema_hash(schema: &Schema) -> String {
    let mut sorted = schema.clone();
    sorted.sort();
    let digest = Sha256::digest(sorted.to_tl());
    digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

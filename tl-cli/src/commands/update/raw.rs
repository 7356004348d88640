//! What is read of a source, and how much of it.

use std::time::Duration;

/// What is read at most, and how an address is asked.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(
    not(feature = "fetch"),
    expect(dead_code, reason = "only addresses take time and lead on")
)]
pub struct Limits {
    pub timeout: Duration,
    pub max_size: u64,
    /// Whether redirects may lead to another host or port.
    pub follow: bool,
}

/// What was read.
#[derive(Debug)]
pub struct Raw {
    /// Where it is from, as messages and the header name it: after redirects, the last address.
    pub name: String,
    /// The media type that a server gave it, without parameters.
    pub media_type: Option<String>,
    pub bytes: Vec<u8>,
}

/// What is said of a schema that is longer than is allowed.
pub fn too_large(most: u64) -> String {
    format!("it is longer than {most} bytes (see --max-size)")
}

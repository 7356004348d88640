//! What is read of a source, and how much of it.

use std::time::Duration;

/// What is read at most, and for how long an address is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    #[cfg_attr(
        not(feature = "fetch"),
        expect(dead_code, reason = "only addresses take time")
    )]
    pub timeout: Duration,
    pub max_size: u64,
}

/// What was read.
#[derive(Debug)]
pub struct Raw {
    /// The media type that a server gave it, without parameters.
    pub media_type: Option<String>,
    pub bytes: Vec<u8>,
}

/// What is said of a schema that is longer than is allowed.
pub fn too_large(most: u64) -> String {
    format!("it is longer than {most} bytes (see --max-size)")
}

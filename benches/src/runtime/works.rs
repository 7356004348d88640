//! What one library does with one value, ready to be timed.

use std::hint::black_box;

use crate::timing::{Repeated, repeated};

/// Reading and writing a value again and again.
pub struct Works<'b> {
    /// Reads the value and drops it.
    pub decode: Repeated<'b>,
    /// Writes it into a buffer that keeps its memory.
    pub encode_into: Repeated<'b>,
    /// Writes it into bytes of its own.
    pub encode: Repeated<'b>,
}

/// The least that a library could do: copies the bytes.
#[must_use]
pub fn memcpy(bytes: &[u8]) -> Works<'_> {
    let copy = move || {
        let mut buffer = bytes.to_vec();
        repeated(move || {
            buffer.copy_from_slice(black_box(bytes));
            black_box(buffer.as_slice());
        })
    };
    Works {
        decode: copy(),
        encode_into: copy(),
        encode: repeated(move || black_box(bytes).to_vec()),
    }
}

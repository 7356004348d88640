//! Numbers, little endian, ids, `Bool` and raw bytes.

use super::Writer;
use crate::EncodeError;
use crate::unknown::Unknown;
use crate::wire::{BOOL_FALSE_ID, BOOL_TRUE_ID, COPIED_UNKNOWN_ID};

impl Writer {
    /// Writes a `#`: 4 bytes, unsigned.
    #[inline]
    pub fn nat(&mut self, value: u32) {
        self.raw(&value.to_le_bytes());
    }

    /// Writes an `int`: 4 bytes, signed.
    #[inline]
    pub fn int(&mut self, value: i32) {
        self.raw(&value.to_le_bytes());
    }

    /// Writes a `long`: 8 bytes, signed.
    #[inline]
    pub fn long(&mut self, value: i64) {
        self.raw(&value.to_le_bytes());
    }

    /// Writes a `double`: 8 bytes, IEEE 754; a NaN keeps its bits.
    #[inline]
    pub fn double(&mut self, value: f64) {
        self.raw(&value.to_le_bytes());
    }

    /// Writes a `float` (VK's): 4 bytes, IEEE 754; a NaN keeps its bits.
    #[inline]
    pub fn float(&mut self, value: f32) {
        self.raw(&value.to_le_bytes());
    }

    /// Writes bytes as they are: `int128` is 16 of them, `int256` 32; no length, no padding.
    #[inline]
    pub fn raw(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// Writes the bytes of a value that the schema cannot read. A copy has to say where they end, and
    /// of which type they are: `tag` stands for it.
    pub fn unknown(&mut self, unknown: &Unknown, tag: u32) {
        let bytes = unknown.bytes();
        if self.is_copy {
            self.id(COPIED_UNKNOWN_ID);
            self.nat(tag);
            // No slice is longer than 2^63 bytes.
            self.long(bytes.len() as i64);
        }
        self.raw(bytes);
    }

    /// Writes room for the length of a value that [`sized`](Writer::sized) writes later: 4 bytes.
    /// Returns where it is.
    pub fn length(&mut self) -> usize {
        let place = self.len();
        self.nat(0);
        place
    }

    /// Writes a length-prefixed value: what `write` writes, and its length in bytes at `place`.
    ///
    /// Fails with [`SizedTooLong`](crate::EncodeError::SizedTooLong) if an `int` cannot hold the
    /// length.
    pub fn sized(&mut self, place: usize, write: impl FnOnce(&mut Self)) {
        let start = self.len();
        write(self);
        let length = self.len().saturating_sub(start);
        // A copy may be longer than the value, and its length is not read.
        if self.is_copy {
            return;
        }
        match i32::try_from(length) {
            Ok(length) => self.overwrite(place, &length.to_le_bytes()),
            Err(_) => self.fail_sized(length),
        }
    }

    #[cold]
    #[inline(never)]
    fn fail_sized(&mut self, length: usize) {
        self.fail(EncodeError::SizedTooLong { length });
    }

    /// Writes a boxed `Bool`: the id 997275b5 for true, bc799737 for false.
    #[inline]
    pub fn bool(&mut self, value: bool) {
        self.id(if value { BOOL_TRUE_ID } else { BOOL_FALSE_ID });
    }

    /// Writes the constructor id of a boxed value or of a function: 4 bytes.
    #[inline]
    pub fn id(&mut self, id: u32) {
        self.nat(id);
    }
}

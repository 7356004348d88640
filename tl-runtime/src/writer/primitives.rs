//! Numbers, little endian, ids, `Bool` and raw bytes.

use super::Writer;
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

    /// Writes the bytes of a value that the schema cannot read. A copy has to say where they end.
    pub(crate) fn unknown(&mut self, bytes: &[u8]) {
        if self.is_copy {
            self.id(COPIED_UNKNOWN_ID);
            // No slice is longer than 2^63 bytes.
            self.long(bytes.len() as i64);
        }
        self.raw(bytes);
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

//! Numbers, little endian, and raw bytes.

use super::Reader;

impl<'a> Reader<'a> {
    /// Reads a `#`: 4 bytes, unsigned. All 32 bits are accepted, as masks use bit 31.
    #[inline]
    pub fn nat(&mut self) -> u32 {
        self.nat_of("#")
    }

    /// Reads an `int`: 4 bytes, signed.
    #[inline]
    pub fn int(&mut self) -> i32 {
        i32::from_le_bytes(self.take("int"))
    }

    /// Reads a `long`: 8 bytes, signed.
    #[inline]
    pub fn long(&mut self) -> i64 {
        i64::from_le_bytes(self.take("long"))
    }

    /// Reads a `double`: 8 bytes, IEEE 754; a NaN keeps its bits.
    #[inline]
    pub fn double(&mut self) -> f64 {
        f64::from_le_bytes(self.take("double"))
    }

    /// Reads a `float` (VK's): 4 bytes, IEEE 754; a NaN keeps its bits.
    #[inline]
    pub fn float(&mut self) -> f32 {
        f32::from_le_bytes(self.take("float"))
    }

    /// Reads `N` bytes as they are: `int128` is 16 of them, `int256` 32, never swapped, not padded.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// let mut r = Reader::new(&[1, 2, 3, 4]);
    /// assert_eq!(r.raw::<4>(), [1, 2, 3, 4]);
    /// ```
    #[inline]
    pub fn raw<const N: usize>(&mut self) -> [u8; N] {
        self.take("raw bytes")
    }

    /// As [`raw`](Reader::raw), `size` bytes that stay where they are; none if there are fewer.
    #[inline]
    pub fn raw_ref(&mut self, size: usize) -> &'a [u8] {
        match self.rest.split_at_checked(size) {
            Some((head, rest)) => {
                self.rest = rest;
                head
            }
            None => {
                self.fail_end("raw bytes", size);
                &[]
            }
        }
    }

    /// Reads 4 bytes, called `expected` if they are missing.
    #[inline]
    pub(super) fn nat_of(&mut self, expected: &'static str) -> u32 {
        u32::from_le_bytes(self.take(expected))
    }

    /// The next `N` bytes; zeros and a failed reader if there are fewer.
    #[inline]
    fn take<const N: usize>(&mut self, expected: &'static str) -> [u8; N] {
        match self.rest.split_first_chunk::<N>() {
            Some((head, rest)) => {
                self.rest = rest;
                *head
            }
            None => {
                self.fail_end(expected, N);
                [0; N]
            }
        }
    }
}

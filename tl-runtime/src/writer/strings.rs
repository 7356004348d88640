//! `string` and `bytes`: the shortest prefix, the data, zeros up to four bytes.

use super::Writer;
use crate::EncodeError;
use crate::wire::{BYTES_MAX, HUGE_BYTES_MAX, HUGE_PREFIX, LONG_PREFIX, SHORT_MAX};

/// Room for what stands around the data of a string while it is written.
const PADDED: usize = 8;

impl Writer {
    /// Writes a `string`, as [`bytes`](Writer::bytes).
    #[inline]
    pub fn string(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Writes `bytes`: one byte of length up to 253, else 0xfe and three bytes of length; the data;
    /// zeros up to a multiple of four bytes, counted from the prefix.
    ///
    /// 2^24 bytes and more fail with [`BytesTooLong`](EncodeError::BytesTooLong), and nothing is
    /// written.
    ///
    /// ```
    /// use tl_runtime::Writer;
    ///
    /// let mut w = Writer::new();
    /// w.bytes(b"hello");
    /// assert_eq!(w.as_slice(), b"\x05hello\0\0");
    /// ```
    #[inline(never)]
    pub fn bytes(&mut self, data: &[u8]) {
        match u8::try_from(data.len()) {
            Ok(length) if length <= SHORT_MAX => self.short_form(length, data),
            _ => self.long_form(data),
        }
    }

    /// Writes one byte of length, the data, the padding.
    #[inline]
    fn short_form(&mut self, length: u8, data: &[u8]) {
        self.out.reserve(data.len().saturating_add(PADDED));
        self.out.push(length);
        self.raw(data);
        self.pad(data.len().wrapping_add(1));
    }

    /// Writes 0xfe, three bytes of length, the data, the padding.
    #[inline(never)]
    fn long_form(&mut self, data: &[u8]) {
        let length = data.len();
        if length > BYTES_MAX {
            return match self.is_copy {
                true => self.huge_form(data),
                false => self.fail_length(length, BYTES_MAX),
            };
        }
        self.out.reserve(length.saturating_add(PADDED));
        let [a, b, c, ..] = (length as u32).to_le_bytes();
        self.raw(&[LONG_PREFIX, a, b, c]);
        self.raw(data);
        self.pad(length);
    }

    /// Writes a `string`, as [`huge_bytes`](Writer::huge_bytes).
    #[inline]
    pub fn huge_string(&mut self, text: &str) {
        self.huge_bytes(text.as_bytes());
    }

    /// Writes `bytes` as TDLib and TON do: as [`bytes`](Writer::bytes), and 2^24 bytes and more
    /// after 0xff and seven bytes of length.
    ///
    /// ```
    /// use tl_runtime::Writer;
    ///
    /// let mut w = Writer::new();
    /// w.huge_bytes(&vec![0; 1 << 24]);
    /// assert_eq!(w.as_slice()[..8], *b"\xff\0\0\0\x01\0\0\0");
    /// ```
    #[inline]
    pub fn huge_bytes(&mut self, data: &[u8]) {
        match data.len() > BYTES_MAX {
            true => self.huge_form(data),
            false => self.bytes(data),
        }
    }

    /// Writes 0xff, seven bytes of length, the data, the padding.
    #[cold]
    #[inline(never)]
    fn huge_form(&mut self, data: &[u8]) {
        let length = data.len() as u64;
        if length > HUGE_BYTES_MAX {
            let max = usize::try_from(HUGE_BYTES_MAX).unwrap_or(usize::MAX);
            return self.fail_length(data.len(), max);
        }
        // Prefix and padding are at most eleven bytes.
        self.out.reserve(data.len().saturating_add(11));
        let [a, b, c, d, e, f, g, _] = length.to_le_bytes();
        self.raw(&[HUGE_PREFIX, a, b, c, d, e, f, g]);
        self.raw(data);
        self.pad(data.len());
    }

    /// Writes the zeros that follow an item of `size` bytes: none to three.
    #[inline]
    fn pad(&mut self, size: usize) {
        // A copy of a size that the compiler knows is one store; the rest is cut off again.
        let end = self.out.len().wrapping_add(size.wrapping_neg() % 4);
        self.raw(&[0; 4]);
        self.out.truncate(end);
    }

    #[cold]
    #[inline(never)]
    fn fail_length(&mut self, length: usize, max: usize) {
        self.fail(EncodeError::BytesTooLong { length, max });
    }
}

//! `string` and `bytes`: a length, the data, padding to four bytes.

use alloc::string::String;
use alloc::vec::Vec;

use super::Reader;
use crate::DecodeErrorKind;
use crate::wire::{HUGE_PREFIX, LONG_PREFIX, SHORT_MAX};

impl<'a> Reader<'a> {
    /// Reads a `string`, which must be UTF-8.
    ///
    /// The form is that of [`bytes`](Reader::bytes). Fails with
    /// [`InvalidUtf8`](DecodeErrorKind::InvalidUtf8) at the first byte that is invalid.
    #[inline(never)]
    pub fn string(&mut self) -> String {
        let from = self.rest;
        // Copied first, because text is checked faster where it is aligned.
        let data = Vec::from(self.data("string"));
        match String::from_utf8(data) {
            Ok(text) => text,
            Err(error) => {
                self.fail_utf8(from, error.utf8_error().valid_up_to());
                String::new()
            }
        }
    }

    /// As [`string`](Reader::string), in the forms of [`huge_bytes`](Reader::huge_bytes).
    #[inline(never)]
    pub fn huge_string(&mut self) -> String {
        self.huge_str_ref().into()
    }

    /// Reads `bytes`: up to 253 bytes after one byte of length, or any number below 2^24 after
    /// 0xfe and three bytes of length, in both cases padded to four bytes counted from the prefix.
    ///
    /// A long prefix is accepted for a short length. The padding must be there, its value is
    /// ignored. The prefix 0xff fails with [`InvalidLength`](DecodeErrorKind::InvalidLength).
    /// Nothing is allocated before the length has been checked.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// let mut r = Reader::new(b"\x05hello\0\0");
    /// assert_eq!(r.bytes(), b"hello");
    /// assert_eq!(r.remaining(), 0);
    /// ```
    #[inline(never)]
    pub fn bytes(&mut self) -> Vec<u8> {
        Vec::from(self.bytes_ref())
    }

    /// As [`bytes`](Reader::bytes), but the prefix 0xff begins TDLib's and TON's form for 2^24
    /// bytes and more: seven bytes of length, then the data, padded as ever.
    ///
    /// It is accepted for a shorter length too, as 0xfe is. A length that exceeds the input is an
    /// error before anything is allocated, whatever the seven bytes say.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// let mut r = Reader::new(b"\xff\x05\0\0\0\0\0\0hello\0\0\0");
    /// assert_eq!(r.huge_bytes(), b"hello");
    /// assert_eq!(r.remaining(), 0);
    /// ```
    #[inline(never)]
    pub fn huge_bytes(&mut self) -> Vec<u8> {
        Vec::from(self.huge_bytes_ref())
    }

    /// As [`string`](Reader::string), but the text stays where it is, in the input.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// let mut r = Reader::new(b"\x05hello\0\0");
    /// assert_eq!(r.str_ref(), "hello");
    /// ```
    #[inline(never)]
    pub fn str_ref(&mut self) -> &'a str {
        let from = self.rest;
        let data = self.data("string");
        self.text(from, data)
    }

    /// As [`huge_string`](Reader::huge_string), but the text stays in the input.
    #[inline]
    pub fn huge_str_ref(&mut self) -> &'a str {
        let from = self.rest;
        let data = self.huge_data("string");
        self.text(from, data)
    }

    /// As [`bytes`](Reader::bytes), but the bytes stay in the input.
    #[inline]
    pub fn bytes_ref(&mut self) -> &'a [u8] {
        self.data("bytes")
    }

    /// As [`huge_bytes`](Reader::huge_bytes), but the bytes stay in the input.
    #[inline]
    pub fn huge_bytes_ref(&mut self) -> &'a [u8] {
        self.huge_data("bytes")
    }

    /// The text that `data` must be, which the reader has just read from `from` on.
    #[inline]
    fn text(&mut self, from: &'a [u8], data: &'a [u8]) -> &'a str {
        match core::str::from_utf8(data) {
            Ok(text) => text,
            Err(error) => {
                self.fail_utf8(from, error.valid_up_to());
                ""
            }
        }
    }

    /// The data of a string, the reader behind its padding.
    #[inline]
    fn data(&mut self, expected: &'static str) -> &'a [u8] {
        // All but a few strings are short, and whole.
        if let [length @ 0..=SHORT_MAX, ..] = *self.rest {
            let length = usize::from(length);
            let padded = length.wrapping_add(4) & !3;
            if let Some((item, rest)) = self.rest.split_at_checked(padded) {
                self.rest = rest;
                return item.get(1..=length).unwrap_or_default();
            }
        }
        self.long_data(expected)
    }

    /// As [`data`](Reader::data), for what is not short or not whole.
    #[inline(never)]
    fn long_data(&mut self, expected: &'static str) -> &'a [u8] {
        let (header, length) = match *self.rest {
            [LONG_PREFIX, a, b, c, ..] => (4, u32::from_le_bytes([a, b, c, 0]) as usize),
            [HUGE_PREFIX, ..] if self.is_copy => return self.huge_data(expected),
            [HUGE_PREFIX, ..] => return self.bad_prefix(),
            // With 0xfe the length is cut off: a string takes four bytes at least.
            [] | [LONG_PREFIX, ..] => return self.cut_off(expected, 4),
            [length, ..] => (1, usize::from(length)),
        };
        self.body(expected, header, length)
    }

    /// As [`data`](Reader::data), the form with seven bytes of length included.
    #[inline]
    fn huge_data(&mut self, expected: &'static str) -> &'a [u8] {
        match *self.rest {
            [HUGE_PREFIX, a, b, c, d, e, f, g, ..] => {
                let length = u64::from_le_bytes([a, b, c, d, e, f, g, 0]);
                // What no address can hold exceeds the input: the greatest length does too.
                let length = usize::try_from(length).unwrap_or(usize::MAX);
                self.body(expected, 8, length)
            }
            [HUGE_PREFIX, ..] => self.cut_off(expected, 8),
            _ => self.data(expected),
        }
    }

    /// The data of a string that has `length` bytes after a prefix of `header`.
    fn body(&mut self, expected: &'static str, header: usize, length: usize) -> &'a [u8] {
        let end = header.saturating_add(length);
        let padded = end.checked_next_multiple_of(4).unwrap_or(usize::MAX);
        let Some((item, rest)) = self.rest.split_at_checked(padded) else {
            return self.cut_off(expected, padded);
        };
        self.rest = rest;
        item.get(header..end).unwrap_or_default()
    }

    #[cold]
    #[inline(never)]
    fn cut_off(&mut self, expected: &'static str, needed: usize) -> &'a [u8] {
        self.fail_end(expected, needed);
        &[]
    }

    #[cold]
    #[inline(never)]
    fn bad_prefix(&mut self) -> &'a [u8] {
        let first = HUGE_PREFIX;
        self.fail(self.position(), DecodeErrorKind::InvalidLength { first });
        &[]
    }

    /// The string that starts at `from` has a first invalid byte, `valid` bytes into its data.
    #[cold]
    #[inline(never)]
    fn fail_utf8(&mut self, from: &'a [u8], valid: usize) {
        let header = match from {
            [LONG_PREFIX, ..] => 4,
            [HUGE_PREFIX, ..] => 8,
            _ => 1_usize,
        };
        let start = self.end.saturating_sub(from.len());
        let offset = start.saturating_add(header).saturating_add(valid);
        self.fail(offset, DecodeErrorKind::InvalidUtf8);
    }
}

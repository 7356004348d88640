//! Numbers, strings and bytes as text, for JSON.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A buffer that JSON is appended to: `String` or `Vec<u8>`.
pub trait TextBuffer: sealed::Sealed {
    /// Appends text.
    fn push_text(&mut self, text: &str);

    /// Appends bytes that are ASCII.
    fn push_ascii(&mut self, ascii: &[u8]);

    /// How many bytes there are.
    fn text_len(&self) -> usize;

    /// Drops what is behind the first `length` bytes, which end a character.
    fn truncate_text(&mut self, length: usize);
}

mod sealed {
    /// Nobody else implements the trait.
    pub trait Sealed {}

    impl Sealed for alloc::string::String {}
    impl Sealed for alloc::vec::Vec<u8> {}
}

impl TextBuffer for String {
    #[inline]
    fn push_text(&mut self, text: &str) {
        self.push_str(text);
    }

    #[inline]
    fn push_ascii(&mut self, ascii: &[u8]) {
        self.push_str(core::str::from_utf8(ascii).unwrap_or_default());
    }

    fn text_len(&self) -> usize {
        self.len()
    }

    fn truncate_text(&mut self, length: usize) {
        if self.is_char_boundary(length) {
            self.truncate(length);
        }
    }
}

impl TextBuffer for Vec<u8> {
    #[inline]
    fn push_text(&mut self, text: &str) {
        self.extend_from_slice(text.as_bytes());
    }

    #[inline]
    fn push_ascii(&mut self, ascii: &[u8]) {
        self.extend_from_slice(ascii);
    }

    fn text_len(&self) -> usize {
        self.len()
    }

    fn truncate_text(&mut self, length: usize) {
        self.truncate(length);
    }
}

/// Appends a number in decimal digits.
#[inline]
pub(crate) fn push_integer(out: &mut impl TextBuffer, value: i64) {
    // The digits from the end; 19 of them and the sign at most.
    let mut digits = [0_u8; 20];
    let mut rest = value.unsigned_abs();
    let mut first = digits.len();
    for (place, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0'.wrapping_add((rest % 10) as u8);
        rest /= 10;
        first = place;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        first = first.saturating_sub(1);
        if let Some(sign) = digits.get_mut(first) {
            *sign = b'-';
        }
    }
    out.push_ascii(digits.get(first..).unwrap_or_default());
}

/// Appends bytes as hex digits.
pub(crate) fn push_hex(out: &mut impl TextBuffer, bytes: &[u8]) {
    const BLOCK: usize = 64;
    for block in bytes.chunks(BLOCK) {
        let mut digits = [[0_u8; 2]; BLOCK];
        for (pair, byte) in digits.iter_mut().zip(block) {
            *pair = [digit(byte >> 4), digit(byte & 15)];
        }
        let digits = digits.get(..block.len()).unwrap_or_default();
        out.push_ascii(digits.as_flattened());
    }
}

/// The hex digit of a number below 16.
pub(crate) fn digit(value: u8) -> u8 {
    match value {
        0..=9 => b'0'.wrapping_add(value),
        _ => b'a'.wrapping_sub(10).wrapping_add(value),
    }
}

/// Appends what a format gives.
pub(crate) fn push_format(out: &mut impl TextBuffer, arguments: fmt::Arguments<'_>) {
    struct Adapter<'o, B>(&'o mut B);

    impl<B: TextBuffer> fmt::Write for Adapter<'_, B> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.push_text(text);
            Ok(())
        }
    }

    // Neither the buffer nor a number fails.
    let _ = fmt::Write::write_fmt(&mut Adapter(out), arguments);
}

/// Appends a JSON string.
#[inline]
pub(crate) fn push_string(out: &mut impl TextBuffer, text: &str) {
    push_quoted(out, "\"", text, "\"");
}

/// Appends what belongs inside the quotes of a JSON string, with what stands before and behind it:
/// the quotes and what is beside them.
#[inline]
pub(crate) fn push_quoted(out: &mut impl TextBuffer, before: &str, text: &str, behind: &str) {
    out.push_text(before);
    match is_plain(text.as_bytes()) {
        true => out.push_text(text),
        false => push_special(out, text),
    }
    out.push_text(behind);
}

/// Appends a text with what a JSON string cannot hold as it is.
fn push_special(out: &mut impl TextBuffer, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_escaped) {
        let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_text(plain);
        let mut characters = special.chars();
        if let Some(character) = characters.next() {
            push_escaped(out, character as u8);
        }
        rest = characters.as_str();
    }
    out.push_text(rest);
}

/// Whether a JSON string can hold all bytes as they are; eight are looked at at once.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    let (eights, rest) = text.as_chunks();
    let are_plain = !eights.iter().any(|it| has_escaped(u64::from_le_bytes(*it)));
    // The last eight are looked at as eight, too, though some of them a second time.
    are_plain
        && match text.last_chunk() {
            Some(last) => !has_escaped(u64::from_le_bytes(*last)),
            None => !rest.iter().any(|byte| is_escaped(*byte)),
        }
}

/// Whether one of eight bytes is to be escaped.
fn has_escaped(eight: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let has_less = |than: u64, eight: u64| eight.wrapping_sub(ONES.wrapping_mul(than)) & !eight;
    let has = |byte: u8| has_less(1, eight ^ ONES.wrapping_mul(u64::from(byte)));
    (has_less(0x20, eight) | has(b'"') | has(b'\\')) & HIGH != 0
}

fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn push_escaped(out: &mut impl TextBuffer, byte: u8) {
    out.push_text(match byte {
        b'"' => "\\\"",
        b'\\' => "\\\\",
        b'\n' => "\\n",
        b'\r' => "\\r",
        b'\t' => "\\t",
        _ => {
            let digits = [digit(byte >> 4), digit(byte & 15)];
            out.push_text("\\u00");
            return out.push_ascii(&digits);
        }
    });
}

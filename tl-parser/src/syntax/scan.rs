//! How far a name reaches, eight bytes at a time: names are four fifths of a schema, and a
//! loop over their bytes is where a third of the lexer's time went, on branches that no
//! processor can predict.

const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
const HIGH_BITS: u64 = ONES << 7;

/// The number of bytes in front that are letters, digits or `_`.
pub fn name_length(input: &[u8]) -> usize {
    let (chunks, rest) = input.as_chunks::<8>();
    for (index, chunk) in chunks.iter().enumerate() {
        let others = !name_bytes(u64::from_le_bytes(*chunk)) & HIGH_BITS;
        if others != 0 {
            return index * 8 + others.trailing_zeros() as usize / 8;
        }
    }
    let others = rest.iter().position(|byte| !is_name_byte(*byte));
    chunks.len() * 8 + others.unwrap_or(rest.len())
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The high bit of each byte that belongs to a name.
fn name_bytes(bytes: u64) -> u64 {
    let ascii = bytes & !HIGH_BITS;
    let letters = within(ascii | (ONES * 0x20), b'a', b'z');
    let digits = within(ascii, b'0', b'9');
    let underscores = within(ascii, b'_', b'_');
    (letters | digits | underscores) & !bytes & HIGH_BITS
}

/// The high bit of each byte from `first` to `last`, which like the bytes are below 128:
/// so no sum carries into the next byte.
fn within(bytes: u64, first: u8, last: u8) -> u64 {
    let not_below = bytes + ONES * u64::from(0x80 - first);
    let above = bytes + ONES * u64::from(0x7f - last);
    not_below & !above & HIGH_BITS
}

#[cfg(test)]
mod tests {
    use super::{is_name_byte, name_length};

    #[test]
    fn every_byte_ends_a_name_or_does_not() {
        for byte in 0..=255u8 {
            for before in 0..20 {
                let mut input = vec![b'a'; before];
                input.extend([byte, b'!']);
                let expected = before + usize::from(is_name_byte(byte));
                assert_eq!(name_length(&input), expected, "{byte:#x} behind {before}");
            }
        }
        assert_eq!(name_length(b""), 0);
        assert_eq!(name_length(b"aZ09_Az_9"), 9);
    }
}

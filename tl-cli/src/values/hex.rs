//! Hex digits to bytes and back.

/// The value of each character as a digit; of one that is none, a number that is too large for one.
const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < 16 {
        let digit = DIGITS[value];
        values[digit as usize] = value as u8;
        values[digit.to_ascii_uppercase() as usize] = value as u8;
        value += 1;
    }
    values
};

const NONE: u8 = 0xf0;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Hex digits to bytes, which replace what is in the buffer.
///
/// Whether all are digits is asked once at the end: many small values are mostly this.
pub fn hex_into(digits: &[u8], bytes: &mut Vec<u8>) -> Result<(), String> {
    let (pairs, odd) = digits.as_chunks();
    let mut all = odd
        .iter()
        .fold(0, |all, digit| all | VALUES[usize::from(*digit)]);
    bytes.clear();
    bytes.extend(pairs.iter().map(|[high, low]| {
        let (high, low) = (VALUES[usize::from(*high)], VALUES[usize::from(*low)]);
        all |= high | low;
        high << 4 | low
    }));
    match (all & NONE, odd) {
        (0, []) => Ok(()),
        (0, _) => Err(format!("{} hex digits are no whole bytes", digits.len())),
        _ => Err(what_is_none(digits)),
    }
}

#[cold]
fn what_is_none(digits: &[u8]) -> String {
    let is_none = |digit: &u8| !digit.is_ascii_hexdigit();
    let at = digits.iter().position(is_none).unwrap_or_default();
    let shown = digits.get(at).copied().unwrap_or_default();
    format!("`{}` at {at} is no hex digit", shown.escape_ascii())
}

/// Bytes as hex digits.
pub fn to_hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|value| char::from(DIGITS[usize::from(value)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let all: Vec<u8> = (0..=255).collect();
        let digits = to_hex(&all);
        assert_eq!(&digits[..8], "00010203");
        assert_eq!(&digits[504..], "fcfdfeff");
        let mut bytes = vec![1, 2, 3];
        for digits in [digits.to_uppercase(), digits] {
            assert_eq!(hex_into(digits.as_bytes(), &mut bytes), Ok(()));
            assert_eq!(bytes, all);
        }
        assert_eq!(hex_into(b"", &mut bytes), Ok(()));
        assert!(bytes.is_empty());
    }

    #[test]
    fn what_is_no_hex() {
        let mut bytes = Vec::new();
        let mut message = |digits: &str| hex_into(digits.as_bytes(), &mut bytes).unwrap_err();
        assert_eq!(message("abc"), "3 hex digits are no whole bytes");
        assert_eq!(message("00g0x"), "`g` at 2 is no hex digit");
        assert_eq!(message("0x00"), "`x` at 1 is no hex digit");
        assert_eq!(message("000"), "3 hex digits are no whole bytes");
        assert_eq!(message("0\n"), "`\\n` at 1 is no hex digit");
        assert_eq!(message("ü0"), "`\\xc3` at 0 is no hex digit");
        for other in (0..=255).filter(|byte: &u8| !byte.is_ascii_hexdigit()) {
            assert!(
                hex_into(&[b'0', other], &mut Vec::new()).is_err(),
                "{other}"
            );
        }
    }
}

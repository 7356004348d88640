//! Bytes as hex digits, and back.

use serde::{Deserialize, Deserializer, de::Error};

/// The bytes that `digits` stand for; nothing if they are no pairs of hex digits.
///
/// ```
/// assert_eq!(tl_tests::hex::decode("00ff"), Some(vec![0, 255]));
/// assert_eq!(tl_tests::hex::decode("0"), None);
/// ```
#[must_use]
pub fn decode(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let bytes = pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?));
    rest.is_empty().then(|| bytes.collect())?
}

/// `bytes` as hex digits, two each.
///
/// ```
/// assert_eq!(tl_tests::hex::encode(&[0, 255]), "00ff");
/// ```
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// For `#[serde(deserialize_with)]`: a string of hex digits as bytes.
///
/// # Errors
///
/// If there is no string, or other digits are in it.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let digits = String::deserialize(deserializer)?;
    decode(&digits).ok_or_else(|| D::Error::custom("no pairs of hex digits"))
}

fn digit(character: u8) -> Option<u8> {
    let value = char::from(character).to_digit(16)?;
    u8::try_from(value).ok()
}

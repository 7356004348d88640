//! Encoded bytes to TL-JSON, written at once, and back through serde.

mod text;
mod value;
mod write;

use alloc::string::String;
use alloc::vec::Vec;

use ::serde::de::DeserializeSeed;

use super::{Seed, Tables, Ty, Walker};
use crate::{DecodeError, Limits};

pub use text::TextBuffer;
pub use value::{JsonError, JsonExt};

/// The JSON of an encoded value.
///
/// See the [module](crate::inspect#json) for its form.
///
/// # Errors
///
/// If the bytes are no value of the type.
///
/// ```
/// use tl_runtime::inspect::{Row, Table, Ty, from_json, to_json};
///
/// static SCHEMA: Table<'static> = Table::new(
///     &[Row::new(0x05416d58, "starsSubscriptionPricing", "period:int amount:long",
///         "StarsSubscriptionPricing")],
///     &[],
/// );
/// let bytes = b"\x58\x6d\x41\x05\x00\x8d\x27\x00\xf4\x01\0\0\0\0\0\0";
/// let json = to_json(&SCHEMA, Ty::OBJECT, bytes)?;
/// assert_eq!(json, r#"{"_":"starsSubscriptionPricing","period":2592000,"amount":"500"}"#);
/// assert_eq!(from_json(&SCHEMA, Ty::OBJECT, &json)?, bytes);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn to_json<'t>(
    tables: impl Into<Tables<'t>>,
    ty: Ty<'t>,
    bytes: &[u8],
) -> Result<String, DecodeError> {
    // JSON is two to four times as long: names, and numbers in decimal.
    let mut out = String::with_capacity(bytes.len().saturating_mul(3));
    write_json(tables, ty, bytes, &mut out)?;
    Ok(out)
}

/// As [`to_json`], appended to a buffer, which can be used again. On an error nothing is appended.
///
/// # Errors
///
/// If the bytes are no value of the type.
pub fn write_json<'t>(
    tables: impl Into<Tables<'t>>,
    ty: Ty<'t>,
    bytes: &[u8],
    out: &mut impl TextBuffer,
) -> Result<(), DecodeError> {
    write(tables.into(), ty, bytes, out)
}

fn write<'t>(
    tables: Tables<'t>,
    ty: Ty<'t>,
    bytes: &[u8],
    out: &mut impl TextBuffer,
) -> Result<(), DecodeError> {
    let limits = Limits::DEFAULT.with_bytes(usize::MAX);
    Walker::with_limits(tables, ty, bytes, limits).write_json(out)
}

/// The bytes of a value in JSON.
///
/// Members may come in any order, `null` stands for an optional one that is absent, and `_` may be
/// left out where the type has one constructor. What [`to_json`] gives becomes the same bytes again,
/// if they were canonical: short strings with a short prefix, zeroes as padding.
///
/// # Errors
///
/// If the text is not JSON, or no value of the type: with line and column, and the names of member
/// and constructor.
///
/// ```
/// use tl_runtime::inspect::{Row, Table, Ty, from_json};
///
/// static SCHEMA: Table<'static> = Table::new(
///     &[Row::new(0x05416d58, "starsSubscriptionPricing", "period:int amount:long",
///         "StarsSubscriptionPricing")],
///     &[],
/// );
/// let ty = Ty::new("StarsSubscriptionPricing");
/// let error = from_json(&SCHEMA, ty, r#"{"period": "a month"}"#).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "invalid type: string \"a month\", expected an int for `period` of \
///      starsSubscriptionPricing at line 1 column 20",
/// );
/// ```
pub fn from_json<'t>(
    tables: impl Into<Tables<'t>>,
    ty: Ty<'t>,
    text: &str,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    // The seed counts the depth.
    json.disable_recursion_limit();
    let bytes = Seed::new(tables, ty).deserialize(&mut json)?;
    json.end()?;
    Ok(bytes)
}

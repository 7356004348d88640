//! serde's traits for every type, through one implementation: what differs between types lies in
//! the table, so that nothing but the encoding is compiled for each.

mod buffer;
mod de;
mod members;
mod names;
mod scalars;
mod ser;
mod unknown;

use alloc::vec::Vec;

use ::serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};

use super::Inspect;
use crate::{Decode, EncodeError, Limits, Writer};

pub use de::Seed;
pub use ser::Value;

/// A value as serde sees it: in TL-JSON's [form](crate::inspect#json), whatever the format.
///
/// ```
/// use tl_runtime::inspect::Json;
///
/// let text = serde_json::to_string(&Json(&vec![5_i64])).unwrap();
/// assert_eq!(text, r#"["5"]"#);
/// let Json(values): Json<Vec<i64>> = serde_json::from_str(&text).unwrap();
/// assert_eq!(values, [5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Json<T>(pub T);

impl<T: Inspect> Serialize for Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

impl<'de, T: Inspect + Decode> Deserialize<'de> for Json<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

/// What a generated `Serialize` calls.
///
/// # Errors
///
/// If the value cannot be encoded, or the serializer fails.
pub fn serialize<T: Inspect + ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut w = Writer::new();
    value.encode(&mut w);
    serialize_encoded(Encoded::of::<T>(w), serializer)
}

/// What a generated `Deserialize` calls.
///
/// # Errors
///
/// If what comes is no value of the type; the message names member and constructor.
pub fn deserialize<'de, T: Inspect + Decode, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let seed = Seed::new(T::TABLE, T::TY);
    let bytes = ::serde::de::DeserializeSeed::deserialize(seed, deserializer)?;
    T::from_bytes(&bytes).map_err(::serde::de::Error::custom)
}

/// A value's bytes and what describes them: what is left of its type.
struct Encoded {
    table: &'static super::Table<'static>,
    ty: super::Ty<'static>,
    bytes: Result<Vec<u8>, EncodeError>,
}

impl Encoded {
    fn of<T: Inspect + ?Sized>(writer: Writer) -> Self {
        Self {
            table: T::TABLE,
            ty: T::TY,
            bytes: writer.finish(),
        }
    }
}

#[inline(never)]
fn serialize_encoded<S: Serializer>(encoded: Encoded, serializer: S) -> Result<S::Ok, S::Error> {
    let bytes = encoded.bytes.map_err(S::Error::custom)?;
    Value::new(encoded.table, encoded.ty, &bytes)
        .with_limits(Limits::ENCODED)
        .serialize(serializer)
}

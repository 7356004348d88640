//! JSON of Rust values, as methods of all types that can be inspected.

use alloc::string::String;
use alloc::vec::Vec;
use core::error::Error;
use core::fmt;

use super::super::{Inspect, Table, Tables, Ty, Walker};
use crate::{Decode, DecodeError, EncodeError, Limits, Writer};

/// JSON of every type that implements [`Inspect`].
///
/// ```
/// use tl_runtime::inspect::JsonExt;
///
/// assert_eq!(vec![5_i64].to_json()?, r#"["5"]"#);
/// assert_eq!(Vec::<i64>::from_json(r#"["5"]"#)?, [5]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait JsonExt: Inspect {
    /// The value as JSON.
    ///
    /// # Errors
    ///
    /// If the value cannot be encoded.
    fn to_json(&self) -> Result<String, JsonError> {
        let mut w = Writer::new();
        self.encode(&mut w);
        json_of(Self::TABLE, Self::TY, w.finish())
    }

    /// The value that a text in JSON is.
    ///
    /// # Errors
    ///
    /// As [`from_json`](super::super::from_json).
    fn from_json(text: &str) -> Result<Self, serde_json::Error>
    where
        Self: Decode,
    {
        let bytes = super::from_json(Self::TABLE, Self::TY, text)?;
        Self::from_bytes(&bytes).map_err(serde::de::Error::custom)
    }
}

impl<T: Inspect + ?Sized> JsonExt for T {}

#[inline(never)]
fn json_of(
    table: &'static Table<'static>,
    ty: Ty<'static>,
    bytes: Result<Vec<u8>, EncodeError>,
) -> Result<String, JsonError> {
    let bytes = bytes.map_err(JsonError::Encode)?;
    let mut json = String::new();
    Walker::with_limits(Tables::one(table), ty, &bytes, Limits::ENCODED)
        .write_json(&mut json)
        .map_err(JsonError::Table)?;
    Ok(json)
}

/// Why a value has no JSON.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonError {
    /// It cannot be encoded.
    Encode(EncodeError),
    /// The table that it names does not describe it. Generated code names one that does.
    Table(DecodeError),
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => error.fmt(f),
            Self::Table(error) => error.fmt(f),
        }
    }
}

impl Error for JsonError {}

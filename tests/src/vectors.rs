//! Values and their bytes, written by other implementations.

use serde::Deserialize;
use serde_json::Value;

use crate::jsonl::{self, Error};

/// One value, as JSON and in bytes.
#[derive(Debug, Deserialize)]
pub struct Vector {
    /// The combinator, such as `messages.exportChatInvite`.
    pub name: String,
    /// Whether it is a function.
    pub kind: Kind,
    /// Its TL type: the result of a function.
    #[serde(rename = "type")]
    pub ty: String,
    /// Its fields. Longs are decimal strings, bytes are hex, absent fields are left out.
    pub json: Value,
    /// Its bytes, with the id in front.
    #[serde(rename = "hex", deserialize_with = "crate::hex::deserialize")]
    pub bytes: Vec<u8>,
}

/// What a combinator is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It makes a value of a type.
    Constructor,
    /// It is a request.
    Function,
}

/// The invite slice and the basics of MTProto, most of them written alike by four
/// implementations.
///
/// # Errors
///
/// If the file is unusable.
pub fn mission() -> Result<Vec<Vector>, Error> {
    jsonl::read("mission.jsonl")
}

/// Values of all of layer 230 and of MTProto, written by Telethon.
///
/// # Errors
///
/// If the file is unusable.
pub fn layer230() -> Result<Vec<Vector>, Error> {
    jsonl::read("layer230-telethon.jsonl.gz")
}

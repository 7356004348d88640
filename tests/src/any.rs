//! A value of MTProto, of the API or of neither, found by its id.

use tl_runtime::{Decode, DecodeError, DecodeErrorKind, Encode, EncodeError};

use crate::vectors::{Kind, Vector};
use crate::{layer230, layer230_mtproto, mtproto, names};

/// A value or a request of one of the schemas.
#[derive(Debug)]
#[expect(missing_docs, reason = "the payload says it")]
pub enum Any {
    MtprotoObject(mtproto::Object),
    MtprotoFunction(mtproto::AnyFunction),
    ApiObject(layer230::Object),
    ApiFunction(layer230::AnyFunction),
    AdditionalObject(layer230_mtproto::Object),
}

impl Any {
    /// Reads the whole of `bytes`. What MTProto does not declare is of the API, and what
    /// that does not declare either is one of the additions to MTProto.
    ///
    /// # Errors
    ///
    /// If no schema has such a value.
    pub fn from_bytes(kind: Kind, bytes: &[u8]) -> Result<Self, DecodeError> {
        match kind {
            Kind::Constructor => Self::object(bytes),
            Kind::Function => Self::function(bytes),
        }
    }

    fn object(bytes: &[u8]) -> Result<Self, DecodeError> {
        match mtproto::Object::from_bytes(bytes) {
            Ok(mtproto::Object::Extern(_)) => {
                layer230::Object::from_bytes(bytes).map(Self::ApiObject)
            }
            Err(error) if is_unknown(&error) => {
                layer230_mtproto::Object::from_bytes(bytes).map(Self::AdditionalObject)
            }
            object => object.map(Self::MtprotoObject),
        }
    }

    fn function(bytes: &[u8]) -> Result<Self, DecodeError> {
        match mtproto::AnyFunction::from_bytes(bytes) {
            Err(error) if is_unknown(&error) => {
                layer230::AnyFunction::from_bytes(bytes).map(Self::ApiFunction)
            }
            function => function.map(Self::MtprotoFunction),
        }
    }

    /// The value in bytes.
    ///
    /// # Errors
    ///
    /// If the value has no TL form.
    pub fn to_bytes(&self) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::MtprotoObject(x) => x.to_bytes(),
            Self::MtprotoFunction(x) => x.to_bytes(),
            Self::ApiObject(x) => x.to_bytes(),
            Self::ApiFunction(x) => x.to_bytes(),
            Self::AdditionalObject(x) => x.to_bytes(),
        }
    }

    /// The names that lead to the value, as [`names::rust_names`].
    #[must_use]
    pub fn rust_names(&self) -> Vec<String> {
        match self {
            Self::MtprotoObject(x) => names::rust_names(x),
            Self::MtprotoFunction(x) => names::rust_names(x),
            Self::ApiObject(x) => names::rust_names(x),
            Self::ApiFunction(x) => names::rust_names(x),
            Self::AdditionalObject(x) => names::rust_names(x),
        }
    }
}

/// Reads `vector`, compares the names, writes it again and compares the bytes.
///
/// # Errors
///
/// What differs, in a line that begins with the name.
pub fn round_trip(vector: &Vector) -> Result<(), String> {
    let name = &vector.name;
    let value = Any::from_bytes(vector.kind, &vector.bytes).map_err(|e| format!("{name}: {e}"))?;
    let rust = value.rust_names();
    if !is_named(vector, &rust) {
        return Err(format!("{name}: decoded as {rust:?}"));
    }
    let written = value.to_bytes().map_err(|e| format!("{name}: {e}"))?;
    match first_difference(&vector.bytes, &written) {
        Some(offset) => Err(format!("{name}: other bytes from {offset} on")),
        None => Ok(()),
    }
}

/// Whether the first name is the one of the function or type, and the last, if it is of a
/// struct, the one of the combinator.
fn is_named(vector: &Vector, rust: &[String]) -> bool {
    let is_own_constructor = vector.ty == "Object";
    let outer = match vector.kind {
        Kind::Constructor if !is_own_constructor => &vector.ty,
        _ => &vector.name,
    };
    let [first, ..] = rust else { return false };
    let is_struct = rust.get(2);
    let inner = is_struct.is_none_or(|name| names::is_same(names::local(&vector.name), name));
    names::is_same(outer, first) && inner
}

/// Where `left` and `right` differ first, or one of them ends.
fn first_difference(left: &[u8], right: &[u8]) -> Option<usize> {
    if left == right {
        return None;
    }
    let shared = left.iter().zip(right).take_while(|(a, b)| a == b);
    Some(shared.count())
}

/// Whether the first id was unknown.
fn is_unknown(error: &DecodeError) -> bool {
    error.offset() == 0 && matches!(error.kind(), DecodeErrorKind::UnexpectedId { .. })
}

//! What can go wrong: [`DecodeError`] for bytes, [`EncodeError`] for values.

mod decode;
mod encode;

pub use decode::{DecodeError, DecodeErrorKind, Limit};
pub use encode::EncodeError;

//! `Clone` and `PartialEq` through bytes: a value is written and read again, or two are written and
//! compared. What generated types call in place of code of their own.
//!
//! The bytes are those of the wire, and a little more, so that every value has a form, also one that
//! cannot be encoded:
//!
//! | | on the wire | in a copy |
//! |---|---|---|
//! | fields that share a bit | all are set or none | each says in four bytes whether it is |
//! | bits of a mask that no field stands for | beside those of fields | written once more, alone |
//! | strings of 2^24 bytes and more | no form | TDLib's form |
//! | unknown values | as they came | behind the id 0, a tag of their type, their length in eight bytes |
//! | vectors of 2^32 - 1 elements and more | no form | 2^32 - 1, then the count in eight bytes |
//!
//! No limit bounds a copy: its input is a value of this process.

use alloc::vec::Vec;

use crate::{Decode, Encode, Reader, Writer};

/// A copy of a value, by writing it and reading it again.
pub fn clone<T: Encode + Decode>(value: &T) -> T {
    T::read::<true>(&mut Reader::of_copy(&bytes(value)))
}

/// The owned form of a value that borrows from its input.
pub fn into_owned<T: Decode>(value: &impl Encode) -> T {
    T::read::<true>(&mut Reader::of_copy(&bytes(value)))
}

/// Whether two values are written to the same bytes. So a NaN equals itself if the bits are the
/// same, and 0.0 differs from -0.0.
#[must_use]
pub fn eq<T: Encode + ?Sized>(left: &T, right: &T) -> bool {
    bytes(left) == bytes(right)
}

fn bytes(value: &(impl Encode + ?Sized)) -> Vec<u8> {
    let mut w = Writer::for_copy();
    value.encode(&mut w);
    w.into_bytes()
}

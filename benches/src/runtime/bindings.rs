//! This project's bindings of layer 230, and how they are called. What depends on the
//! shape of the generated code is here and in `values.rs`.

use std::hint::black_box;

use tl_runtime::{Decode, DecodeRef, Encode, Writer};

use super::works::Works;
use crate::timing::repeated;

/// The bindings: types of their own strings, and in `borrowed` those that borrow.
pub mod owned {
    tl_runtime::include_tl!("layer230");
}

/// Reads and writes the `T` that is all of `bytes`.
///
/// # Panics
///
/// If the bytes are no `T` in its only form: what is measured is always valid.
#[must_use]
pub fn works<T: Decode + Encode + 'static>(bytes: &[u8]) -> Works<'_> {
    let [first, second] = [(); 2].map(|()| decode::<T>(bytes));
    assert!(encode(&first) == bytes, "this project writes other bytes");
    let mut buffer = Writer::with_capacity(bytes.len());
    Works {
        decode: repeated(move || decode::<T>(black_box(bytes))),
        encode_into: repeated(move || {
            buffer.clear();
            black_box(&first).encode(&mut buffer);
            buffer.check().expect("the value has an encoding");
            black_box(buffer.as_slice());
        }),
        encode: repeated(move || encode(black_box(&second))),
    }
}

/// As [`works`], for types that borrow.
///
/// # Panics
///
/// If the bytes are no `T` in its only form.
#[must_use]
pub fn borrowed_works<'b, T: DecodeRef<'b> + Encode + 'b>(bytes: &'b [u8]) -> Works<'b> {
    let [first, second] = [(); 2].map(|()| decode_ref::<T>(bytes));
    assert!(encode(&first) == bytes, "this project writes other bytes");
    let mut buffer = Writer::with_capacity(bytes.len());
    Works {
        decode: repeated(move || decode_ref::<T>(black_box(bytes))),
        encode_into: repeated(move || {
            buffer.clear();
            black_box(&first).encode(&mut buffer);
            buffer.check().expect("the value has an encoding");
            black_box(buffer.as_slice());
        }),
        encode: repeated(move || encode(black_box(&second))),
    }
}

fn decode_ref<'b, T: DecodeRef<'b>>(bytes: &'b [u8]) -> T {
    T::from_slice(bytes).expect("the bytes are a value")
}

/// Reads the `T` that is all of `bytes`.
///
/// # Panics
///
/// If the bytes are no `T`.
#[inline]
#[must_use]
pub fn decode<T: Decode>(bytes: &[u8]) -> T {
    T::from_bytes(bytes).expect("the bytes are a value")
}

/// The bytes of a value.
///
/// # Panics
///
/// If the value has no encoding.
#[inline]
#[must_use]
pub fn encode(value: &impl Encode) -> Vec<u8> {
    value.to_bytes().expect("the value has an encoding")
}

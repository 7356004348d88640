//! The same with `grammers-tl-types`.

use std::hint::black_box;

use grammers_tl_types::{Deserializable, Serializable};
pub use grammers_tl_types::{enums, functions};

use super::works::Works;
use crate::timing::repeated;

/// Reads and writes the value of `bytes`.
///
/// # Panics
///
/// If the peer cannot read the bytes or would write others.
#[must_use]
pub fn works<T: Deserializable + Serializable + 'static>(bytes: &[u8]) -> Works<'_> {
    works_behind::<T>(bytes, 0)
}

/// As [`works`] for a function: the peer writes its id but does not read it.
///
/// # Panics
///
/// As [`works`].
#[must_use]
pub fn function_works<T: Deserializable + Serializable + 'static>(bytes: &[u8]) -> Works<'_> {
    works_behind::<T>(bytes, 4)
}

fn works_behind<T: Deserializable + Serializable + 'static>(
    bytes: &[u8],
    start: usize,
) -> Works<'_> {
    let input = &bytes[start..];
    let [first, second] = [(); 2].map(|()| decode::<T>(input));
    assert!(first.to_bytes() == bytes, "the peer writes other bytes");
    let mut buffer = Vec::with_capacity(bytes.len());
    Works {
        decode: repeated(move || decode::<T>(black_box(input))),
        encode_into: repeated(move || {
            buffer.clear();
            black_box(&first).serialize(&mut buffer);
            black_box(buffer.as_slice());
        }),
        encode: repeated(move || black_box(&second).to_bytes()),
    }
}

#[inline]
fn decode<T: Deserializable>(bytes: &[u8]) -> T {
    T::from_bytes(bytes).expect("the bytes are a value")
}

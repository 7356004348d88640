//! The Rust types that stand for TL's own.
//!
//! | Rust | TL |
//! |---|---|
//! | `i32`, `i64`, `f64`, `f32` | `int`, `long`, `double`, `float` |
//! | `u32` | `#` |
//! | `bool` | boxed `Bool` |
//! | `()` | bare `true`: no bytes |
//! | `String`, `str` | `string` |
//! | `Vec<u8>`, `[u8]` | `bytes` |
//! | `[u8; N]` | `int128`, `int256` and so on: N raw bytes |
//! | `Vec<T>` | boxed `Vector T` |
//! | `Box<T>`, `&T` | as `T` |

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::{Decode, Encode, Reader, Writer};

/// `Encode` and `Decode` of a `Copy` type by the method that reader and writer share.
macro_rules! number {
    ($($rust:ty: $method:ident;)*) => {$(
        impl Encode for $rust {
            #[inline]
            fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
                w.$method(*self);
            }

            #[inline]
            fn encode_all(elements: &[Self], w: &mut Writer) {
                w.chunks(elements, |element| element.to_le_bytes());
            }
        }

        impl Decode for $rust {
            const MIN_SIZE: usize = size_of::<Self>();

            #[inline]
            fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
                r.$method()
            }

            #[inline]
            fn read_all(r: &mut Reader<'_>, count: usize) -> Vec<Self> {
                let chunks = r.chunks(count).iter();
                chunks.map(|chunk| Self::from_le_bytes(*chunk)).collect()
            }
        }
    )*};
}

number! {
    i32: int;
    i64: long;
    u32: nat;
    f64: double;
    f32: float;
}

impl Encode for bool {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.bool(*self);
    }
}

impl Decode for bool {
    #[inline]
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
        r.bool()
    }
}

impl Encode for () {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, _: &mut Writer) {}
}

impl Decode for () {
    const MIN_SIZE: usize = 0;

    #[inline]
    fn read<const ONCE: bool>(_: &mut Reader<'_>) -> Self {}
}

impl Encode for str {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.string(self);
    }
}

impl Encode for String {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.string(self);
    }
}

impl Decode for String {
    #[inline]
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
        r.string()
    }
}

impl Encode for [u8] {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.bytes(self);
    }
}

// `u8` itself implements neither trait, so this and `Vec<T>` do not overlap.
impl Encode for Vec<u8> {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.bytes(self);
    }
}

impl Decode for Vec<u8> {
    #[inline]
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
        r.bytes()
    }
}

impl<const N: usize> Encode for [u8; N] {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.raw(self);
    }

    #[inline]
    fn encode_all(elements: &[Self], w: &mut Writer) {
        w.raw(elements.as_flattened());
    }
}

impl<const N: usize> Decode for [u8; N] {
    const MIN_SIZE: usize = N;

    #[inline]
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
        r.raw()
    }

    #[inline]
    fn read_all(r: &mut Reader<'_>, count: usize) -> Vec<Self> {
        r.chunks(count).to_vec()
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.vector(self);
    }
}

impl<T: Decode> Decode for Vec<T> {
    /// Id and count.
    const MIN_SIZE: usize = 8;

    #[inline]
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
        r.vector()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        (**self).encode_into::<ONCE>(w);
    }
}

impl<T: Decode> Decode for Box<T> {
    const MIN_SIZE: usize = T::MIN_SIZE;

    #[inline]
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
        r.take_heap(size_of::<T>(), r.position());
        Self::new(T::read::<ONCE>(r))
    }

    const IS_HEAVY: bool = T::IS_HEAVY;

    fn try_read<const ONCE: bool>(r: &mut Reader<'_>) -> Option<Self> {
        r.take_heap(size_of::<T>(), r.position());
        r.try_value().map(Self::new)
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        (**self).encode_into::<ONCE>(w);
    }
}

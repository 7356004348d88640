//! The Rust types that stand for TL's own.
//!
//! | Rust | TL |
//! |---|---|
//! | `i32`, `i64`, `f64`, `f32` | `int`, `long`, `double`, `float` |
//! | `u32` | `#` |
//! | `bool` | boxed `Bool` |
//! | `()` | bare `true`: no bytes |
//! | `String`, `str` | `string` |
//! | `Vec<u8>` | `bytes` |
//! | `[u8; N]` | `int128`, `int256` and so on: N raw bytes |
//! | `Vec<T>` | boxed `Vector T` |
//! | `Box<T>`, `&T` | as `T` |

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::{Decode, Encode, Reader, Writer};

/// `Encode` and `Decode` of a `Copy` type by the method that reader and writer share.
macro_rules! scalar {
    ($($rust:ty: $method:ident, $size:literal;)*) => {$(
        impl Encode for $rust {
            #[inline]
            fn encode(&self, w: &mut Writer) {
                w.$method(*self);
            }
        }

        impl Decode for $rust {
            const MIN_SIZE: usize = $size;

            #[inline]
            fn read(r: &mut Reader<'_>) -> Self {
                r.$method()
            }
        }
    )*};
}

scalar! {
    i32: int, 4;
    i64: long, 8;
    u32: nat, 4;
    f64: double, 8;
    f32: float, 4;
    bool: bool, 4;
}

impl Encode for () {
    #[inline]
    fn encode(&self, _: &mut Writer) {}
}

impl Decode for () {
    const MIN_SIZE: usize = 0;

    #[inline]
    fn read(_: &mut Reader<'_>) -> Self {}
}

impl Encode for str {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.string(self);
    }
}

impl Encode for String {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.string(self);
    }
}

impl Decode for String {
    #[inline]
    fn read(r: &mut Reader<'_>) -> Self {
        r.string()
    }
}

// `u8` itself implements neither trait, so this and `Vec<T>` do not overlap.
impl Encode for Vec<u8> {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.bytes(self);
    }
}

impl Decode for Vec<u8> {
    #[inline]
    fn read(r: &mut Reader<'_>) -> Self {
        r.bytes()
    }
}

impl<const N: usize> Encode for [u8; N] {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.raw(self);
    }
}

impl<const N: usize> Decode for [u8; N] {
    const MIN_SIZE: usize = N;

    #[inline]
    fn read(r: &mut Reader<'_>) -> Self {
        r.raw()
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.vector(self);
    }
}

impl<T: Decode> Decode for Vec<T> {
    /// Id and count.
    const MIN_SIZE: usize = 8;

    #[inline]
    fn read(r: &mut Reader<'_>) -> Self {
        r.vector()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        (**self).encode(w);
    }
}

impl<T: Decode> Decode for Box<T> {
    const MIN_SIZE: usize = T::MIN_SIZE;

    #[inline]
    fn read(r: &mut Reader<'_>) -> Self {
        Self::new(T::read(r))
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        (**self).encode(w);
    }
}

//! [`Inspect`]: which table and which type describe the values of a Rust type.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Table, Ty};
use crate::Encode;

/// A Rust type whose encoded values a table describes. Generated types implement it.
///
/// ```
/// use tl_runtime::inspect::Inspect;
///
/// assert_eq!(Vec::<Vec<i64>>::TY.to_string(), "Vector<Vector<long>>");
/// ```
pub trait Inspect: Encode {
    /// Both of the following, in one constant, because each costs the compiler time for each type.
    const DESCRIBED: Described;

    /// The description of the schema that it is of.
    const TABLE: &'static Table<'static> = Self::DESCRIBED.0;

    /// What [`Encode`] writes for it.
    const TY: Ty<'static> = Self::DESCRIBED.1;
}

/// A table, and a type of it.
#[derive(Clone, Copy, Debug)]
pub struct Described(
    #[doc(hidden)] pub &'static Table<'static>,
    #[doc(hidden)] pub Ty<'static>,
);

/// `Inspect` of the Rust types that stand for TL's own.
macro_rules! builtin {
    ($($rust:ty: $term:literal;)*) => {$(
        impl Inspect for $rust {
            const DESCRIBED: Described = Described(&Table::EMPTY, Ty::new($term));
        }
    )*};
}

builtin! {
    i32: "int";
    i64: "long";
    u32: "#";
    f64: "double";
    f32: "float";
    bool: "Bool";
    (): "true";
    str: "string";
    String: "string";
    Vec<u8>: "bytes";
    [u8; 16]: "int128";
    [u8; 32]: "int256";
    [u8; 64]: "int512";
}

// `u8` itself does not implement the trait, so this and `Vec<u8>` do not overlap.
impl<T: Inspect> Inspect for Vec<T> {
    const DESCRIBED: Described = Described(T::TABLE, Ty::vector_of(&T::TY));
}

impl<T: Inspect + ?Sized> Inspect for Box<T> {
    const DESCRIBED: Described = T::DESCRIBED;
}

impl<T: Inspect + ?Sized> Inspect for &T {
    const DESCRIBED: Described = T::DESCRIBED;
}

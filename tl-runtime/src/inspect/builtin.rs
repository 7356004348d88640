//! The types that every schema has built in: names, ids, sizes.

use crate::wire::{BOOL_FALSE_ID, BOOL_TRUE_ID, VECTOR_ID};

/// A built-in type that has a bare form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Builtin {
    Int,
    Long,
    Double,
    Float,
    Int128,
    Int256,
    Int512,
    String,
    Bytes,
    True,
}

impl Builtin {
    /// The bare name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Long => "long",
            Self::Double => "double",
            Self::Float => "float",
            Self::Int128 => "int128",
            Self::Int256 => "int256",
            Self::Int512 => "int512",
            Self::String => "string",
            Self::Bytes => "bytes",
            Self::True => "true",
        }
    }

    /// The id of the boxed form: that of the declaration of the type.
    pub fn boxed_id(self) -> u32 {
        match self {
            Self::Int => 0xa850_9bda,
            Self::Long => 0x2207_6cba,
            Self::Double => 0x2210_c154,
            Self::Float => 0x824d_ab22,
            Self::Int128 => 0x84cc_f7b7,
            Self::Int256 => 0x7bed_eb5b,
            Self::Int512 => 0x6ff8_2434,
            Self::String => 0xb528_6e24,
            Self::Bytes => 0x1846_14d1,
            Self::True => 0x3fed_d339,
        }
    }

    /// The fewest bytes of a bare value.
    pub fn min_size(self) -> usize {
        match self {
            Self::True => 0,
            Self::Int | Self::Float | Self::String | Self::Bytes => 4,
            Self::Long | Self::Double => 8,
            Self::Int128 => 16,
            Self::Int256 => 32,
            Self::Int512 => 64,
        }
    }
}

const ALL: [Builtin; 10] = [
    Builtin::Int,
    Builtin::Long,
    Builtin::Double,
    Builtin::Float,
    Builtin::Int128,
    Builtin::Int256,
    Builtin::Int512,
    Builtin::String,
    Builtin::Bytes,
    Builtin::True,
];

/// The name of a built-in constructor.
pub(crate) fn name_of(id: u32) -> Option<&'static str> {
    match id {
        VECTOR_ID => Some("vector"),
        BOOL_TRUE_ID => Some("boolTrue"),
        BOOL_FALSE_ID => Some("boolFalse"),
        _ => {
            let builtin = ALL.into_iter().find(|builtin| builtin.boxed_id() == id)?;
            Some(builtin.name())
        }
    }
}

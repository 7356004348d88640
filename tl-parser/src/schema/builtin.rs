//! The types that every implementation has built in: names, ids and sizes.

/// The built-in types that have a bare form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Builtin {
    /// 4 bytes, signed: `int`, `int32`.
    Int,
    /// 8 bytes, signed: `long`, `int64`, `int53`.
    Long,
    /// 8 bytes, IEEE 754.
    Double,
    /// 4 bytes, IEEE 754 (VK).
    Float,
    /// 16 raw bytes.
    Int128,
    /// 32 raw bytes.
    Int256,
    /// 64 raw bytes.
    Int512,
    /// UTF-8 with its length: `string`, `secureString`.
    String,
    /// Bytes with their length: `bytes`, `secureBytes`.
    Bytes,
    /// No bytes at all: `true`.
    True,
}

fn find(names: &[(&str, Builtin)], name: &str) -> Option<Builtin> {
    let found = names.iter().find(|(known, _)| *known == name);
    found.map(|(_, builtin)| *builtin)
}

/// The bare names and, with a capital, the boxed ones.
macro_rules! builtin_names {
    ($($bare:literal $boxed:literal $builtin:ident,)+) => {
        impl Builtin {
            /// Every bare name: some built-in types have several.
            pub const NAMES: &[(&'static str, Self)] = &[$(($bare, Self::$builtin),)+];

            /// Every boxed name.
            pub const BOXED_NAMES: &[(&'static str, Self)] = &[$(($boxed, Self::$builtin),)+];
        }
    };
}

builtin_names! {
    "int" "Int" Int,
    "int32" "Int32" Int,
    "long" "Long" Long,
    "int64" "Int64" Long,
    "int53" "Int53" Long,
    "double" "Double" Double,
    "float" "Float" Float,
    "int128" "Int128" Int128,
    "int256" "Int256" Int256,
    "int512" "Int512" Int512,
    "string" "String" String,
    "secureString" "SecureString" String,
    "bytes" "Bytes" Bytes,
    "secureBytes" "SecureBytes" Bytes,
    "true" "True" True,
}

impl Builtin {
    /// The built-in type of a bare name.
    pub fn from_name(name: &str) -> Option<Self> {
        find(Self::NAMES, name)
    }

    /// The built-in type of a boxed name.
    pub fn from_boxed_name(name: &str) -> Option<Self> {
        find(Self::BOXED_NAMES, name)
    }

    /// The name in its usual spelling.
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

    /// The fewest bytes that a bare value takes.
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

    /// The id of the boxed form.
    pub fn boxed_id(self) -> u32 {
        let boxed = match self {
            Self::Int => "Int",
            Self::Long => "Long",
            Self::Double => "Double",
            Self::Float => "Float",
            Self::String => "String",
            Self::True => return 0x3fed_d339,
            Self::Int128 => return crc32fast::hash(b"int128 4*[ int ] = Int128"),
            Self::Int256 => return crc32fast::hash(b"int256 8*[ int ] = Int256"),
            Self::Int512 => return crc32fast::hash(b"int512 16*[ int ] = Int512"),
            Self::Bytes => return crc32fast::hash(b"bytes data:string = Bytes"),
        };
        crate::id::of_builtin(self.name(), boxed)
    }
}

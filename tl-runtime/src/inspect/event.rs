//! What a [`Walker`](super::Walker) tells of the bytes.

use core::ops::Range;

use super::{Row, Ty};

/// What stands in `_` of an unknown value in JSON. No TL name begins with `#`.
#[cfg(feature = "serde")]
pub(crate) const UNKNOWN: &str = "#unknown";

/// One step through a value: what is there, and in which bytes.
#[derive(Clone, Debug)]
pub struct Event<'t, 'a> {
    /// The bytes of the input that belong to it alone, counted from 0: those of a value, of a
    /// constructor id, of a vector's count. Empty for what has no bytes.
    pub range: Range<usize>,
    /// What is there.
    pub kind: EventKind<'t, 'a>,
}

/// What is there.
///
/// A value is one event, or all from [`Begin`](EventKind::Begin) or [`Vector`](EventKind::Vector) to
/// the [`End`](EventKind::End) of it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub enum EventKind<'t, 'a> {
    /// A constructor or a function begins.
    Begin {
        /// Which.
        row: &'t Row<'t>,
        /// Whether its id lies in the bytes.
        is_boxed: bool,
    },
    /// A field of the constructor that has begun last: its value follows.
    Field(FieldInfo<'t>),
    /// A field that is not there. Given only if [asked for](super::Walker::with_absent).
    Absent(FieldInfo<'t>),
    /// A vector begins: its elements follow.
    Vector {
        /// How many.
        count: u32,
        /// Whether its id lies in the bytes.
        is_boxed: bool,
    },
    /// The constructor, function or vector that has begun last ends.
    End,
    /// `#`: a flags word, or a number.
    Nat(u32),
    /// `int`
    Int(i32),
    /// `long`
    Long(i64),
    /// `double`
    Double(f64),
    /// `float`
    Float(f32),
    /// `Bool`
    Bool(bool),
    /// `string`
    Str(&'a str),
    /// `bytes`
    Bytes(&'a [u8]),
    /// `int128`, `int256`, `int512`: 16, 32 or 64 bytes as they are.
    Raw(&'a [u8]),
    /// `true`: a bit that is set, or nothing at all.
    True,
    /// A boxed value that the schema cannot read, its id included, where the schema
    /// [keeps](crate::Unknown) such values.
    Unknown(&'a [u8]),
}

/// A field of a constructor or function.
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo<'t> {
    /// Its name as TL writes it.
    pub name: &'t str,
    /// Its type.
    pub ty: Ty<'t>,
    /// Whether a bit of a flags word says if it is there.
    pub is_optional: bool,
    /// For a flags word the bits that stand for fields; none for all other fields.
    pub word: Option<u32>,
    /// Whether its value, an `int`, is the length of a later field in bytes. It follows from that
    /// field.
    pub is_length: bool,
    /// The earlier field that holds its length in bytes, if there is one.
    pub length: Option<&'t str>,
}

impl FieldInfo<'_> {
    /// Whether all of its value is a bit: `x:flags.N?true`.
    #[must_use]
    pub fn is_bit(&self) -> bool {
        self.is_optional && self.ty.is_true()
    }

    /// The bits of the `value` of a flags field that are not assigned to fields. `None` if there are
    /// none of them, or if it is not a flags field.
    #[must_use]
    pub fn other_bits(&self, value: u32) -> Option<u32> {
        let others = value & !self.word?;
        (others != 0).then_some(others)
    }
}

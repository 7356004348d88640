//! Why bytes are no TL value: a kind and the byte where the offending item starts.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use core::error::Error;
use core::fmt;

/// Why and where decoding failed.
///
/// One pointer in size, so that `Result<T, DecodeError>` is hardly larger than `T`.
///
/// ```
/// use tl_runtime::{DecodeErrorKind, Reader};
///
/// let mut r = Reader::new(&[1, 0, 0, 0, 2]);
/// r.int();
/// r.int();
/// let error = r.check().unwrap_err();
/// assert_eq!(error.offset(), 4);
/// assert!(matches!(error.kind(), DecodeErrorKind::UnexpectedEnd { needed: 4, remaining: 1, .. }));
/// assert_eq!(error.to_string(), "expected an int: 4 bytes needed, 1 remain at byte 4");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    inner: Box<Inner>,
}

#[derive(Clone, Debug)]
struct Inner {
    offset: usize,
    kind: DecodeErrorKind,
    path: Option<Box<str>>,
}

/// The path says the same as the offset, to people.
impl PartialEq for Inner {
    fn eq(&self, other: &Self) -> bool {
        self.offset == other.offset && self.kind == other.kind
    }
}

impl Eq for Inner {}

impl DecodeError {
    pub(crate) fn new(offset: usize, kind: DecodeErrorKind) -> Self {
        Self {
            inner: Box::new(Inner {
                offset,
                kind,
                path: None,
            }),
        }
    }

    pub(crate) fn with_path(mut self, path: Option<Box<str>>) -> Self {
        self.inner.path = path;
        self
    }

    /// The byte of the input, counted from 0, where the offending item starts.
    ///
    /// For a string or a number it is its first byte, for a vector its count, for invalid UTF-8 the
    /// first byte that is invalid, for trailing bytes the first of them, for nesting the value that
    /// is one level too deep, for memory the vector's count or the value behind a pointer, and 0 for
    /// an input that is too long.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.inner.offset
    }

    /// For an id of no constructor that a type of the schema has, the way to it through the whole
    /// input: the TL name of the constructor or function that it begins with, then fields, and
    /// places in vectors counted from 0:
    /// `messages.exportChatInvite.peer.peer`, `updates.updates[3].message`.
    ///
    /// None for other errors, and if the input is a bare value or begins with the unknown id. Errors
    /// are equal whatever their paths are.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.inner.path.as_deref()
    }

    /// What was wrong there.
    #[must_use]
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.inner.kind
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { offset, kind, path } = &*self.inner;
        write!(f, "{kind} at byte {offset}")?;
        match path {
            Some(path) => write!(f, ", {path}"),
            None => Ok(()),
        }
    }
}

impl Error for DecodeError {}

/// What was wrong with the bytes.
///
/// Names are borrowed where they come from generated code, and owned where they come from a
/// schema that was read at run time.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeErrorKind {
    /// The input ends inside an item.
    UnexpectedEnd {
        /// The item: a TL type such as `int`, `string` or `Bool`, or `constructor id`,
        /// `vector count`, `raw bytes`.
        expected: Cow<'static, str>,
        /// Bytes that the item takes as far as is known, with its length prefix and padding.
        needed: usize,
        /// Bytes left, counted from the same place; fewer than `needed`.
        remaining: usize,
    },
    /// A constructor id that does not belong to the expected type.
    UnexpectedId {
        /// The TL type or function that the schema has there.
        expected: Cow<'static, str>,
        /// The id that was there.
        found: u32,
        /// The TL name of the constructor that has this id, if the schema knows one.
        found_name: Option<Cow<'static, str>>,
    },
    /// A vector claims more elements than the remaining bytes can hold.
    VectorTooLong {
        /// The claimed number of elements.
        count: u32,
        /// Bytes left after the count.
        remaining: usize,
    },
    /// A `string` whose bytes are no UTF-8; TL strings are UTF-8, `bytes` are free.
    InvalidUtf8,
    /// A string begins with a byte that is no length prefix.
    InvalidLength {
        /// The byte: 0xff.
        first: u8,
    },
    /// A mask has bits that the schema does not know, where they are to be refused.
    UnknownBits {
        /// TL name of the mask, such as `flags`.
        word: Cow<'static, str>,
        /// The unknown bits, as a mask.
        bits: u32,
    },
    /// A mask is there because a bit of another says so, and has no bits: it should be absent.
    EmptyWord {
        /// TL name of the mask, such as `flags2`.
        word: Cow<'static, str>,
    },
    /// Bytes are left after the value.
    TrailingBytes {
        /// How many; at least 1.
        count: usize,
    },
    /// The input asks for more than [`Limits`](crate::Limits) allow.
    LimitExceeded {
        /// Which limit.
        limit: Limit,
        /// Its value: levels, elements, bytes, or bytes of heap a byte.
        max: usize,
    },
    /// Packed data that is not in the format of gzip, is cut off, or does not have the checksum that
    /// it says.
    InvalidGzip {
        /// What is wrong, as the inflater says it.
        reason: Box<str>,
    },
    /// The [description](crate::inspect::Table) that the bytes were read by is not one: never
    /// what generated code says, and nothing about the bytes.
    BadTable {
        /// What is no type, no field, or not declared.
        text: Box<str>,
    },
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnexpectedEnd {
                expected,
                needed,
                remaining,
            } => write!(
                f,
                "expected {}{expected}: {needed} bytes needed, {remaining} remain",
                article(expected)
            ),
            Self::UnexpectedId {
                expected,
                found,
                found_name,
            } => {
                write!(f, "expected {expected}, found 0x{found:08x}")?;
                match found_name {
                    Some(name) => write!(f, " ({name})"),
                    None => Ok(()),
                }
            }
            Self::VectorTooLong { count, remaining } => write!(
                f,
                "a vector of {count} elements does not fit into {remaining} remaining bytes"
            ),
            Self::InvalidUtf8 => f.write_str("invalid UTF-8 in a string"),
            Self::InvalidLength { first } => {
                write!(f, "invalid length prefix 0x{first:02x} of a string")
            }
            Self::UnknownBits { word, bits } => {
                write!(f, "bits 0x{bits:x} of {word} are unknown to the schema")
            }
            Self::EmptyWord { word } => write!(f, "{word} is there but has no bits"),
            Self::TrailingBytes { count } => write!(f, "trailing bytes: {count} left"),
            Self::LimitExceeded { limit, max } => write!(f, "more than {max} {limit}"),
            Self::InvalidGzip { reason } => write!(f, "invalid gzip data: {reason}"),
            Self::BadTable { text } => {
                write!(
                    f,
                    "the description of the schema makes no sense at `{text}`"
                )
            }
        }
    }
}

impl Error for DecodeErrorKind {}

/// The indefinite article of an expected item, with the space that follows it.
fn article(item: &str) -> &'static str {
    if item.ends_with("bytes") {
        ""
    } else if item.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) {
        "an "
    } else {
        "a "
    }
}

/// One of [`Limits`](crate::Limits).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::depth`](crate::Limits::depth): levels of nesting.
    Depth,
    /// [`Limits::elements`](crate::Limits::elements): vector elements of one message.
    Elements,
    /// [`Limits::bytes`](crate::Limits::bytes): length of the input.
    Bytes,
    /// [`Limits::memory`](crate::Limits::memory): heap of the decoded values.
    Memory,
    /// [`Limits::inflated`](crate::Limits::inflated): what packed data inflates to.
    Inflated,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Depth => "levels of nested values",
            Self::Elements => "vector elements in one message",
            Self::Bytes => "bytes of input",
            Self::Memory => "bytes of memory for each byte of input",
            Self::Inflated => "bytes inflated from packed data",
        })
    }
}

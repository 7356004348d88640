//! Why a value has no TL form.

use core::error::Error;
use core::fmt;

/// Why a value cannot be encoded.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// A string or `bytes` of 2^24 bytes or more, for which Telegram has no form; TDLib and TON
    /// have one, see [`Writer::huge_bytes`](crate::Writer::huge_bytes).
    BytesTooLong {
        /// Its length in bytes.
        length: usize,
        /// The greatest length in bytes: 2^24 - 1, or 2^56 - 1 in TDLib's form.
        max: usize,
    },
    /// A length-prefixed value of 2^31 bytes or more: the length is an `int`.
    SizedTooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// A vector of 2^32 elements or more: TL counts are unsigned 32-bit.
    VectorTooLong {
        /// Its number of elements.
        length: usize,
    },
    /// Fields that share a bit of a mask, some set and some not: the bit is one for all of them.
    SharedBit {
        /// TL name of the constructor or function.
        combinator: &'static str,
        /// The bit as TL writes it, such as `flags.3`.
        bit: &'static str,
    },
    /// A bit that stands for a field was set among the other bits of a mask: whether it is set
    /// follows from the field alone.
    FieldBits {
        /// TL name of the constructor or function.
        combinator: &'static str,
        /// TL name of the mask, such as `mode`.
        word: &'static str,
        /// The bits of fields that were set, as a mask.
        bits: u32,
    },
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::BytesTooLong { length, max } => write!(
                f,
                "a string of {length} bytes is too long: at most {max} bytes can be encoded"
            ),
            Self::SizedTooLong { length } => write!(
                f,
                "a length-prefixed value of {length} bytes is too long: at most {} bytes can be \
                 encoded",
                i32::MAX
            ),
            Self::VectorTooLong { length } => {
                write!(f, "a vector of {length} elements is too long")
            }
            Self::SharedBit { combinator, bit } => write!(
                f,
                "the fields of {combinator} on {bit} must be all set or all absent"
            ),
            Self::FieldBits {
                combinator,
                word,
                bits,
            } => write!(
                f,
                "bits 0x{bits:x} of {word} in {combinator} stand for fields: set the fields"
            ),
        }
    }
}

impl Error for EncodeError {}

//! [`Unknown`]: a value whose bytes are kept because no constructor of the schema reads them.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::{Encode, Writer};

/// The bytes of a boxed value that the schema cannot read: its constructor is not known, or that of
/// a value in it. Generated enums have it where `Config::keep_unknown` asks for it.
///
/// It is encoded to the bytes that it came from. JSON has no form for it: that is an error, which says
/// what was unknown, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    bytes: Box<[u8]>,
}

impl Unknown {
    /// A value of these bytes, the id of its constructor first.
    #[must_use]
    pub fn new(bytes: impl Into<Box<[u8]>>) -> Self {
        Self {
            bytes: bytes.into(),
        }
    }

    /// The id of its constructor, which the schema knows if only something in it is unknown; none if
    /// there are fewer than four bytes.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        self.bytes.first_chunk().map(|id| u32::from_le_bytes(*id))
    }

    /// All of its bytes, the id included: what another schema may read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// All of its bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes.into_vec()
    }
}

impl Encode for Unknown {
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.raw(&self.bytes);
    }
}

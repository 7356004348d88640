//! [`Writer`]: appends TL bytes to a buffer and remembers its first failure.
//!
//! | file | writes |
//! |---|---|
//! | `primitives` | numbers, ids, `Bool`, raw bytes |
//! | `runs` | numbers that follow each other |
//! | `strings` | `string` and `bytes` |
//! | `values` | anything with [`Encode`](crate::Encode), vectors, conditional fields |

mod primitives;
mod runs;
mod strings;
mod values;

use alloc::vec::Vec;

use crate::EncodeError;

/// A buffer of TL bytes with a sticky error.
///
/// Writes return nothing. The first failure is remembered, and from then on the bytes have no
/// meaning: [`finish`](Writer::finish) or [`check`](Writer::check) tells at the end.
///
/// ```
/// use tl_runtime::Writer;
///
/// let mut w = Writer::new();
/// w.int(7);
/// w.string("hi");
/// assert_eq!(w.finish()?, b"\x07\0\0\0\x02hi\0");
/// # Ok::<(), tl_runtime::EncodeError>(())
/// ```
///
/// One buffer for many messages:
///
/// ```
/// use tl_runtime::Writer;
///
/// let mut w = Writer::with_capacity(1024);
/// for id in [1, 2, 3] {
///     w.clear();
///     w.long(id);
///     w.check()?;
///     assert_eq!(w.as_slice().len(), 8);
/// }
/// # Ok::<(), tl_runtime::EncodeError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    error: Option<EncodeError>,
    /// Whether this is a copy in memory: see [`copy`](crate::copy).
    is_copy: bool,
}

impl Writer {
    /// A writer with an empty buffer that has not allocated.
    #[must_use]
    pub const fn new() -> Self {
        Self::from_vec(Vec::new())
    }

    /// A writer with an empty buffer of room for `capacity` bytes.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::from_vec(Vec::with_capacity(capacity))
    }

    /// A writer that appends to `buffer`, what is in it included.
    #[must_use]
    pub const fn from_vec(buffer: Vec<u8>) -> Self {
        Self {
            out: buffer,
            error: None,
            is_copy: false,
        }
    }

    /// A writer of the form that values have for copies in memory.
    pub(crate) fn for_copy() -> Self {
        Self {
            is_copy: true,
            ..Self::with_capacity(256)
        }
    }

    /// The length of the buffer in bytes.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether the buffer is empty.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The bytes of the buffer; without meaning unless [`check`](Writer::check) succeeds.
    #[inline]
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.out
    }

    /// Whether all writes so far have succeeded.
    ///
    /// # Errors
    ///
    /// The first failure; the writer keeps it.
    pub fn check(&self) -> Result<(), EncodeError> {
        match &self.error {
            None => Ok(()),
            Some(error) => Err(error.clone()),
        }
    }

    /// The buffer, if all writes have succeeded.
    ///
    /// # Errors
    ///
    /// The first failure; the buffer is lost then.
    pub fn finish(self) -> Result<Vec<u8>, EncodeError> {
        match self.error {
            None => Ok(self.out),
            Some(error) => Err(error),
        }
    }

    /// The buffer, whatever happened: a copy does not fail.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// Empties the buffer and forgets the failure; the memory is kept.
    pub fn clear(&mut self) {
        self.out.clear();
        self.error = None;
    }

    /// Puts other bytes in the place of those from `start` on.
    #[cfg(feature = "serde")]
    pub(crate) fn replace_from(&mut self, start: usize, bytes: &[u8]) {
        self.out.truncate(start);
        self.raw(bytes);
    }

    /// Puts other bytes over those from `start` on, as many as there are.
    pub(crate) fn overwrite(&mut self, start: usize, bytes: &[u8]) {
        let places = self.out.iter_mut().skip(start);
        places.zip(bytes).for_each(|(to, from)| *to = *from);
    }

    /// The number that lies at `start`, which is dropped with all behind it.
    #[cfg(feature = "serde")]
    pub(crate) fn take_nat(&mut self, start: usize) -> u32 {
        let bytes = self.out.get(start..).and_then(|bytes| bytes.first_chunk());
        let value = bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes));
        self.out.truncate(start);
        value
    }

    /// Remembers the first failure.
    #[cold]
    #[inline(never)]
    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }
}

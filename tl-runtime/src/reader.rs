//! [`Reader`]: a cursor over TL bytes that remembers its first failure.
//!
//! | file | reads |
//! |---|---|
//! | `primitives` | numbers and raw bytes |
//! | `strings` | `string` and `bytes` |
//! | `ids` | constructor ids, `Bool` |
//! | `values` | anything with [`Decode`](crate::Decode), conditional fields |
//! | `heavy` | values of which even the smallest is large |
//! | `unknown` | what the schema cannot read, as far as its end is known |
//! | `vectors` | bare and boxed vectors |

mod heavy;
mod ids;
mod primitives;
mod strings;
mod unknown;
mod values;
mod vectors;

pub use heavy::no_value;
pub(crate) use unknown::{Mark, Surroundings};

use alloc::borrow::Cow;

use crate::inspect::Table;
use crate::{DecodeError, DecodeErrorKind, Limit, Limits};

/// A cursor over TL bytes with a sticky error.
///
/// A read returns a plain value. The first failure is remembered, the rest of the input is dropped,
/// and every later read returns a zero value at once: `0`, `""`, `false`, an empty vector; `None`
/// for a conditional field whose mask is read then too, and is 0.
/// [`check`](Reader::check) or [`finish`](Reader::finish) tells at the end; until then no value may
/// be trusted. No read panics.
///
/// ```
/// use tl_runtime::Reader;
///
/// let mut r = Reader::new(b"\x07\0\0\0\x02hi\0");
/// assert_eq!((r.int(), r.string()), (7, "hi".to_string()));
/// assert_eq!(r.finish(), Ok(()));
///
/// assert_eq!(r.long(), 0);
/// assert_eq!(r.check().unwrap_err().offset(), 8);
/// ```
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    /// All of the input, for errors.
    input: &'a [u8],
    /// What is not read yet; empty after a failure.
    rest: &'a [u8],
    /// Offset of the end of `rest`.
    end: usize,
    limits: Limits,
    /// How many vector elements may still come.
    elements_left: usize,
    /// How many bytes of input no vector has claimed for its elements yet.
    unclaimed: usize,
    /// How many vector elements without bytes may still come.
    empty_elements_left: usize,
    /// How many bytes of heap vectors and pointers may still take.
    heap_left: usize,
    depth: u32,
    /// Whether this is a copy in memory: see [`copy`](crate::copy).
    is_copy: bool,
    error: Option<DecodeError>,
    /// Why a value was given up whose end was taken for that of the input: see
    /// [`recover`](Reader::recover).
    recovered: Option<DecodeError>,
    /// The schema of the whole, if values of another one can be in it.
    outer: Option<&'static Table<'static>>,
    /// Whether an error has looked for its path: that takes a walk over the input, and of many unknown
    /// values that are recovered from, only the first may cost one.
    has_looked_for_path: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`, within [`Limits::DEFAULT`].
    #[inline]
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::with_limits(bytes, Limits::DEFAULT)
    }

    /// A reader at the start of `bytes`, within `limits`.
    ///
    /// If `bytes` is longer than [`Limits::bytes`] the reader has failed from the start, with
    /// [`LimitExceeded`](DecodeErrorKind::LimitExceeded) at byte 0.
    #[inline]
    #[must_use]
    pub fn with_limits(bytes: &'a [u8], limits: Limits) -> Self {
        // Made in one piece: a reader that is changed before it is returned is copied.
        let error = match bytes.len() > limits.bytes {
            true => Some(too_long(limits.bytes)),
            false => None,
        };
        Self {
            input: bytes,
            rest: if error.is_none() { bytes } else { &[] },
            end: if error.is_none() { bytes.len() } else { 0 },
            limits,
            elements_left: limits.elements,
            unclaimed: bytes.len(),
            empty_elements_left: bytes.len().saturating_add(limits.empty_elements),
            heap_left: limits.heap(bytes.len()),
            depth: 0,
            is_copy: false,
            error,
            recovered: None,
            outer: None,
            has_looked_for_path: false,
        }
    }

    /// A reader of what [`Writer::for_copy`](crate::Writer) has written: a value of this process,
    /// which no limit bounds.
    #[inline]
    pub(crate) fn of_copy(bytes: &'a [u8]) -> Self {
        Self {
            is_copy: true,
            ..Self::with_limits(bytes, Limits::NONE)
        }
    }

    /// Where the reader stands: bytes from the start of the input. After a failure, the offset of
    /// the error.
    #[inline]
    #[must_use]
    pub fn position(&self) -> usize {
        self.end.saturating_sub(self.rest.len())
    }

    /// How many bytes are not read yet; 0 after a failure.
    #[inline]
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// Whether a read has failed.
    #[inline]
    #[must_use]
    pub fn is_failed(&self) -> bool {
        self.error.is_some()
    }

    /// Whether all reads so far have succeeded.
    ///
    /// # Errors
    ///
    /// The first failure; the reader keeps it.
    #[inline]
    pub fn check(&self) -> Result<(), DecodeError> {
        match self.is_failed() {
            false => Ok(()),
            true => self.failure(),
        }
    }

    /// Whether all reads have succeeded and nothing is left: a message ends where its bytes end.
    ///
    /// # Errors
    ///
    /// The first failure, or else [`TrailingBytes`](DecodeErrorKind::TrailingBytes), which then is
    /// the reader's first failure.
    #[inline]
    pub fn finish(&mut self) -> Result<(), DecodeError> {
        if !self.rest.is_empty() {
            self.fail_trailing();
        }
        self.check()
    }

    /// As [`check`](Reader::check): out of line, so that the code of each type stays small.
    #[cold]
    #[inline(never)]
    fn failure(&self) -> Result<(), DecodeError> {
        match &self.error {
            None => Ok(()),
            Some(error) => Err(error.clone()),
        }
    }

    /// Goes one level deeper: generated code calls it before the value of a recursive type, and
    /// [`leave`](Reader::leave) after it.
    ///
    /// Fails the reader with [`LimitExceeded`](DecodeErrorKind::LimitExceeded) beyond
    /// [`Limits::depth`]; the level is counted even then, so that each `leave` has its `enter`.
    #[inline]
    pub fn enter(&mut self) {
        self.depth = self.depth.saturating_add(1);
        if self.depth > self.limits.depth {
            self.fail_limit(self.position(), Limit::Depth, self.limits.depth as usize);
        }
    }

    /// Comes back from the level of the last [`enter`](Reader::enter).
    #[inline]
    pub fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Takes `size` bytes of heap for what starts at `offset` from those that the limit allows;
    /// fails with [`LimitExceeded`](DecodeErrorKind::LimitExceeded) if there are not as many.
    #[inline]
    pub(crate) fn take_heap(&mut self, size: usize, offset: usize) {
        match self.heap_left.checked_sub(size) {
            Some(left) => self.heap_left = left,
            None => self.fail_limit(offset, Limit::Memory, self.limits.memory),
        }
    }

    /// Remembers the first failure and drops the rest of the input.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail(&mut self, offset: usize, kind: DecodeErrorKind) {
        if self.error.is_none() {
            // More is read behind an unknown value: that one is the first that was wrong.
            let first = self.recovered.take();
            let error = first.unwrap_or_else(|| DecodeError::new(offset, kind));
            self.end = error.offset();
            self.error = Some(error);
        }
        self.rest = &[];
    }

    /// The item that starts here takes `needed` bytes, more than are left.
    #[cold]
    #[inline(never)]
    pub(crate) fn fail_end(&mut self, expected: impl Into<Cow<'static, str>>, needed: usize) {
        let kind = DecodeErrorKind::UnexpectedEnd {
            expected: expected.into(),
            needed,
            remaining: self.remaining(),
        };
        self.fail(self.position(), kind);
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn fail_limit(&mut self, offset: usize, limit: Limit, max: usize) {
        self.fail(offset, DecodeErrorKind::LimitExceeded { limit, max });
    }

    #[cold]
    #[inline(never)]
    fn fail_trailing(&mut self) {
        let count = self.remaining();
        self.fail(self.position(), DecodeErrorKind::TrailingBytes { count });
    }
}

#[cold]
#[inline(never)]
fn too_long(max: usize) -> DecodeError {
    let limit = Limit::Bytes;
    DecodeError::new(0, DecodeErrorKind::LimitExceeded { limit, max })
}

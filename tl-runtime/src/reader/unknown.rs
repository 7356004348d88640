//! Values that the schema cannot read, where their end is known: at the end of the input, or after
//! a length that stands before them.
//!
//! Only [`UnexpectedId`](DecodeErrorKind::UnexpectedId) is recovered from. Bytes that are no TL, and
//! limits, fail as ever.

use super::Reader;
use crate::unknown::Unknown;
use crate::wire::COPIED_UNKNOWN_ID;
use crate::{DecodeError, DecodeErrorKind};

/// Where a value begins that may turn out to be unknown.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    rest: &'a [u8],
    end: usize,
    unclaimed: usize,
    depth: u32,
}

impl<'a> Reader<'a> {
    /// Remembers where the reader stands, before a value that [`recover`](Reader::recover) may give up.
    #[inline]
    #[must_use]
    pub fn mark(&self) -> Mark<'a> {
        Mark {
            rest: self.rest,
            end: self.end,
            unclaimed: self.unclaimed,
            depth: self.depth,
        }
    }

    /// What to do about a value that began at `mark`. If it failed because of an unknown id, all
    /// bytes from there to the end of the input, or of the [sized](Reader::sized) value that it lies in,
    /// are taken as one unknown value, and the reader goes on as if nothing had failed.
    ///
    /// The end is known only if nothing comes behind the value: when more is read, the failure is
    /// back.
    #[inline]
    pub fn recover(&mut self, mark: Mark<'a>) -> Option<Unknown> {
        match self.is_failed() {
            false => None,
            true => self.take_unknown(mark),
        }
    }

    #[cold]
    #[inline(never)]
    fn take_unknown(&mut self, mark: Mark<'a>) -> Option<Unknown> {
        // What was unknown before this value is not in it.
        let start = mark.end.saturating_sub(mark.rest.len());
        let is_in_it = |error: &DecodeError| {
            let is_unknown = matches!(error.kind(), DecodeErrorKind::UnexpectedId { .. });
            is_unknown && error.offset() >= start
        };
        if !self.error.as_ref().is_some_and(is_in_it) {
            return None;
        }
        self.recovered = self.error.take();
        self.end = mark.end;
        self.unclaimed = mark.unclaimed;
        self.depth = mark.depth;
        self.rest = &[];
        Some(Unknown::new(mark.rest))
    }

    /// Reads a value that takes `size` bytes, no more and no fewer, as an `int` before it says.
    /// What is unknown in it ends there.
    ///
    /// Fails with [`UnexpectedEnd`](DecodeErrorKind::UnexpectedEnd) if there are fewer bytes, and with
    /// [`TrailingBytes`](DecodeErrorKind::TrailingBytes) if the value has fewer.
    pub fn sized<T>(&mut self, size: i32, read: impl FnOnce(&mut Self) -> T) -> T {
        // A copy says itself how long its parts are, and its parts may be longer than the value's.
        if self.is_copy {
            return read(self);
        }
        // A negative size is one that is too large.
        let size = size.cast_unsigned() as usize;
        let Some((inner, tail)) = self.rest.split_at_checked(size) else {
            self.fail_end("sized value", size);
            return read(self);
        };
        let end = self.end;
        self.rest = inner;
        self.end = end.saturating_sub(tail.len());
        let value = read(self);
        if !self.rest.is_empty() {
            self.fail_trailing();
        }
        if !self.is_failed() {
            self.rest = tail;
            self.end = end;
            self.recovered = None;
        }
        value
    }

    /// Whether this reads a copy, and the unknown value in it comes next: `id` is the one that was
    /// peeked or read.
    #[inline]
    #[must_use]
    pub fn is_copied_unknown(&self, id: u32) -> bool {
        id == COPIED_UNKNOWN_ID && self.is_copy
    }

    /// Reads an unknown value of a copy, whose id was read.
    #[cold]
    #[inline(never)]
    pub fn copied_unknown(&mut self) -> Unknown {
        let size = usize::try_from(self.long()).unwrap_or(usize::MAX);
        Unknown::new(self.raw_ref(size))
    }
}

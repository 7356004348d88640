//! Values that the schema cannot read, where their end is known: the end of the input, or that of a
//! length-prefixed field.
//!
//! Only [`UnexpectedId`](DecodeErrorKind::UnexpectedId) is recovered from, and only inside the value
//! that is kept. Malformed bytes and exceeded limits are errors as everywhere else.

use super::Reader;
use crate::unknown::Unknown;
use crate::wire::COPIED_UNKNOWN_ID;
use crate::{DecodeError, DecodeErrorKind};

/// The start of a value that may turn out to be unknown.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    rest: &'a [u8],
    end: usize,
    unclaimed: usize,
    depth: u32,
    /// Whether the reader had failed before the value began: that failure is not the value's.
    is_failed: bool,
}

/// The part of the input that surrounds a length-prefixed field, while that field is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings<'a> {
    tail: &'a [u8],
    end: usize,
    /// Whether an unknown value before the field has taken the rest of the input already.
    has_recovered: bool,
}

impl<'a> Reader<'a> {
    /// Marks the start of a value that [`recover`](Reader::recover) may keep as unknown bytes.
    #[inline]
    #[must_use]
    pub fn mark(&self) -> Mark<'a> {
        Mark {
            rest: self.rest,
            end: self.end,
            unclaimed: self.unclaimed,
            depth: self.depth,
            is_failed: self.is_failed(),
        }
    }

    /// Keeps the value that began at `mark` if an unknown id inside it made the reader fail: all
    /// bytes from the mark to the end of the input, or of the [length-prefixed](Reader::sized) field
    /// that contains it, become one unknown value, and the reader continues as if nothing had failed.
    ///
    /// A failure from before the mark stays. The end of the value is known only if nothing follows
    /// it: reading more brings its failure back.
    #[inline]
    pub fn recover(&mut self, mark: Mark<'a>) -> Option<Unknown> {
        self.recover_bytes(mark).map(Unknown::new)
    }

    /// As [`recover`](Reader::recover), without a copy of the bytes.
    #[inline]
    pub(crate) fn recover_bytes(&mut self, mark: Mark<'a>) -> Option<&'a [u8]> {
        match self.is_failed() {
            false => None,
            true => self.take_unknown(mark),
        }
    }

    #[cold]
    #[inline(never)]
    fn take_unknown(&mut self, mark: Mark<'a>) -> Option<&'a [u8]> {
        let start = mark.end.saturating_sub(mark.rest.len());
        // An error that an earlier unknown value has brought back lies before this one.
        let is_inside = |error: &DecodeError| {
            let is_unknown_id = matches!(error.kind(), DecodeErrorKind::UnexpectedId { .. });
            is_unknown_id && error.offset() >= start
        };
        if mark.is_failed || !self.error.as_ref().is_some_and(is_inside) {
            return None;
        }
        self.recovered = self.error.take();
        self.end = mark.end;
        self.unclaimed = mark.unclaimed;
        self.depth = mark.depth;
        self.rest = &[];
        Some(mark.rest)
    }

    /// Reads a length-prefixed value: exactly `size` bytes, the `int` that was read before it.
    /// What is unknown inside it ends there.
    ///
    /// Fails with [`UnexpectedEnd`](DecodeErrorKind::UnexpectedEnd) if there are fewer bytes, and with
    /// [`TrailingBytes`](DecodeErrorKind::TrailingBytes) if the value takes fewer.
    pub fn sized<T>(&mut self, size: i32, read: impl FnOnce(&mut Self) -> T) -> T {
        // The length of a copied value is not that of its copy.
        if self.is_copy {
            return read(self);
        }
        let surroundings = self.begin_sized(size);
        let value = read(self);
        if let Some(surroundings) = surroundings {
            self.end_sized(surroundings);
        }
        value
    }

    /// Narrows the input to the next `size` bytes; fails if there are fewer.
    pub(crate) fn begin_sized(&mut self, size: i32) -> Option<Surroundings<'a>> {
        // A negative size exceeds every input.
        let size = size.cast_unsigned() as usize;
        let Some((inner, tail)) = self.rest.split_at_checked(size) else {
            self.fail_end("sized value", size);
            return None;
        };
        let surroundings = Surroundings {
            tail,
            end: self.end,
            has_recovered: self.recovered.is_some(),
        };
        self.rest = inner;
        self.end = self.end.saturating_sub(tail.len());
        Some(surroundings)
    }

    /// Widens the input again; fails if the field has bytes left.
    pub(crate) fn end_sized(&mut self, surroundings: Surroundings<'a>) {
        if !self.rest.is_empty() {
            self.fail_trailing();
        }
        if !self.is_failed() {
            self.rest = surroundings.tail;
            self.end = surroundings.end;
            if !surroundings.has_recovered {
                self.recovered = None;
            }
        }
    }

    /// Whether this reads a copy, and the unknown value in it comes next: `id` is the one that was
    /// peeked or read.
    #[inline]
    #[must_use]
    pub fn is_copied_unknown(&self, id: u32) -> bool {
        id == COPIED_UNKNOWN_ID && self.is_copy
    }

    /// What stands for the type of the unknown value of a copy, whose id was peeked.
    #[must_use]
    pub fn copied_tag(&self) -> u32 {
        let behind_id = self.rest.get(4..).unwrap_or_default();
        behind_id
            .first_chunk()
            .map_or(0, |tag| u32::from_le_bytes(*tag))
    }

    /// Reads an unknown value of a copy, whose id was read.
    #[cold]
    #[inline(never)]
    pub fn copied_unknown(&mut self) -> Unknown {
        self.nat();
        let size = usize::try_from(self.long()).unwrap_or(usize::MAX);
        Unknown::new(self.raw_ref(size))
    }
}

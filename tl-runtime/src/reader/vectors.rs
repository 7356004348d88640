//! Vectors: a count that is believed only as far as the bytes and the limits go.

use alloc::vec::Vec;

use super::Reader;
use crate::wire::VECTOR_ID;
use crate::{Decode, DecodeErrorKind, Limit};

impl<'a> Reader<'a> {
    /// Reads a boxed `Vector T`: the id 1cb5c415, a count of 4 bytes, the elements.
    ///
    /// Fails as [`boxed`](Reader::boxed) and [`bare_vector`](Reader::bare_vector) do.
    #[inline]
    pub fn vector<T: Decode>(&mut self) -> Vec<T> {
        self.boxed(VECTOR_ID, "Vector");
        self.bare_vector()
    }

    /// Reads a bare `vector T`: a count of 4 bytes, the elements.
    ///
    /// A count that cannot fit into the remaining bytes fails with
    /// [`VectorTooLong`](DecodeErrorKind::VectorTooLong) before anything is allocated, one that
    /// exceeds [`Limits::elements`](crate::Limits::elements) together with the vectors before it
    /// with [`LimitExceeded`](DecodeErrorKind::LimitExceeded), as does one whose elements would take
    /// more heap than [`Limits::memory`](crate::Limits::memory) allows.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// let mut r = Reader::new(&[2, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0]);
    /// assert_eq!(r.bare_vector::<i32>(), [7, 8]);
    /// ```
    #[inline]
    pub fn bare_vector<T: Decode>(&mut self) -> Vec<T> {
        let count = self.count(T::MIN_SIZE);
        T::read_all(self, count)
    }

    /// As [`vector`](Reader::vector), for elements of at least `min_size` bytes that `read` reads.
    #[inline]
    pub fn vector_with<T>(&mut self, min_size: usize, read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        self.boxed(VECTOR_ID, "Vector");
        self.bare_vector_with(min_size, read)
    }

    /// As [`bare_vector`](Reader::bare_vector), for elements of at least `min_size` bytes that
    /// `read` reads. If `min_size` is 0 the count is charged to the input: see
    /// [`Limits::empty_elements`](crate::Limits::empty_elements).
    #[inline]
    pub fn bare_vector_with<T>(
        &mut self,
        min_size: usize,
        read: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let count = self.count(min_size);
        self.elements(count, read)
    }

    /// Reads `count` elements, which the reader stands before.
    ///
    /// There is one allocation: if all of them cannot be held within the limit, they will not be.
    #[inline]
    pub(crate) fn elements<T>(
        &mut self,
        count: usize,
        mut read: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let mut elements = Vec::new();
        if self.take_elements(count, size_of::<T>()) {
            if elements.try_reserve_exact(count).is_err() {
                self.fail_memory();
            }
            while elements.len() < count && !self.is_failed() {
                elements.push(read(self));
            }
        }
        elements
    }

    /// Takes the heap for `count` elements; `false` if there are none or the reader has failed.
    pub(super) fn take_elements(&mut self, count: usize, size: usize) -> bool {
        self.take_heap(count.saturating_mul(size), self.count_offset());
        count > 0 && !self.is_failed()
    }

    #[cold]
    #[inline(never)]
    pub(super) fn fail_memory(&mut self) {
        self.fail_limit(self.count_offset(), Limit::Memory, self.limits.memory);
    }

    /// Where the count is that was just read.
    fn count_offset(&self) -> usize {
        self.position().saturating_sub(4)
    }

    /// Reads `count` elements of `N` bytes each, as they are.
    #[inline]
    pub(crate) fn chunks<const N: usize>(&mut self, count: usize) -> &'a [[u8; N]] {
        let size = count.saturating_mul(N);
        let Some((elements, rest)) = self.rest.split_at_checked(size) else {
            self.fail_end("raw bytes", size);
            return &[];
        };
        self.rest = rest;
        elements.as_chunks().0
    }

    /// Reads and checks the count of a vector; 0 if the reader has failed.
    pub(crate) fn count(&mut self, min_size: usize) -> usize {
        let offset = self.position();
        let count = self.nat_of("vector count");
        let elements = match count {
            u32::MAX if self.is_copy => self.huge_count(),
            count => count as usize,
        };
        if !self.claim(elements, min_size) {
            self.fail_count(offset, count);
            return 0;
        }
        match self.elements_left.checked_sub(elements) {
            Some(left) => {
                self.elements_left = left;
                elements
            }
            None => {
                self.fail_limit(offset, Limit::Elements, self.limits.elements);
                0
            }
        }
    }

    /// Takes the fewest bytes that so many elements have from those that no vector has claimed
    /// yet; `false` if there are not as many.
    ///
    /// No two elements share the bytes they have at least, also not when one contains the other
    /// through a vector: together they never claim more than the input.
    #[inline]
    fn claim(&mut self, elements: usize, min_size: usize) -> bool {
        if min_size == 0 {
            return self.claim_empty(elements);
        }
        let claimed = elements.saturating_mul(min_size);
        match self.unclaimed.checked_sub(claimed) {
            Some(left) if claimed <= self.remaining() => {
                self.unclaimed = left;
                true
            }
            _ => false,
        }
    }

    /// Charges elements without bytes to the input, so that a few bytes cannot claim millions of them.
    fn claim_empty(&mut self, elements: usize) -> bool {
        let left = self.empty_elements_left.checked_sub(elements);
        self.empty_elements_left = left.unwrap_or(self.empty_elements_left);
        left.is_some()
    }

    /// The count of a copy's vector that has more elements than TL can count.
    #[cold]
    #[inline(never)]
    fn huge_count(&mut self) -> usize {
        usize::try_from(self.long()).unwrap_or_default()
    }

    #[cold]
    #[inline(never)]
    fn fail_count(&mut self, offset: usize, count: u32) {
        let remaining = self.remaining();
        self.fail(offset, DecodeErrorKind::VectorTooLong { count, remaining });
    }
}

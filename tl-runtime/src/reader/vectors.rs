//! Vectors: a count that is believed only as far as the bytes and the limits go.

use alloc::vec::Vec;

use super::Reader;
use crate::wire::VECTOR_ID;
use crate::{Decode, DecodeErrorKind, Limit};

/// Bytes reserved at first for elements that take much more memory than input.
const FIRST_RESERVE: usize = 4096;

/// How many times the bytes that a vector claims may be reserved for it at once.
const MOST_PER_BYTE: usize = 64;

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
    /// with [`LimitExceeded`](DecodeErrorKind::LimitExceeded).
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
    /// `read` reads. If `min_size` is 0 only the limit bounds the count.
    ///
    /// If an element fails, the result holds those before it.
    #[inline]
    pub fn bare_vector_with<T>(
        &mut self,
        min_size: usize,
        read: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let count = self.count(min_size);
        self.elements(count, min_size, read)
    }

    /// Reads `count` elements of at least `min_size` bytes.
    #[inline]
    pub(crate) fn elements<T>(
        &mut self,
        count: usize,
        min_size: usize,
        mut read: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let mut elements = Vec::with_capacity(first_capacity(count, min_size, size_of::<T>()));
        for _ in 0..count {
            let element = read(self);
            if self.is_failed() {
                break;
            }
            elements.push(element);
        }
        elements
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
    /// through a vector: together they never claim more than the input, and what is reserved for
    /// all of them follows its length, however the vectors are nested.
    #[inline]
    fn claim(&mut self, elements: usize, min_size: usize) -> bool {
        let claimed = elements.saturating_mul(min_size);
        match self.unclaimed.checked_sub(claimed) {
            Some(left) if claimed <= self.remaining() => {
                self.unclaimed = left;
                true
            }
            _ => false,
        }
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

/// For how many of `count` elements, of `size` bytes in memory and at least `min_size` in the
/// input, to reserve memory before any is read.
///
/// All of them if that is at most 64 times the input they claim: then one allocation is enough, and
/// none is left behind when a vector grows. Else only a few, so that memory follows what is read,
/// not what is claimed.
#[inline]
fn first_capacity(count: usize, min_size: usize, size: usize) -> usize {
    if size <= min_size.saturating_mul(MOST_PER_BYTE) {
        return count;
    }
    let few = FIRST_RESERVE.checked_div(size).unwrap_or(count).max(1);
    count.min(few)
}

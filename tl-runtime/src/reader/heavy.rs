//! Values of which even the smallest is large: [`Decode::IS_HEAVY`]. Reading stops at the first failure,
//! so that it takes no more time and memory than the input is worth.

use alloc::vec::Vec;

use super::Reader;
use crate::{Decode, DecodeError, DecodeErrorKind};

/// In place of a value that no message can hold, where generated code would have to make one after
/// a failure.
///
/// # Panics
///
/// Always: there is no such value. [`Decode::decode`] and all that calls it return the error.
#[cold]
#[inline(never)]
#[expect(
    clippy::panic,
    reason = "the value that the caller wants would not fit into memory"
)]
pub fn no_value() -> ! {
    panic!(
        "the smallest value of this type is larger than any message: read it by `Decode::decode`"
    )
}

impl Reader<'_> {
    /// As [`value`](Reader::value), but gives up at the first failure: `None`, and the reader has
    /// failed.
    #[inline]
    pub fn try_value<T: Decode>(&mut self) -> Option<T> {
        match self.is_failed() {
            true => None,
            false => T::try_read::<true>(self),
        }
    }

    /// A heavy value, or why there is none.
    pub(crate) fn heavy<T: Decode>(&mut self) -> Result<T, DecodeError> {
        match self.try_value() {
            Some(value) => self.check().map(|()| value),
            None => Err(self.give_up()),
        }
    }

    /// A heavy value that is the whole of the input.
    pub(crate) fn whole_heavy<T: Decode>(&mut self) -> Result<T, DecodeError> {
        let value = self.heavy()?;
        self.finish()?;
        Ok(value)
    }

    /// The failure; a `try_read` by hand may have given up without one.
    fn give_up(&mut self) -> DecodeError {
        let offset = self.position();
        match self.check() {
            Err(error) => error,
            Ok(()) => {
                let (expected, needed) = ("value".into(), 0);
                let remaining = self.remaining();
                let kind = DecodeErrorKind::UnexpectedEnd {
                    expected,
                    needed,
                    remaining,
                };
                DecodeError::new(offset, kind)
            }
        }
    }

    /// As [`elements`](Reader::elements), of heavy values.
    pub(crate) fn heavy_elements<T: Decode>(&mut self, count: usize) -> Vec<T> {
        let mut elements = Vec::new();
        if self.take_elements(count, size_of::<T>()) {
            if elements.try_reserve_exact(count).is_err() {
                self.fail_memory();
            }
            while elements.len() < count
                && let Some(element) = self.try_value()
            {
                elements.push(element);
            }
        }
        elements
    }
}

//! Anything with [`Decode`], and the conditional fields `x:flags.N?T`.

use super::Reader;
use crate::Decode;

impl<'a> Reader<'a> {
    /// Reads a value of a type that implements [`Decode`].
    #[inline]
    pub fn value<T: Decode>(&mut self) -> T {
        T::read(self)
    }

    /// Whether bit number `bit` of a mask is set, counted from the least significant, 0 to 31.
    /// No mask has a bit beyond 31: false.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// assert!(Reader::flag(0b100, 2));
    /// assert!(!Reader::flag(0b100, 3));
    /// assert!(!Reader::flag(u32::MAX, 32));
    /// ```
    #[inline]
    #[must_use]
    pub const fn flag(word: u32, bit: u32) -> bool {
        match word.checked_shr(bit) {
            Some(shifted) => shifted & 1 != 0,
            None => false,
        }
    }

    /// Reads the field `x:flags.N?T`: a `T` if the bit of the mask is set, else nothing.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// let mut r = Reader::new(&[2, 0, 0, 0, 7, 0, 0, 0]);
    /// let flags = r.nat();
    /// assert_eq!(r.opt::<i64>(flags, 0), None);
    /// assert_eq!(r.opt::<i32>(flags, 1), Some(7));
    /// ```
    #[inline]
    pub fn opt<T: Decode>(&mut self, word: u32, bit: u32) -> Option<T> {
        self.opt_with(word, bit, T::read)
    }

    /// As [`opt`](Reader::opt), for a value that `read` reads.
    ///
    /// On a failed reader it returns `None` and does not call `read`.
    #[inline]
    pub fn opt_with<T>(
        &mut self,
        word: u32,
        bit: u32,
        read: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        if Self::flag(word, bit) && !self.is_failed() {
            Some(read(self))
        } else {
            None
        }
    }
}

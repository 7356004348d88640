//! Anything with [`Decode`], and the conditional fields `x:flags.N?T`.

use alloc::boxed::Box;

use super::Reader;
use crate::{Decode, DecodeErrorKind, DecodeRef};

impl<'a> Reader<'a> {
    /// Reads a value of a type that implements [`Decode`].
    #[inline]
    pub fn value<T: Decode>(&mut self) -> T {
        T::read::<true>(self)
    }

    /// Reads a value of a type that implements [`DecodeRef`].
    #[inline]
    pub fn value_ref<T: DecodeRef<'a>>(&mut self) -> T {
        T::read_ref::<true>(self)
    }

    /// As [`value_ref`](Reader::value_ref), behind a pointer. Fails with
    /// [`LimitExceeded`](DecodeErrorKind::LimitExceeded) if that takes more heap than
    /// [`Limits::memory`](crate::Limits::memory) allows.
    pub fn box_ref<T: DecodeRef<'a>>(&mut self) -> Box<T> {
        self.take_heap(size_of::<T>(), self.position());
        Box::new(T::read_ref::<true>(self))
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

    /// Reads a mask, called `word`, that may have no other bits than those of `own`; others fail
    /// with [`UnknownBits`](DecodeErrorKind::UnknownBits), unless
    /// [`Limits::drops_unknown_bits`](crate::Limits::drops_unknown_bits) lets them pass.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// let mut r = Reader::new(&[5, 0, 0, 0]);
    /// r.known_bits("flags", 0b1);
    /// let error = r.check().unwrap_err();
    /// assert_eq!(error.to_string(), "bits 0x4 of flags are unknown to the schema at byte 0");
    /// ```
    #[inline]
    pub fn known_bits(&mut self, word: &'static str, own: u32) -> u32 {
        let offset = self.position();
        let bits = self.nat();
        if bits & !own != 0 && !self.limits.drops_unknown_bits {
            self.fail_bits(offset, word, bits & !own);
        }
        bits
    }

    /// Passes on a mask, called `word`, that was just read because of a bit that it has alone: with
    /// no bits it fails with [`EmptyWord`](DecodeErrorKind::EmptyWord), because a value cannot tell
    /// it from one that is absent, unless [`Limits::drops_unknown_bits`](crate::Limits) lets it pass.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// let mut r = Reader::new(&[0, 0, 0, 0]);
    /// let bits = r.nat();
    /// r.lone_word("flags2", bits);
    /// let error = r.check().unwrap_err();
    /// assert_eq!(error.to_string(), "flags2 is there but has no bits at byte 0");
    /// ```
    #[inline]
    pub fn lone_word(&mut self, word: &'static str, bits: u32) -> u32 {
        if bits == 0 && !self.limits.drops_unknown_bits && !self.is_failed() {
            let offset = self.position().saturating_sub(4);
            let word = word.into();
            self.fail(offset, DecodeErrorKind::EmptyWord { word });
        }
        bits
    }

    #[cold]
    #[inline(never)]
    fn fail_bits(&mut self, offset: usize, word: &'static str, bits: u32) {
        let word = word.into();
        self.fail(offset, DecodeErrorKind::UnknownBits { word, bits });
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
        self.opt_with(word, bit, T::read::<true>)
    }

    /// As [`opt`](Reader::opt), for a value that `read` reads.
    #[inline]
    pub fn opt_with<T>(
        &mut self,
        word: u32,
        bit: u32,
        read: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        match Self::flag(word, bit) {
            true => Some(read(self)),
            false => None,
        }
    }

    /// As [`opt`](Reader::opt), for a field that shares its bit with others.
    #[inline]
    pub fn shared_opt<T: Decode>(&mut self, word: u32, bit: u32) -> Option<T> {
        self.shared_opt_with(word, bit, T::read::<true>)
    }

    /// As [`opt_with`](Reader::opt_with), for a field that shares its bit with others.
    #[inline]
    pub fn shared_opt_with<T>(
        &mut self,
        word: u32,
        bit: u32,
        read: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        let is_set = self.shared_flag(word, bit);
        self.opt_with(u32::from(is_set), 0, read)
    }

    /// The field `x:flags.N?true`, which shares its bit with others. In a copy each of them says
    /// for itself whether it is set.
    #[inline]
    pub fn shared_flag(&mut self, word: u32, bit: u32) -> bool {
        match self.is_copy {
            true => self.nat() != 0,
            false => Self::flag(word, bit),
        }
    }

    /// The bits of a mask that no field stands for: those of `others`. In a copy, all bits that
    /// were to be kept.
    #[inline]
    pub fn kept_bits(&mut self, word: u32, others: u32) -> u32 {
        match self.is_copy {
            true => self.nat(),
            false => word & others,
        }
    }
}

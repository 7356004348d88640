//! Anything with [`Encode`], vectors, and conditional fields.

use super::Writer;
use crate::wire::VECTOR_ID;
use crate::{Encode, EncodeError};

impl Writer {
    /// Writes a value of a type that implements [`Encode`].
    #[inline]
    pub fn value(&mut self, value: &(impl Encode + ?Sized)) {
        value.encode_into::<true>(self);
    }

    /// Writes a boxed value: the constructor id, then the value as it is bare.
    #[inline]
    pub fn variant(&mut self, id: u32, value: &(impl Encode + ?Sized)) {
        self.id(id);
        value.encode_into::<true>(self);
    }

    /// Writes the field `x:flags.N?T`: the value if there is one, else nothing. The mask, written
    /// before it, tells which.
    #[inline]
    pub fn opt(&mut self, value: &Option<impl Encode>) {
        self.opt_with(value, |w, value| value.encode_into::<true>(w));
    }

    /// As [`opt`](Writer::opt), for a value that `write` writes.
    #[inline]
    pub fn opt_with<T>(&mut self, value: &Option<T>, write: impl FnOnce(&mut Self, &T)) {
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// As [`opt`](Writer::opt), for a field that shares its bit with others.
    #[inline]
    pub fn shared_opt(&mut self, value: &Option<impl Encode>) {
        self.shared_opt_with(value, |w, value| value.encode_into::<true>(w));
    }

    /// As [`opt_with`](Writer::opt_with), for a field that shares its bit with others.
    #[inline]
    pub fn shared_opt_with<T>(&mut self, value: &Option<T>, write: impl FnOnce(&mut Self, &T)) {
        self.shared_flag(value.is_some());
        self.opt_with(value, write);
    }

    /// The field `x:flags.N?true`, which shares its bit with others. It takes no bytes but in a
    /// copy, where fields that disagree about their bit have a form too.
    #[inline]
    pub fn shared_flag(&mut self, is_set: bool) {
        if self.is_copy {
            self.nat(u32::from(is_set));
        }
    }

    /// The bits of a mask that no field stands for, all of them: they take no bytes but in a copy.
    #[inline]
    pub fn kept_bits(&mut self, bits: u32) {
        if self.is_copy {
            self.nat(bits);
        }
    }

    /// Writes a boxed `Vector T`: the id 1cb5c415, the count, the elements.
    ///
    /// Fails as [`bare_vector`](Writer::bare_vector) does.
    #[inline]
    pub fn vector<T: Encode>(&mut self, elements: &[T]) {
        self.id(VECTOR_ID);
        self.bare_vector(elements);
    }

    /// Writes a bare `vector T`: the count in 4 bytes, the elements.
    ///
    /// 2^32 elements and more fail with [`VectorTooLong`](EncodeError::VectorTooLong), and none is
    /// written.
    #[inline]
    pub fn bare_vector<T: Encode>(&mut self, elements: &[T]) {
        if self.count(elements.len()) {
            T::encode_all(elements, self);
        }
    }

    /// As [`vector`](Writer::vector), for elements that `write` writes.
    #[inline]
    pub fn vector_with<T>(&mut self, elements: &[T], write: impl FnMut(&mut Self, &T)) {
        self.id(VECTOR_ID);
        self.bare_vector_with(elements, write);
    }

    /// As [`bare_vector`](Writer::bare_vector), for elements that `write` writes.
    #[inline]
    pub fn bare_vector_with<T>(&mut self, elements: &[T], mut write: impl FnMut(&mut Self, &T)) {
        if self.count(elements.len()) {
            elements.iter().for_each(|element| write(self, element));
        }
    }

    /// Writes the count of a vector, if it has a form.
    #[inline]
    fn count(&mut self, length: usize) -> bool {
        match u32::try_from(length) {
            Ok(count) if count < u32::MAX || !self.is_copy => {
                self.nat(count);
                true
            }
            _ => self.huge_count(length),
        }
    }

    /// A copy has a form for more elements than TL can count.
    #[cold]
    #[inline(never)]
    fn huge_count(&mut self, length: usize) -> bool {
        if self.is_copy {
            self.nat(u32::MAX);
            self.raw(&(length as u64).to_le_bytes());
        } else {
            self.fail_count(length);
        }
        self.is_copy
    }

    /// Writes elements of `N` bytes each, many at a time.
    #[inline]
    pub(crate) fn chunks<T, const N: usize>(
        &mut self,
        elements: &[T],
        bytes: impl Fn(&T) -> [u8; N],
    ) {
        /// Elements in a block: as many as fit into the nearest cache with room to spare.
        const BLOCK: usize = 256;
        self.out.reserve(elements.len().saturating_mul(N));
        let mut block = [[0; N]; BLOCK];
        for part in elements.chunks(BLOCK) {
            let mut length = 0_usize;
            for (slot, element) in block.iter_mut().zip(part) {
                *slot = bytes(element);
                length = length.wrapping_add(1);
            }
            self.raw(block.get(..length).unwrap_or_default().as_flattened());
        }
    }

    /// The bit that several fields share: whether they are set, which must be all of them or none.
    ///
    /// `set` tells of each field whether it is set; without fields the bit is not set. If some are
    /// and some are not, fails with [`SharedBit`](EncodeError::SharedBit), which names
    /// `combinator` (such as `channelFull`) and `bit` (such as `flags.3`), and returns true.
    ///
    /// ```
    /// use tl_runtime::Writer;
    ///
    /// let mut w = Writer::new();
    /// assert!(w.shared_bit("channelFull", "flags.3", &[true, true]));
    /// assert_eq!(w.check(), Ok(()));
    /// w.shared_bit("channelFull", "flags.3", &[true, false]);
    /// assert!(w.check().is_err());
    /// ```
    #[inline]
    pub fn shared_bit(
        &mut self,
        combinator: &'static str,
        bit: &'static str,
        set: &[bool],
    ) -> bool {
        let any = set.contains(&true);
        if any && set.contains(&false) && !self.is_copy {
            self.fail_shared_bit(combinator, bit);
        }
        any
    }

    /// The bits of a mask that no field stands for, to be put beside those of fields.
    ///
    /// `own` are the bits of fields: if `bits` has one of them it fails with
    /// [`FieldBits`](EncodeError::FieldBits), which names `combinator` and `word` (such as `mode`).
    ///
    /// ```
    /// use tl_runtime::Writer;
    ///
    /// let mut w = Writer::new();
    /// assert_eq!(w.other_bits("liteServer.lookupBlock", "mode", 0b001, 0b110), 0b001);
    /// assert_eq!(w.check(), Ok(()));
    /// w.other_bits("liteServer.lookupBlock", "mode", 0b010, 0b110);
    /// assert!(w.check().is_err());
    /// ```
    #[inline]
    pub fn other_bits(
        &mut self,
        combinator: &'static str,
        word: &'static str,
        bits: u32,
        own: u32,
    ) -> u32 {
        if bits & own != 0 && !self.is_copy {
            self.fail_field_bits(combinator, word, bits & own);
        }
        bits & !own
    }

    #[cold]
    #[inline(never)]
    fn fail_field_bits(&mut self, combinator: &'static str, word: &'static str, bits: u32) {
        self.fail(EncodeError::FieldBits {
            combinator,
            word,
            bits,
        });
    }

    #[cold]
    #[inline(never)]
    fn fail_count(&mut self, length: usize) {
        self.fail(EncodeError::VectorTooLong { length });
    }

    #[cold]
    #[inline(never)]
    fn fail_shared_bit(&mut self, combinator: &'static str, bit: &'static str) {
        self.fail(EncodeError::SharedBit { combinator, bit });
    }
}

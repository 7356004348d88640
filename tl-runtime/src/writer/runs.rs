//! Fields of fixed size that follow each other, appended in one piece: a check for room, and an
//! update of the length, for all of them.

use super::Writer;

/// The most bytes of a run.
const LONGEST: usize = 64;

/// A value that takes always the same number of bytes.
pub trait Fixed: Copy {
    /// How many.
    #[doc(hidden)]
    const SIZE: usize;

    /// Writes them to the start of `block`.
    #[doc(hidden)]
    fn put(self, block: &mut [u8]);
}

macro_rules! fixed {
    ($($rust:ty)*) => {$(
        impl Fixed for $rust {
            const SIZE: usize = size_of::<Self>();

            #[inline(always)]
            fn put(self, block: &mut [u8]) {
                if let Some(start) = block.first_chunk_mut() {
                    *start = self.to_le_bytes();
                }
            }
        }
    )*};
}

fixed! { u32 i32 i64 f64 f32 }

/// Two to eight values of fixed size, 64 bytes at most.
pub trait Run {
    #[doc(hidden)]
    fn append(self, w: &mut Writer);
}

macro_rules! run {
    ($($name:ident)+) => {
        impl<$($name: Fixed),+> Run for ($($name,)+) {
            #[inline(always)]
            fn append(self, w: &mut Writer) {
                const { assert!(0 $(+ $name::SIZE)+ <= LONGEST, "a run of more than 64 bytes") };
                #[allow(non_snake_case)]
                let ($($name,)+) = self;
                let mut block = [0; LONGEST];
                let mut at = 0_usize;
                $(
                    $name.put(block.get_mut(at..).unwrap_or_default());
                    at = at.wrapping_add($name::SIZE);
                )+
                w.raw(block.get(..at).unwrap_or_default());
            }
        }
    };
}

run! { A B }
run! { A B C }
run! { A B C D }
run! { A B C D E }
run! { A B C D E F }
run! { A B C D E F G }
run! { A B C D E F G H }

impl Writer {
    /// Writes numbers one after the other, as [`nat`](Writer::nat), [`int`](Writer::int) and so on
    /// do for each.
    ///
    /// ```
    /// use tl_runtime::Writer;
    ///
    /// let mut w = Writer::new();
    /// w.run((0xdde8a54c_u32, 1_i64, 2_i64));
    /// assert_eq!(w.as_slice().len(), 20);
    /// ```
    #[inline]
    pub fn run(&mut self, values: impl Run) {
        values.append(self);
    }
}

//! Length-prefixed fields: the input ends where they do.

use super::Walker;
use crate::reader::Surroundings;

/// A length-prefixed field that has begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sized<'a> {
    surroundings: Surroundings<'a>,
    /// How many frames there were when it began: it ends with as many.
    frames: usize,
}

impl Walker<'_, '_> {
    /// Begins a field whose length was read into the word at `place`.
    pub(super) fn begin_sized(&mut self, place: usize) {
        let size = self.memory.words.get(place).copied().unwrap_or_default();
        if let Some(surroundings) = self.reader.begin_sized(size.cast_signed()) {
            self.sized.push(Sized {
                surroundings,
                frames: self.memory.frames.len(),
            });
        }
    }

    /// Ends the fields whose values are complete.
    #[inline(never)]
    pub(super) fn end_sized(&mut self) {
        while let Some(last) = self.sized.last()
            && last.frames >= self.memory.frames.len()
            && self.pending.is_none()
            && !self.reader.is_failed()
        {
            self.reader.end_sized(last.surroundings);
            self.sized.pop();
        }
    }
}

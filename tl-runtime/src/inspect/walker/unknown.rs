//! Values that are kept although the schema cannot read them.
//!
//! Whether a value is one is known only where its first unknown id is, after the events of all that
//! comes before. So the first value that could be kept starts a scan: a walk over the whole input
//! that notes where the unknown values are and in which state the reader leaves each of them.

use alloc::vec::Vec;

use super::Walker;
use crate::Reader;
use crate::inspect::event::EventKind;
use crate::reader::Mark;

/// What a walk does about values that the schema cannot read.
#[derive(Clone, Debug)]
pub(super) enum Keeping<'a> {
    /// Keeps them. None could be kept so far.
    NotScanned,
    /// Keeps those that a scan has found, sorted by their start.
    Known(Vec<Found<'a>>),
    /// Finds them.
    Scan(Scan<'a>),
    /// Fails at the first of them.
    Never,
}

/// A value that is kept.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    start: usize,
    bytes: &'a [u8],
    /// The reader at the end of the value.
    reader: Reader<'a>,
}

/// The state of a scan.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan<'a> {
    found: Vec<Found<'a>>,
    /// The values that have begun and could be kept, the innermost on top.
    open: Vec<Open<'a>>,
}

impl Scan<'_> {
    /// Forgets the values that have ended, now that `frames` are left.
    pub(super) fn forget(&mut self, frames: usize) {
        while self.open.last().is_some_and(|open| open.frames >= frames) {
            self.open.pop();
        }
    }
}

/// The state of a walk where a value begins that could be kept.
#[derive(Clone, Copy, Debug)]
struct Open<'a> {
    mark: Mark<'a>,
    start: usize,
    frames: usize,
    words: usize,
    sized: usize,
    /// The levels of nesting that have been entered for the value before it began.
    levels: u32,
}

impl<'a> Walker<'_, 'a> {
    /// A value begins that is kept if it cannot be read; `levels` have been entered for it. Returns
    /// whether it cannot be read: then it has been read as unknown, and the levels have been left.
    #[inline(never)]
    pub(super) fn keep(&mut self, levels: u32) -> bool {
        if matches!(self.keeping, Keeping::NotScanned) {
            self.keeping = Keeping::Known(self.find_unknown());
        }
        let start = self.reader.position();
        match &mut self.keeping {
            Keeping::NotScanned | Keeping::Never => false,
            Keeping::Scan(scan) => {
                scan.open.push(Open {
                    mark: self.reader.mark(),
                    start,
                    frames: self.memory.frames.len(),
                    words: self.memory.words.len(),
                    sized: self.sized.len(),
                    levels,
                });
                false
            }
            Keeping::Known(found) => {
                let found = found
                    .binary_search_by_key(&start, |found| found.start)
                    .ok()
                    .and_then(|place| found.get(place));
                let Some(found) = found else { return false };
                self.reader = found.reader.clone();
                self.kind = EventKind::Unknown(found.bytes);
                true
            }
        }
    }

    /// Finds the unknown values of the input.
    #[cold]
    fn find_unknown(&self) -> Vec<Found<'a>> {
        let mut walker =
            Walker::with_limits(self.tables, self.ty, self.reader.input(), self.limits);
        walker.keeping = Keeping::Scan(Scan::default());
        // An error ends the scan. The walk comes to it, too.
        while let Ok(true) = walker.advance() {}
        let Keeping::Scan(Scan { mut found, .. }) = walker.keeping else {
            return Vec::new();
        };
        found.sort_unstable_by_key(|found| found.start);
        found
    }

    /// In a scan, turns a failure into the innermost value that can be kept instead.
    #[cold]
    #[inline(never)]
    pub(super) fn recover(&mut self) {
        let Keeping::Scan(scan) = &mut self.keeping else {
            return;
        };
        while let Some(open) = scan.open.pop() {
            let Some(bytes) = self.reader.recover_bytes(open.mark) else {
                continue;
            };
            (0..open.levels).for_each(|_| self.reader.leave());
            self.memory.frames.truncate(open.frames);
            self.memory.words.truncate(open.words);
            self.sized.truncate(open.sized);
            (self.pending, self.word, self.length) = (None, None, None);
            self.start = open.start;
            self.kind = EventKind::Unknown(bytes);
            scan.found.push(Found {
                start: open.start,
                bytes,
                reader: self.reader.clone(),
            });
            // What consists of this value alone has ended with it.
            scan.forget(open.frames);
            return;
        }
    }
}

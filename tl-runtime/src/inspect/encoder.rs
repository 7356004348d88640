//! [`Encoder`]: members of a value in any order to its bytes.
//!
//! Each member is encoded behind the others; when all have come, flags words are computed and the
//! pieces put in the order of the schema.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::frame::Scope;
use super::notation::Unassigned;
use super::slots::{Layout, Slot, Slots, Word};
use super::table::Row;
use crate::Writer;

/// What is encoded so far.
pub(crate) struct Encoder<'t> {
    pub w: Writer,
    slots: Slots<'t>,
    /// The members of the rows that have begun, those of the last one on top.
    members: Vec<Member>,
    /// Where the flags words of the row being finished are among its members.
    words: Vec<usize>,
    /// Where a value is put together.
    pub spare: Vec<u8>,
    /// The unknown values that have come.
    pub unknown: Vec<Vec<u8>>,
}

/// What is known of a field of a row that has begun.
#[derive(Clone, Copy, Default)]
struct Member {
    /// Where its bytes are.
    start: usize,
    end: usize,
    /// Whether it has come.
    is_set: bool,
    /// Whether a value has come that says that it is not there.
    is_absent: bool,
    /// For a flags word, its bits.
    bits: u32,
}

impl Member {
    /// Whether its bit is to be set: it has come, or it is a word with bits.
    fn is_there(&self) -> bool {
        self.is_set || self.bits != 0
    }
}

/// A row that has begun.
#[derive(Clone, Copy)]
pub(crate) struct Open<'t> {
    pub row: &'t Row<'t>,
    pub scope: Scope<'t>,
    layout: Layout,
    /// Its first member.
    first: usize,
    /// Where its fields begin.
    start: usize,
}

/// Why members make no value.
#[derive(Debug)]
pub(crate) enum Problem<'t> {
    Missing {
        field: &'t str,
        row: &'t Row<'t>,
    },
    /// A field that shares its bit with another one that has come.
    Shared {
        field: &'t str,
        other: &'t str,
        row: &'t Row<'t>,
    },
    /// Bits of fields in the member of a flags word.
    FieldBits {
        word: &'t str,
        row: &'t Row<'t>,
        bits: u32,
    },
    /// Bits that are not assigned to fields, of a flags field that does not keep them.
    UnassignedBits {
        word: &'t str,
        row: &'t Row<'t>,
        bits: u32,
    },
    /// A length that is not that of its field.
    WrongLength {
        field: &'t str,
        row: &'t Row<'t>,
        length: usize,
    },
    /// A field whose length no `int` holds.
    TooLong {
        field: &'t str,
        row: &'t Row<'t>,
    },
    BadTable(&'t str),
}

impl fmt::Display for Problem<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { field, row } => {
                write!(f, "missing member `{field}` of {}", row.name())
            }
            Self::Shared { field, other, row } => write!(
                f,
                "missing member `{field}` of {}: it must be there with `{other}`",
                row.name()
            ),
            Self::FieldBits { word, row, bits } => write!(
                f,
                "bits 0x{bits:x} of `{word}` of {} stand for members: give the members",
                row.name()
            ),
            Self::UnassignedBits { word, row, bits } => write!(
                f,
                "bits 0x{bits:x} of `{word}` of {} are not assigned to a member",
                row.name()
            ),
            Self::WrongLength { field, row, length } => write!(
                f,
                "`{field}` of {} must be {length}, the length of another member, or be left out",
                row.name()
            ),
            Self::TooLong { field, row } => {
                write!(
                    f,
                    "the value that `{field}` of {} measures is too long",
                    row.name()
                )
            }
            Self::BadTable(text) => {
                write!(
                    f,
                    "the description of the schema makes no sense at `{text}`"
                )
            }
        }
    }
}

impl<'t> Encoder<'t> {
    pub fn new() -> Self {
        Self {
            w: Writer::new(),
            slots: Slots::default(),
            members: Vec::new(),
            words: Vec::new(),
            spare: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// Begins a row; its id has been written.
    pub fn begin(&mut self, scope: Scope<'t>, row: &'t Row<'t>) -> Result<Open<'t>, Problem<'t>> {
        let layout = self.slots.layout(row).map_err(Problem::BadTable)?;
        let first = self.members.len();
        let count = layout.end.saturating_sub(layout.first) as usize;
        self.members
            .resize(first.saturating_add(count), Member::default());
        Ok(Open {
            row,
            scope,
            layout,
            first,
            start: self.w.len(),
        })
    }

    /// Whether the members are all of this row, and none of the row is missing.
    pub fn fits<V>(&mut self, row: &'t Row<'t>, members: &[(String, V)]) -> bool {
        let Ok(layout) = self.slots.layout(row) else {
            return false;
        };
        let slots = self.slots.of(layout);
        let is_needed = |slot: &Slot<'_>| slot.condition.is_none() && slot.word.is_none();
        let has = |slot: &Slot<'_>| members.iter().any(|(name, _)| name == slot.name);
        slots.iter().all(|slot| !is_needed(slot) || has(slot))
            && members
                .iter()
                .all(|(name, _)| slots.iter().any(|slot| slot.name == name))
    }

    /// The fields of a row that has begun.
    pub fn slots(&self, open: &Open<'t>) -> &[Slot<'t>] {
        self.slots.of(open.layout)
    }

    fn member(&mut self, open: &Open<'t>, index: usize) -> Option<&mut Member> {
        self.members.get_mut(open.first.saturating_add(index))
    }

    /// Whether a field has come already.
    pub fn has(&self, open: &Open<'t>, index: usize) -> bool {
        let member = self.members.get(open.first.saturating_add(index));
        member.is_some_and(|member| member.is_set || member.is_absent)
    }

    /// Notes that a field has come, and lies behind `start`; or that it is said not to be there.
    pub fn set(&mut self, open: &Open<'t>, index: usize, start: usize, is_there: bool) {
        let end = self.w.len();
        if let Some(member) = self.member(open, index) {
            member.start = start;
            member.end = end;
            member.is_set = is_there;
            member.is_absent = !is_there;
        }
    }

    /// Notes the bits of a flags word that stand for no field.
    pub fn set_bits(
        &mut self,
        open: &Open<'t>,
        index: usize,
        bits: u32,
    ) -> Result<(), Problem<'t>> {
        let slot = self.slots(open).get(index).copied();
        if let Some(slot) = slot
            && let Some(flags) = slot.word.and_then(Word::flags)
        {
            let (word, row) = (slot.name, open.row);
            if bits & flags.own != 0 {
                let bits = bits & flags.own;
                return Err(Problem::FieldBits { word, row, bits });
            }
            if bits != 0 && flags.unassigned != Unassigned::Keep {
                return Err(Problem::UnassignedBits { word, row, bits });
            }
        }
        if let Some(member) = self.member(open, index) {
            member.bits = bits;
            member.is_set = bits != 0;
            member.is_absent = bits == 0;
        }
        Ok(())
    }

    /// Puts the members that have come in order.
    pub fn finish(&mut self, open: &Open<'t>) -> Result<(), Problem<'t>> {
        self.compute_words(open);
        self.compute_lengths(open)?;
        let mut spare = core::mem::take(&mut self.spare);
        spare.clear();
        let assembled = self.assemble(open, &mut spare);
        if assembled.is_ok() {
            self.w.replace_from(open.start, &spare);
        }
        self.spare = spare;
        self.members.truncate(open.first);
        assembled
    }

    /// From the last field to the first, as a word may say whether a later word is there.
    fn compute_words(&mut self, open: &Open<'t>) {
        let Self {
            slots,
            words,
            members,
            ..
        } = self;
        let slots = slots.of(open.layout);
        let members = members.get_mut(open.first..).unwrap_or_default();
        words.clear();
        words.resize(usize::from(open.layout.words), 0);
        for (index, slot) in slots.iter().enumerate() {
            if let Some(word) = slot.word
                && let Some(place) = words.get_mut(usize::from(word.number))
            {
                *place = index;
            }
        }
        for (index, slot) in slots.iter().enumerate().rev() {
            let is_there = members.get(index).is_some_and(Member::is_there);
            if let Some(condition) = slot.condition
                && is_there
                && let Some(place) = words.get(usize::from(condition.word))
                && let Some(word) = members.get_mut(*place)
            {
                word.bits |= condition.mask();
            }
        }
    }

    /// Measures the fields that have their length in another field.
    fn compute_lengths(&mut self, open: &Open<'t>) -> Result<(), Problem<'t>> {
        let Self {
            slots,
            words,
            members,
            w,
            ..
        } = self;
        let slots = slots.of(open.layout);
        let members = members.get_mut(open.first..).unwrap_or_default();
        for (index, slot) in slots.iter().enumerate() {
            let Some(length) = slot.length else { continue };
            let place = words
                .get(usize::from(length.word))
                .copied()
                .unwrap_or_default();
            let measured = members.get(index).copied().unwrap_or_default();
            let size = measured.end.saturating_sub(measured.start);
            let (field, row) = (slots.get(place).map_or("", |slot| slot.name), open.row);
            let Ok(bits) = i32::try_from(size) else {
                return Err(Problem::TooLong { field, row });
            };
            let bits = bits.cast_unsigned();
            if let Some(member) = members.get_mut(place) {
                let given = w.as_slice().get(member.start..member.end);
                if member.is_set && given != Some(&bits.to_le_bytes()) {
                    let length = size;
                    return Err(Problem::WrongLength { field, row, length });
                }
                member.bits = bits;
            }
        }
        Ok(())
    }

    fn assemble(&self, open: &Open<'t>, out: &mut Vec<u8>) -> Result<(), Problem<'t>> {
        let slots = self.slots(open);
        let members = self.members.get(open.first..).unwrap_or_default();
        for (slot, member) in slots.iter().zip(members) {
            let is_expected = slot.condition.is_none_or(|condition| {
                let place = self.words.get(usize::from(condition.word));
                let word = place.and_then(|place| members.get(*place));
                word.is_some_and(|word| word.bits & condition.mask() != 0)
            });
            match (slot.word, is_expected) {
                (_, false) => {}
                (Some(word), true) if word.needs_bits() && member.bits == 0 => {
                    return Err(self.missing(open, slot));
                }
                (Some(_), true) => out.extend_from_slice(&member.bits.to_le_bytes()),
                (None, true) if member.is_set => {
                    let bytes = self.w.as_slice().get(member.start..member.end);
                    out.extend_from_slice(bytes.unwrap_or_default());
                }
                (None, true) => return Err(self.missing(open, slot)),
            }
        }
        Ok(())
    }

    #[cold]
    fn missing(&self, open: &Open<'t>, missing: &Slot<'t>) -> Problem<'t> {
        let (field, row) = (missing.name, open.row);
        let members = self.members.get(open.first..).unwrap_or_default();
        let mut pairs = self.slots(open).iter().zip(members);
        let shares = |slot: &Slot<'_>| match (slot.condition, missing.condition) {
            (Some(one), Some(other)) => (one.word, one.bit) == (other.word, other.bit),
            _ => false,
        };
        let other = pairs.find(|(slot, member)| member.is_there() && shares(slot));
        match other {
            Some((other, _)) => Problem::Shared {
                field,
                other: other.name,
                row,
            },
            None => Problem::Missing { field, row },
        }
    }
}

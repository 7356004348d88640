//! The fields of rows, taken apart once for a whole walk, however often a row comes.

use alloc::vec::Vec;

use super::Ty;
use super::builtin::Builtin;
use super::event::FieldInfo;
use super::notation::{Term, Unassigned, fields};
use super::table::Row;

/// A field of a row, understood.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot<'t> {
    pub name: &'t str,
    pub ty: &'t str,
    pub term: Term<'t>,
    pub condition: Option<Condition>,
    /// For a flags field, or one that holds a length, where a walk remembers its value.
    pub word: Option<Word>,
    /// Where the length of this field is.
    pub length: Option<Length<'t>>,
    /// For a `#`, how it treats unassigned bits if it is a flags field.
    unassigned: Unassigned,
}

/// The field that holds the length of another one, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Length<'t> {
    pub field: &'t str,
    /// Its number among the words of the row.
    pub word: u16,
}

/// `flags.4?`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// The number of the word among those of the row.
    pub word: u16,
    pub bit: u8,
}

impl Condition {
    /// The bit in its word.
    pub fn mask(self) -> u32 {
        1_u32.checked_shl(u32::from(self.bit)).unwrap_or_default()
    }
}

/// A field whose value later fields depend on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Its number among those of the row.
    pub number: u16,
    pub role: Role,
}

/// What a [`Word`] says.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Role {
    Flags(Flags),
    /// How many bytes a later field takes.
    Length,
}

/// What is known of a flags field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flags {
    /// The bits that are assigned to fields.
    pub own: u32,
    pub unassigned: Unassigned,
    /// Whether it is optional and its bit is not shared with a field: without bits it is absent.
    pub is_alone: bool,
}

impl Word {
    /// What is known of a flags field.
    pub fn flags(self) -> Option<Flags> {
        match self.role {
            Role::Flags(flags) => Some(flags),
            Role::Length => None,
        }
    }

    /// Whether it is a flags field that is absent if it has no bits.
    #[cfg(feature = "serde")]
    pub fn needs_bits(self) -> bool {
        self.flags().is_some_and(|flags| flags.is_alone)
    }

    /// Whether it holds a length.
    pub fn is_length(self) -> bool {
        matches!(self.role, Role::Length)
    }
}

impl<'t> Slot<'t> {
    pub fn info(&self) -> FieldInfo<'t> {
        FieldInfo {
            name: self.name,
            ty: Ty::new(self.ty),
            is_optional: self.condition.is_some(),
            word: self.word.and_then(Word::flags).map(|flags| flags.own),
            is_length: self.word.is_some_and(Word::is_length),
            length: self.length.map(|length| length.field),
        }
    }

    /// Whether all of its value is a bit.
    #[cfg(feature = "serde")]
    pub fn is_bit(&self) -> bool {
        self.condition.is_some() && self.ty == "true"
    }
}

/// The fields of a row among all [`Slots`], and how many of them are flags words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Layout {
    pub first: u32,
    pub end: u32,
    pub words: u16,
    /// Whether a bare value may have no bytes, if that has been asked for.
    pub is_empty: Option<bool>,
}

/// The fields of all rows that have come so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots<'t> {
    slots: Vec<Slot<'t>>,
    /// A hash table of the rows, by address: linear probing, a power of two in size, half empty.
    rows: Vec<Option<Known>>,
    count: usize,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    address: usize,
    layout: Layout,
}

/// The size of the first hash table.
const FIRST_ROWS: usize = 16;

impl<'t> Slots<'t> {
    #[inline]
    pub fn get(&self, index: u32) -> Option<&Slot<'t>> {
        self.slots.get(index as usize)
    }

    #[cfg(feature = "serde")]
    pub fn of(&self, layout: Layout) -> &[Slot<'t>] {
        let range = layout.first as usize..layout.end as usize;
        self.slots.get(range).unwrap_or_default()
    }

    /// The fields of a row. What cannot be understood is given back.
    #[inline]
    pub fn layout(&mut self, row: &'t Row<'t>) -> Result<Layout, &'t str> {
        let address = core::ptr::from_ref(row).addr();
        match self.find(address) {
            Some(layout) => Ok(layout),
            None => self.learn(row, address),
        }
    }

    /// Remembers whether a bare value of a row may have no bytes.
    pub fn set_empty(&mut self, row: &'t Row<'t>, is_empty: bool) {
        let address = core::ptr::from_ref(row).addr();
        let mut rows = self.rows.iter_mut().flatten();
        if let Some(known) = rows.find(|known| known.address == address) {
            known.layout.is_empty = Some(is_empty);
        }
    }

    #[inline]
    fn find(&self, address: usize) -> Option<Layout> {
        let mut place = self.place(address);
        while let Some(Some(known)) = self.rows.get(place) {
            if known.address == address {
                return Some(known.layout);
            }
            place = self.behind(place);
        }
        None
    }

    /// Where a row is looked for first.
    #[inline]
    fn place(&self, address: usize) -> usize {
        // Rows lie beside each other, an odd number of words apart: no two of a few are equal.
        (address >> 3) & self.rows.len().wrapping_sub(1)
    }

    #[inline]
    fn behind(&self, place: usize) -> usize {
        place.wrapping_add(1) & self.rows.len().wrapping_sub(1)
    }

    fn learn(&mut self, row: &Row<'t>, address: usize) -> Result<Layout, &'t str> {
        let first = self.slots.len();
        let words = self.push_fields(row.fields(), first);
        let words = words.inspect_err(|_| self.slots.truncate(first))?;
        let layout = Layout {
            first: first as u32,
            end: self.slots.len() as u32,
            words,
            is_empty: None,
        };
        if self.count.saturating_mul(2) >= self.rows.len() {
            self.grow();
        }
        self.insert(Known { address, layout });
        self.count = self.count.saturating_add(1);
        Ok(layout)
    }

    fn grow(&mut self) {
        let size = self.rows.len().saturating_mul(2).max(FIRST_ROWS);
        let known = core::mem::replace(&mut self.rows, alloc::vec![None; size]);
        known.into_iter().flatten().for_each(|it| self.insert(it));
    }

    fn insert(&mut self, known: Known) {
        let mut place = self.place(known.address);
        while let Some(Some(_)) = self.rows.get(place) {
            place = self.behind(place);
        }
        if let Some(free) = self.rows.get_mut(place) {
            *free = Some(known);
        }
    }

    /// Takes the fields of a row apart; gives the number of its words.
    fn push_fields(&mut self, text: &'t str, first: usize) -> Result<u16, &'t str> {
        // A field takes some twenty bytes of text.
        self.slots.reserve(text.len() / 16);
        let mut words: u16 = 0;
        // Most fields depend on the same word as the one before.
        let mut last_word = first;
        for field in fields(text) {
            let field = field?;
            let condition = match field.condition {
                None => None,
                Some((name, bit)) => {
                    last_word = self.flags_field(first, last_word, name).ok_or(text)?;
                    let number = self.use_flags(last_word, &mut words, bit).ok_or(text)?;
                    Some(Condition { word: number, bit })
                }
            };
            let length = match field.length {
                None => None,
                Some(field) => {
                    let word = self.use_length(first, field, &mut words).ok_or(text)?;
                    Some(Length { field, word })
                }
            };
            self.slots.push(Slot {
                name: field.name,
                ty: field.ty,
                term: Ty::new(field.ty).term().ok_or(field.ty)?,
                condition,
                word: None,
                length,
                unassigned: field.unassigned,
            });
        }
        self.find_lone_flags(first);
        Ok(words)
    }

    /// The place of the flags field `name` among the fields from `first` on.
    fn flags_field(&self, first: usize, likely: usize, name: &str) -> Option<usize> {
        let is_it = |slot: &Slot<'_>| slot.name == name && matches!(slot.term, Term::Nat);
        if self.slots.get(likely).is_some_and(is_it) {
            return Some(likely);
        }
        let behind = self.slots.get(first..)?.iter().position(is_it)?;
        first.checked_add(behind)
    }

    /// Assigns a bit of a flags field. The field gets a number when the first one depends on it.
    fn use_flags(&mut self, place: usize, words: &mut u16, bit: u8) -> Option<u16> {
        let slot = self.slots.get_mut(place)?;
        let unassigned = slot.unassigned;
        let word = number(slot, words, || {
            Role::Flags(Flags {
                own: 0,
                unassigned,
                is_alone: false,
            })
        })?;
        match &mut word.role {
            Role::Flags(flags) => flags.own |= 1_u32.checked_shl(u32::from(bit))?,
            Role::Length => return None,
        }
        Some(word.number)
    }

    /// The number of the `int` that holds a length. It holds that of one field.
    fn use_length(&mut self, first: usize, name: &str, words: &mut u16) -> Option<u16> {
        let slots = self.slots.get_mut(first..)?;
        let is_int = |slot: &&mut Slot<'_>| {
            let is_it = slot.name == name && slot.condition.is_none();
            is_it && matches!(slot.term, Term::Builtin(Builtin::Int)) && slot.word.is_none()
        };
        let slot = slots.iter_mut().find(is_int)?;
        number(slot, words, || Role::Length).map(|word| word.number)
    }

    /// Finds the optional flags fields that share their bit with no other field.
    fn find_lone_flags(&mut self, first: usize) {
        let places = first..self.slots.len();
        for place in places.clone() {
            let Some(condition) = self.optional_flags(place) else {
                continue;
            };
            let shares = |other: usize| {
                let is_on_bit = self.slots.get(other).and_then(|slot| slot.condition);
                is_on_bit == Some(condition) && self.optional_flags(other).is_none()
            };
            let is_shared = places.clone().any(shares);
            if let Some(Slot {
                word: Some(word), ..
            }) = self.slots.get_mut(place)
                && let Role::Flags(flags) = &mut word.role
            {
                flags.is_alone = !is_shared;
            }
        }
    }

    /// The condition of a flags field that has one.
    fn optional_flags(&self, place: usize) -> Option<Condition> {
        let slot = self.slots.get(place)?;
        slot.word.and_then(Word::flags).and(slot.condition)
    }
}

/// The word of a slot, which gets a number and a role when it is first asked for.
fn number<'s>(
    slot: &'s mut Slot<'_>,
    words: &mut u16,
    role: impl FnOnce() -> Role,
) -> Option<&'s mut Word> {
    if slot.word.is_none() {
        let number = *words;
        *words = number.checked_add(1)?;
        slot.word = Some(Word {
            number,
            role: role(),
        });
    }
    slot.word.as_mut()
}

//! The fields of rows, taken apart once for a whole walk, however often a row comes.

use alloc::vec::Vec;

use super::Ty;
use super::event::FieldInfo;
use super::notation::{Field, Term, fields};
use super::table::Row;

/// A field of a row, understood.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot<'t> {
    pub name: &'t str,
    pub ty: &'t str,
    pub term: Term<'t>,
    pub condition: Option<Condition>,
    /// For a flags word, its number among the words of the row, and the bits that stand for fields.
    pub word: Option<Word>,
}

/// `flags.4?`
#[derive(Clone, Copy, Debug)]
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

#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub number: u16,
    pub own: u32,
}

impl<'t> Slot<'t> {
    pub fn info(&self) -> FieldInfo<'t> {
        FieldInfo {
            name: self.name,
            ty: Ty::new(self.ty),
            is_optional: self.condition.is_some(),
            word: self.word.map(|word| word.own),
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

    /// Takes the fields of a row apart; gives the number of its flags words.
    fn push_fields(&mut self, text: &'t str, first: usize) -> Result<u16, &'t str> {
        // A field takes some twenty bytes of text.
        self.slots.reserve(text.len() / 16);
        let mut words: u16 = 0;
        // Most fields depend on the same word as the one before.
        let mut last_word = first;
        for field in fields(text) {
            let Field {
                name,
                condition,
                ty,
            } = field?;
            let condition = match condition {
                None => None,
                Some((word, bit)) => {
                    last_word = self.word(first, last_word, word).ok_or(text)?;
                    let number = self.use_word(last_word, &mut words).ok_or(text)?;
                    Some(Condition { word: number, bit })
                }
            };
            if let Some(condition) = condition
                && let Some(Slot {
                    word: Some(word), ..
                }) = self.slots.get_mut(last_word)
            {
                word.own |= condition.mask();
            }
            self.slots.push(Slot {
                name,
                ty,
                term: Ty::new(ty).term().ok_or(ty)?,
                condition,
                word: None,
            });
        }
        Ok(words)
    }

    /// The place of the flags word `name` among the fields from `first` on.
    fn word(&self, first: usize, likely: usize, name: &str) -> Option<usize> {
        let is_word = |slot: &Slot<'_>| slot.name == name && matches!(slot.term, Term::Nat);
        if self.slots.get(likely).is_some_and(is_word) {
            return Some(likely);
        }
        let behind = self.slots.get(first..)?.iter().position(is_word)?;
        first.checked_add(behind)
    }

    /// The number of a flags word, which it gets when the first field depends on it.
    fn use_word(&mut self, place: usize, words: &mut u16) -> Option<u16> {
        let slot = self.slots.get_mut(place)?;
        if let Some(word) = slot.word {
            return Some(word.number);
        }
        let number = *words;
        *words = number.checked_add(1)?;
        slot.word = Some(Word { number, own: 0 });
        Some(number)
    }
}

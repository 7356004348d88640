//! The stack of a walk: the constructors and vectors that have begun, and the fields of each, taken
//! apart once when it begins.

use alloc::vec::Vec;

use super::event::FieldInfo;
use super::notation::{Field, Term, fields};
use super::table::Row;
use super::{Tables, Ty};
use crate::Reader;

/// Where types are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'t> {
    pub tables: Tables<'t>,
    /// Whether a name may be of any of the tables, not only of the first: at the start of a walk no
    /// table has said the name.
    pub is_open: bool,
}

/// A constructor, function or vector that has begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'t> {
    pub scope: Scope<'t>,
    pub kind: FrameKind<'t>,
    /// The levels of nesting that end with it.
    pub levels: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum FrameKind<'t> {
    /// Its fields are those of the stack from `first` on; `next` is the one that comes next.
    Combinator { first: usize, next: usize },
    /// So many elements are still to come.
    Vector { left: u32, element: Term<'t> },
}

/// A field of a constructor that has begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot<'t> {
    pub name: &'t str,
    pub ty: &'t str,
    /// The place of its flags word in the stack, and its bit.
    pub condition: Option<(usize, u8)>,
    pub word: Word,
}

/// What is known of a field as a flags word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// Whether fields depend on it.
    pub is_used: bool,
    /// The bits that stand for fields.
    pub own: u32,
    /// What was read.
    pub value: u32,
}

impl<'t> Slot<'t> {
    pub fn info(&self) -> FieldInfo<'t> {
        FieldInfo {
            name: self.name,
            ty: Ty::new(self.ty),
            is_optional: self.condition.is_some(),
            word: self.word.is_used.then_some(self.word.own),
        }
    }
}

/// The fields of all constructors that have begun, those of the last one on top.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots<'t> {
    stack: Vec<Slot<'t>>,
}

impl<'t> Slots<'t> {
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            stack: Vec::with_capacity(capacity),
        }
    }

    pub fn len(&self) -> usize {
        self.stack.len()
    }

    pub fn get(&self, index: usize) -> Option<&Slot<'t>> {
        self.stack.get(index)
    }

    pub fn get_mut(&mut self, index: usize) -> Option<&mut Slot<'t>> {
        self.stack.get_mut(index)
    }

    pub fn from(&self, first: usize) -> &[Slot<'t>] {
        self.stack.get(first..).unwrap_or_default()
    }

    /// Forgets all from `first` on.
    pub fn truncate(&mut self, first: usize) {
        self.stack.truncate(first);
    }

    pub fn clear(&mut self) {
        self.stack.clear();
    }

    /// Takes the fields of a row apart. What cannot be understood is given back.
    pub fn push(&mut self, row: &Row<'t>) -> Result<(), &'t str> {
        let first = self.stack.len();
        // Most fields depend on the same word as the one before.
        let mut last_word = first;
        for field in fields(row.fields()) {
            let field = field?;
            let condition = match field.condition {
                None => None,
                Some((word, bit)) => {
                    last_word = self.word(first, last_word, word).ok_or(row.fields())?;
                    self.use_bit(last_word, bit);
                    Some((last_word, bit))
                }
            };
            let Field { name, ty, .. } = field;
            self.stack.push(Slot {
                name,
                ty,
                condition,
                word: Word::default(),
            });
        }
        Ok(())
    }

    /// The place of the flags word `name` among the fields from `first` on.
    fn word(&self, first: usize, likely: usize, name: &str) -> Option<usize> {
        let is_word = |slot: &Slot<'_>| slot.name == name && slot.ty == "#";
        if self.stack.get(likely).is_some_and(is_word) {
            return Some(likely);
        }
        let behind = self.from(first).iter().position(is_word)?;
        first.checked_add(behind)
    }

    fn use_bit(&mut self, word: usize, bit: u8) {
        if let Some(slot) = self.stack.get_mut(word) {
            slot.word.is_used = true;
            slot.word.own |= 1_u32.checked_shl(u32::from(bit)).unwrap_or_default();
        }
    }

    /// Whether a field is there, as its flags word says.
    pub fn is_present(&self, slot: &Slot<'_>) -> bool {
        match slot.condition {
            None => true,
            Some((word, bit)) => {
                let value = self.get(word).map_or(0, |word| word.word.value);
                Reader::flag(value, u32::from(bit))
            }
        }
    }
}

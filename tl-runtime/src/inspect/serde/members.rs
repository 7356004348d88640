//! The members of an object: whose they are, and each where it belongs, in whatever order.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use ::serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::super::encoder::{Encoder, Open};
use super::super::event::UNKNOWN;
use super::super::frame::Scope;
use super::super::notation::Term;
use super::super::slots::{Slot, Word};
use super::buffer::{Buffered, Keep, Replay};
use super::de::{Part, Place};
use super::names::{Found, named, only};
use super::{scalars, unknown};

/// Reads a constructor or function of type `term`, its id included.
pub fn read<'de, 't, A: MapAccess<'de>>(
    encoder: &mut Encoder<'t>,
    scope: Scope<'t>,
    term: Term<'t>,
    left: u32,
    mut map: A,
) -> Result<(), A::Error> {
    let head = Head::read(encoder, scope, term, left, &mut map)?;
    let Meaning::Row((scope, row)) = head.found else {
        return unknown::read(encoder, head.kept, map);
    };
    if !matches!(term, Term::Bare(_)) {
        encoder.w.id(row.id());
    }
    let open = encoder.begin(scope, row).map_err(A::Error::custom)?;
    let mut members = Members {
        encoder,
        open,
        left,
    };
    for (name, value) in head.kept {
        let index = members.index(&name)?;
        members.take(index, |part| part.deserialize(Replay::new(value)))?;
    }
    if let Some(name) = head.first {
        let index = members.index(&name)?;
        members.take(index, |part| map.next_value_seed(part))?;
    }
    let mut is_tagged = head.is_tagged;
    let mut likely = 0;
    while let Some(key) = map.next_key_seed(KeySeed {
        slots: members.encoder.slots(&open),
        likely,
    })? {
        let index = match key {
            Key::Slot(index) => index,
            Key::Other(name) => members.index(&name)?,
            Key::Tag if is_tagged => return Err(members.error("duplicate", "_")),
            Key::Tag => {
                is_tagged = true;
                let found = map.next_value_seed(Tag { scope, term })?;
                let is_it = matches!(found, Meaning::Row((_, it)) if core::ptr::eq(it, row));
                if !is_it {
                    return Err(A::Error::custom(format_args!(
                        "`_` is {}, expected {}",
                        found.name(),
                        row.name()
                    )));
                }
                continue;
            }
        };
        members.take(index, |part| map.next_value_seed(part))?;
        likely = index.saturating_add(1);
    }
    members.encoder.finish(&open).map_err(A::Error::custom)
}

/// What has come until it is known what the members are of.
struct Head<'t> {
    found: Meaning<'t>,
    is_tagged: bool,
    /// Members that have come before.
    kept: Vec<(String, Buffered)>,
    /// A member whose value comes next.
    first: Option<String>,
}

impl<'t> Head<'t> {
    fn read<'de, A: MapAccess<'de>>(
        encoder: &mut Encoder<'t>,
        scope: Scope<'t>,
        term: Term<'t>,
        left: u32,
        map: &mut A,
    ) -> Result<Self, A::Error> {
        let mut kept = Vec::new();
        while let Some(key) = map.next_key_seed(KeySeed::ANY)? {
            let Key::Other(name) = key else {
                let tag = Tag { scope, term };
                let found = map.next_value_seed(tag)?;
                return Self::tagged(encoder, tag, found, left, kept, map);
            };
            match only(scope, term) {
                Some(found) if kept.is_empty() => {
                    return Ok(Self {
                        found: Meaning::Row(found),
                        is_tagged: false,
                        kept,
                        first: Some(name),
                    });
                }
                _ => kept.push((name, map.next_value_seed(Keep::new(left))?)),
            }
        }
        let Some(found) = only(scope, term) else {
            let ty = scalars::Described(term);
            return Err(A::Error::custom(format_args!("missing member `_` of {ty}")));
        };
        Ok(Self {
            found: Meaning::Row(found),
            is_tagged: false,
            kept,
            first: None,
        })
    }

    /// Several rows of one name are told apart by their members, all of them.
    fn tagged<'de, A: MapAccess<'de>>(
        encoder: &mut Encoder<'t>,
        tag: Tag<'t>,
        found: Meaning<'t>,
        left: u32,
        mut kept: Vec<(String, Buffered)>,
        map: &mut A,
    ) -> Result<Self, A::Error> {
        let name = found.name();
        let candidates = || named(tag.scope, tag.term, name);
        let mut fits = None;
        if candidates().nth(1).is_some() {
            while let Some(key) = map.next_key_seed(KeySeed::ANY)? {
                let Key::Other(member) = key else {
                    return Err(A::Error::custom(format_args!(
                        "duplicate member `_` of {name}"
                    )));
                };
                kept.push((member, map.next_value_seed(Keep::new(left))?));
            }
            fits = candidates().find(|(_, row)| encoder.fits(row, &kept));
        }
        Ok(Self {
            found: fits.map_or(found, Meaning::Row),
            is_tagged: true,
            kept,
            first: None,
        })
    }
}

struct Members<'e, 't> {
    encoder: &'e mut Encoder<'t>,
    open: Open<'t>,
    left: u32,
}

impl<'t> Members<'_, 't> {
    /// The number of the field with a name.
    fn index<E: Error>(&self, name: &str) -> Result<usize, E> {
        let mut slots = self.encoder.slots(&self.open).iter();
        slots
            .position(|slot| slot.name == name)
            .ok_or_else(|| self.error("unknown", name))
    }

    #[cold]
    fn error<E: Error>(&self, what: &str, name: &str) -> E {
        let row = self.open.row.name();
        E::custom(format_args!("{what} member `{name}` of {row}"))
    }

    /// Takes the value of a field, which `read` reads.
    fn take<E: Error>(
        &mut self,
        index: usize,
        read: impl FnOnce(Part<'_, 't>) -> Result<bool, E>,
    ) -> Result<(), E> {
        let open = self.open;
        let Some(slot) = self.encoder.slots(&open).get(index).copied() else {
            return Ok(());
        };
        if self.encoder.has(&open, index) {
            return Err(self.error("duplicate", slot.name));
        }
        let start = self.encoder.w.len();
        let is_there = read(Part {
            encoder: self.encoder,
            scope: open.scope,
            term: slot.term,
            place: Place {
                field: Some((slot.name, open.row)),
                is_optional: slot.condition.is_some() || slot.word.is_some(),
                is_bit: slot.is_bit(),
            },
            left: self.left,
        })?;
        if slot.word.and_then(Word::flags).is_some() && is_there {
            let bits = self.encoder.w.take_nat(start);
            return self.encoder.set_bits(&open, index, bits).map_err(E::custom);
        }
        self.encoder.set(&open, index, start, is_there);
        Ok(())
    }
}

/// The name of a member.
pub(super) enum Key {
    /// `_`
    Tag,
    /// That of a field, by number.
    Slot(usize),
    Other(String),
}

/// Looks a name up among fields while it is read, so that it need not be copied.
pub(super) struct KeySeed<'s, 't> {
    slots: &'s [Slot<'t>],
    /// The field that comes next if they come in order.
    likely: usize,
}

impl KeySeed<'_, '_> {
    /// No field is known yet.
    pub const ANY: Self = Self {
        slots: &[],
        likely: 0,
    };
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_, '_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_, '_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        if name == "_" {
            return Ok(Key::Tag);
        }
        let (before, behind) = self
            .slots
            .split_at_checked(self.likely)
            .unwrap_or((self.slots, &[]));
        let is_it = |slot: &Slot<'_>| slot.name == name;
        let found = behind.iter().position(is_it);
        let found = found.map(|index| index.saturating_add(before.len()));
        Ok(match found.or_else(|| before.iter().position(is_it)) {
            Some(index) => Key::Slot(index),
            None => Key::Other(name.to_owned()),
        })
    }
}

/// The value of `_`.
#[derive(Clone, Copy)]
struct Tag<'t> {
    scope: Scope<'t>,
    term: Term<'t>,
}

/// What `_` says.
#[derive(Clone, Copy)]
enum Meaning<'t> {
    Row(Found<'t>),
    Unknown,
}

impl<'t> Meaning<'t> {
    fn name(self) -> &'t str {
        match self {
            Self::Row((_, row)) => row.name(),
            Self::Unknown => UNKNOWN,
        }
    }
}

impl<'de, 't> DeserializeSeed<'de> for Tag<'t> {
    type Value = Meaning<'t>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Meaning<'t>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'_> for Tag<'t> {
    type Value = Meaning<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of {} in `_`", scalars::Described(self.term))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Meaning<'t>, E> {
        if name == UNKNOWN && unknown::are_kept(self.scope, self.term) {
            return Ok(Meaning::Unknown);
        }
        let found = named(self.scope, self.term, name).next();
        found.map(Meaning::Row).ok_or_else(|| {
            let ty = scalars::Described(self.term);
            E::custom(format_args!("`{name}` is not the name of {ty}"))
        })
    }
}

//! [`Seed`]: TL-JSON from any deserializer to encoded bytes.

use alloc::vec::Vec;
use core::fmt::{self, Display};

use ::serde::de::{
    DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};

use super::super::encoder::Encoder;
use super::super::frame::Scope;
use super::super::notation::Term;
use super::super::table::Row;
use super::super::{Tables, Ty};
use super::members;
use super::{scalars, unknown};
use crate::wire::VECTOR_ID;

/// How deep values may lie within each other: serde calls itself for each. A level of
/// [`Limits`](crate::Limits) takes two, a constructor and a vector; the rest is for what cannot
/// contain itself.
const DEEPEST: u32 = 160;

/// The longest text that an error shows, in bytes.
const LONGEST_SHOWN: usize = 80;

/// Reads a value in TL-JSON's [form](crate::inspect#json) and gives its bytes.
///
/// Members may come in any order. An error names the member and the constructor; with `serde_json`
/// it has line and column.
///
/// ```
/// use serde::de::DeserializeSeed;
/// use tl_runtime::inspect::{Seed, Table, Ty};
///
/// let mut json = serde_json::Deserializer::from_str("[7]");
/// let bytes = Seed::new(&Table::EMPTY, Ty::new("Vector<int>")).deserialize(&mut json)?;
/// assert_eq!(bytes, b"\x15\xc4\xb5\x1c\x01\0\0\0\x07\0\0\0");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Seed<'t> {
    tables: Tables<'t>,
    ty: Ty<'t>,
}

impl<'t> Seed<'t> {
    /// For a value of type `ty`.
    #[must_use]
    pub fn new(tables: impl Into<Tables<'t>>, ty: Ty<'t>) -> Self {
        Self {
            tables: tables.into(),
            ty,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Vec<u8>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<u8>, D::Error> {
        let Some(term) = self.ty.term() else {
            let ty = self.ty;
            return Err(D::Error::custom(format_args!("`{ty}` is no type")));
        };
        let mut encoder = Encoder::new();
        let scope = Scope {
            tables: self.tables,
            is_open: true,
        };
        let part = Part {
            encoder: &mut encoder,
            scope,
            term,
            place: Place::ROOT,
            left: DEEPEST,
        };
        part.deserialize(deserializer)?;
        let bytes = encoder.w.finish().map_err(D::Error::custom)?;
        if !encoder.unknown.is_empty() {
            unknown::check(self.tables, self.ty, &bytes, encoder.unknown)?;
        }
        Ok(bytes)
    }
}

/// Where a value stands, for messages.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    pub field: Option<(&'t str, &'t Row<'t>)>,
    /// Whether it may be absent, and whether all of it is a bit.
    pub is_optional: bool,
    pub is_bit: bool,
}

impl Place<'_> {
    const ROOT: Self = Self {
        field: None,
        is_optional: false,
        is_bit: false,
    };
}

/// A value to be read. Gives whether it is there: an optional one may say that it is not.
pub(super) struct Part<'e, 't> {
    pub encoder: &'e mut Encoder<'t>,
    pub scope: Scope<'t>,
    pub term: Term<'t>,
    pub place: Place<'t>,
    /// How many levels may still follow.
    pub left: u32,
}

impl<'de> DeserializeSeed<'de> for Part<'_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Part<'_, '_> {
    /// Writes the value that `write` takes; if it takes none, `found` is not what is expected.
    fn scalar<E: Error>(
        self,
        found: Unexpected<'_>,
        write: impl FnOnce(&mut Encoder<'_>, Term<'_>, bool) -> Option<()>,
    ) -> Result<bool, E> {
        let term = match self.term {
            Term::BoxedBuiltin(builtin) => {
                self.encoder.w.id(builtin.boxed_id());
                Term::Builtin(builtin)
            }
            term => term,
        };
        let huge = self.scope.tables.first().has_huge_bytes();
        if write(self.encoder, term, huge).is_none() {
            return Err(self.unexpected(found));
        }
        self.encoder.w.check().map_err(E::custom)?;
        Ok(true)
    }

    /// An error for a value of the wrong kind, or of the right kind out of its range.
    #[cold]
    fn unexpected<E: Error>(&self, found: Unexpected<'_>) -> E {
        match scalars::is_kind(self.term, &found) {
            true => E::invalid_value(found, self),
            false => E::invalid_type(found, self),
        }
    }

    /// How many levels may follow what lies in this value.
    fn inner<E: Error>(&self) -> Result<u32, E> {
        let left = self.left.checked_sub(1);
        left.ok_or_else(|| E::custom("values are nested too deep"))
    }
}

impl<'de> Visitor<'de> for Part<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        scalars::Described(self.term).fmt(f)?;
        match self.place.field {
            Some((field, row)) => write!(f, " for `{field}` of {}", row.name()),
            None => Ok(()),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        match self.place.is_optional {
            true => Ok(false),
            false => Err(self.unexpected(Unexpected::Unit)),
        }
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        if self.place.is_bit {
            return Ok(value);
        }
        self.scalar(Unexpected::Bool(value), |encoder, term, _| {
            scalars::bool(&mut encoder.w, term, value)
        })
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        self.scalar(Unexpected::Unsigned(value), |encoder, term, _| {
            scalars::integer(&mut encoder.w, term, i128::from(value))
        })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        self.scalar(Unexpected::Signed(value), |encoder, term, _| {
            scalars::integer(&mut encoder.w, term, i128::from(value))
        })
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        self.scalar(Unexpected::Float(value), |encoder, term, _| {
            scalars::float(&mut encoder.w, term, value)
        })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        // An error shows what it found: not all of a long text.
        let found = match text.len() <= LONGEST_SHOWN {
            true => Unexpected::Str(text),
            false => Unexpected::Other("a long string"),
        };
        self.scalar(found, |encoder, term, huge| {
            scalars::text(encoder, term, huge, text)
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<bool, A::Error> {
        let Term::Vector { is_boxed, element } = self.term else {
            return Err(self.unexpected(Unexpected::Seq));
        };
        let Some(term) = element.term() else {
            return Err(A::Error::custom(format_args!("`{element}` is no type")));
        };
        let left = self.inner()?;
        if is_boxed {
            self.encoder.w.id(VECTOR_ID);
        }
        let start = self.encoder.w.len();
        self.encoder.w.nat(0);
        let mut count: usize = 0;
        let place = Place {
            is_optional: false,
            is_bit: false,
            ..self.place
        };
        while elements
            .next_element_seed(Part {
                encoder: self.encoder,
                scope: self.scope,
                term,
                place,
                left,
            })?
            .is_some()
        {
            count = count.saturating_add(1);
        }
        let Ok(count) = u32::try_from(count) else {
            return Err(A::Error::custom("a vector has too many elements"));
        };
        self.encoder.w.overwrite(start, &count.to_le_bytes());
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        let holds_members = matches!(
            self.term,
            Term::Boxed(_) | Term::Bare(_) | Term::Function(_) | Term::AnyFunction | Term::Object
        );
        if !holds_members {
            return Err(self.unexpected(Unexpected::Map));
        }
        let left = self.inner()?;
        members::read(self.encoder, self.scope, self.term, left, map)?;
        Ok(true)
    }
}

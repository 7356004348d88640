//! [`Value`]: encoded bytes to any serializer.

use core::cell::RefCell;
use core::fmt;

use ::serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::super::event::UNKNOWN;
use super::super::{EventKind, FieldInfo, Tables, Ty, Walker};
use crate::Limits;

/// How deep values may lie within each other: serde calls itself for each.
const DEEPEST: usize = 192;

/// An encoded value, serialized by walking over its bytes.
///
/// ```
/// use tl_runtime::inspect::{Table, Ty, Value};
///
/// let value = Value::new(&Table::EMPTY, Ty::new("Vector<int>"), b"\x15\xc4\xb5\x1c\x01\0\0\0\x07\0\0\0");
/// assert_eq!(serde_json::to_string(&value)?, "[7]");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Value<'t, 'a> {
    tables: Tables<'t>,
    ty: Ty<'t>,
    bytes: &'a [u8],
    limits: Limits,
}

impl<'t, 'a> Value<'t, 'a> {
    /// The value of type `ty` that `bytes` are.
    #[must_use]
    pub fn new(tables: impl Into<Tables<'t>>, ty: Ty<'t>, bytes: &'a [u8]) -> Self {
        Self {
            tables: tables.into(),
            ty,
            bytes,
            limits: Limits::DEFAULT.with_bytes(usize::MAX),
        }
    }

    /// Within other limits than [`Limits::DEFAULT`].
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

impl Serialize for Value<'_, '_> {
    /// Fails if the bytes are no value of the type, or if the serializer does.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let walker = Walker::with_limits(self.tables, self.ty, self.bytes, self.limits);
        let walker = Walk {
            walker: RefCell::new(walker),
        };
        let kind = walker.next()?;
        let done = Part {
            walk: &walker,
            kind,
        }
        .serialize(serializer)?;
        // Nothing comes behind a value: this finds trailing bytes.
        walker.is_over()?;
        Ok(done)
    }
}

/// The walk that all parts share: `Serialize` has no mutable access.
struct Walk<'t, 'a> {
    walker: RefCell<Walker<'t, 'a>>,
}

impl<'t, 'a> Walk<'t, 'a> {
    fn next<E: Error>(&self) -> Result<EventKind<'t, 'a>, E> {
        let mut walker = self.walker.try_borrow_mut().map_err(E::custom)?;
        match walker.next_event().map_err(E::custom)? {
            Some(_) if walker.depth() > DEEPEST => Err(E::custom("values are nested too deep")),
            Some(event) => Ok(event.kind),
            None => Err(E::custom("the value has ended")),
        }
    }

    fn is_over<E: Error>(&self) -> Result<(), E> {
        let mut walker = self.walker.try_borrow_mut().map_err(E::custom)?;
        walker.next_event().map_err(E::custom)?;
        Ok(())
    }
}

/// A value whose first event has been taken.
struct Part<'w, 't, 'a> {
    walk: &'w Walk<'t, 'a>,
    kind: EventKind<'t, 'a>,
}

impl Serialize for Part<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.kind {
            EventKind::Begin { row, .. } => self.members(row.name(), serializer),
            EventKind::Vector { count, .. } => self.elements(count, serializer),
            EventKind::Nat(value) => serializer.serialize_u32(value),
            EventKind::Int(value) => serializer.serialize_i32(value),
            EventKind::Long(value) => serializer.collect_str(&value),
            EventKind::Double(value) if value.is_finite() => serializer.serialize_f64(value),
            EventKind::Double(value) => {
                serializer.collect_str(&format_args!("0x{:016x}", value.to_bits()))
            }
            // As a double it is exact in every format.
            EventKind::Float(value) if value.is_finite() => {
                serializer.serialize_f64(f64::from(value))
            }
            EventKind::Float(value) => {
                serializer.collect_str(&format_args!("0x{:08x}", value.to_bits()))
            }
            EventKind::Bool(value) => serializer.serialize_bool(value),
            EventKind::Str(text) => serializer.serialize_str(text),
            EventKind::Bytes(bytes) | EventKind::Raw(bytes) => {
                serializer.collect_str(&Digits(bytes))
            }
            EventKind::True => serializer.serialize_bool(true),
            EventKind::Unknown(bytes) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("_", UNKNOWN)?;
                map.serialize_entry("bytes", &Text(Digits(bytes)))?;
                map.end()
            }
            EventKind::Field(_) | EventKind::Absent(_) | EventKind::End => {
                Err(S::Error::custom("no value comes"))
            }
        }
    }
}

impl Part<'_, '_, '_> {
    fn members<S: Serializer>(&self, name: &str, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("_", name)?;
        loop {
            match self.walk.next()? {
                EventKind::Field(field) => self.member(&field, &mut map)?,
                EventKind::End => return map.end(),
                _ => return Err(Error::custom("no field comes")),
            }
        }
    }

    fn member<M: SerializeMap>(&self, field: &FieldInfo<'_>, map: &mut M) -> Result<(), M::Error> {
        let kind = self.walk.next()?;
        match (field.word, kind) {
            (None, EventKind::Int(_)) if field.is_length => Ok(()),
            (Some(_), EventKind::Nat(value)) => match field.other_bits(value) {
                Some(bits) => map.serialize_entry(field.name, &bits),
                None => Ok(()),
            },
            _ => {
                let walk = self.walk;
                map.serialize_entry(field.name, &Part { walk, kind })
            }
        }
    }

    fn elements<S: Serializer>(&self, count: u32, serializer: S) -> Result<S::Ok, S::Error> {
        let mut elements = serializer.serialize_seq(Some(count as usize))?;
        loop {
            match self.walk.next()? {
                EventKind::End => return elements.end(),
                kind => {
                    let walk = self.walk;
                    elements.serialize_element(&Part { walk, kind })?;
                }
            }
        }
    }
}

/// What displays itself, as a string.
struct Text<D>(D);

impl<D: fmt::Display> Serialize for Text<D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Bytes as hex digits.
struct Digits<'a>(&'a [u8]);

impl fmt::Display for Digits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

//! Unknown values in JSON: `{"_":"#unknown","bytes":"adde0000"}`.

use alloc::string::String;
use alloc::vec::Vec;

use ::serde::de::{Error, MapAccess};

use super::super::encoder::Encoder;
use super::super::event::EventKind;
use super::super::frame::Scope;
use super::super::notation::Term;
use super::super::{Tables, Ty, Walker};
use super::buffer::{Buffered, Keep};
use super::members::{Key, KeySeed};
use super::scalars;
use crate::{DecodeError, Limits};

/// Whether values of a type are kept if they cannot be read.
pub fn are_kept(scope: Scope<'_>, term: Term<'_>) -> bool {
    match term {
        Term::Object => {
            // It may hold a value of any type that keeps them.
            let mut tables = scope.tables.iter();
            tables.any(|table| {
                let mut rows = table.constructors().iter();
                table.keeps_unknown_objects() || rows.any(|row| row.type_keeps_unknown())
            })
        }
        Term::Boxed(name) => {
            let found = scope.any_boxed(name);
            found.is_some_and(|(_, row)| row.type_keeps_unknown())
        }
        _ => false,
    }
}

/// Reads an unknown value: the members that have come, and the others.
pub fn read<'de, A: MapAccess<'de>>(
    encoder: &mut Encoder<'_>,
    kept: Vec<(String, Buffered)>,
    mut map: A,
) -> Result<(), A::Error> {
    let mut bytes = None;
    for (name, value) in kept {
        take(&mut bytes, &name, &value)?;
    }
    while let Some(key) = map.next_key_seed(KeySeed::ANY)? {
        let Key::Other(name) = key else {
            return Err(A::Error::custom("duplicate member `_` of an unknown value"));
        };
        let value = map.next_value_seed(Keep::new(0))?;
        take(&mut bytes, &name, &value)?;
    }
    let bytes =
        bytes.ok_or_else(|| A::Error::custom("missing member `bytes` of an unknown value"))?;
    encoder.w.raw(&bytes);
    encoder.unknown.push(bytes);
    Ok(())
}

fn take<E: Error>(bytes: &mut Option<Vec<u8>>, name: &str, value: &Buffered) -> Result<(), E> {
    if name != "bytes" {
        return Err(E::custom(format_args!(
            "unknown member `{name}` of an unknown value"
        )));
    }
    if bytes.is_some() {
        return Err(E::custom("duplicate member `bytes` of an unknown value"));
    }
    let Buffered::Text(digits) = value else {
        return Err(E::custom("`bytes` of an unknown value must be hex digits"));
    };
    let mut decoded = Vec::new();
    if scalars::digits(digits, &mut decoded).is_none() {
        return Err(E::custom("`bytes` of an unknown value must be hex digits"));
    }
    *bytes = Some(decoded);
    Ok(())
}

/// Checks that `bytes`, which have the `unknown` values in them, have the same when they are read:
/// the schema may be able to read one of them, and nothing may follow one.
pub fn check<E: Error>(
    tables: Tables<'_>,
    ty: Ty<'_>,
    bytes: &[u8],
    mut unknown: Vec<Vec<u8>>,
) -> Result<(), E> {
    // Members may have come in any order.
    unknown.sort_unstable();
    let strict = Limits::DEFAULT.with_bytes(usize::MAX);
    // Unknown values may have bits that are not assigned, if they were read without regard to such.
    for limits in [strict, strict.dropping_unknown_bits(true)] {
        let walker = Walker::with_limits(tables, ty, bytes, limits);
        if unknown_values(walker).is_ok_and(|found| found == unknown) {
            return Ok(());
        }
    }
    Err(E::custom(
        "the `bytes` of an unknown value are those of a known one, or more follows them",
    ))
}

/// The unknown values of a walk, sorted.
fn unknown_values<'a>(mut walker: Walker<'_, 'a>) -> Result<Vec<&'a [u8]>, DecodeError> {
    let mut found = Vec::new();
    while let Some(event) = walker.next_event()? {
        if let EventKind::Unknown(bytes) = event.kind {
            found.push(bytes);
        }
    }
    found.sort_unstable();
    Ok(found)
}

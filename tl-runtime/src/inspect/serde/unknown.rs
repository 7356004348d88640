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

/// Whether values of a type are kept if they cannot be read.
pub fn are_kept(scope: Scope<'_>, term: Term<'_>) -> bool {
    match term {
        Term::Object => {
            let mut tables = scope.tables.iter();
            tables.any(|table| table.keeps_unknown_objects())
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
    let limits = crate::Limits::DEFAULT.with_bytes(usize::MAX);
    let mut walker = Walker::with_limits(tables, ty, bytes, limits);
    let mut found = Vec::new();
    while let Some(event) = walker.next_event().map_err(E::custom)? {
        if let EventKind::Unknown(bytes) = event.kind {
            found.push(bytes);
        }
    }
    // Members may have come in any order.
    found.sort_unstable();
    unknown.sort_unstable();
    match found == unknown {
        true => Ok(()),
        false => Err(E::custom(
            "the `bytes` of an unknown value are those of a known one",
        )),
    }
}

//! What must hold for any bytes as a value of any type: the owned form, the borrowed form and the
//! walker accept the same bytes with the same error at the same byte, and write the same bytes.
//!
//! ```text
//!         ┌▸ from_bytes ─▸ to_bytes ──┐
//! bytes ──┼▸ from_slice ─▸ to_bytes ──┼▸ equal, or the same error
//!         ├▸ Walker ─────▸ canonical ─┤
//!         └▸ to_json ────▸ from_json ─┘
//! ```

use std::fmt::Debug;

use tl_runtime::inspect::{Inspect, JsonExt, Tables, from_json};
use tl_runtime::{Decode, DecodeError, DecodeErrorKind, DecodeRef, Encode, Identifiable, Limit};

use super::canonical::canonical;

/// What all owned types of the bindings implement.
pub trait Value: Decode + Encode + Inspect + Debug + Clone + PartialEq {}

impl<T: Decode + Encode + Inspect + Debug + Clone + PartialEq> Value for T {}

/// Checks `data` as a value of `T`, which has no borrowed form. Returns whether it is one.
///
/// # Panics
///
/// If the forms disagree.
pub fn owned<T: Value>(data: &[u8]) -> bool {
    read::<T>(data).is_ok()
}

/// Checks `data` as a value of `T`, and as one of its borrowed form `B`.
///
/// # Panics
///
/// If the forms disagree.
pub fn both<'a, T, B>(data: &'a [u8], into_owned: fn(B) -> T) -> bool
where
    T: Value,
    B: DecodeRef<'a> + Encode + Inspect + Debug + Clone + PartialEq,
{
    let owned = read::<T>(data);
    match (B::from_slice(data), &owned) {
        (Ok(borrowed), Ok(owned)) => {
            assert_eq!(borrowed.to_bytes(), owned.to_bytes(), "{owned:?}");
            assert_eq!(format!("{borrowed:?}"), format!("{owned:?}"));
            assert!(borrowed.clone() == borrowed, "{borrowed:?}");
            assert!(into_owned(borrowed) == *owned, "{owned:?}");
        }
        (borrowed, owned) => assert_eq!(
            borrowed.err().as_ref(),
            owned.as_ref().err(),
            "{} of {data:02x?}",
            T::TY
        ),
    }
    owned.is_ok()
}

/// Returns what follows the id of `T`, if `data` begins with it.
#[must_use]
pub fn without_id<T: Identifiable>(data: &[u8]) -> Option<&[u8]> {
    data.strip_prefix(&T::CONSTRUCTOR_ID.to_le_bytes())
}

fn read<T: Value>(data: &[u8]) -> Result<T, DecodeError> {
    let value = T::from_bytes(data);
    let walked = canonical(Tables::one(T::TABLE), T::TY, data);
    match (&value, &walked) {
        (Ok(value), Ok(bytes)) => kept(value, bytes, data),
        // A walk takes no memory for each element, so it has no such limit.
        (Err(error), _) if is_memory(error) => {}
        (value, walked) => assert_eq!(
            value.as_ref().err(),
            walked.as_ref().err(),
            "bindings and walker: {} of {data:02x?}: {value:?}",
            T::TY
        ),
    }
    if let Err(error) = &value {
        assert!(error.offset() <= data.len(), "{error}");
    }
    value
}

/// Checks that a value is written as `bytes`, and that copies and JSON keep it.
fn kept<T: Value>(value: &T, bytes: &Vec<u8>, data: &[u8]) {
    assert_eq!(
        value.to_bytes().as_ref(),
        Ok(bytes),
        "{value:?} from {data:02x?}"
    );
    assert!(value.clone() == *value, "{value:?}");
    let again = T::from_bytes(bytes);
    let again = again.unwrap_or_else(|error| panic!("{error}: {value:?}"));
    assert!(again == *value, "{again:?} is not {value:?}");
    let json = value.to_json();
    let json = json.unwrap_or_else(|error| panic!("{error}: {value:?}"));
    let again = from_json(T::TABLE, T::TY, &json);
    let again = again.unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(&again, bytes, "{json}");
}

fn is_memory(error: &DecodeError) -> bool {
    matches!(
        error.kind(),
        DecodeErrorKind::LimitExceeded {
            limit: Limit::Memory,
            ..
        }
    )
}

//! Equality of values by their bytes.

use super::Inspect;
use crate::Writer;

/// Whether two values have the same bytes: what a generated `PartialEq` calls where it is not
/// derived.
///
/// So a NaN is equal to itself if its bits are, and `0.0` is not `-0.0`. A value that cannot be
/// encoded is equal to none, itself included.
///
/// ```
/// use tl_runtime::inspect::eq;
///
/// assert!(eq(&f64::NAN, &f64::NAN));
/// assert!(!eq(&0.0, &-0.0));
/// ```
pub fn eq<T: Inspect + ?Sized>(left: &T, right: &T) -> bool {
    let (mut left_bytes, mut right_bytes) = (Writer::new(), Writer::new());
    left.encode(&mut left_bytes);
    right.encode(&mut right_bytes);
    are_equal(left_bytes, right_bytes)
}

#[inline(never)]
fn are_equal(left: Writer, right: Writer) -> bool {
    match (left.finish(), right.finish()) {
        (Ok(left), Ok(right)) => left == right,
        _ => false,
    }
}

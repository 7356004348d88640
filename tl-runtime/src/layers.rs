//! Layers of a schema: what generated code knows of older ones, and which one is meant by a number.
//!
//! Telegram numbers the versions of its schema. A server may answer by an older layer than that of the
//! client, and both sides of a secret chat agree on the newest one that both know.

/// A constructor or function as an older layer declares it: a row of `HISTORY` in generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Historic {
    /// Its id.
    pub id: u32,
    /// Its TL name, without the layer.
    pub name: &'static str,
    /// The layer that it is called by in Rust: the last one that has it or, for layers that stand
    /// in blocks of one schema, the one that it came with.
    pub layer: i32,
    /// Why it cannot be upgraded, as a sentence without its stop; none if it can.
    pub obstacle: Option<&'static str>,
}

/// The greatest of `layers` that is not above `layer`: what a peer of that layer understands.
/// `layers` ascend, as `LAYERS` in generated code do.
///
/// ```
/// use tl_runtime::layers::nearest;
///
/// let layers = [8, 17, 45, 73];
/// assert_eq!(nearest(&layers, 46), Some(45));
/// assert_eq!(nearest(&layers, 45), Some(45));
/// assert_eq!(nearest(&layers, 144), Some(73));
/// assert_eq!(nearest(&layers, 7), None);
/// ```
#[must_use]
pub fn nearest(layers: &[i32], layer: i32) -> Option<i32> {
    let above = layers.partition_point(|it| *it <= layer);
    above.checked_sub(1).and_then(|at| layers.get(at)).copied()
}

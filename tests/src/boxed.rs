//! Every boxed type of the test schemas by its TL name: what can be done to the bytes of
//! any of them.

use std::fmt::Debug;
use std::hint::black_box;

use tl_runtime::{Decode, DecodeError, Encode};

/// A boxed type.
#[derive(Clone, Copy)]
pub struct Boxed {
    /// Its name in TL.
    pub name: &'static str,
    /// How large a value is in memory, in bytes, without what lies behind pointers.
    pub size: usize,
    /// Reads the whole of some bytes as a boxed vector of it, and drops that.
    pub read_vector: fn(&[u8]) -> Result<(), DecodeError>,
    /// Reads the whole of some bytes as a value of it, and drops that.
    pub read: fn(&[u8]) -> Result<(), DecodeError>,
    /// Reads a value of it and does all that generated types can: writes it, clones it,
    /// compares it with its clone, shows it, drops it.
    pub use_all: fn(&[u8]) -> Result<(), DecodeError>,
}

impl Boxed {
    fn new<T: Decode + Encode + Clone + PartialEq + Debug>(name: &'static str) -> Self {
        Self {
            name,
            size: size_of::<T>(),
            read_vector: read::<Vec<T>>,
            read: read::<T>,
            use_all: use_all::<T>,
        }
    }
}

/// The types of the API, layer 230.
#[must_use]
pub fn layer230() -> Vec<Boxed> {
    include!(concat!(env!("OUT_DIR"), "/boxed/layer230.rs")).to_vec()
}

/// The types of MTProto.
#[must_use]
pub fn mtproto() -> Vec<Boxed> {
    include!(concat!(env!("OUT_DIR"), "/boxed/mtproto.rs")).to_vec()
}

fn read<T: Decode>(bytes: &[u8]) -> Result<(), DecodeError> {
    T::from_bytes(bytes).map(drop)
}

/// # Panics
///
/// If the clone differs, or what is written is not what was read.
fn use_all<T: Decode + Encode + Clone + PartialEq + Debug>(
    bytes: &[u8],
) -> Result<(), DecodeError> {
    let value = T::from_bytes(bytes)?;
    assert_eq!(value.to_bytes().as_deref(), Ok(bytes));
    let clone = value.clone();
    assert!(clone == value, "a clone differs");
    black_box(format!("{value:?}"));
    black_box(format!("{value:#?}"));
    Ok(())
}

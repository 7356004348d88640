//! Looking at values without their Rust types.

mod builtin;
mod compare;
mod debug;
#[cfg(feature = "serde")]
mod encoder;
mod event;
mod frame;
mod hex;
#[cfg(feature = "json")]
mod json;
mod lookup;
mod notation;
#[cfg(feature = "serde")]
mod serde;
mod slots;
mod table;
mod types;
mod walker;

pub use compare::eq;
pub use debug::{Pretty, debug, pretty};
pub use event::{Event, EventKind, FieldInfo};
pub use hex::{Hex, hex};
#[cfg(feature = "json")]
pub use json::{JsonError, JsonExt, TextBuffer, from_json, to_json, write_json};
pub use notation::Ty;
#[cfg(feature = "serde")]
pub use serde::{Json, Seed, Value, deserialize, serialize};
pub use table::{Row, Table, Tables};
pub use types::{Described, Inspect};
pub use walker::Walker;

//! Looking at values without their Rust types.

mod builtin;
#[cfg(feature = "serde")]
mod encoder;
mod event;
mod frame;
#[cfg(feature = "json")]
mod json;
mod lookup;
mod notation;
#[cfg(feature = "serde")]
mod serde;
mod slots;
mod table;
#[cfg(feature = "serde")]
mod text;
mod types;
mod walker;

pub use event::{Event, EventKind, FieldInfo};
#[cfg(feature = "json")]
pub use json::{from_json, to_json, write_json};
pub use notation::Ty;
#[cfg(feature = "serde")]
pub use serde::{Json, Seed, Value, deserialize, serialize};
pub use table::{Row, Table, Tables};
#[cfg(feature = "json")]
pub use text::TextBuffer;
pub use types::{Described, Inspect};
pub use walker::Walker;

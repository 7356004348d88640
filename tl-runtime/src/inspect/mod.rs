//! Looking at values without their Rust types.

mod builtin;
mod event;
mod frame;
pub mod json;
mod lookup;
mod notation;
mod slots;
mod table;
pub mod text;
mod types;
mod walker;

pub use event::{Event, EventKind, FieldInfo};
pub use json::{to_json, write_json};
pub use notation::Ty;
pub use table::{Row, Table, Tables};
pub use types::{Described, Inspect};
pub use walker::Walker;

//! Looking at values without their Rust types.

mod builtin;
mod event;
mod frame;
mod lookup;
mod notation;
mod table;
mod types;
mod walker;

pub use event::{Event, EventKind, FieldInfo};
pub use notation::Ty;
pub use table::{Row, Table, Tables};
pub use types::Inspect;
pub use walker::Walker;

//! Looking at values without their Rust types.

mod builtin;
mod notation;
mod table;
mod types;

pub use notation::Ty;
pub use table::{Row, Table, Tables};
pub use types::Inspect;

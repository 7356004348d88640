//! What `tl decode` and `tl encode` share: schemas as tables, types as people write them, input, and
//! values that are packed.
//!
//! ```text
//! --schema FILE ─▸ schemas ─▸ tables ──┐
//! --type TYPE ───▸ types ──────────────┼─▸ decoder ─▸ json, pretty, hex
//! FILE or - ─────▸ input ──▸ packed ───┘
//! ```

mod asked;
mod decoder;
mod hex;
mod input;
mod packed;
mod schemas;
mod tables;
mod types;
mod wrong;

pub use asked::{Asked, TypeArgs};
pub use decoder::Decoder;
pub use hex::{hex_into, to_hex};
pub use input::InputArgs;
pub use schemas::SchemasArgs;
pub use tables::Schemas;

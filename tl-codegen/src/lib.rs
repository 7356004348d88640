//! Generates typed Rust bindings from [TL] schemas. In a `build.rs`:
//!
//! ```no_run
//! tl_codegen::Config::new().schema("schema/api.tl").compile();
//! ```
//!
//! and in `lib.rs`: `tl_runtime::include_tl!();`
//!
//! ```text
//! Schema ─▸ select ─▸ names ─▸ layout ─▸ emit ─▸ format ─▸ files
//! ```
//!
//! Three modules come out: `types` with a struct a constructor, `enums` with an enum
//! a boxed type, `functions` with a struct a function; each split by namespace.
//! Beside them stand `Object` (any boxed value) and `AnyFunction` (any function),
//! which are decoded by id. With [side data](side_data) there is a fourth module, `errors`.
//!
//! What side data says about a function, a type or a field is its documentation. Where it says
//! nothing, the documentation comments of the schema are: `//@description A dog`.
//!
//! [TL]: https://core.telegram.org/mtproto/TL

mod attributes;
mod borrow;
mod cargo;
mod compile;
mod config;
mod depths;
mod describe;
mod emit;
mod examples;
mod extent;
mod files;
mod format;
mod generate;
mod hash;
mod layers;
mod layout;
mod names;
#[doc(hidden)]
pub mod output;
mod post_order;
mod read;
mod report;
mod select;
pub mod side_data;
mod strings;
mod switches;
mod texts;
mod traits;
mod unknown;
mod upgrade;
mod words;

pub use config::Config;
pub use describe::{Description, Refused, Row};
pub use examples::Examples;
pub use hash::schema_hash;
pub use report::{Problem, Report};
pub use side_data::SideData;
pub use texts::Texts;
pub use tl_parser::Dialect;
pub use traits::{Impl, Trait};
pub use words::UnknownBits;

/// The files of one run: path relative to the output directory, with `/` on every
/// host, and text.
pub type Files = std::collections::BTreeMap<String, String>;

//! Values without their Rust types: one table that describes a schema, one walker over encoded
//! bytes, and on them all that looks at values.
//!
//! | what | where |
//! |---|---|
//! | the description of a schema | [`Table`] of [`Row`]s, [`Tables`] for several side by side |
//! | a type, where a walk starts | [`Ty`]; of a Rust type, [`Inspect`] |
//! | bytes, step by step | [`Walker`], an iterator of [`Event`]s |
//! | text for people | [`pretty`], and [`debug`], which generated types call |
//! | annotated hex | [`hex`] |
//! | JSON text (feature `json`) | `to_json`, `write_json`, `from_json`; `JsonExt` for Rust values |
//! | any format of serde (feature `serde`) | `Value` and `Seed` for bytes, `Json` for Rust values |
//!
//! Generated bindings have their table as `SCHEMA`. A schema that is read at run time is described
//! by `tl_codegen::Description`. Nothing here trusts a table: one that makes no sense is an error.
//!
//! ```
//! use tl_runtime::inspect::{Row, Table, Ty, hex, pretty};
//!
//! static SCHEMA: Table<'static> = Table::new(
//!     &[
//!         Row::new(0x7da07ec9, "inputPeerSelf", "", "InputPeer"),
//!         Row::new(0xdde8a54c, "inputPeerUser", "user_id:long access_hash:long", "InputPeer"),
//!     ],
//!     &[],
//! );
//! let bytes = b"\x15\xc4\xb5\x1c\x01\0\0\0\xc9\x7e\xa0\x7d";
//! let ty = Ty::new("Vector<InputPeer>");
//! assert_eq!(pretty(&SCHEMA, ty, bytes).to_string(), "[inputPeerSelf]");
//! assert_eq!(hex(&SCHEMA, ty, bytes).to_string(), "\
//! 0000  15c4b51c01000000   Vector of 1
//! 0008  c97ea07d             [0] = inputPeerSelf
//! ");
//! ```
//!
//! # The notation
//!
//! Types and fields are written in a normal form of TL. A table holds them as text, which costs the
//! compiler a literal, and a walk takes a row apart when it first comes.
//!
//! ```text
//! flags:# request_needed:flags.3?true peer:InputPeer title:flags.4?string ids:Vector<long>
//! ```
//!
//! Fields are parted by one space, and a condition names a `#` that stands before it.
//!
//! | text | value |
//! |---|---|
//! | `int` `long` `double` `float` `string` `bytes` `true` `int128` `int256` `int512` | bare |
//! | `#` | a number; a flags word, if a condition names it |
//! | `Int` `Long` `String` ... | the same behind the id of its declaration, `int ? = Int` |
//! | `Bool` | `boolTrue` or `boolFalse` |
//! | `InputPeer`, `messages.ChatInviteImporters` | any constructor of the type, behind its id |
//! | `%a22cbd96` | the constructor with this id, bare |
//! | `Object` | any constructor or function, behind its id |
//! | `!` | any function |
//! | `!a455de90` | the function with this id |
//! | `Vector<T>`, `vector<T>` | with and without the id of `vector` |
//!
//! The result of a function can be `@query`: what the function in the field `query` returns.
//!
//! # JSON
//!
//! | TL | JSON |
//! |---|---|
//! | constructor, function | an object: the TL name in `_`, which comes first, then the fields |
//! | `int`, `#` that no condition names | a number |
//! | `long` | a string of decimal digits; as input also a number |
//! | `double`, `float` | a number, `-0.0` too; NaN and infinities are their bits: `"0x7ff0000000000000"`, `"0x7f800000"` |
//! | `string` | a string |
//! | `bytes`, `int128`, `int256`, `int512` | a string of hex digits in the order of the wire |
//! | `Bool` | `true`, `false` |
//! | `true`, `x:flags.N?true` | `true` |
//! | vectors | an array |
//! | an optional field that is absent | nothing; as input also `null`, and `false` for a bit |
//!
//! Flags words are left out: they follow from the fields. Where they do not, a member of the word's
//! name says the rest: the bits that stand for no field, and of a word that is itself optional, that
//! it is there, if it is 0. So no value loses a bit: bytes to JSON to bytes are the same bytes.
//!
//! As input, members may come in any order, and `_` may be left out where the type has one
//! constructor. Members that come before `_` are kept until it comes. Where two schemas, or two
//! layers of one, declare one name, it is the first one that has just these members. Numbers are
//! exact: a parser of JSON other than the one behind the feature `json` has to be too.

mod builtin;
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
pub(crate) mod path;
#[cfg(feature = "serde")]
mod serde;
mod slots;
mod table;
mod tables;
mod types;
mod walker;

#[doc(hidden)]
pub use debug::debug_as;
pub use debug::{Pretty, debug, pretty};
pub use event::{Event, EventKind, FieldInfo};
pub use hex::{Hex, hex};
#[cfg(feature = "json")]
pub use json::{JsonError, JsonExt, TextBuffer, from_json, to_json, write_json};
pub use notation::Ty;
#[cfg(feature = "serde")]
pub use serde::{Json, Seed, Value, deserialize, serialize};
pub use table::{Row, Table};
pub use tables::Tables;
pub use types::{Described, Inspect};
pub use walker::Walker;

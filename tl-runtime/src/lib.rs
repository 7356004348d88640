//! The runtime of generated TL (Type Language) bindings: bytes in, values out, and back.
//!
//! | what | where |
//! |---|---|
//! | read a message | [`Reader`], bounded by [`Limits`], failing with [`DecodeError`] |
//! | write a message | [`Writer`], failing with [`EncodeError`] |
//! | what generated types implement | [`Encode`], [`Decode`], [`DecodeRef`], [`Identifiable`], [`Function`] |
//! | call functions, and answer calls | [`rpc`] |
//! | read values of older layers | [`layers`] |
//! | look at values without their Rust types | [`inspect`] |
//! | bring generated code in | [`include_tl!`] |
//! | inflate packed data (feature `gzip`) | `gzip` |
//!
//! The crate knows how TL lays out bytes (little endian, everything padded to four bytes) and
//! nothing of any schema but what a table in the generated code says. It is `no_std` + `alloc`, has no
//! `unsafe`, and neither reading nor writing panics, whatever the input.
//!
//! Without features it has no dependencies. `serde` lets all types be serialized and deserialized, and
//! `json` writes and reads JSON; both are `no_std` too.
//!
//! Errors are *sticky*: a read returns a plain value, the first failure is remembered, and whoever
//! started the decoding asks for it once. So generated code is straight lines without `?`.
//!
//! # Example
//!
//! What a generator writes for
//! `starsSubscriptionPricing#05416d58 period:int amount:long = StarsSubscriptionPricing;`:
//!
//! ```
//! use tl_runtime::{Decode, DecodeError, Encode, Identifiable, Reader, Writer};
//!
//! #[derive(Debug, PartialEq)]
//! struct StarsSubscriptionPricing {
//!     period: i32,
//!     amount: i64,
//! }
//!
//! impl Identifiable for StarsSubscriptionPricing {
//!     const CONSTRUCTOR_ID: u32 = 0x05416d58;
//! }
//!
//! impl Encode for StarsSubscriptionPricing {
//!     fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
//!         w.id(Self::CONSTRUCTOR_ID);
//!         w.int(self.period);
//!         w.long(self.amount);
//!     }
//! }
//!
//! impl Decode for StarsSubscriptionPricing {
//!     const MIN_SIZE: usize = 16;
//!     fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
//!         r.boxed(Self::CONSTRUCTOR_ID, "StarsSubscriptionPricing");
//!         Self { period: r.int(), amount: r.long() }
//!     }
//! }
//!
//! let pricing = StarsSubscriptionPricing { period: 2_592_000, amount: 500 };
//! let bytes = pricing.to_bytes()?;
//! assert_eq!(bytes, *b"\x58\x6d\x41\x05\x00\x8d\x27\x00\xf4\x01\0\0\0\0\0\0");
//! assert_eq!(StarsSubscriptionPricing::from_bytes(&bytes)?, pricing);
//!
//! let error: DecodeError = StarsSubscriptionPricing::from_bytes(&bytes[..10]).unwrap_err();
//! assert_eq!(error.to_string(), "expected a long: 8 bytes needed, 2 remain at byte 8");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unreachable,
    clippy::unwrap_used
)]

extern crate alloc;
#[cfg(feature = "gzip")]
extern crate std;

mod copy;
mod error;
#[cfg(feature = "gzip")]
pub mod gzip;
mod impls;
pub mod inspect;
pub mod layers;
mod limits;
mod reader;
pub mod rpc;
mod traits;
mod unknown;
mod wire;
mod writer;

pub use error::{DecodeError, DecodeErrorKind, EncodeError, Limit};
pub use limits::Limits;
pub use reader::Reader;
pub use traits::{Decode, DecodeRef, Encode, Function, Identifiable};
pub use unknown::Unknown;
pub use writer::Writer;

/// All that generated code names, under the version it was generated for.
///
/// Generated code writes `::tl_runtime::__v0_1::Reader` and so on: a generator of another version
/// names a module that is not here, and the build fails instead of misreading bytes.
#[doc(hidden)]
pub mod __v0_1 {
    pub use crate::copy::{clone, eq, into_owned};
    pub use crate::inspect::{self, Described, Inspect, Row, Table, Ty, debug_as as debug};
    pub use crate::layers::Historic;
    pub use crate::reader::no_value;
    pub use crate::rpc::{
        Answer, Asked, BotCallable, BusinessCallable, Call, CallError, CallableBy, Caller, Callers,
        Client, InvokeError, Refusal, RpcError, Transport, UnauthorizedCallable, UserCallable,
        permit, refused, reply, retry,
    };
    pub use crate::{
        Decode, DecodeError, DecodeErrorKind, DecodeRef, Encode, EncodeError, Function,
        Identifiable, Limit, Limits, Reader, Unknown, Writer,
    };
    pub use alloc::{boxed::Box, string::String, vec::Vec};
    #[cfg(feature = "serde")]
    pub use serde;
    // A schema may call its types `Option`, `Ok` or `From`: generated code never uses the
    // names of the prelude.
    pub use core::clone::Clone;
    pub use core::cmp::PartialEq;
    pub use core::convert::{From, Into, TryFrom};
    pub use core::error::Error;
    pub use core::fmt::{Debug, Display, Formatter, Result as FmtResult};
    pub use core::format_args;
    pub use core::future::Future;
    pub use core::option::Option::{self, None, Some};
    pub use core::result::Result::{self, Err, Ok};
    pub use core::time::Duration;
}

/// Includes the bindings that a build script has generated into `$OUT_DIR/tl/`.
///
/// `include_tl!()` includes `$OUT_DIR/tl/schema.rs`, `include_tl!("api")` includes
/// `$OUT_DIR/tl/api.rs`. A crate without a build script has no `OUT_DIR` and does not compile.
///
/// ```text
/// pub mod tl {
///     tl_runtime::include_tl!();
/// }
/// ```
#[macro_export]
macro_rules! include_tl {
    () => {
        $crate::include_tl!("schema");
    };
    ($name:literal) => {
        ::core::include!(::core::concat!(
            ::core::env!("OUT_DIR"),
            "/tl/",
            $name,
            ".rs"
        ));
    };
}

//! The bindings of TON's two schemas.
#![no_std]
#![deny(warnings)]
#![warn(missing_docs)]

/// `lite_api.tl`
pub mod lite {
    include!("tl/lite.rs");
}

/// `ton_api.tl`
pub mod ton {
    include!("tl/ton.rs");
}

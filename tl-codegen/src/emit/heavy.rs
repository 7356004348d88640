//! How heavy values are read ([`Heavy`](crate::extent::Heavy)): up to the first failure.
//!
//! ```text
//! const IS_HEAVY: bool = true;
//! fn try_read<const ONCE: bool>(r: &mut __rt::Reader<'_>) -> __rt::Option<Self> {
//!     let a = __rt::Option::Some(r.int())?;
//!     let b = r.try_value()?;
//!     ..
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

/// The value of a heavy variant or, where reading it failed, `placeholder`.
pub fn or(variant: &TokenStream, placeholder: &TokenStream) -> TokenStream {
    quote! {
        match r.try_value() {
            ::tl_runtime::__v0_1::Some(x) => #variant(x),
            ::tl_runtime::__v0_1::None => #placeholder,
        }
    }
}

/// The items of `impl Decode` that say that a type is heavy, and read it by `body`.
pub fn items(body: &TokenStream) -> TokenStream {
    quote! {
        const IS_HEAVY: bool = true;
        fn try_read<const ONCE: bool>(r: &mut __rt::Reader<'_>) -> __rt::Option<Self> {
            #body
        }
    }
}

/// Reads what no message can hold: there is no value if that fails.
pub fn endless() -> TokenStream {
    quote! {
        match r.try_value() {
            __rt::Some(value) => value,
            __rt::None => __rt::no_value(),
        }
    }
}

/// Gives up if something failed.
pub fn check() -> TokenStream {
    quote! {
        if r.is_failed() {
            return __rt::None;
        }
    }
}

//! The variant of an enum that keeps what cannot be read.
//!
//! ```text
//! Unknown(__rt::Unknown)
//! let mark = r.mark();
//! let value = match r.id() { .. };
//! match r.recover(mark) { Some(x) => Self::Unknown(x), None => value }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::names::ident;

/// The parts of an enum that has such a variant, or nothing.
#[derive(Default)]
pub struct Parts {
    pub definition: TokenStream,
    pub encode: TokenStream,
    /// An arm that reads it from a copy in memory, which comes before that of unknown ids.
    pub copied: TokenStream,
    name: Option<Ident>,
}

impl Parts {
    /// The parts for an enum with these other variants. `was_read` says whether the id of a value was
    /// read where its variant is chosen, or only peeked.
    pub fn new<'v>(others: impl IntoIterator<Item = &'v Ident>, was_read: bool) -> Self {
        let name = free_name(others);
        let skip = (!was_read).then(|| quote! { r.id(); });
        Self {
            definition: quote! {
                /// A value of which something is unknown: its bytes
                #name(::tl_runtime::__v0_1::Unknown),
            },
            encode: quote! { Self::#name(x) => w.value(x), },
            copied: quote! {
                id if r.is_copied_unknown(id) => {
                    #skip
                    Self::#name(r.copied_unknown())
                }
            },
            name: Some(name),
        }
    }

    /// As `copied`, of an enum that is heavy.
    pub fn copied_if_any(&self) -> Option<TokenStream> {
        let name = self.name.as_ref()?;
        Some(quote! {
            id if r.is_copied_unknown(id) => __rt::Some(Self::#name(r.copied_unknown())),
        })
    }

    /// As [`around`](Parts::around), of a value that there may be none of.
    pub fn around_any(&self, read: &TokenStream) -> TokenStream {
        let Some(name) = &self.name else {
            return read.clone();
        };
        quote! {
            let mark = r.mark();
            let value = { #read };
            match r.recover(mark) {
                __rt::Some(x) => __rt::Some(Self::#name(x)),
                __rt::None => value,
            }
        }
    }

    /// Whether there is such a variant.
    pub fn are_there(&self) -> bool {
        self.name.is_some()
    }

    /// Reads a value, whose last expression is `read`, or what is left of it.
    pub fn around(&self, read: &TokenStream) -> TokenStream {
        let Some(name) = &self.name else {
            return read.clone();
        };
        quote! {
            let mark = r.mark();
            let value = { #read };
            match r.recover(mark) {
                ::tl_runtime::__v0_1::Some(x) => Self::#name(x),
                ::tl_runtime::__v0_1::None => value,
            }
        }
    }
}

fn free_name<'v>(others: impl IntoIterator<Item = &'v Ident>) -> Ident {
    let unknown = ident("Unknown");
    match others.into_iter().any(|it| *it == unknown) {
        true => ident("UnknownConstructor"),
        false => unknown,
    }
}

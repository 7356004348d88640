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
use tl_parser::Schema;
use tl_parser::schema::TypeId;

use super::parts::hex;
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
    /// The parts for the enum of a type with these other variants, which reads the id of a value
    /// before it chooses one. `tag` stands for the type.
    pub fn of_type<'v>(others: impl IntoIterator<Item = &'v Ident>, tag: u32) -> Self {
        let name = free_name(others);
        Self {
            copied: quote! {
                id if r.is_copied_unknown(id) => Self::#name(r.copied_unknown()),
            },
            ..Self::new(name, tag)
        }
    }

    /// The parts for `Object`, which only peeks at the id. A copy of an unknown value that is in
    /// another variant has the tag of that one's type.
    pub fn of_object<'v>(
        others: impl IntoIterator<Item = &'v Ident>,
        tag: u32,
        kept: &[(Ident, u32)],
    ) -> Self {
        let name = free_name(others);
        let own = quote! { { r.id(); Self::#name(r.copied_unknown()) } };
        Self {
            copied: copied_in_object(kept, Some((tag, own))),
            ..Self::new(name, tag)
        }
    }

    /// The parts for an `Object` that has no such variant, with variants that have.
    pub fn none_in_object(kept: &[(Ident, u32)]) -> Self {
        Self {
            copied: copied_in_object(kept, None),
            ..Self::default()
        }
    }

    fn new(name: Ident, tag: u32) -> Self {
        let tag = hex(tag);
        Self {
            definition: quote! {
                /// A value of which something is unknown: its bytes
                #name(::tl_runtime::__v0_1::Unknown),
            },
            encode: quote! { Self::#name(x) => w.unknown(x, #tag), },
            copied: TokenStream::new(),
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

/// The arms that read an unknown value of a copy, by its tag.
fn copied_in_object(kept: &[(Ident, u32)], own: Option<(u32, TokenStream)>) -> TokenStream {
    let of_types = kept.iter().map(|(variant, tag)| {
        let tag = hex(*tag);
        quote! { id if r.is_copied_unknown(id) && r.copied_tag() == #tag => Self::#variant(r.value()), }
    });
    let own = own.map(|(tag, read)| {
        let tag = hex(tag);
        quote! { id if r.is_copied_unknown(id) && r.copied_tag() == #tag => #read }
    });
    quote! { #(#of_types)* #own }
}

/// What stands for a type in copies: the id of its first constructor.
pub fn tag_of_type(schema: &Schema, id: TypeId) -> u32 {
    let constructors = schema.ty(id).constructors.iter();
    let ids = constructors.map(|id| schema.constructor(*id).id);
    ids.min().unwrap_or_default()
}

/// What stands for `Object` in copies: the beginning of the schema's hash. Each of several schemas
/// has an `Object`.
pub fn tag_of_object(hash: &str) -> u32 {
    let digits = hash.get(..8).unwrap_or_default();
    u32::from_str_radix(digits, 16).unwrap_or_default()
}

fn free_name<'v>(others: impl IntoIterator<Item = &'v Ident>) -> Ident {
    let unknown = ident("Unknown");
    match others.into_iter().any(|it| *it == unknown) {
        true => ident("UnknownConstructor"),
        false => unknown,
    }
}

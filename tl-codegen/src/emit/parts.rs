//! Parts that several templates share.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::Combinator;

use super::place::{Place, variable_ident};
use crate::names::ItemName;

/// Its id as a constant.
pub fn identity(place: &Place<'_, '_>, combinator: &Combinator, name: &ItemName) -> TokenStream {
    let ident = &name.ident();
    let generics = place.arguments(combinator);
    let id = hex(combinator.id);
    quote! {
        impl #generics __rt::Identifiable for #ident #generics {
            const CONSTRUCTOR_ID: u32 = #id;
        }
    }
}

/// `into_owned` of a borrowed form.
pub fn into_owned(
    place: &Place<'_, '_>,
    ident: &Ident,
    owned: &TokenStream,
    must_use: &TokenStream,
) -> Option<TokenStream> {
    place.is_borrowed().then(|| {
        quote! {
            impl #ident<'_> {
                /// The same value with strings and bytes of its own.
                #[inline]
                #must_use
                pub fn into_owned(self) -> #owned {
                    __rt::into_owned(&self)
                }
            }
        }
    })
}

/// The type variables of a combinator as type parameters.
pub fn variables(combinator: &Combinator) -> Vec<Ident> {
    let names = combinator
        .generics
        .iter()
        .map(|generic| generic.name.as_str());
    names.map(variable_ident).collect()
}

/// `<X, Y>`, or nothing.
pub fn in_angles(parameters: &[Ident]) -> TokenStream {
    match parameters.is_empty() {
        true => TokenStream::new(),
        false => quote! { <#(#parameters),*> },
    }
}

/// `<X: Bound>`, or nothing.
pub fn bounded(parameters: &[Ident], bound: &TokenStream) -> TokenStream {
    match parameters.is_empty() {
        true => TokenStream::new(),
        false => quote! { <#(#parameters: #bound),*> },
    }
}

/// `0xa455de90`
pub fn hex(id: u32) -> TokenStream {
    let literal: proc_macro2::Literal = format!("0x{id:08x}")
        .parse()
        .expect("a hex number is a literal");
    quote! { #literal }
}

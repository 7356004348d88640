//! Constants of the schema: its layer, and the names behind the ids for messages.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Bindings;
use super::structs::hex;

/// `LAYER` and the table of names.
pub fn table(bindings: &Bindings<'_>) -> TokenStream {
    let layer = bindings.schema.layer.map(|layer| {
        let layer = Literal::u32_unsuffixed(layer);
        quote! {
            /// The layer of the schema.
            pub const LAYER: i32 = #layer;
        }
    });
    let names: BTreeMap<u32, &str> = bindings
        .schema
        .combinators()
        .map(|combinator| (combinator.id, combinator.name.as_str()))
        .collect();
    let count = Literal::usize_unsuffixed(names.len());
    let rows = names.iter().map(|(id, name)| {
        let id = hex(*id);
        quote! { (#id, #name) }
    });
    quote! {
        #layer
        #[doc(hidden)]
        pub static __NAMES: [(u32, &str); #count] = [#(#rows),*];
    }
}

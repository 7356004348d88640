//! Constants of the schema: its layer, and the names behind the ids for messages.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Bindings;
use super::parts::hex;

/// The names of what is generated, and of what is built in, by id.
fn names<'s>(bindings: &Bindings<'s>) -> BTreeMap<u32, &'s str> {
    let Bindings {
        schema, selection, ..
    } = bindings;
    let builtins = schema.constructors.iter().filter(|it| it.is_builtin);
    let constructors = selection
        .constructors
        .iter()
        .map(|id| schema.constructor(*id));
    let functions = selection
        .functions
        .iter()
        .map(|index| &schema.functions[*index]);
    builtins
        .chain(constructors)
        .chain(functions)
        .map(|combinator| (combinator.id, combinator.name.as_str()))
        .collect()
}

/// `LAYER` and the table of names.
pub fn table(bindings: &Bindings<'_>) -> TokenStream {
    let layer = bindings.schema.layer.map(|layer| {
        let layer = Literal::u32_unsuffixed(layer);
        quote! {
            /// The layer of the schema.
            pub const LAYER: i32 = #layer;
        }
    });
    let names = names(bindings);
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

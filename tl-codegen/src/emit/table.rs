//! Constants of the schema: its layer, its hash, and its description for `tl_runtime::inspect`.
//!
//! ```text
//! pub static SCHEMA: Table<'static> = {
//!     use ::tl_runtime::__v0_1::{Row, Table};
//!     Table::new(&[Row(0x7da07ec9, "inputPeerSelf", "", "InputPeer"), ..], &[..])
//! };
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Bindings;
use super::parts::hex;
use crate::describe::{Description, Row, WireOptions};

/// `LAYER`, `SCHEMA_HASH` and `SCHEMA`.
pub fn table(bindings: &Bindings<'_>) -> TokenStream {
    let layer = bindings.schema.layer.map(|layer| {
        let layer = Literal::u32_unsuffixed(layer);
        quote! {
            /// The layer of the schema.
            pub const LAYER: i32 = #layer;
        }
    });
    let hash = bindings.hash;
    let described = bindings.described;
    let Description {
        constructors,
        functions,
        names,
        huge_bytes,
        keeps_unknown_objects,
        refused: _,
    } = Description::of(
        bindings.schema,
        &described.constructors,
        &described.functions,
        &WireOptions {
            huge_bytes: bindings.options.huge_bytes,
            // Those strings are `bytes` in the schema already.
            bytes: None,
            words: &bindings.options.unknown_bits,
            unknown: &bindings.options.unknown,
        },
    );
    let constructors = constructors.iter().map(row);
    let functions = functions.iter().map(row);
    let names = names.into_iter().map(Literal::u32_unsuffixed);
    let huge_bytes = huge_bytes.then(|| quote! { .with_huge_bytes(true) });
    let unknown = keeps_unknown_objects.then(|| quote! { .with_unknown_objects(true) });
    let others = bindings.options.extern_object.as_ref().map(|path| {
        quote! { .with_objects_of(<#path as ::tl_runtime::__v0_1::Inspect>::TABLE) }
    });
    quote! {
        #layer
        /// What identifies the schema: the SHA-256 of its canonical text, which `tl schema --hash`
        /// prints. One layer may have had several schemas.
        pub const SCHEMA_HASH: &str = #hash;
        /// The description of the schema for `tl_runtime::inspect`.
        pub static SCHEMA: ::tl_runtime::__v0_1::Table<'static> = {
            use ::tl_runtime::__v0_1::Row;
            use ::tl_runtime::__v0_1::Table;
            Table::new(&[#(#constructors),*], &[#(#functions),*])
                .with_names(&[#(#names),*])
                #huge_bytes
                #unknown
                #others
        };
    }
}

/// A literal, not a call: a call is work for the compiler, and there are thousands.
fn row(row: &Row) -> TokenStream {
    let Row {
        id,
        name,
        fields,
        result,
    } = row;
    let id = hex(*id);
    quote! { Row(#id, #name, #fields, #result) }
}

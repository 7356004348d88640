//! What is decoded by id alone: `Object`, any boxed value, and `AnyFunction`, any
//! function.
//!
//! ```text
//! pub enum Object { Bool(bool), InputPeer(Box<enums::InputPeer>), .. }
//! pub enum AnyFunction { MessagesExportChatInvite(Box<..>), .. }
//! ```
//!
//! Every payload is boxed, so that both are two words, whatever the schema holds.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::TypeId;

use super::parts::hex;
use super::place::Place;
use super::traits::{self, Subject};
use super::{Bindings, docs, heavy, renewed, unknown};
use crate::names::ident;

/// One variant: what it holds, and the ids that lead to it.
struct Variant {
    ident: Ident,
    payload: TokenStream,
    tl_name: String,
    ids: Vec<u32>,
    /// Whether the payload writes and reads its id itself.
    has_id: bool,
    /// Whether it is not read from a failed reader.
    is_heavy: bool,
}

/// Whether a schema part has functions that `AnyFunction` can hold.
fn has_any_function(bindings: &Bindings<'_>) -> bool {
    placeholder_function(bindings).is_some()
}

/// `pub enum Object`
pub fn object(bindings: &Bindings<'_>) -> TokenStream {
    let place = Place::root(bindings);
    let derives = traits::derives(&place, "Object");
    let impls = impls(&place, "Object", "Object");
    let variants = object_variants(&place);
    let definitions = variants.iter().map(definition);
    let encode_arms = variants.iter().map(encode_arm);
    let decode_arms = decode_arms(&variants, &quote! { Self::Bool(false) });
    let Extra {
        definition: function_definition,
        encode: function_encode,
        decode: function_decode,
    } = function_variant(bindings, &variants);
    let Extra {
        definition: extern_definition,
        encode: extern_encode,
        decode: otherwise,
    } = extern_variant(bindings);
    let unknown = unknown_parts(bindings, &variants);
    let unknown::Parts {
        definition: unknown_definition,
        encode: unknown_encode,
        copied,
        ..
    } = &unknown;
    let read = unknown.around(&quote! {
        r.enter();
        let value = match r.peek_id() {
            0x997275b5 | 0xbc799737 => Self::Bool(r.bool()),
            #(#decode_arms)*
            #function_decode
            #copied
            #otherwise
        };
        r.leave();
        value
    });
    let upgrade = renewed::object(bindings, has_any_function(bindings));
    quote! {
        /// Any boxed value of the schema, told apart by its constructor id. A function
        /// counts as one.
        #derives
        #[non_exhaustive]
        pub enum Object {
            /// `Bool`
            Bool(bool),
            #(#definitions)*
            #function_definition
            #extern_definition
            #unknown_definition
        }
        impl ::tl_runtime::__v0_1::Encode for Object {
            fn encode_into<const ONCE: bool>(&self, w: &mut ::tl_runtime::__v0_1::Writer) {
                match self {
                    Self::Bool(x) => w.bool(*x),
                    #(#encode_arms)*
                    #function_encode
                    #extern_encode
                    #unknown_encode
                }
            }
        }
        impl ::tl_runtime::__v0_1::Decode for Object {
            fn read<const ONCE: bool>(r: &mut ::tl_runtime::__v0_1::Reader<'_>) -> Self {
                #read
            }
        }
        #upgrade
        #impls
    }
}

/// The variant that keeps what cannot be read, and how copies of such values are told apart.
fn unknown_parts(bindings: &Bindings<'_>, variants: &[Variant]) -> unknown::Parts {
    let Bindings {
        schema,
        selection,
        names,
        options,
        ..
    } = bindings;
    let is_kept = |id: &&TypeId| options.unknown.is_kept(&schema.ty(**id).name);
    let kept: Vec<_> = selection
        .types
        .iter()
        .filter(is_kept)
        .map(|id| (names.object_variant(*id), unknown::tag_of_type(schema, *id)))
        .collect();
    match options.unknown.is_kept("Object") {
        true => unknown::Parts::of_object(
            variants.iter().map(|it| &it.ident),
            unknown::tag_of_object(bindings.hash),
            &kept,
        ),
        false => unknown::Parts::none_in_object(&kept),
    }
}

/// `pub enum AnyFunction`
pub fn any_function(bindings: &Bindings<'_>) -> TokenStream {
    let Some(placeholder) = placeholder_function(bindings) else {
        return TokenStream::new();
    };
    let place = Place::root(bindings);
    let variants: Vec<_> = bindings
        .selection
        .functions
        .iter()
        .map(|index| function_entry(&place, *index))
        .collect();
    let definitions = variants.iter().map(definition);
    let encode_arms = variants.iter().map(encode_arm);
    let placeholder = bindings.names.function_variant(placeholder);
    let decode_arms = decode_arms(&variants, &quote! { Self::#placeholder(r.value()) });
    let derives = traits::derives(&place, "AnyFunction");
    let impls = impls(&place, "AnyFunction", "!");
    let upgrade = renewed::any_function(bindings);
    quote! {
        /// Any function of the schema, told apart by its id: what a server receives.
        #derives
        #[non_exhaustive]
        pub enum AnyFunction { #(#definitions)* }
        impl ::tl_runtime::__v0_1::Encode for AnyFunction {
            fn encode_into<const ONCE: bool>(&self, w: &mut ::tl_runtime::__v0_1::Writer) {
                match self { #(#encode_arms)* }
            }
        }
        impl ::tl_runtime::__v0_1::Decode for AnyFunction {
            fn read<const ONCE: bool>(r: &mut ::tl_runtime::__v0_1::Reader<'_>) -> Self {
                r.enter();
                let value = match r.peek_id() {
                    #(#decode_arms)*
                    id => {
                        r.unexpected_peeked_id("a function", id, &SCHEMA);
                        Self::#placeholder(r.value())
                    }
                };
                r.leave();
                value
            }
        }
        #upgrade
        #impls
    }
}

/// The traits of an enum at the root, where nothing may be imported.
fn impls(place: &Place<'_, '_>, name: &str, term: &str) -> TokenStream {
    let subject = Subject {
        ident: &ident(name),
        parameters: &[],
        tl_name: name,
        term: term.to_owned(),
    };
    let impls = traits::impls(place, &subject);
    match impls.is_empty() {
        true => TokenStream::new(),
        false => quote! {
            const _: () = {
                use ::tl_runtime::__v0_1 as __rt;
                #(#impls)*
            };
        },
    }
}

fn placeholder_function(bindings: &Bindings<'_>) -> Option<usize> {
    let heavy = bindings.heavy;
    bindings
        .selection
        .placeholder_function(bindings.schema, heavy)
}

fn object_variants(place: &Place<'_, '_>) -> Vec<Variant> {
    let Bindings {
        schema,
        selection,
        names,
        ..
    } = place.bindings;
    let types = selection.types.iter().map(|id| Variant {
        ident: names.object_variant(*id),
        payload: place.boxed_type(*id),
        tl_name: schema.ty(*id).name.to_string(),
        ids: schema
            .ty(*id)
            .constructors
            .iter()
            .map(|id| schema.constructor(*id).id)
            .collect(),
        has_id: true,
        is_heavy: place.bindings.heavy.boxed_type(*id).is_heavy,
    });
    let own = names.own_variants();
    let own = own.filter(|(id, _)| selection.constructors.contains(id));
    let own = own.map(|(id, ident)| Variant {
        ident,
        payload: place.constructor(id),
        tl_name: schema.constructor(id).name.to_string(),
        ids: vec![schema.constructor(id).id],
        has_id: false,
        is_heavy: place.bindings.heavy.constructor(id).is_heavy,
    });
    types.chain(own).collect()
}

fn function_entry(place: &Place<'_, '_>, index: usize) -> Variant {
    let bindings = place.bindings;
    let function = &bindings.schema.functions[index];
    let path = place.item("functions", &bindings.names.functions[index]);
    let arguments = function.generics.iter().map(|_| quote! { AnyFunction });
    let payload = match function.generics.is_empty() {
        true => path,
        false => quote! { #path<#(#arguments),*> },
    };
    Variant {
        ident: bindings.names.function_variant(index),
        payload,
        tl_name: function.name.to_string(),
        ids: vec![function.id],
        has_id: true,
        is_heavy: bindings.heavy.function(index).is_heavy,
    }
}

fn definition(variant: &Variant) -> TokenStream {
    let Variant { ident, payload, .. } = variant;
    let docs = docs::lines(&format!("`{}`", variant.tl_name));
    quote! { #docs #ident(::tl_runtime::__v0_1::Box<#payload>), }
}

fn encode_arm(variant: &Variant) -> TokenStream {
    let ident = &variant.ident;
    match (variant.has_id, &variant.ids[..]) {
        (false, [id]) => {
            let id = hex(*id);
            quote! { Self::#ident(x) => { w.id(#id); w.value(x); } }
        }
        _ => quote! { Self::#ident(x) => w.value(x), },
    }
}

/// The arms of a decoder. An id that two of them share (a warning of the parser) is the
/// first one's.
fn decode_arms(variants: &[Variant], placeholder: &TokenStream) -> Vec<TokenStream> {
    let mut seen = BTreeSet::new();
    let mut arms = Vec::with_capacity(variants.len());
    for variant in variants {
        let mut ids = variant.ids.clone();
        ids.retain(|id| seen.insert(*id));
        if !ids.is_empty() {
            arms.push(decode_arm(variant, &ids, placeholder));
        }
    }
    arms
}

fn decode_arm(variant: &Variant, ids: &[u32], placeholder: &TokenStream) -> TokenStream {
    let ident = &variant.ident;
    let ids = ids.iter().map(|id| hex(*id));
    if variant.is_heavy {
        let skip = (!variant.has_id).then(|| quote! { r.id(); });
        let value = heavy::or(&quote! { Self::#ident }, placeholder);
        return quote! { #(#ids)|* => { #skip #value } };
    }
    match variant.has_id {
        true => quote! { #(#ids)|* => Self::#ident(r.value()), },
        false => quote! { #(#ids)|* => { r.id(); Self::#ident(r.value()) } },
    }
}

/// A variant of `Object` that not every schema has.
#[derive(Default)]
struct Extra {
    definition: TokenStream,
    encode: TokenStream,
    decode: TokenStream,
}

/// How `Object` holds a function, if there are any.
fn function_variant(bindings: &Bindings<'_>, others: &[Variant]) -> Extra {
    if !has_any_function(bindings) {
        return Extra::default();
    }
    let functions = bindings.selection.functions.iter();
    let mut ids: BTreeSet<u32> = functions
        .map(|index| bindings.schema.functions[*index].id)
        .collect();
    for id in others.iter().flat_map(|other| &other.ids) {
        ids.remove(id);
    }
    let decode = match ids.is_empty() {
        true => TokenStream::new(),
        false => {
            let ids = ids.into_iter().map(hex);
            quote! { #(#ids)|* => Self::Function(r.value()), }
        }
    };
    Extra {
        definition: quote! {
            /// A function
            Function(AnyFunction),
        },
        encode: quote! { Self::Function(x) => w.value(x), },
        decode,
    }
}

/// What `Object` does with an id that the schema does not declare.
fn extern_variant(bindings: &Bindings<'_>) -> Extra {
    let Some(path) = &bindings.options.extern_object else {
        return Extra {
            decode: quote! {
                id => {
                    r.unexpected_peeked_id("Object", id, &SCHEMA);
                    Self::Bool(false)
                }
            },
            ..Extra::default()
        };
    };
    Extra {
        definition: quote! {
            /// A value of another schema
            Extern(::tl_runtime::__v0_1::Box<#path>),
        },
        encode: quote! { Self::Extern(x) => w.value(x), },
        decode: quote! {
            _ => {
                r.within(&SCHEMA);
                Self::Extern(r.value())
            }
        },
    }
}

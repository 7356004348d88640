//! Traits that are no part of the codec: derived, or a line each that goes through bytes.
//!
//! ```text
//! #[derive(Clone)]
//! impl Debug for InputPeer { fn fmt(..) { __rt::debug(&super::SCHEMA, "InputPeer", self, f) } }
//! impl Serialize for InputPeer { fn serialize(..) { __rt::inspect::serialize(self, serializer) } }
//! impl PartialEq for InputPeer { fn eq(..) { __rt::eq(self, other) } }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::Combinator;

use super::parts::{bounded, in_angles};
use super::place::Place;
use crate::names::ident;
use crate::traits::{Impl, Trait};

/// A type that implements traits.
pub struct Subject<'t> {
    pub ident: &'t Ident,
    /// Its type parameters.
    pub parameters: &'t [Ident],
    /// Its name in TL, by which options find it.
    pub tl_name: &'t str,
    /// What `Encode` writes for it, in the notation of `tl_runtime::inspect`.
    pub term: String,
}

/// `#[derive(..)]`, or nothing.
pub fn derives(place: &Place<'_, '_>, tl_name: &str) -> TokenStream {
    let all = [Trait::Clone, Trait::Debug, Trait::PartialEq];
    let derived = all
        .into_iter()
        .filter(|it| how(place, *it, tl_name) == Impl::Derived);
    let names: Vec<_> = derived.map(name).collect();
    match names.is_empty() {
        true => TokenStream::new(),
        false => quote! { #[derive(#(#names),*)] },
    }
}

/// The impls that go through bytes, and what makes a type visible to the table.
pub fn impls(place: &Place<'_, '_>, subject: &Subject<'_>) -> Vec<TokenStream> {
    let options = &place.bindings.options;
    let mut impls = Vec::new();
    for (wanted, template) in TEMPLATES {
        if how(place, wanted, subject.tl_name) == Impl::Bytes {
            impls.push(template(place, subject));
        }
    }
    if options.inspect {
        impls.push(inspect(place, subject));
    }
    if options.serde {
        impls.push(serialize(place, subject));
        // What borrows from bytes cannot borrow from JSON.
        if !place.is_borrowed() {
            impls.push(deserialize(place, subject));
        }
    }
    impls
}

/// What is asked for. Borrowed forms are copied by a derive: they own next to nothing.
fn how(place: &Place<'_, '_>, wanted: Trait, tl_name: &str) -> Impl {
    match place.bindings.options.traits.get(wanted, tl_name) {
        Impl::Bytes if wanted == Trait::Clone && place.is_borrowed() => Impl::Derived,
        how => how,
    }
}

impl Subject<'_> {
    /// The parameters of an impl, each with a bound, and the arguments of the type.
    fn generics(&self, place: &Place<'_, '_>, bound: &TokenStream) -> (TokenStream, TokenStream) {
        match place.is_borrowed() {
            true => (place.lifetime(), place.lifetime()),
            false => (bounded(self.parameters, bound), in_angles(self.parameters)),
        }
    }
}

type Template = fn(&Place<'_, '_>, &Subject<'_>) -> TokenStream;

const TEMPLATES: [(Trait, Template); 3] = [
    (Trait::Debug, debug),
    (Trait::Clone, clone),
    (Trait::PartialEq, partial_eq),
];

fn name(derived: Trait) -> Ident {
    ident(match derived {
        Trait::Debug => "Debug",
        Trait::Clone => "Clone",
        Trait::PartialEq => "PartialEq",
    })
}

fn debug(place: &Place<'_, '_>, subject: &Subject<'_>) -> TokenStream {
    let Subject { ident, term, .. } = subject;
    let (parameters, arguments) = subject.generics(place, &quote! { __rt::Encode });
    let schema = schema(place);
    quote! {
        impl #parameters __rt::Debug for #ident #arguments {
            #[inline]
            fn fmt(&self, f: &mut __rt::Formatter<'_>) -> __rt::FmtResult {
                __rt::debug(&#schema, #term, self, f)
            }
        }
    }
}

fn clone(place: &Place<'_, '_>, subject: &Subject<'_>) -> TokenStream {
    let ident = subject.ident;
    let (parameters, arguments) = subject.generics(place, &quote! { __rt::Encode + __rt::Decode });
    quote! {
        impl #parameters __rt::Clone for #ident #arguments {
            #[inline]
            fn clone(&self) -> Self {
                __rt::clone(self)
            }
        }
    }
}

fn partial_eq(place: &Place<'_, '_>, subject: &Subject<'_>) -> TokenStream {
    let ident = subject.ident;
    let (parameters, arguments) = subject.generics(place, &quote! { __rt::Encode });
    quote! {
        impl #parameters __rt::PartialEq for #ident #arguments {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                __rt::eq(self, other)
            }
        }
    }
}

fn inspect(place: &Place<'_, '_>, subject: &Subject<'_>) -> TokenStream {
    let Subject { ident, term, .. } = subject;
    let (parameters, arguments) = subject.generics(place, &quote! { __rt::Encode });
    let schema = schema(place);
    quote! {
        impl #parameters __rt::Inspect for #ident #arguments {
            const DESCRIBED: __rt::Described = __rt::Described(&#schema, __rt::Ty::new(#term));
        }
    }
}

fn serialize(place: &Place<'_, '_>, subject: &Subject<'_>) -> TokenStream {
    let ident = subject.ident;
    let (parameters, arguments) = subject.generics(place, &quote! { __rt::Encode });
    quote! {
        impl #parameters __rt::serde::Serialize for #ident #arguments {
            #[inline]
            fn serialize<__S>(&self, serializer: __S) -> __rt::Result<__S::Ok, __S::Error>
            where
                __S: __rt::serde::Serializer,
            {
                __rt::inspect::serialize(self, serializer)
            }
        }
    }
}

fn deserialize(place: &Place<'_, '_>, subject: &Subject<'_>) -> TokenStream {
    let ident = subject.ident;
    let parameters = subject.parameters;
    let (_, arguments) = subject.generics(place, &TokenStream::new());
    quote! {
        impl<'de, #(#parameters: __rt::Encode + __rt::Decode),*>
            __rt::serde::Deserialize<'de> for #ident #arguments
        {
            #[inline]
            fn deserialize<__D>(deserializer: __D) -> __rt::Result<Self, __D::Error>
            where
                __D: __rt::serde::Deserializer<'de>,
            {
                __rt::inspect::deserialize(deserializer)
            }
        }
    }
}

fn schema(place: &Place<'_, '_>) -> TokenStream {
    place.at_root(&ident("SCHEMA"))
}

/// What `Encode` writes for the struct of a constructor.
pub fn bare_term(constructor: &Combinator) -> String {
    format!("%{:08x}", constructor.id)
}

/// What `Encode` writes for the struct of a function.
pub fn function_term(function: &Combinator) -> String {
    format!("!{:08x}", function.id)
}

//! A client with a method for each function: each namespace is a struct that borrows it.
//!
//! ```text
//! pub struct Client<T, S> { rpc: __rt::Client<T, S> }
//! impl Client<T, S> { pub fn messages(&self) -> messages::Methods<'_, T, S> }
//!
//! pub struct Methods<'c, T, S> { rpc: &'c __rt::Client<T, S> }
//! impl Methods<'c, T, S> {
//!     pub fn export_chat_invite(&self, request: ExportChatInvite)
//!         -> impl Future<Output = Answer<ExportChatInvite, T>>
//!     where ExportChatInvite: CallableBy<S>
//! }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use tl_parser::schema::Combinator;

use super::place::Place;
use super::{Bindings, Form, docs, functions};
use crate::names::{Names, ident};
use crate::select::Selection;

/// The namespaces that the selected functions lie in, from the outside in; the root is the first.
pub fn namespaces(names: &Names, selection: &Selection) -> Vec<Vec<String>> {
    let mut found = vec![Vec::new()];
    for index in &selection.functions {
        let modules = &names.functions[*index].modules;
        found.extend((1..=modules.len()).map(|depth| modules[..depth].to_vec()));
    }
    found.sort();
    found.dedup();
    found
}

/// What stands in `client` for a namespace.
pub fn client(bindings: &Bindings<'_>, namespace: usize) -> Vec<TokenStream> {
    let namespace = &bindings.namespaces[namespace][..];
    let below = below(bindings, namespace);
    let functions = bindings.selection.functions.iter();
    // Nobody calls what the newest layer has no more.
    let own = functions.filter(|index| {
        let is_newest = bindings.layers.function(**index).is_none();
        is_newest && bindings.names.functions[**index].modules == namespace
    });
    let methods: Vec<_> = own.map(|index| method(bindings, *index)).collect();
    match namespace {
        [] => root(&below, &methods),
        _ => inner(namespace, &below, &methods),
    }
}

/// The methods that lead to the namespaces in a namespace.
fn below(bindings: &Bindings<'_>, namespace: &[String]) -> Vec<TokenStream> {
    let below = bindings
        .namespaces
        .iter()
        .filter_map(|it| match it.split_last() {
            Some((last, outer)) if outer == namespace => Some(last),
            _ => None,
        });
    below
        .map(|name| {
            let module = &ident(name);
            let docs = docs::lines(&format!("The functions of `{name}`."));
            let lifetime = match namespace {
                [] => quote! { '_ },
                _ => quote! { 'c },
            };
            let client = match namespace {
                [] => quote! { &self.rpc },
                _ => quote! { self.rpc },
            };
            quote! {
                #docs
                #[must_use]
                pub fn #module(&self) -> #module::Methods<#lifetime, T, S> {
                    #module::Methods { rpc: #client }
                }
            }
        })
        .collect()
}

fn root(below: &[TokenStream], methods: &[TokenStream]) -> Vec<TokenStream> {
    let structure = quote! {
        /// A session of the kind `S` over the transport `T`, with a method for each function.
        ///
        /// What such a session may not call does not compile.
        #[derive(Clone, Debug)]
        pub struct Client<T, S> {
            rpc: __rt::Client<T, S>,
        }
        impl<T, S> __rt::From<__rt::Client<T, S>> for Client<T, S> {
            fn from(rpc: __rt::Client<T, S>) -> Self {
                Self { rpc }
            }
        }
    };
    let own = quote! {
        impl<T: __rt::Transport, S> Client<T, S> {
            /// A client over `transport`, which reads answers within the limits of the runtime.
            #[must_use]
            pub fn new(transport: T) -> Self {
                Self { rpc: __rt::Client::new(transport) }
            }
            /// A client that reads answers within `limits`.
            #[must_use]
            pub fn with_limits(transport: T, limits: __rt::Limits) -> Self {
                Self { rpc: __rt::Client::with_limits(transport, limits) }
            }
            /// What sends any request, also those of other schemas.
            #[must_use]
            pub fn rpc(&self) -> &__rt::Client<T, S> {
                &self.rpc
            }
            #(#below)*
            #(#methods)*
        }
    };
    vec![structure, own]
}

fn inner(namespace: &[String], below: &[TokenStream], methods: &[TokenStream]) -> Vec<TokenStream> {
    let docs = docs::lines(&format!("The functions of `{}`.", namespace.join(".")));
    let structure = quote! {
        #docs
        #[derive(Debug)]
        pub struct Methods<'c, T, S> {
            pub(super) rpc: &'c __rt::Client<T, S>,
        }
    };
    let own = quote! {
        impl<'c, T: __rt::Transport, S> Methods<'c, T, S> {
            #(#below)*
            #(#methods)*
        }
    };
    vec![structure, own]
}

fn method(bindings: &Bindings<'_>, index: usize) -> TokenStream {
    let function = &bindings.schema.functions[index];
    let name = &bindings.names.functions[index];
    let place = Place::of_item(bindings, Form::Owned, name);
    let method = bindings.names.client_method(index);
    let docs = docs::lines(&functions::described(&place, index));
    let queries = queries(function);
    let (generics, arguments) = match queries.is_empty() {
        true => (TokenStream::new(), TokenStream::new()),
        false => (
            quote! { <#(#queries: __rt::Call),*> },
            quote! { <#(#queries),*> },
        ),
    };
    let path = place.item("functions", name);
    let request = quote! { #path #arguments };
    let (lifetime, client) = match name.modules.is_empty() {
        true => (quote! { '_ }, quote! { self.rpc }),
        false => (quote! { 'c }, quote! { self.rpc }),
    };
    quote! {
        #docs
        pub fn #method #generics(
            &self,
            request: #request
        ) -> impl __rt::Future<Output = __rt::Answer<#request, T>> + use<#lifetime, T, S #(, #queries)*>
        where
            #request: __rt::CallableBy<S>
        {
            #client.invoke(request)
        }
    }
}

/// A type parameter for each type variable, under names that `T` and `S` are not among.
fn queries(function: &Combinator) -> Vec<Ident> {
    let numbers = 1..=function.generics.len();
    numbers
        .map(|number| match number {
            1 => format_ident!("Query"),
            number => format_ident!("Query{number}"),
        })
        .collect()
}

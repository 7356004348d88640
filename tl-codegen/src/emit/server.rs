//! The other side: a trait with a method for each function, and what calls it for a request.
//!
//! ```text
//! pub trait Handler {
//!     fn messages_export_chat_invite(&self, request: ExportChatInvite)
//!         -> impl Future<Output = Result<enums::ExportedChatInvite, errors::..>> { .. }
//! }
//! pub async fn serve(handler: &impl Handler, request: &[u8], limits: Limits) -> Result<Vec<u8>, RpcError>
//! pub async fn answer(handler: &impl Handler, request: AnyFunction) -> Result<Vec<u8>, RpcError>
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use tl_parser::schema::{Combinator, Ty};

use super::place::Place;
use super::{Bindings, docs, errors, functions};
use crate::names::{field_idents, ident};
use crate::side_data::SideData;

/// Everything that stands in `server`.
pub fn server(bindings: &Bindings<'_>, data: &SideData) -> Vec<TokenStream> {
    let place = Place::in_module(bindings);
    if bindings.selection.functions.is_empty() {
        return Vec::new();
    }
    let selected: Vec<_> = bindings.selection.functions.iter().copied().collect();
    let is_answered = |index: &&usize| {
        let function = &bindings.schema.functions[**index];
        function.generics.is_empty() || query(function).is_some()
    };
    let methods = selected.iter().filter(is_answered).map(|index| method(&place, data, *index));
    let handler = quote! {
        /// What a server answers: a method for each function. One that is not implemented
        /// answers that there is no such function.
        ///
        /// A value stands for a session: who calls is what `self` knows. Of a function that
        /// wraps another one, the method decides whether the inner one is answered.
        pub trait Handler {
            /// What is answered where there is no typed answer. Log it here, or change it.
            fn refuse(&self, refusal: __rt::Refusal) -> __rt::RpcError {
                __rt::Into::into(refusal)
            }
            #(#methods)*
        }
    };
    vec![handler, serve(&place), answer(&place, &selected)]
}

fn method(place: &Place<'_, '_>, data: &SideData, index: usize) -> TokenStream {
    let bindings = place.bindings;
    let function = &bindings.schema.functions[index];
    let name = &bindings.names.functions[index];
    let method = bindings.names.handler_method(index);
    let tl_name = function.name.as_str();
    let request = place.item("functions", name);
    let docs = docs::lines(&functions::described(place, index));
    let refused = quote! {
        __rt::refused(self.refuse(__rt::Refusal::Unhandled(#tl_name)))
    };
    match query(function) {
        None => {
            let result = place.return_type(&function.result);
            let error = errors::path(place, data, index);
            quote! {
                #docs
                fn #method(
                    &self,
                    request: #request
                ) -> impl __rt::Future<Output = __rt::Result<#result, #error>> {
                    let _ = request;
                    #refused
                }
            }
        }
        Some(_) => {
            let request = wrapper(place, function, &request);
            quote! {
                #docs
                fn #method(
                    &self,
                    request: &#request
                ) -> impl __rt::Future<Output = __rt::Result<(), __rt::RpcError>> {
                    let _ = request;
                    #refused
                }
            }
        }
    }
}

/// A wrapper around any function.
fn wrapper(place: &Place<'_, '_>, function: &Combinator, path: &TokenStream) -> TokenStream {
    let any = place.at_root(&ident("AnyFunction"));
    let arguments = function.generics.iter().map(|_| &any);
    quote! { #path<#(#arguments),*> }
}

fn serve(place: &Place<'_, '_>) -> TokenStream {
    let any = place.at_root(&ident("AnyFunction"));
    quote! {
        /// Reads a request within `limits` and answers it: with the bytes of the reply, or with
        /// an error of the function.
        ///
        /// # Errors
        ///
        /// What the handler answers, or what it makes of a request that cannot be read.
        pub async fn serve<H: Handler>(
            handler: &H,
            request: &[u8],
            limits: __rt::Limits
        ) -> __rt::Result<__rt::Vec<u8>, __rt::RpcError> {
            match <#any as __rt::Decode>::from_bytes_with(request, limits) {
                __rt::Ok(request) => answer(handler, request).await,
                __rt::Err(error) => {
                    __rt::Err(handler.refuse(__rt::Refusal::Malformed(error)))
                }
            }
        }
    }
}

fn answer(place: &Place<'_, '_>, functions: &[usize]) -> TokenStream {
    let any = place.at_root(&ident("AnyFunction"));
    let schema = place.bindings.schema;
    let has_wrappers = functions
        .iter()
        .any(|index| query(&schema.functions[*index]).is_some());
    let arms = functions.iter().map(|index| {
        let (pattern, answer) = arm(place, &any, *index);
        match (has_wrappers, query(&schema.functions[*index])) {
            (true, None) => quote! { #pattern => return #answer, },
            _ => quote! { #pattern => #answer, },
        }
    });
    let body = quote! { match request { #(#arms)* } };
    let body = match has_wrappers {
        true => quote! {
            let mut request = request;
            loop {
                request = #body;
            }
        },
        false => body,
    };
    quote! {
        /// Answers a request: with the bytes of the reply, or with an error of the function.
        ///
        /// # Errors
        ///
        /// What the handler answers.
        pub async fn answer<H: Handler>(
            handler: &H,
            request: #any
        ) -> __rt::Result<__rt::Vec<u8>, __rt::RpcError> {
            #body
        }
    }
}

/// A pattern of `AnyFunction`, and what it is answered with: a reply, or the function inside.
fn arm(place: &Place<'_, '_>, any: &TokenStream, index: usize) -> (TokenStream, TokenStream) {
    let bindings = place.bindings;
    let function = &bindings.schema.functions[index];
    let variant = bindings.names.function_variant(index);
    let method = bindings.names.handler_method(index);
    let path = place.item("functions", &bindings.names.functions[index]);
    let tl_name = function.name.as_str();
    match (query(function), function.generics.is_empty()) {
        (Some(at), _) => {
            let field = &field_idents(function)[at];
            let inner = quote! {
                {
                    handler.#method(&wrapper).await?;
                    wrapper.#field
                }
            };
            (quote! { #any::#variant(wrapper) }, inner)
        }
        (None, true) => {
            let answer = quote! { handler.#method(*request).await };
            let reply = quote! {
                __rt::reply::<#path>(#answer, |refusal| handler.refuse(refusal))
            };
            (quote! { #any::#variant(request) }, reply)
        }
        (None, false) => {
            let refused = quote! { handler.refuse(__rt::Refusal::Unhandled(#tl_name)) };
            (quote! { #any::#variant(_) }, quote! { __rt::Err(#refused) })
        }
    }
}

/// The function that a function wraps, if it is one and always there.
fn query(function: &Combinator) -> Option<usize> {
    let Ty::Var(result) = function.result else {
        return None;
    };
    let params = function.params.iter().enumerate();
    let mut queries = params.filter(|(_, param)| matches!(param.ty, Ty::Var(_)));
    let (at, param) = queries.next()?;
    let is_inner = param.condition.is_none() && param.ty == Ty::Var(result);
    (is_inner && queries.next().is_none()).then_some(at)
}

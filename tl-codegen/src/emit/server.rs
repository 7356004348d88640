//! The other side: a trait with a method for each function, and what calls it for a request.
//!
//! ```text
//! pub trait Handler {
//!     fn messages_export_chat_invite(&self, request: ExportChatInvite)
//!         -> impl Future<Output = Result<enums::ExportedChatInvite, errors::..>> { .. }
//! }
//! pub async fn serve(handler: &impl Handler, caller: Caller, request: &[u8], limits: Limits)
//!     -> Result<Vec<u8>, RpcError>
//! pub async fn answer(handler: &impl Handler, caller: Caller, request: AnyFunction)
//!     -> Result<Vec<u8>, RpcError>
//! fn asked(request: &AnyFunction) -> Asked<'_, AnyFunction>     // name, who may call, inner request
//! async fn answer_messages_1(..)
//! ```
//!
//! `serve_unchecked` and `answer_unchecked` are the same without a caller.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use tl_parser::schema::{Combinator, Ty};

use super::callers::{self, Callers};
use super::place::Place;
use super::{Bindings, docs, errors, functions};
use crate::names::{field_idents, ident};
use crate::side_data::SideData;

/// So many functions are answered by one `async fn`: the compiler's time for one grows with the
/// square of them.
const PART: usize = 16;

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
    let methods = selected
        .iter()
        .filter(is_answered)
        .map(|index| method(&place, data, *index));
    let handler = quote! {
        /// What a server answers: a method for each function. One that is not implemented
        /// answers that there is no such function.
        ///
        /// A method is asked only if the caller may call its function, and all functions around
        /// it. Of a function that wraps another one, the method decides whether the inner one is
        /// answered.
        pub trait Handler {
            /// What is answered where there is no typed answer. Log it here, or change it.
            fn refuse(&self, refusal: __rt::Refusal) -> __rt::RpcError {
                __rt::Into::into(refusal)
            }
            #(#methods)*
        }
    };
    let mut items = vec![handler];
    items.extend(serve(&place));
    items.extend(permission(&place, data, &selected));
    items.extend(answer(&place, &selected));
    items
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

/// Bytes to a request, with a caller and without.
fn serve(place: &Place<'_, '_>) -> [TokenStream; 2] {
    let any = place.at_root(&ident("AnyFunction"));
    let read = |answer: TokenStream| {
        quote! {
            match <#any as __rt::Decode>::from_bytes_with(request, limits) {
                __rt::Ok(request) => #answer.await,
                __rt::Err(error) => {
                    __rt::Err(handler.refuse(__rt::Refusal::Malformed(error)))
                }
            }
        }
    };
    let checked = read(quote! { answer(handler, caller, request) });
    let unchecked = read(quote! { answer_unchecked(handler, request) });
    [
        quote! {
            /// Reads a request within `limits` and answers it, if `caller` may call its function and
            /// each function that it wraps: with the bytes of the reply, or with an error of the
            /// function.
            ///
            /// # Errors
            ///
            /// What the handler answers, or what it makes of a request that is refused or cannot be
            /// read.
            pub async fn serve<H: Handler>(
                handler: &H,
                caller: __rt::Caller,
                request: &[u8],
                limits: __rt::Limits
            ) -> __rt::Result<__rt::Vec<u8>, __rt::RpcError> {
                #checked
            }
        },
        quote! {
            /// As `serve`, for everybody: what may be called is the handler's to decide.
            ///
            /// # Errors
            ///
            /// What the handler answers, or what it makes of a request that cannot be read.
            pub async fn serve_unchecked<H: Handler>(
                handler: &H,
                request: &[u8],
                limits: __rt::Limits
            ) -> __rt::Result<__rt::Vec<u8>, __rt::RpcError> {
                #unchecked
            }
        },
    ]
}

/// `answer`, and what it asks before anything is answered.
fn permission(place: &Place<'_, '_>, data: &SideData, functions: &[usize]) -> Vec<TokenStream> {
    let any = place.at_root(&ident("AnyFunction"));
    let callers: Vec<_> = functions
        .iter()
        .map(|index| callers::of(place.bindings, data, *index))
        .collect();
    let is_open = callers.iter().all(|it| *it == Callers::ALL);
    let body = match is_open {
        true => quote! {
            // Everybody may call everything.
            let _ = caller;
            answer_unchecked(handler, request).await
        },
        false => quote! {
            match __rt::permit(&request, caller, asked) {
                __rt::Ok(()) => answer_unchecked(handler, request).await,
                __rt::Err(refusal) => __rt::Err(handler.refuse(refusal)),
            }
        },
    };
    let answer = quote! {
        /// Answers a request, if `caller` may call its function and each function that it wraps:
        /// with the bytes of the reply, or with an error of the function.
        ///
        /// # Errors
        ///
        /// What the handler answers, or what it makes of a request that is refused.
        pub async fn answer<H: Handler>(
            handler: &H,
            caller: __rt::Caller,
            request: #any
        ) -> __rt::Result<__rt::Vec<u8>, __rt::RpcError> {
            #body
        }
    };
    let asked = (!is_open).then(|| asked(place, &any, functions, &callers));
    std::iter::once(answer).chain(asked).collect()
}

/// A table of all functions. Sets of callers are few, and are constants in it.
fn asked(
    place: &Place<'_, '_>,
    any: &TokenStream,
    functions: &[usize],
    callers: &[Callers],
) -> TokenStream {
    let sets: BTreeSet<_> = callers.iter().copied().collect();
    let constants = sets.iter().map(|set| {
        let name = set_name(*set);
        let Callers {
            user,
            bot,
            business,
            unauthorized,
        } = set;
        quote! {
            const #name: __rt::Callers = __rt::Callers {
                user: #user,
                bot: #bot,
                business: #business,
                unauthorized: #unauthorized
            };
        }
    });
    let arms = functions.iter().zip(callers).map(|(index, set)| {
        let function = &place.bindings.schema.functions[*index];
        let variant = place.bindings.names.function_variant(*index);
        let (tl_name, set) = (function.name.as_str(), set_name(*set));
        let Some(at) = query(function) else {
            return quote! { #any::#variant(_) => (#tl_name, #set, __rt::None, false), };
        };
        let field = &field_idents(function)[at];
        let is_business = callers::is_business(function);
        quote! {
            #any::#variant(it) => (#tl_name, #set, __rt::Some(&it.#field), #is_business),
        }
    });
    quote! {
        fn asked(request: &#any) -> __rt::Asked<'_, #any> {
            #(#constants)*
            let (function, callers, inner, is_business) = match request { #(#arms)* };
            __rt::Asked { function, callers, inner, is_business }
        }
    }
}

/// `USER_BOT` for those two.
fn set_name(set: Callers) -> Ident {
    let parts = [
        (set.user, "USER"),
        (set.bot, "BOT"),
        (set.business, "BUSINESS"),
        (set.unauthorized, "UNAUTHORIZED"),
    ];
    let parts = parts.iter().filter(|(is_in, _)| *is_in);
    let names: Vec<_> = parts.map(|(_, name)| *name).collect();
    match names.is_empty() {
        true => ident("NOBODY"),
        false => ident(&names.join("_")),
    }
}

/// What answers any function, and the parts that it is made of.
fn answer(place: &Place<'_, '_>, functions: &[usize]) -> Vec<TokenStream> {
    let any = place.at_root(&ident("AnyFunction"));
    let schema = &place.bindings.schema.functions;
    let (wrappers, others): (Vec<usize>, Vec<usize>) = functions
        .iter()
        .partition(|index| query(&schema[**index]).is_some());
    let parts = parts(place.bindings, &others);
    let arms = parts.iter().map(|(part, functions)| {
        let patterns = functions.iter().map(|index| pattern(place, &any, *index));
        let answer = quote! { #part(handler, request).await };
        match wrappers.is_empty() {
            true => quote! { #(#patterns)|* => #answer, },
            false => quote! { #(#patterns)|* => return #answer, },
        }
    });
    let inner = wrappers.iter().map(|index| inner(place, &any, *index));
    let body = quote! { match request { #(#inner)* #(#arms)* } };
    let body = match wrappers.is_empty() {
        true => body,
        false => quote! {
            let mut request = request;
            loop {
                request = #body;
            }
        },
    };
    let answer = quote! {
        /// As `answer`, for everybody: what may be called is the handler's to decide.
        ///
        /// # Errors
        ///
        /// What the handler answers.
        pub async fn answer_unchecked<H: Handler>(
            handler: &H,
            request: #any
        ) -> __rt::Result<__rt::Vec<u8>, __rt::RpcError> {
            #body
        }
    };
    let parts = parts
        .iter()
        .map(|(name, functions)| part(place, &any, name, functions));
    std::iter::once(answer).chain(parts).collect()
}

/// The functions of each namespace, a few at a time, so that a new one changes the parts of its
/// namespace only.
fn parts(bindings: &Bindings<'_>, functions: &[usize]) -> Vec<(Ident, Vec<usize>)> {
    let mut namespaces: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in functions {
        let mut prefix = String::from("answer");
        for module in &bindings.names.functions[*index].modules {
            prefix = format!("{prefix}_{module}");
        }
        namespaces.entry(prefix).or_default().push(*index);
    }
    let mut parts = Vec::new();
    for (prefix, functions) in namespaces {
        for (part, number) in functions.chunks(PART).zip(1..) {
            parts.push((format_ident!("{prefix}_{number}"), part.to_vec()));
        }
    }
    parts
}

/// A part of the functions. It is asked for no others.
fn part(
    place: &Place<'_, '_>,
    any: &TokenStream,
    name: &Ident,
    functions: &[usize],
) -> TokenStream {
    let is_all = functions.len() == place.bindings.selection.functions.len();
    let arms = functions.iter().map(|index| reply(place, any, *index));
    let others = (!is_all).then(|| {
        quote! { _ => __rt::Err(handler.refuse(__rt::Refusal::Unhandled(""))), }
    });
    quote! {
        async fn #name<H: Handler>(
            handler: &H,
            request: #any
        ) -> __rt::Result<__rt::Vec<u8>, __rt::RpcError> {
            match request {
                #(#arms)*
                #others
            }
        }
    }
}

fn pattern(place: &Place<'_, '_>, any: &TokenStream, index: usize) -> TokenStream {
    let variant = place.bindings.names.function_variant(index);
    quote! { #any::#variant(_) }
}

/// Asks about a wrapper, and goes on with the function in it.
fn inner(place: &Place<'_, '_>, any: &TokenStream, index: usize) -> TokenStream {
    let bindings = place.bindings;
    let function = &bindings.schema.functions[index];
    let variant = bindings.names.function_variant(index);
    let method = bindings.names.handler_method(index);
    let field = query(function).map(|at| field_idents(function)[at].clone());
    quote! {
        #any::#variant(wrapper) => {
            handler.#method(&wrapper).await?;
            wrapper.#field
        }
    }
}

fn reply(place: &Place<'_, '_>, any: &TokenStream, index: usize) -> TokenStream {
    let bindings = place.bindings;
    let function = &bindings.schema.functions[index];
    let variant = bindings.names.function_variant(index);
    let method = bindings.names.handler_method(index);
    let path = place.item("functions", &bindings.names.functions[index]);
    let tl_name = function.name.as_str();
    match function.generics.is_empty() {
        true => quote! {
            #any::#variant(request) => __rt::reply::<#path>(
                handler.#method(*request).await,
                |refusal| handler.refuse(refusal)
            ),
        },
        false => quote! {
            #any::#variant(_) => __rt::Err(handler.refuse(__rt::Refusal::Unhandled(#tl_name))),
        },
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

//! Structs of functions. They are written with their id, and know what they return.
//!
//! ```text
//! pub struct ExportChatInvite { .. }
//! impl Function for ExportChatInvite { type Return = enums::ExportedChatInvite; }
//! impl<X: Function> Function for InvokeWithLayer<X> { type Return = X::Return; }
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use tl_parser::schema::{Combinator, Ty};

use super::fields::Fields;
use super::parts::{bounded, identity, in_angles, variables};
use super::place::Place;
use super::structs::structure;
use super::traits::{self, Subject, function_term};
use super::{Bindings, decode, docs, encode};
use crate::names::ItemName;

/// Everything that stands in `functions` for a function.
pub fn function(bindings: &Bindings<'_>, index: usize) -> Vec<TokenStream> {
    let function = &bindings.schema.functions[index];
    let name = &bindings.names.functions[index];
    let place = Place::of_item(bindings, name).within(function);
    let fields = Fields::new(&place, function);

    let docs = docs::combinator(&sentence(&place, function), function);
    let docs = quote! {
        #docs
        #[must_use = "a request does nothing until it is sent"]
    };
    let structure = structure(&place, function, name, &fields, &docs, &TokenStream::new());
    let identity = identity(function, name);
    let encode = encode::function(bindings.codec(), function, name, &fields);
    let call = call(&place, function, name);
    let subject = Subject {
        ident: &name.ident(),
        variables: &variables(function),
        tl_name: &function.name,
        term: function_term(function),
    };
    let mut items = vec![structure, identity, encode, call];
    if bindings.is_decoded(function) {
        items.push(decode::function(&place, function, name, &fields));
    }
    items.extend(traits::impls(&place, &subject));
    items
}

fn sentence(place: &Place<'_, '_>, function: &Combinator) -> String {
    let returns = match &function.result {
        Ty::Boxed(id, _) => {
            let name = &place.bindings.schema.ty(*id).name;
            docs::link(name, &place.boxed_type(*id))
        }
        Ty::Var(_) => "what the inner function returns".to_owned(),
        _ => {
            let result = function.tl.rsplit("= ").next().unwrap_or_default();
            format!("`{result}`")
        }
    };
    format!("The function `{}`. Returns {returns}.", function.name)
}

fn call(place: &Place<'_, '_>, function: &Combinator, name: &ItemName) -> TokenStream {
    let ident = &name.ident();
    let variables = variables(function);
    let parameters = bounded(&variables, &quote! { __rt::Function });
    let arguments = in_angles(&variables);
    let result = place.return_type(&function.result);
    let codec = place.bindings.codec();
    let read_reply = match codec.is_own_form(&function.result) && variables.is_empty() {
        true => TokenStream::new(),
        false => {
            let value = codec.read_reply(place, &function.result);
            quote! {
                fn read_reply(r: &mut __rt::Reader<'_>) -> Self::Return {
                    #value
                }
            }
        }
    };
    quote! {
        impl #parameters __rt::Function for #ident #arguments {
            type Return = #result;
            #read_reply
        }
    }
}

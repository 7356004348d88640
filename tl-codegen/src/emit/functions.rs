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
use super::parts::{identity, into_owned, variables};
use super::place::Place;
use super::structs::structure;
use super::traits::{self, Subject, function_term};
use super::{
    Bindings, Form, callers, decode, docs, encode, errors, example, facts, history, upgrade,
};
use crate::layers::Older;
use crate::names::ItemName;
use crate::texts::Owner;

/// Everything that stands in `functions` for a function.
pub fn function(bindings: &Bindings<'_>, form: Form, index: usize) -> Vec<TokenStream> {
    let function = &bindings.schema.functions[index];
    let name = &bindings.names.functions[index];
    let place = Place::of_item(bindings, form, name).within(function);
    let fields = Fields::new(&place, function);

    let shown = format!("`{}`", function.name);
    let is_shown = form == Form::Owned && bindings.layers.function(index).is_none();
    let example = example::of_function(bindings, index).filter(|_| is_shown);
    let mut described = sentence(&place, index, &shown);
    if let Some(history) = history::of_function(bindings, index) {
        described += &format!("\n\n{history}");
    }
    let docs = docs::combinator(&described, function, example);
    let docs = quote! {
        #docs
        #[must_use = "a request does nothing until it is sent"]
    };
    let structure = structure(
        &place,
        function,
        name,
        &fields,
        &docs,
        &TokenStream::new(),
        Owner::Function(index),
    );
    let identity = identity(&place, function, name);
    let encode = encode::function(&place, function, name, &fields);
    let call = call(&place, function, name);
    let subject = Subject {
        ident: &name.ident(),
        parameters: &variables(function),
        tl_name: &function.name,
        term: function_term(function),
    };
    let mut items = vec![structure, identity, encode, call];
    if let Some(data) = bindings.side_data
        && form == Form::Owned
    {
        items.push(errors::call(&place, data, index, function, name));
        items.extend(callers::callers(&place, data, index, function, name));
    }
    if bindings.is_decoded(function) {
        let tl_name = Older::name_in_table(bindings.layers.function(index), function);
        let weight = bindings.heavy.function(index);
        items.push(decode::function(
            &place, function, name, &tl_name, &fields, weight,
        ));
        let owned = place.owned().item("functions", name);
        items.extend(into_owned(
            &place,
            &name.ident(),
            &owned,
            &TokenStream::new(),
        ));
    }
    if form == Form::Owned {
        items.extend(upgrade::function(&place, index));
    }
    items.extend(traits::impls(&place, &subject));
    items
}

/// What a method for the function says of it.
pub fn described(place: &Place<'_, '_>, index: usize) -> String {
    let bindings = place.bindings;
    let path = place.item("functions", &bindings.names.functions[index]);
    let shown = docs::link(&bindings.schema.functions[index].name, &path);
    sentence(place, index, &shown)
}

fn sentence(place: &Place<'_, '_>, index: usize, shown: &str) -> String {
    let function = &place.bindings.schema.functions[index];
    let returns = match &function.result {
        Ty::Boxed(id, _) => {
            let name = &place.bindings.schema.ty(*id).name;
            docs::link(name, &place.owned().boxed_type(*id))
        }
        Ty::Var(_) => "what the inner function returns".to_owned(),
        _ => {
            format!("`{}`", function.result_tl())
        }
    };
    let sentence = format!("The function {shown}. Returns {returns}.");
    facts::function(place, index, &sentence)
}

fn call(place: &Place<'_, '_>, function: &Combinator, name: &ItemName) -> TokenStream {
    let ident = &name.ident();
    let parameters = place.parameters(function, &quote! { __rt::Function });
    let arguments = place.arguments(function);
    // A reply outlives the bytes that it came in.
    let owned = place.owned();
    let result = owned.return_type(&function.result);
    let codec = owned.codec();
    let is_own_form = codec.is_own_form(&function.result) && function.generics.is_empty();
    let own_form = match is_own_form {
        true => TokenStream::new(),
        false => {
            let read = codec.read_reply(place, &function.result);
            let write = codec.write_reply(place, &function.result, &quote! { reply });
            quote! {
                fn read_reply(r: &mut __rt::Reader<'_>) -> Self::Return {
                    #read
                }
                fn write_reply(reply: &Self::Return, w: &mut __rt::Writer) {
                    #write
                }
            }
        }
    };
    quote! {
        impl #parameters __rt::Function for #ident #arguments {
            type Return = #result;
            #own_form
        }
    }
}

//! The errors of a function, and those of every function, as enums.
//!
//! ```text
//! pub enum ExportChatInvite { ChatAdminRequired, .., Global(GlobalError), Other(RpcError) }
//! impl From<RpcError>, Into<RpcError>, Display, Error, CallError
//! impl Call for functions::ExportChatInvite { type Error = errors::ExportChatInvite; }
//! ```

mod enumeration;
mod variant;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use tl_parser::schema::{Combinator, Ty};

use super::parts::variables;
use super::place::Place;
use super::{Bindings, Form, docs};
use crate::names::{ItemName, ident};
use crate::side_data::SideData;
use variant::{table, variants};

/// The errors that any call may fail with.
const GLOBAL: &str = "GlobalError";

/// The errors of a function that lists none.
const ANY: &str = "AnyError";

/// The enum of the errors that any call may fail with, and the one of functions that list none.
pub fn global(bindings: &Bindings<'_>, data: &SideData) -> Vec<TokenStream> {
    let place = Place::in_module(bindings);
    let errors: Vec<_> = data.global_errors().collect();
    let variants = variants(data, &errors);
    let docs = docs::lines(&match variants.is_empty() {
        true => "No error is known that any call may fail with.".to_owned(),
        false => format!(
            "An error that any call may fail with.\n\n{}",
            table(&variants)
        ),
    });
    let any_docs = docs::lines("An error of a function that lists none of its own.");
    let global = place.errors(&[], &ident(GLOBAL));
    vec![
        enumeration::global(&ident(GLOBAL), &docs, &variants),
        enumeration::of_function(&ident(ANY), &global, &any_docs, &[]),
    ]
}

/// The enum of a function's errors, if it lists any.
pub fn of_function(bindings: &Bindings<'_>, data: &SideData, index: usize) -> Vec<TokenStream> {
    let name = &bindings.names.functions[index];
    let place = Place::of_item(bindings, Form::Owned, name);
    let variants = variants(data, &listed(data, index));
    let function = docs::link(
        &bindings.schema.functions[index].name,
        &place.item("functions", name),
    );
    let docs = docs::lines(&format!("Why {function} fails.\n\n{}", table(&variants)));
    let global = place.errors(&[], &ident(GLOBAL));
    vec![enumeration::of_function(
        &error_ident(name),
        &global,
        &docs,
        &variants,
    )]
}

/// The path of what a function fails with, if that has a name.
pub fn path(place: &Place<'_, '_>, data: &SideData, index: usize) -> Option<TokenStream> {
    let name = &place.bindings.names.functions[index];
    match &place.bindings.schema.functions[index].result {
        Ty::Var(_) => None,
        _ if has_own(data, index) => Some(place.errors(&name.modules, &error_ident(name))),
        _ => Some(place.errors(&[], &ident(ANY))),
    }
}

/// Whether a function has an enum of its own.
pub fn has_own(data: &SideData, index: usize) -> bool {
    !listed(data, index).is_empty()
}

fn listed(data: &SideData, index: usize) -> Vec<(i32, &str)> {
    let errors = data.function(index).map_or(&[][..], |facts| &facts.errors);
    errors
        .iter()
        .map(|(code, name, _)| (*code, name.as_str()))
        .collect()
}

/// What a function can fail with. A function that wraps another one fails as that does.
pub fn call(
    place: &Place<'_, '_>,
    data: &SideData,
    index: usize,
    function: &Combinator,
    name: &ItemName,
) -> TokenStream {
    let ident = &name.ident();
    let error = path(place, data, index).unwrap_or_else(|| {
        let variables = variables(function);
        quote! { <#(#variables)* as __rt::Call>::Error }
    });
    let parameters = place.parameters(function, &quote! { __rt::Call });
    let arguments = place.arguments(function);
    quote! {
        impl #parameters __rt::Call for #ident #arguments {
            type Error = #error;
        }
    }
}

/// The enum of a function has the function's name, unless it is one of the shared ones.
fn error_ident(name: &ItemName) -> Ident {
    let ident = name.ident();
    let is_taken = name.modules.is_empty() && [GLOBAL, ANY].iter().any(|it| ident == it);
    match is_taken {
        true => format_ident!("{ident}Error"),
        false => ident,
    }
}

//! The struct of a constructor or function.
//!
//! ```text
//! pub struct StarsSubscriptionPricing { pub period: i32, pub amount: i64 }
//! impl StarsSubscriptionPricing { pub fn new(period: i32, amount: i64) -> Self }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use tl_parser::schema::{Builtin, Combinator, Ty};

use super::fields::{Field, Fields};
use super::place::Place;
use super::traits::derives;
use super::{Bindings, docs, facts};
use crate::names::ItemName;
use crate::texts::Owner;

/// The struct with `new` and `with_*`. `must_use` goes on these, unless the struct has
/// such an attribute itself.
pub fn structure(
    place: &Place<'_, '_>,
    combinator: &Combinator,
    name: &ItemName,
    fields: &Fields<'_>,
    docs: &TokenStream,
    must_use: &TokenStream,
    owner: Owner,
) -> TokenStream {
    let ident = &name.ident();
    let generics = place.arguments(combinator);
    let bindings = place.bindings;
    let derives = derives(place, &combinator.name);
    let attributes = bindings.options.type_attributes.get(&combinator.name);
    let definitions = fields
        .stored()
        .map(|field| definition(bindings, combinator, field, owner));
    let constructors = bindings
        .options
        .constructors
        .then(|| constructors(bindings, ident, &generics, fields, must_use, owner));
    quote! {
        #docs
        #derives
        #(#attributes)*
        pub struct #ident #generics { #(#definitions)* }
        #constructors
    }
}

fn constructors(
    bindings: &Bindings<'_>,
    ident: &Ident,
    generics: &TokenStream,
    fields: &Fields<'_>,
    must_use: &TokenStream,
    owner: Owner,
) -> TokenStream {
    let new = new(fields, must_use);
    let optional = fields.stored().filter(|field| field.is_optional());
    let setters = optional.map(|field| setter(bindings, field, must_use, owner));
    quote! {
        impl #generics #ident #generics {
            #new
            #(#setters)*
        }
    }
}

fn definition(
    bindings: &Bindings<'_>,
    combinator: &Combinator,
    field: &Field<'_>,
    owner: Owner,
) -> TokenStream {
    let Field { ident, ty, .. } = field;
    let docs = match field.param.is_flags {
        true => word_docs(combinator, field),
        false => {
            let tl = combinator.param_tl(field.param);
            docs::lines(&facts::field(bindings, owner, field.at, tl, field.param))
        }
    };
    let tl_name = field.param.name.as_deref().unwrap_or_default();
    let path = format!("{}.{tl_name}", combinator.name);
    let attributes = bindings.options.field_attributes.get(&path);
    quote! { #docs #(#attributes)* pub #ident: #ty, }
}

/// Says which bits may be set in a flags word, and which fields stand for the others.
fn word_docs(combinator: &Combinator, word: &Field<'_>) -> TokenStream {
    let params = combinator.params.iter();
    let on_word = params.filter_map(|param| {
        let condition = param.condition.filter(|it| it.word == word.param.var)?;
        let name = param.name.as_deref().unwrap_or_default();
        Some(format!("- bit {}: `{name}`", condition.bit))
    });
    let list: Vec<_> = on_word.collect();
    docs::lines(&format!(
        "`{}`: the bits that stand for no field.\n\nThose of fields follow from the fields; \
         encoding fails if one of them is set here:\n{}",
        combinator.param_tl(word.param),
        list.join("\n")
    ))
}

fn new(fields: &Fields<'_>, must_use: &TokenStream) -> TokenStream {
    let required: Vec<_> = fields
        .stored()
        .filter(|field| !field.is_optional())
        .collect();
    let has_optional = fields.stored().count() > required.len();
    let docs = docs::lines(match (has_optional, required.is_empty()) {
        (true, true) => "No field is set.",
        (true, false) => "Takes the required fields; the optional ones are left out.",
        (false, true) => "There are no fields.",
        (false, false) => "Takes all fields.",
    });
    let parameters = required.iter().map(|field| {
        let ident = &field.ident;
        let ty = accepted(field);
        quote! { #ident: #ty }
    });
    let values = fields.stored().map(|field| {
        let ident = &field.ident;
        match field.is_optional() {
            true if field.param.is_flags => quote! { #ident: 0 },
            true if field.param.is_bit() => quote! { #ident: false },
            true => quote! { #ident: __rt::None },
            false if is_taken_as_is(field) => quote! { #ident },
            false => {
                let value = converted(field);
                quote! { #ident: #value }
            }
        }
    });
    quote! {
        #docs
        #must_use
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// `with_title(title)` for an optional field.
fn setter(
    bindings: &Bindings<'_>,
    field: &Field<'_>,
    must_use: &TokenStream,
    owner: Owner,
) -> TokenStream {
    let ident = &field.ident;
    let plain = ident.to_string();
    let plain = plain.trim_start_matches("r#");
    let name = format_ident!("with_{plain}");
    let docs = docs::lines(&match field.param.is_flags {
        true => format!("Sets the bits of `{plain}` that stand for no field."),
        false => facts::setter(bindings, owner, field.at, plain),
    });
    let ty = accepted(field);
    let value = match field.param.is_bit() || field.param.is_flags {
        true => quote! { #ident },
        false => {
            let value = converted(field);
            quote! { __rt::Some(#value) }
        }
    };
    quote! {
        #docs
        #must_use
        pub fn #name(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// What a caller may pass: for strings and boxed types anything that converts.
fn accepted(field: &Field<'_>) -> TokenStream {
    let inner = &field.inner;
    match (field.param.is_bit(), is_converted(&field.param.ty)) {
        (true, _) => quote! { bool },
        (false, true) => quote! { impl __rt::Into<#inner> },
        (false, false) => quote! { #inner },
    }
}

fn converted(field: &Field<'_>) -> TokenStream {
    let ident = &field.ident;
    let value = match is_converted(&field.param.ty) {
        true => quote! { __rt::Into::into(#ident) },
        false => quote! { #ident },
    };
    match field.param.is_recursive {
        true => quote! { __rt::Box::new(#value) },
        false => value,
    }
}

fn is_taken_as_is(field: &Field<'_>) -> bool {
    !is_converted(&field.param.ty) && !field.param.is_recursive
}

fn is_converted(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Boxed(..)
            | Ty::Builtin(Builtin::String | Builtin::Bytes)
            | Ty::BoxedBuiltin(Builtin::String | Builtin::Bytes)
    )
}

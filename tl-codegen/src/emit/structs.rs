//! Structs of constructors, and what structs of functions share with them.
//!
//! ```text
//! pub struct StarsSubscriptionPricing { pub period: i32, pub amount: i64 }
//! impl StarsSubscriptionPricing { pub fn new(period: i32, amount: i64) -> Self }
//! impl Identifiable, Encode, Decode
//! ```

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Ty};

use super::fields::{Field, Fields};
use super::place::{Place, variable_ident};
use super::{Bindings, decode, docs, encode};
use crate::names::ItemName;

/// Everything that stands in `types` for a constructor.
pub fn constructor(bindings: &Bindings<'_>, id: ConstructorId) -> Vec<TokenStream> {
    let constructor = bindings.schema.constructor(id);
    let name = &bindings.names.constructors[id.0 as usize];
    let place = Place::of_item(bindings, name);
    let fields = Fields::new(&place, constructor);

    let docs = docs::combinator(&sentence(&place, constructor), constructor);
    let must_use = quote! { #[must_use] };
    let structure = structure(bindings, constructor, name, &fields, &docs, &must_use);
    let identity = identity(constructor, name);
    let encode = encode::constructor(constructor, name, &fields);
    let decode = decode::constructor(bindings.schema, constructor, name, &fields);
    vec![structure, identity, encode, decode]
}

fn sentence(place: &Place<'_, '_>, constructor: &Combinator) -> String {
    match &constructor.result {
        Ty::Boxed(id, _) => {
            let name = &place.bindings.schema.ty(*id).name;
            let link = docs::link(name, &place.boxed_type(*id));
            format!("The constructor `{}` of {link}.", constructor.name)
        }
        _ => format!("The constructor `{}`.", constructor.name),
    }
}

/// The struct with `new` and `with_*`. `must_use` goes on these, unless the struct has
/// such an attribute itself.
pub fn structure(
    bindings: &Bindings<'_>,
    combinator: &Combinator,
    name: &ItemName,
    fields: &Fields<'_>,
    docs: &TokenStream,
    must_use: &TokenStream,
) -> TokenStream {
    let ident = &name.ident();
    let variables = variables(combinator);
    let generics = in_angles(&variables);
    let derives = derives(bindings, &combinator.name);
    let attributes = bindings.options.type_attributes.get(&combinator.name);
    let definitions = fields
        .stored()
        .map(|field| definition(bindings, combinator, field));
    let new = new(fields, must_use);
    let setters = fields.stored().filter_map(|field| setter(field, must_use));
    quote! {
        #docs
        #derives
        #(#attributes)*
        pub struct #ident #generics { #(#definitions)* }
        impl #generics #ident #generics {
            #new
            #(#setters)*
        }
    }
}

/// Its id and TL name as constants.
pub fn identity(combinator: &Combinator, name: &ItemName) -> TokenStream {
    let ident = &name.ident();
    let generics = in_angles(&variables(combinator));
    let id = hex(combinator.id);
    let tl_name = &combinator.name;
    quote! {
        impl #generics __rt::Identifiable for #ident #generics {
            const CONSTRUCTOR_ID: u32 = #id;
            const TL_NAME: &'static str = #tl_name;
        }
    }
}

/// `#[derive(...)]` of structs and enums.
pub fn derives(bindings: &Bindings<'_>, tl_name: &str) -> TokenStream {
    match bindings.options.skip_debug.contains(tl_name) {
        true => quote! { #[derive(Clone, PartialEq)] },
        false => quote! { #[derive(Clone, Debug, PartialEq)] },
    }
}

/// The type variables of a combinator as type parameters.
pub fn variables(combinator: &Combinator) -> Vec<proc_macro2::Ident> {
    let names = combinator
        .generics
        .iter()
        .map(|generic| generic.name.as_str());
    names.map(variable_ident).collect()
}

/// `<X, Y>`, or nothing.
pub fn in_angles(parameters: &[proc_macro2::Ident]) -> TokenStream {
    match parameters.is_empty() {
        true => TokenStream::new(),
        false => quote! { <#(#parameters),*> },
    }
}

/// `<X: Bound>`, or nothing.
pub fn bounded(parameters: &[proc_macro2::Ident], bound: &TokenStream) -> TokenStream {
    match parameters.is_empty() {
        true => TokenStream::new(),
        false => quote! { <#(#parameters: #bound),*> },
    }
}

/// `0xa455de90`
pub fn hex(id: u32) -> TokenStream {
    let literal: proc_macro2::Literal = format!("0x{id:08x}")
        .parse()
        .expect("a hex number is a literal");
    quote! { #literal }
}

fn definition(bindings: &Bindings<'_>, combinator: &Combinator, field: &Field<'_>) -> TokenStream {
    let Field { ident, ty, .. } = field;
    let docs = docs::lines(&format!("`{}`", field.param.tl));
    let tl_name = field.param.name.as_deref().unwrap_or_default();
    let path = format!("{}.{tl_name}", combinator.name);
    let attributes = bindings.options.field_attributes.get(&path);
    quote! { #docs #(#attributes)* pub #ident: #ty, }
}

fn new(fields: &Fields<'_>, must_use: &TokenStream) -> TokenStream {
    let required: Vec<_> = fields
        .stored()
        .filter(|field| field.param.condition.is_none())
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
        match field.param.condition {
            Some(_) if field.param.is_bit() => quote! { #ident: false },
            Some(_) => quote! { #ident: __rt::None },
            None if is_taken_as_is(field) => quote! { #ident },
            None => {
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
fn setter(field: &Field<'_>, must_use: &TokenStream) -> Option<TokenStream> {
    field.param.condition?;
    let ident = &field.ident;
    let plain = ident.to_string();
    let plain = plain.trim_start_matches("r#");
    let name = format_ident!("with_{plain}");
    let docs = docs::lines(&format!("Sets `{plain}`."));
    let ty = accepted(field);
    let value = match field.param.is_bit() {
        true => quote! { #ident },
        false => {
            let value = converted(field);
            quote! { __rt::Some(#value) }
        }
    };
    Some(quote! {
        #docs
        #must_use
        pub fn #name(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
    })
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
        Ty::Boxed(..) | Ty::Builtin(Builtin::String | Builtin::Bytes)
    )
}

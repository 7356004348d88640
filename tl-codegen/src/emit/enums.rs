//! Enums of boxed types: the id of a constructor, then its fields.
//!
//! ```text
//! pub enum InputPeer { Empty, User(super::types::InputPeerUser) }
//! impl Encode, Decode
//! impl From<types::InputPeerUser> for InputPeer
//! impl TryFrom<InputPeer> for types::InputPeerUser
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::{Combinator, ConstructorId, Ty, TypeId};

use super::decode::{Signature, signature};
use super::parts::{hex, into_owned};
use super::place::Place;
use super::traits::{self, Subject, derives};
use super::{Bindings, Form, decode, docs, facts, heavy, history, renewed, unknown};
use crate::names::ident;

/// A variant with everything that the templates need of it.
struct Variant<'b> {
    id: ConstructorId,
    constructor: &'b Combinator,
    ident: Ident,
    structure: TokenStream,
    /// Without fields there is nothing to hold.
    is_unit: bool,
    is_boxed: bool,
}

impl Variant<'_> {
    fn upgraded(&self) -> renewed::Variant<'_> {
        renewed::Variant {
            id: self.id,
            ident: &self.ident,
            structure: &self.structure,
            is_unit: self.is_unit,
            is_boxed: self.is_boxed,
        }
    }
}

/// Everything that stands in `enums` for a type.
pub fn boxed_type(bindings: &Bindings<'_>, form: Form, id: TypeId) -> Vec<TokenStream> {
    let ty = bindings.schema.ty(id);
    let name = &bindings.names.types[id.0 as usize];
    let place = Place::of_item(bindings, form, name);
    let variants: Vec<_> = ty
        .constructors
        .iter()
        .map(|id| variant(&place, *id))
        .collect();

    let ident = &name.ident();
    let sentence = format!("The boxed type `{}`.", ty.name);
    let docs = docs::lines(&facts::first(bindings.texts().of_type(id), &sentence));
    let alias = docs::alias(&ty.name, ident);
    let derives = derives(&place, &ty.name);
    let attributes = bindings.options.type_attributes.get(&ty.name);
    let definitions = variants.iter().map(|variant| definition(bindings, variant));
    let unknown = match bindings.options.unknown.is_kept(&ty.name) {
        true => unknown::Parts::of_type(
            variants.iter().map(|it| &it.ident),
            unknown::tag_of_type(bindings.schema, id),
        ),
        false => unknown::Parts::default(),
    };
    let encode = encode(&place, ident, &variants, &unknown);
    let decode = decode(&place, id, ident, &variants, &unknown);
    let conversions = variants.iter().map(|variant| {
        conversions(
            &place,
            ident,
            variant,
            variants.len() > 1 || unknown.are_there(),
        )
    });
    let lifetime = place.lifetime();
    let unknown_definition = &unknown.definition;
    let definition = quote! {
        #docs
        #alias
        #derives
        #(#attributes)*
        #[non_exhaustive]
        pub enum #ident #lifetime { #(#definitions)* #unknown_definition }
    };
    let subject = Subject {
        ident,
        parameters: &[],
        tl_name: &ty.name,
        term: ty.name.to_string(),
    };
    let mut items = vec![definition, encode, decode];
    items.extend(traits::impls(&place, &subject));
    let owned = place.owned().boxed_type(id);
    items.extend(into_owned(&place, ident, &owned, &quote! { #[must_use] }));
    let upgraded: Vec<_> = variants.iter().map(Variant::upgraded).collect();
    let is_whole = !unknown.are_there();
    items.extend(renewed::boxed_type(&place, id, ident, &upgraded, is_whole));
    if bindings.options.conversions {
        items.extend(conversions);
    }
    items
}

fn variant<'b>(place: &Place<'b, '_>, id: ConstructorId) -> Variant<'b> {
    let bindings = place.bindings;
    let constructor = bindings.schema.constructor(id);
    let is_extern = bindings.options.extern_paths.constructors.contains_key(&id);
    Variant {
        id,
        constructor,
        ident: bindings.names.variant(id),
        structure: place.constructor(id),
        is_unit: constructor.params.is_empty() && !is_extern,
        is_boxed: bindings.layout.is_boxed(id),
    }
}

fn definition(bindings: &Bindings<'_>, variant: &Variant<'_>) -> TokenStream {
    let Variant {
        ident, structure, ..
    } = variant;
    let name = format!("`{}`", variant.constructor.name);
    let mut described = facts::constructor(bindings, variant.id, &name);
    if let Some(history) = history::of_constructor(bindings, variant.id) {
        described += &format!("\n\n{history}");
    }
    let docs = docs::lines(&described);
    let id = format!("{:08x}", variant.constructor.id);
    let payload = match (variant.is_unit, variant.is_boxed) {
        (true, _) => TokenStream::new(),
        (false, true) => quote! { (__rt::Box<#structure>) },
        (false, false) => quote! { (#structure) },
    };
    let alias = docs::alias(&variant.constructor.name, ident);
    quote! { #docs #alias #[doc(alias = #id)] #ident #payload, }
}

fn encode(
    place: &Place<'_, '_>,
    ident: &Ident,
    variants: &[Variant<'_>],
    unknown: &unknown::Parts,
) -> TokenStream {
    let unknown = &unknown.encode;
    let arms = variants.iter().map(|variant| {
        let name = &variant.ident;
        let id = hex(variant.constructor.id);
        match variant.is_unit {
            true => quote! { Self::#name => w.id(#id), },
            false => quote! { Self::#name(x) => w.variant(#id, x), },
        }
    });
    let lifetime = place.lifetime();
    quote! {
        impl #lifetime __rt::Encode for #ident #lifetime {
            fn encode_into<const ONCE: bool>(&self, w: &mut __rt::Writer) {
                match self { #(#arms)* #unknown }
            }
        }
    }
}

/// An id of no constructor is remembered as an error; the value is then the
/// shallowest one there is, read from the failed reader.
fn decode(
    place: &Place<'_, '_>,
    id: TypeId,
    enum_ident: &Ident,
    variants: &[Variant<'_>],
    unknown: &unknown::Parts,
) -> TokenStream {
    let copied = &unknown.copied;
    let ty = place.bindings.schema.ty(id);
    let type_weight = place.bindings.heavy.boxed_type(id);
    let is_heavy = type_weight.is_heavy;
    let shallowest = ty
        .shallowest
        .and_then(|id| ty.constructors.iter().position(|it| *it == id))
        .unwrap_or(0);
    let placeholder = read(place, &variants[shallowest]);
    let arms = variants.iter().map(|variant| {
        let id = hex(variant.constructor.id);
        let name = &variant.ident;
        let weight = place.bindings.heavy.constructor(variant.id);
        let value = match weight.is_heavy && !is_heavy {
            true => heavy::or(&quote! { Self::#name }, &placeholder),
            false => read(place, variant),
        };
        quote! { #id => #value, }
    });
    let names = place.at_root(&ident("SCHEMA"));
    let tl_name = ty.name.as_str();
    let value = quote! {
        match r.id() {
            #(#arms)*
            #copied
            id => {
                r.unexpected_id(#tl_name, id, &#names);
                #placeholder
            }
        }
    };
    let value = match ty.nests {
        true => decode::nested(&value),
        false => value,
    };
    let value = match type_weight.is_endless {
        true => heavy::endless(),
        false => unknown.around(&value),
    };
    let Signature {
        name,
        method,
        input,
    } = signature(place);
    let lifetime = place.lifetime();
    let inline = decode::inline(variants.len());
    let heavy = is_heavy.then(|| {
        let unexpected = quote! { r.unexpected_id(#tl_name, id, &#names); };
        let body = read_heavy(variants, unknown, ty.nests, &unexpected);
        heavy::items(&body)
    });
    quote! {
        impl #lifetime #name for #enum_ident #lifetime {
            #inline
            fn #method<const ONCE: bool>(r: &mut #input) -> Self {
                #value
            }
            #heavy
        }
    }
}

/// Reads an enum whose smallest value is large: none if that fails.
fn read_heavy(
    variants: &[Variant<'_>],
    unknown: &unknown::Parts,
    nests: bool,
    unexpected: &TokenStream,
) -> TokenStream {
    let copied = unknown.copied_if_any();
    let arms = variants.iter().map(|variant| {
        let id = hex(variant.constructor.id);
        let name = &variant.ident;
        match variant.is_unit {
            true => quote! { #id => __rt::Some(Self::#name), },
            false => quote! { #id => r.try_value().map(Self::#name), },
        }
    });
    let value = quote! {
        match r.id() {
            #(#arms)*
            #copied
            id => {
                #unexpected
                __rt::None
            }
        }
    };
    unknown.around_any(&match nests {
        true => decode::nested(&value),
        false => value,
    })
}

fn read(place: &Place<'_, '_>, variant: &Variant<'_>) -> TokenStream {
    let ident = &variant.ident;
    let bare = Ty::Bare(variant.id, Box::default());
    let value = match variant.is_boxed {
        true => decode::boxed(place.codec(), &bare),
        false => place.codec().read(&bare),
    };
    match variant.is_unit {
        true => quote! { Self::#ident },
        false => quote! { Self::#ident(#value) },
    }
}

/// From the struct to the enum, and back if it is that variant.
fn conversions(
    place: &Place<'_, '_>,
    enum_ident: &Ident,
    variant: &Variant<'_>,
    has_others: bool,
) -> TokenStream {
    let Variant {
        ident, structure, ..
    } = variant;
    let (wrapped, pattern, unwrapped) = match (variant.is_unit, variant.is_boxed) {
        (true, _) => (quote! { Self::#ident }, quote! {}, quote! { Self {} }),
        (false, true) => (
            quote! { Self::#ident(__rt::Box::new(x)) },
            quote! { (x) },
            quote! { *x },
        ),
        (false, false) => (quote! { Self::#ident(x) }, quote! { (x) }, quote! { x }),
    };
    let argument = if variant.is_unit {
        quote! { _ }
    } else {
        quote! { x }
    };
    let otherwise = has_others.then(|| quote! { other => __rt::Err(other), });
    let lifetime = place.lifetime();
    quote! {
        impl #lifetime __rt::From<#structure> for #enum_ident #lifetime {
            #[inline]
            fn from(#argument: #structure) -> Self {
                #wrapped
            }
        }
        impl #lifetime __rt::TryFrom<#enum_ident #lifetime> for #structure {
            type Error = #enum_ident #lifetime;
            #[inline]
            fn try_from(value: #enum_ident #lifetime) -> __rt::Result<Self, #enum_ident #lifetime> {
                match value {
                    #enum_ident::#ident #pattern => __rt::Ok(#unwrapped),
                    #otherwise
                }
            }
        }
    }
}

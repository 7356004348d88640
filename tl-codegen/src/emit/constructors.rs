//! What stands in `types` for a constructor: the struct, its identity, and its bytes.
//!
//! ```text
//! pub struct StarsSubscriptionPricing { .. }
//! impl Identifiable, Encode, Decode
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use tl_parser::schema::{Combinator, ConstructorId, Ty};

use super::fields::Fields;
use super::parts::{identity, into_owned, variables};
use super::place::Place;
use super::structs::structure;
use super::traits::{self, Subject, bare_term};
use super::{Bindings, Form, decode, docs, encode, facts, history, upgrade};
use crate::texts::Owner;

/// Everything that stands in `types` for a constructor.
pub fn constructor(bindings: &Bindings<'_>, form: Form, id: ConstructorId) -> Vec<TokenStream> {
    let constructor = bindings.schema.constructor(id);
    let name = &bindings.names.constructors[id.0 as usize];
    let place = Place::of_item(bindings, form, name);
    let fields = Fields::new(&place, constructor);

    let sentence = sentence(&place, constructor);
    let mut described = facts::constructor(bindings, id, &sentence);
    if let Some(history) = history::of_constructor(bindings, id) {
        described += &format!("\n\n{history}");
    }
    let docs = docs::combinator(&described, constructor, None);
    let must_use = quote! { #[must_use] };
    let structure = structure(
        &place,
        constructor,
        name,
        &fields,
        &docs,
        &must_use,
        Owner::Constructor(id),
    );
    let identity = identity(&place, constructor, name);
    let encode = encode::constructor(&place, constructor, name, &fields);
    let weight = bindings.heavy.constructor(id);
    let decode = decode::constructor(&place, constructor, name, &fields, weight);
    let subject = Subject {
        ident: &name.ident(),
        parameters: &variables(constructor),
        tl_name: &constructor.name,
        term: bare_term(constructor),
    };
    let mut items = vec![structure, identity, encode, decode];
    if form == Form::Owned {
        items.extend(upgrade::constructor(&place, id));
    }
    items.extend(traits::impls(&place, &subject));
    items.extend(into_owned(
        &place,
        &name.ident(),
        &place.owned().constructor(id),
        &must_use,
    ));
    items
}

fn sentence(place: &Place<'_, '_>, constructor: &Combinator) -> String {
    match &constructor.result {
        Ty::Boxed(id, _) => {
            let name = &place.bindings.schema.ty(*id).name;
            let link = docs::link(name, &place.owned().boxed_type(*id));
            format!(
                "The constructor `{}` of {link}, bare: its id is written by the enum.",
                constructor.name
            )
        }
        _ => format!("The constructor `{}`.", constructor.name),
    }
}

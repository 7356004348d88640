//! Rust names for everything that a schema declares: those that grammers' users know.
//!
//! Names are decided over the whole schema, never over what is selected and never by
//! order, so that a name stays the same when roots or the order of declarations
//! change.

mod case;
mod errors;
mod fields;
mod items;
mod methods;
mod variants;

use std::borrow::Cow;
use std::collections::BTreeMap;

use proc_macro2::Ident;
use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId, Type, TypeId};

use crate::layers::Layers;

pub use case::{ident, snake};
pub use errors::error_variants;
pub use fields::field_idents;

/// The name of a struct or enum.
#[derive(Debug, Clone)]
pub struct ItemName {
    /// The modules below `types`, `enums` or `functions`, from the outside in.
    pub modules: Vec<String>,
    /// Its name there.
    name: String,
}

impl ItemName {
    /// Its name in its module.
    pub fn ident(&self) -> Ident {
        ident(&self.name)
    }
}

/// All names of a schema, found by the index of what they belong to. They are kept as
/// text, which unlike tokens can be shared by threads.
#[derive(Debug)]
pub struct Names {
    pub types: Vec<ItemName>,
    pub constructors: Vec<ItemName>,
    pub functions: Vec<ItemName>,
    /// The variant of each constructor in the enum of its type.
    variants: Vec<String>,
    /// The variant of each type in `Object`.
    object_variants: Vec<String>,
    /// The variant in `Object` of each constructor of the type `Object` itself.
    own_variants: BTreeMap<ConstructorId, String>,
    /// The variant of each function in `AnyFunction`.
    function_variants: Vec<String>,
    /// The method of each function on a client.
    client_methods: Vec<String>,
    /// The method of each function of a handler.
    handler_methods: Vec<String>,
}

impl Names {
    /// Names everything in a schema; what is history is named by its layer, too.
    pub fn new(schema: &Schema, layers: &Layers) -> Self {
        let constructor_names = layers.constructor_names(schema);
        let function_names = layers.function_names(schema);
        let types: Vec<_> = schema
            .types
            .iter()
            .map(|ty| (ty.name.as_str(), type_id(schema, ty)))
            .collect();
        let constructors = with_ids(&constructor_names, &schema.constructors);
        let functions = with_ids(&function_names, &schema.functions);
        // A constructor of the type `Object` is a variant beside the types.
        let own = own_constructors(schema);
        let own_names = own.iter().map(|id| constructors[id.0 as usize]);
        let in_object: Vec<_> = types.iter().copied().chain(own_names).collect();
        let mut object_variants = items::flat(&in_object, &["Bool", "Function", "Extern"]);
        let own_variants = object_variants.split_off(types.len());
        let function_items = items::in_modules(&functions);
        Self {
            client_methods: methods::of_clients(&functions, &function_items),
            handler_methods: methods::of_handler(&functions),
            types: items::in_modules(&types),
            constructors: items::in_modules(&constructors),
            functions: function_items,
            variants: variants::of_types(schema, &constructor_names),
            object_variants,
            own_variants: own.into_iter().zip(own_variants).collect(),
            function_variants: items::flat(&functions, &[]),
        }
    }

    /// The variant of a constructor in the enum of its type.
    pub fn variant(&self, id: ConstructorId) -> Ident {
        ident(&self.variants[id.0 as usize])
    }

    /// The variant of a type in `Object`.
    pub fn object_variant(&self, id: TypeId) -> Ident {
        ident(&self.object_variants[id.0 as usize])
    }

    /// The constructors of the type `Object` itself (`gzip_packed`), and their variants.
    pub fn own_variants(&self) -> impl Iterator<Item = (ConstructorId, Ident)> + '_ {
        let variants = self.own_variants.iter();
        variants.map(|(id, name)| (*id, ident(name)))
    }

    /// The method of a function on a client.
    pub fn client_method(&self, index: usize) -> Ident {
        ident(&self.client_methods[index])
    }

    /// The method of a function of a handler.
    pub fn handler_method(&self, index: usize) -> Ident {
        ident(&self.handler_methods[index])
    }

    /// The variant of a function in `AnyFunction`.
    pub fn function_variant(&self, index: usize) -> Ident {
        ident(&self.function_variants[index])
    }
}

fn with_ids<'n>(names: &'n [Cow<'_, str>], combinators: &[Combinator]) -> Vec<(&'n str, u32)> {
    let ids = combinators.iter().map(|it| it.id);
    names.iter().map(AsRef::as_ref).zip(ids).collect()
}

fn own_constructors(schema: &Schema) -> Vec<ConstructorId> {
    let objects = schema.types.iter().filter(|ty| ty.name == "Object");
    objects.flat_map(|ty| ty.constructors.clone()).collect()
}

/// A number that parts types of equal names, whatever the order of their constructors.
fn type_id(schema: &Schema, ty: &Type) -> u32 {
    let ids = ty.constructors.iter().map(|id| schema.constructor(*id).id);
    ids.min().unwrap_or(0)
}

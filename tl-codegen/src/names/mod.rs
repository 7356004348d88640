//! Rust names for everything that a schema declares: those that grammers' users know.
//!
//! Names are decided over the whole schema, never over what is selected and never by
//! order, so that a name stays the same when roots or the order of declarations
//! change.

mod case;
mod fields;
mod items;
mod variants;

use proc_macro2::Ident;
use tl_parser::Schema;
use tl_parser::schema::{ConstructorId, TypeId};

pub use case::{ident, snake};
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
    /// The variant of each function in `AnyFunction`.
    function_variants: Vec<String>,
}

impl Names {
    /// Names everything in a schema.
    pub fn new(schema: &Schema) -> Self {
        let types: Vec<_> = schema
            .types
            .iter()
            .map(|ty| (ty.name.as_str(), 0))
            .collect();
        let with_id = |combinators: &'_ [tl_parser::schema::Combinator]| {
            combinators
                .iter()
                .map(|it| (it.name.clone(), it.id))
                .collect::<Vec<_>>()
        };
        let constructors = with_id(&schema.constructors);
        let functions = with_id(&schema.functions);
        Self {
            types: items::in_modules(&types),
            constructors: items::in_modules(&constructors),
            functions: items::in_modules(&functions),
            variants: variants::of_types(schema),
            object_variants: items::flat(&types),
            function_variants: items::flat(&functions),
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

    /// The variant of a function in `AnyFunction`.
    pub fn function_variant(&self, index: usize) -> Ident {
        ident(&self.function_variants[index])
    }
}

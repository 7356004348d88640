//! The page of a type.

use tl_parser::schema::{ConstructorId, TypeId};

use crate::site::Site;
use crate::site::inline::Description;
use crate::site::linked::{Piece, Words};
use crate::site::names::{Link, namespace, short, sorted};

/// A boxed type.
#[derive(Debug)]
pub struct Type<'s> {
    pub name: &'s str,
    pub namespace: &'s str,
    /// The name without its namespace.
    pub short: &'s str,
    pub text: Description<'s>,
    pub variants: Vec<Variant<'s>>,
    pub returned_by: Vec<Link<'s>>,
    pub accepted_by: Vec<Link<'s>>,
    pub contained_in: Vec<Link<'s>>,
    pub since: Option<String>,
}

/// A constructor of the type, in short.
#[derive(Debug)]
pub struct Variant<'s> {
    pub link: Link<'s>,
    pub id: String,
    /// Its fields, without flags words.
    pub fields: Vec<Field<'s>>,
}

/// A field in short.
#[derive(Debug)]
pub struct Field<'s> {
    pub name: &'s str,
    pub is_optional: bool,
    pub ty: Vec<Piece<'s>>,
}

impl<'s> Type<'s> {
    /// None if it has no page.
    pub fn new(site: &'s Site<'s>, id: TypeId) -> Option<Self> {
        site.paths.ty(id)?;
        let ty = site.schema.ty(id);
        let uses = site.links.uses(id);
        let text = site.known.ty(id);
        let returned = uses.returned_by.iter();
        let returned = returned.map(|index| site.method_link(*index)).collect();
        Some(Self {
            name: &ty.name,
            namespace: namespace(&ty.name),
            short: short(&ty.name),
            text: Description::new(text),
            variants: ty
                .constructors
                .iter()
                .map(|id| variant(site, *id))
                .collect(),
            returned_by: sorted(returned),
            accepted_by: site.methods_of(&uses.accepted_by),
            contained_in: site.constructors_of(&uses.contained_in),
            since: site.history.type_since(&ty.name),
        })
    }
}

fn variant<'s>(site: &'s Site<'s>, id: ConstructorId) -> Variant<'s> {
    let constructor = site.schema.constructor(id);
    let words = Words::of(constructor, site.schema, &site.links, &site.paths);
    let params = constructor.params.iter().filter(|param| !param.is_flags);
    Variant {
        link: site.constructor_link(id),
        id: format!("{:08x}", constructor.id),
        fields: params
            .map(|param| Field {
                name: param.name.as_deref().unwrap_or_default(),
                is_optional: param.condition.is_some(),
                ty: words.param(constructor, param),
            })
            .collect(),
    }
}

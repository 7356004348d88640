//! The page of a constructor.

use tl_parser::schema::ConstructorId;

use crate::site::Site;
use crate::site::facts::{ParamList, params};
use crate::site::inline::Description;
use crate::site::linked::{Piece, Words};
use crate::site::names::{Link, namespace, short};
use crate::site::since::Form;

/// So many uses are named; the page of the type has all of them.
const MOST_USES: usize = 8;

/// A constructor.
#[derive(Debug)]
pub struct Constructor<'s> {
    pub name: &'s str,
    pub namespace: &'s str,
    /// The name without its namespace.
    pub short: &'s str,
    pub id: String,
    pub text: Description<'s>,
    pub tl: Vec<Piece<'s>>,
    pub params: ParamList<'s>,
    /// The type, as it is written.
    pub result: Vec<Piece<'s>>,
    pub result_text: Description<'s>,
    /// Where values of its type stand: a list for each way that is not empty.
    pub uses: Vec<UseList<'s>>,
    /// The page of its type.
    pub ty: Option<Link<'s>>,
    pub siblings: Vec<Link<'s>>,
    pub since: Option<String>,
    pub forms: Vec<Form<'s>>,
}

/// The first of the uses of a type.
#[derive(Debug)]
pub struct UseList<'s> {
    pub title: &'static str,
    /// Its fragment on the page of the type.
    pub anchor: &'static str,
    pub first: Vec<Link<'s>>,
    /// How many there are, if not all are named.
    pub all: Option<usize>,
}

impl<'s> Constructor<'s> {
    /// None if it has no page.
    pub fn new(site: &'s Site<'s>, id: ConstructorId) -> Option<Self> {
        site.paths.constructor(id)?;
        let constructor = site.schema.constructor(id);
        let words = Words::of(constructor, site.schema, &site.links, &site.paths);
        let name = constructor.name.as_str();
        let text = site.known.constructor(id);
        let ty = site.links.type_of(id);
        let siblings = ty.map_or(&[][..], |ty| &site.schema.ty(ty).constructors);
        Some(Self {
            name,
            namespace: namespace(name),
            short: short(name),
            id: format!("{:08x}", constructor.id),
            text: Description::new(text),
            tl: words.declaration(constructor),
            params: params(site, constructor, &words, |at| {
                site.known.constructor_param(id, at)
            }),
            result: words.result(constructor),
            result_text: Description::new(ty.and_then(|ty| site.known.ty(ty))).shortened(),
            uses: ty.map_or_else(Vec::new, |ty| uses(site, ty)),
            ty: ty.map(|ty| site.type_link(ty)),
            siblings: siblings
                .iter()
                .filter(|sibling| **sibling != id)
                .take(MOST_USES)
                .map(|sibling| site.constructor_link(*sibling))
                .collect(),
            since: site.history.constructor_since(name),
            forms: site.history.constructor(name),
        })
    }
}

/// Only the first of each are looked at: a type may have as many constructors as uses.
fn uses<'s>(site: &'s Site<'s>, ty: tl_parser::schema::TypeId) -> Vec<UseList<'s>> {
    let uses = site.links.uses(ty);
    let returned = first(&uses.returned_by).iter();
    [
        (
            "Accepted by methods",
            "accepted-by",
            site.methods_of(first(&uses.accepted_by)),
            uses.accepted_by.len(),
        ),
        (
            "Returned by methods",
            "returned-by",
            returned.map(|index| site.method_link(*index)).collect(),
            uses.returned_by.len(),
        ),
        (
            "Contained in constructors",
            "contained-in",
            site.constructors_of(first(&uses.contained_in)),
            uses.contained_in.len(),
        ),
    ]
    .into_iter()
    .filter(|(_, _, first, _)| !first.is_empty())
    .map(|(title, anchor, first, count)| UseList {
        title,
        anchor,
        first,
        all: (count > MOST_USES).then_some(count),
    })
    .collect()
}

fn first<T>(list: &[T]) -> &[T] {
    &list[..list.len().min(MOST_USES)]
}

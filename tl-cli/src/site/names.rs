//! Names that lead to pages, alone and in lists by namespace.

use std::collections::BTreeMap;

use tl_parser::schema::{ConstructorId, TypeId};

use super::Site;
use super::inline::Description;
use super::links::Use;

/// A name that leads to its page.
#[derive(Debug, Clone)]
pub struct Link<'s> {
    pub name: &'s str,
    /// From the root of the site; empty if there is no page.
    pub path: &'s str,
    /// Its parameters that are meant, if it stands in a list of uses.
    pub params: String,
    /// What it is, in a list of declarations.
    pub text: Description<'s>,
}

/// The names of a namespace, in the order of the alphabet.
#[derive(Debug)]
pub struct Group<'s> {
    /// Empty for names without a namespace.
    pub namespace: &'s str,
    pub links: Vec<Link<'s>>,
}

impl<'s> Site<'s> {
    pub fn method_link(&'s self, index: usize) -> Link<'s> {
        Link {
            name: &self.schema.functions[index].name,
            path: self.paths.method(index),
            params: String::new(),
            text: Description::new(self.known.function(index)).shortened(),
        }
    }

    pub fn constructor_link(&'s self, id: ConstructorId) -> Link<'s> {
        Link {
            name: &self.schema.constructor(id).name,
            path: self.paths.constructor(id).unwrap_or_default(),
            params: String::new(),
            text: Description::new(self.known.constructor(id)).shortened(),
        }
    }

    pub fn type_link(&'s self, id: TypeId) -> Link<'s> {
        Link {
            name: &self.schema.ty(id).name,
            path: self.paths.ty(id).unwrap_or_default(),
            params: String::new(),
            text: Description::new(self.known.ty(id)).shortened(),
        }
    }

    /// Functions that use a type, each with the parameters that do, in the order of `uses`.
    pub fn methods_of(&'s self, uses: &[Use]) -> Vec<Link<'s>> {
        let link = |it: &Use| Link {
            params: self.params_of(&self.schema.functions[it.owner].params, it),
            ..self.method_link(it.owner)
        };
        uses.iter().map(link).collect()
    }

    /// Constructors that use a type, each with the fields that do, in the order of `uses`.
    pub fn constructors_of(&'s self, uses: &[Use]) -> Vec<Link<'s>> {
        let link = |it: &Use| Link {
            params: self.params_of(&self.schema.constructors[it.owner].params, it),
            ..self.constructor_link(ConstructorId(it.owner as u32))
        };
        uses.iter().map(link).collect()
    }

    fn params_of(&self, params: &[tl_parser::schema::Param], uses: &Use) -> String {
        let names = uses.params.iter().map(|at| params[*at].name.as_deref());
        names.flatten().collect::<Vec<_>>().join(", ")
    }
}

/// By name, as an index is read.
pub fn sorted(mut links: Vec<Link<'_>>) -> Vec<Link<'_>> {
    links.sort_by_cached_key(|link| (link.name.to_ascii_lowercase(), link.name));
    links
}

/// By namespace, those without one first.
pub fn grouped(links: Vec<Link<'_>>) -> Vec<Group<'_>> {
    let mut groups = BTreeMap::<&str, Vec<Link<'_>>>::new();
    for link in sorted(links) {
        groups.entry(namespace(link.name)).or_default().push(link);
    }
    let groups = groups.into_iter();
    groups
        .map(|(namespace, links)| Group { namespace, links })
        .collect()
}

/// `messages` of `messages.exportChatInvite`; empty if there is none.
pub fn namespace(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}

/// `exportChatInvite` of `messages.exportChatInvite`.
pub fn short(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, short)| short)
}

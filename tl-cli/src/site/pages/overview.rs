//! The first page, and the lists of all methods, constructors and types.

use tl_parser::schema::ConstructorId;
use tl_parser::text::UntrustedText;

use super::Errors;
use crate::site::Site;
use crate::site::names::{Group, Link, grouped};

/// The first page names everything of a kind that has no more than this, and else namespaces.
const MOST_NAMES: usize = 40;

/// The first page.
#[derive(Debug)]
pub struct Overview<'s> {
    pub layer: Option<u32>,
    /// An id to search for.
    pub some_id: Option<String>,
    pub counts: Vec<Count<'s>>,
    /// How many errors, each with each of its codes.
    pub errors: usize,
    /// Where the facts beside the schema are from.
    pub sources: &'s [UntrustedText],
    /// The older layers that the pages tell of.
    pub older: Vec<u32>,
}

/// How many there are of a kind.
#[derive(Debug)]
pub struct Count<'s> {
    pub list: List<'s>,
    pub count: usize,
    /// Whether the first page names them all.
    pub is_few: bool,
}

/// All of a kind.
#[derive(Debug)]
pub struct List<'s> {
    /// `Methods`
    pub title: &'static str,
    /// The page of the list, without its ending.
    pub file: &'static str,
    pub groups: Vec<Group<'s>>,
}

impl<'s> Overview<'s> {
    pub fn new(site: &'s Site<'s>) -> Self {
        let counts = [List::methods, List::types, List::constructors];
        Self {
            layer: site.schema.layer,
            some_id: some_id(site),
            errors: Errors::new(site).count(),
            counts: counts.map(|list| Count::of(list(site))).into(),
            sources: site.known.data().map_or(&[], |data| &data.sources),
            older: site.history.older(),
        }
    }
}

impl<'s> Count<'s> {
    fn of(list: List<'s>) -> Self {
        let count = list.groups.iter().map(|group| group.links.len()).sum();
        Self {
            is_few: count <= MOST_NAMES,
            count,
            list,
        }
    }
}

impl<'s> List<'s> {
    pub fn methods(site: &'s Site<'s>) -> Self {
        let functions = 0..site.schema.functions.len();
        Self {
            title: "Methods",
            file: "methods",
            groups: grouped(functions.map(|it| site.method_link(it)).collect()),
        }
    }

    pub fn constructors(site: &'s Site<'s>) -> Self {
        let ids = (0..site.schema.constructors.len() as u32).map(ConstructorId);
        Self {
            title: "Constructors",
            file: "constructors",
            groups: grouped(with_pages(ids.map(|id| site.constructor_link(id)))),
        }
    }

    pub fn types(site: &'s Site<'s>) -> Self {
        let ids = site.schema.type_ids();
        Self {
            title: "Types",
            file: "types",
            groups: grouped(with_pages(ids.map(|id| site.type_link(id)))),
        }
    }
}

fn with_pages<'s>(links: impl Iterator<Item = Link<'s>>) -> Vec<Link<'s>> {
    links.filter(|link| !link.path.is_empty()).collect()
}

fn some_id(site: &Site<'_>) -> Option<String> {
    let mut all = site
        .schema
        .functions
        .iter()
        .chain(&site.schema.constructors);
    let own = all.find(|combinator| !combinator.is_builtin)?;
    Some(format!("{:08x}", own.id))
}

//! Two schemas compared: what was added, removed and changed, and what each change breaks.
//!
//! ```text
//! two schemas ─▸ pair (the same name, or the same id) ─▸ params, results ─▸ Change ─▸ Breaks
//! ```
//!
//! Built-in declarations, comments and the order of declarations do not count.
//!
//! ```
//! use tl_parser::Sources;
//! use tl_parser::compare::{Break, compare};
//!
//! let schema = |text: &str| {
//!     let mut sources = Sources::new();
//!     sources.add("pets.tl", text);
//!     tl_parser::check(&sources).schema.expect("a valid schema")
//! };
//! let old = schema("cat id:int = Pet;");
//! let new = schema("cat id:long = Pet; dog = Pet;");
//!
//! let comparison = compare(&old, &new);
//! assert_eq!(comparison.changes.len(), 2);
//! assert!(comparison.breaks().contains(Break::Wire));
//! ```

mod breaks;
mod model;
mod pair;
mod params;

use std::collections::HashSet;

use crate::Schema;
use crate::schema::{self, Combinator, Ty};

pub use breaks::{Break, Breaks, Bump};
pub use model::{Change, Comparison, Declared, Detail, Flag, Kind, Param, TypeChange, What};

use pair::{Pair, pairs};

/// Compares two schemas.
pub fn compare(old: &Schema, new: &Schema) -> Comparison {
    Comparison {
        layers: (old.layer, new.layer),
        changes: pairs(old, new).into_iter().filter_map(change).collect(),
        types: types(old, new),
    }
}

fn change(pair: Pair<'_>) -> Option<Change> {
    match pair {
        Pair::Added(kind, new) => Some(Change {
            kind,
            name: new.name.to_string(),
            what: What::Added(declared(new)),
        }),
        Pair::Removed(kind, old) => Some(Change {
            kind,
            name: old.name.to_string(),
            what: What::Removed(declared(old)),
        }),
        Pair::Both { old, new } => {
            let details = differences(old, new);
            (!details.is_empty()).then(|| Change {
                kind: new.0,
                name: new.1.name.to_string(),
                what: What::Changed {
                    old: declared(old.1),
                    new: declared(new.1),
                    details,
                },
            })
        }
    }
}

fn declared(combinator: &Combinator) -> Declared {
    Declared {
        id: combinator.id,
        tl: combinator.tl.to_string(),
    }
}

/// What differs between two declarations of a constructor, or of a function.
pub fn details(old: &Combinator, new: &Combinator) -> Vec<Detail> {
    differences((Kind::Constructor, old), (Kind::Constructor, new))
}

/// All of a declaration but its name and id. A combinator that has only another name has the same
/// shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Shape {
    params: Vec<Param>,
    generics: Vec<schema::Kind>,
    result: String,
}

impl Shape {
    /// The shape of a declaration.
    pub fn new(combinator: &Combinator) -> Self {
        Self {
            params: params::params(combinator),
            generics: combinator.generics.iter().map(|it| it.kind).collect(),
            result: combinator.result_tl().to_owned(),
        }
    }
}

fn differences(old: (Kind, &Combinator), new: (Kind, &Combinator)) -> Vec<Detail> {
    let ((old_kind, old), (new_kind, new)) = (old, new);
    // Most combinators are the same: their texts are equal, and the ids that follow from them.
    if old.id == new.id && old.tl == new.tl && old_kind == new_kind {
        return Vec::new();
    }
    let mut details = Vec::new();
    if old.name != new.name {
        details.push(Detail::Renamed {
            from: old.name.to_string(),
        });
    }
    if old_kind != new_kind {
        details.push(Detail::Section { from: old_kind });
    }
    if old.id != new.id {
        details.push(Detail::Id);
    }
    params::compare(old, new, &mut details);
    let kinds = |it: &Combinator| it.generics.iter().map(|it| it.kind).collect::<Vec<_>>();
    if kinds(old) != kinds(new) {
        details.push(Detail::Generics);
    }
    let (old, new) = (old.result_tl(), new.result_tl());
    if old != new {
        details.push(Detail::Result {
            old: old.to_owned(),
            new: new.to_owned(),
        });
    }
    details
}

/// The types whose constructors are not the same, by name.
fn types(old: &Schema, new: &Schema) -> Vec<TypeChange> {
    let old_types = pair::types(old);
    let new_types = pair::types(new);
    let in_new = new.types.iter().filter(|it| !it.is_builtin);
    let in_old = old.types.iter().filter(|it| !it.is_builtin);
    let gone = in_old.filter(|it| !new_types.contains_key(it.name.as_str()));
    let names = in_new.chain(gone).map(|it| it.name.as_str());
    let changes = names.map(|name| {
        let (before, after) = (old_types.get(name), new_types.get(name));
        let only = |there: Option<&Vec<&str>>, here: Option<&Vec<&str>>| {
            let there = there.map_or(&[][..], Vec::as_slice).iter();
            let here: HashSet<_> = here.into_iter().flatten().collect();
            there
                .filter(|it| !here.contains(*it))
                .map(|it| (*it).to_owned())
                .collect::<Vec<_>>()
        };
        TypeChange {
            name: name.to_owned(),
            in_old_and_new: (before.is_some(), after.is_some()),
            added: only(after, before),
            removed: only(before, after),
        }
    });
    changes
        .filter(|it| !it.added.is_empty() || !it.removed.is_empty())
        .collect()
}

/// The name of the type that a constructor belongs to.
fn type_name<'s>(schema: &'s Schema, constructor: &Combinator) -> Option<&'s str> {
    match &constructor.result {
        Ty::Boxed(id, _) => Some(schema.ty(*id).name.as_str()),
        _ => None,
    }
}

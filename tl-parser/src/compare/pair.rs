//! Which combinator of the new schema is which of the old one: the one of the same name, or one of
//! the same id that has lost its name.

use std::collections::{HashMap, HashSet};

use super::{Kind, type_name};
use crate::Schema;
use crate::schema::Combinator;

/// A combinator of both schemas, or of one.
pub enum Pair<'s> {
    Both {
        old: (Kind, &'s Combinator),
        new: (Kind, &'s Combinator),
    },
    Added(Kind, &'s Combinator),
    Removed(Kind, &'s Combinator),
}

/// A name, and its place among the combinators of that name: blocks of layers declare it again.
type Key<'s> = (&'s str, Option<u32>, usize);

/// All combinators but those that are built in: of each kind those of the new schema, then those
/// that only the old one has.
pub fn pairs<'s>(old: &'s Schema, new: &'s Schema) -> Vec<Pair<'s>> {
    let (before, after) = (combinators(old), combinators(new));
    let by_key: HashMap<_, _> = before.iter().map(|it| (it.key, *it)).collect();
    let names: HashSet<_> = after.iter().map(|it| it.key).collect();
    // A name that is gone and one that is new are one combinator if the id is the same.
    let gone = before.iter().filter(|it| !names.contains(&it.key));
    let by_id: HashMap<u32, Found<'_>> = gone.map(|it| (it.combinator.id, *it)).collect();
    let added = after.iter().filter(|it| !by_key.contains_key(&it.key));
    let added_ids: HashSet<u32> = added.map(|it| it.combinator.id).collect();
    let mut pairs = Vec::new();
    for kind in [Kind::Constructor, Kind::Function] {
        for found in after.iter().filter(|it| it.kind == kind) {
            let same_name = by_key.get(&found.key);
            let same = same_name.or_else(|| by_id.get(&found.combinator.id));
            pairs.push(match same {
                Some(same) => Pair::Both {
                    old: (same.kind, same.combinator),
                    new: (kind, found.combinator),
                },
                None => Pair::Added(kind, found.combinator),
            });
        }
        let gone = before.iter().filter(|it| it.kind == kind);
        let gone = gone.filter(|it| !names.contains(&it.key));
        // What lost its name may have another one.
        let gone = gone.filter(|it| !added_ids.contains(&it.combinator.id));
        pairs.extend(gone.map(|it| Pair::Removed(kind, it.combinator)));
    }
    pairs
}

#[derive(Clone, Copy)]
struct Found<'s> {
    kind: Kind,
    key: Key<'s>,
    combinator: &'s Combinator,
}

fn combinators(schema: &Schema) -> Vec<Found<'_>> {
    let constructors = schema.constructors.iter().map(|it| (Kind::Constructor, it));
    let functions = schema.functions.iter().map(|it| (Kind::Function, it));
    let mut seen: HashMap<(&str, Option<u32>), usize> = HashMap::new();
    let own = constructors
        .chain(functions)
        .filter(|(_, it)| !it.is_builtin);
    own.map(|(kind, combinator)| {
        let name = combinator.name.as_str();
        let number = seen.entry((name, combinator.layer)).or_default();
        *number += 1;
        Found {
            kind,
            key: (name, combinator.layer, *number),
            combinator,
        }
    })
    .collect()
}

/// The names of the constructors of each type.
pub fn types(schema: &Schema) -> HashMap<&str, Vec<&str>> {
    let mut types: HashMap<&str, Vec<&str>> = HashMap::new();
    for constructor in schema.constructors.iter().filter(|it| !it.is_builtin) {
        if let Some(name) = type_name(schema, constructor) {
            types.entry(name).or_default().push(&constructor.name);
        }
    }
    types
}

//! What a schema has that another one does not, found by what a thing keeps when it gets another
//! name.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use tl_parser::Schema;
use tl_parser::compare::Shape;
use tl_parser::diagnostic::Suggestions;
use tl_parser::schema::Combinator;

use super::names::Named;

/// Lists that are never longer are looked through without charging the budget.
const SHORT: usize = 16;

/// Names in the order of their declaration, by what the things have in common.
type Lists<'s, K> = HashMap<K, Vec<&'s str>>;

/// The combinators of one kind that only the new schema has.
pub struct Added<'s> {
    by_id: Lists<'s, u32>,
    by_shape: Lists<'s, Shape>,
    by_result: Lists<'s, &'s str>,
}

impl<'s> Added<'s> {
    pub fn new(old: &Named<'_, Combinator>, new: &'s [Combinator]) -> Self {
        let mut added = Self {
            by_id: HashMap::new(),
            by_shape: HashMap::new(),
            by_result: HashMap::new(),
        };
        for it in new.iter().filter(|it| old.get(&it.name).is_none()) {
            added.by_id.entry(it.id).or_default().push(&it.name);
            let shape = added.by_shape.entry(Shape::new(it));
            shape.or_default().push(&it.name);
            let result = added.by_result.entry(it.result_tl());
            result.or_default().push(&it.name);
        }
        added
    }

    /// Those of which nothing but the name differs, and the id that follows from it.
    pub fn alike(&self, gone: &Combinator) -> [&[&'s str]; 2] {
        [
            list(&self.by_id, &gone.id),
            list(&self.by_shape, &Shape::new(gone)),
        ]
    }

    /// Those that have the same result.
    pub fn with_result(&self, gone: &Combinator) -> &[&'s str] {
        list(&self.by_result, gone.result_tl())
    }
}

fn list<'l, 's, K, Q>(lists: &'l Lists<'s, K>, key: &Q) -> &'l [&'s str]
where
    K: Borrow<Q> + Hash + Eq,
    Q: ?Sized + Hash + Eq,
{
    lists.get(key).map_or(&[], Vec::as_slice)
}

/// The types that only the new schema has.
pub struct AddedTypes<'s> {
    names: Vec<&'s str>,
    /// The places in `names` of the types that have a constructor.
    by_constructor: HashMap<&'s str, usize>,
}

impl<'s> AddedTypes<'s> {
    pub fn new(old: &Schema, new: &'s Schema) -> Self {
        let before: HashSet<_> = old.types.iter().map(|it| it.name.as_str()).collect();
        let types = new.types.iter();
        let types: Vec<_> = types.filter(|it| !before.contains(&*it.name)).collect();
        let mut by_constructor = HashMap::new();
        for (place, ty) in types.iter().enumerate() {
            let constructors = ty.constructors.iter();
            let names = constructors.map(|id| new.constructor(*id).name.as_str());
            by_constructor.extend(names.map(|name| (name, place)));
        }
        Self {
            names: types.iter().map(|it| it.name.as_str()).collect(),
            by_constructor,
        }
    }

    /// Those that have one of the constructors, in order.
    pub fn with_some<'c>(&self, constructors: impl Iterator<Item = &'c str>) -> Vec<&'s str> {
        let places = constructors.filter_map(|name| self.by_constructor.get(name));
        let places: BTreeMap<_, _> = places.map(|at| (*at, self.names[*at])).collect();
        places.into_values().collect()
    }

    pub fn all(&self) -> &[&'s str] {
        &self.names
    }
}

/// The names that `is_free` holds for; none of long lists once the budget is used up.
pub fn free<'s>(
    names: &[&'s str],
    suggestions: &Suggestions,
    is_free: impl Fn(&str) -> bool,
) -> Vec<&'s str> {
    if names.len() > SHORT {
        if suggestions.is_exhausted() {
            return Vec::new();
        }
        suggestions.charge(names.len());
    }
    let names = names.iter().copied();
    names.filter(|name| is_free(name)).collect()
}

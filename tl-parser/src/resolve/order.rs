//! The order of a schema: by name, so that nothing that is made of it depends on the order in which
//! its declarations stand.

use std::cmp::Reverse;

use super::heights::Heights;
use crate::schema::{Combinator, ConstructorId, Param, Schema, Ty, TypeId};

impl Schema {
    /// Puts types, constructors and functions in the order of their names; of equal names, the
    /// newest layer first, then by id and text. All ids of types and constructors change.
    ///
    /// The [`shallowest`](crate::schema::Type::shallowest) of equal constructors is the first of the
    /// new order.
    pub fn sort(&mut self) {
        let types = sort_by_key(&mut self.types, |ty| ty.name.clone());
        let constructors = sort_by_key(&mut self.constructors, key);
        sort_by_key(&mut self.functions, key);
        let places = Places {
            types,
            constructors,
        };
        for ty in &mut self.types {
            ty.constructors
                .iter_mut()
                .for_each(|id| places.move_constructor(id));
            ty.constructors.sort_unstable();
        }
        for combinator in self.constructors.iter_mut().chain(&mut self.functions) {
            places.move_params(&mut combinator.params);
            places.move_ty(&mut combinator.result);
        }
        Heights::compute(self).mark(self);
    }
}

/// What parts combinators of one name.
fn key(combinator: &Combinator) -> impl Ord + use<> {
    let Combinator {
        name,
        layer,
        until,
        id,
        tl,
        ..
    } = combinator;
    let newest_first = (until.map(Reverse), layer.map(Reverse));
    (name.clone(), newest_first, *id, tl.clone())
}

/// Sorts, and tells the new place of each old one.
fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) -> Vec<u32> {
    let mut sorted: Vec<_> = std::mem::take(items).into_iter().zip(0_usize..).collect();
    sorted.sort_by_cached_key(|(item, old)| (key(item), *old));
    let mut places = vec![0; sorted.len()];
    for ((item, old), new) in sorted.into_iter().zip(0..) {
        places[old] = new;
        items.push(item);
    }
    places
}

/// Where everything has gone, by its old place.
struct Places {
    types: Vec<u32>,
    constructors: Vec<u32>,
}

impl Places {
    fn move_type(&self, id: &mut TypeId) {
        id.0 = self.types[id.0 as usize];
    }

    fn move_constructor(&self, id: &mut ConstructorId) {
        id.0 = self.constructors[id.0 as usize];
    }

    fn move_params(&self, params: &mut [Param]) {
        params
            .iter_mut()
            .for_each(|param| self.move_ty(&mut param.ty));
    }

    fn move_ty(&self, ty: &mut Ty) {
        ty.for_each_id(&mut |id| self.move_type(id), &mut |id| {
            self.move_constructor(id);
        });
    }
}

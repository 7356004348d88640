//! The order of a schema: by name, so that nothing that is made of it depends on the order in which
//! its declarations stand.

use super::heights::Heights;
use crate::schema::{Combinator, ConstructorId, Param, Schema, Ty, TyArg, TypeId};

impl Schema {
    /// Puts types, constructors and functions in the order of their names; of equal names, by
    /// layer, id and text. All ids of types and constructors change.
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
        id,
        tl,
        ..
    } = combinator;
    (name.clone(), *layer, *id, tl.clone())
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
        match ty {
            Ty::Boxed(id, args) => {
                self.move_type(id);
                self.move_args(args);
            }
            Ty::Bare(id, args) => {
                self.move_constructor(id);
                self.move_args(args);
            }
            Ty::Vector { element, .. } => self.move_ty(element),
            Ty::Repeat { params, .. } => self.move_params(params),
            Ty::Nat
            | Ty::Builtin(_)
            | Ty::BoxedBuiltin(_)
            | Ty::Bool
            | Ty::Object
            | Ty::Function
            | Ty::Var(_) => {}
        }
    }

    fn move_args(&self, args: &mut [TyArg]) {
        for arg in args {
            if let TyArg::Type(ty) = arg {
                self.move_ty(ty);
            }
        }
    }
}

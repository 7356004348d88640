//! Several layers of one schema as one model: what older ones declare otherwise stands beside what
//! the newest one declares.
//!
//! ```text
//! the newest schema ─▸ + what the next older one has and it has not ─▸ .. ─▸ recursion anew
//! ```
//!
//! A constructor that has the same id, and is read as the newer one reads it, is no other one.

use std::collections::HashMap;

use super::recursion;
use super::same::{Indistinct, reads};
use crate::Diagnostics;
use crate::schema::{Combinator, ConstructorId, Param, Schema, Ty, TypeId};

impl Schema {
    /// Adds all that older layers declare otherwise, with [`Combinator::until`] set, and gives
    /// what cannot be told apart by its id. Types are the same if their names are.
    ///
    /// An older declaration is left out if a newer one has its id and reads its bytes: `true` flags
    /// and, with ids written by hand, optional fields may have come since then.
    ///
    /// All schemas must have their spans in the same [`Sources`](crate::Sources).
    pub fn add_older(&mut self, mut older: Vec<(u32, Schema)>) -> Vec<Indistinct> {
        older.sort_by_key(|(layer, _)| std::cmp::Reverse(*layer));
        let mut indistinct = Vec::new();
        for (layer, schema) in older {
            Adding::new(self, layer, &schema).run(&schema, &mut indistinct);
        }
        // What was checked in each layer is not checked again.
        recursion::mark(self, &mut Diagnostics::default());
        indistinct
    }
}

/// One older layer on its way into a schema.
struct Adding<'s> {
    schema: &'s mut Schema,
    layer: u32,
    /// The place of each type of the older schema.
    types: Vec<TypeId>,
    /// The place of each constructor of the older schema.
    constructors: Vec<ConstructorId>,
    /// The constructors that are to be added: their old places, and their types.
    added: Vec<(usize, Option<TypeId>)>,
}

impl<'s> Adding<'s> {
    fn new(schema: &'s mut Schema, layer: u32, older: &Schema) -> Self {
        let by_name: HashMap<_, _> = (0..)
            .map(TypeId)
            .zip(&schema.types)
            .map(|(id, ty)| (ty.name.clone(), id))
            .collect();
        let mut types = Vec::with_capacity(older.types.len());
        for ty in &older.types {
            types.push(by_name.get(&ty.name).copied().unwrap_or_else(|| {
                let id = TypeId(schema.types.len() as u32);
                let mut ty = ty.clone();
                ty.constructors.clear();
                schema.types.push(ty);
                id
            }));
        }
        Self {
            schema,
            layer,
            types,
            constructors: Vec::new(),
            added: Vec::new(),
        }
    }

    fn run(mut self, older: &Schema, indistinct: &mut Vec<Indistinct>) {
        self.place_constructors(older, indistinct);
        for (index, ty) in std::mem::take(&mut self.added) {
            let id = ConstructorId(self.schema.constructors.len() as u32);
            let constructor = self.moved(&older.constructors[index]);
            self.schema.constructors.push(constructor);
            if let Some(ty) = ty {
                self.schema.types[ty.0 as usize].constructors.push(id);
            }
        }
        self.add_functions(older, indistinct);
    }

    /// Finds the constructors that are there already, and numbers those that are not.
    fn place_constructors(&mut self, older: &Schema, indistinct: &mut Vec<Indistinct>) {
        let by_id = by_id(&self.schema.constructors);
        let types = older.types_of_constructors();
        for (index, constructor) in older.constructors.iter().enumerate() {
            let same = by_id.get(&(constructor.is_builtin, constructor.id));
            let same = same.map(|index| (&self.schema.constructors[*index], *index));
            let next = ConstructorId((self.schema.constructors.len() + self.added.len()) as u32);
            let ty = types[index].map(|ty| self.types[ty.0 as usize]);
            let place = match same {
                Some((newer, place)) if constructor.is_builtin || reads(newer, constructor) => {
                    ConstructorId(place as u32)
                }
                Some((newer, _)) => {
                    indistinct.push(self.indistinct(constructor, newer));
                    // Only what names it without its id can still mean it.
                    self.added.push((index, None));
                    next
                }
                None => {
                    self.added.push((index, ty));
                    next
                }
            };
            self.constructors.push(place);
        }
    }

    fn add_functions(&mut self, older: &Schema, indistinct: &mut Vec<Indistinct>) {
        let by_id = by_id(&self.schema.functions);
        for function in &older.functions {
            let same = by_id.get(&(function.is_builtin, function.id));
            match same.map(|index| &self.schema.functions[*index]) {
                Some(newer) if reads(newer, function) => {}
                Some(newer) => indistinct.push(self.indistinct(function, newer)),
                None => {
                    let function = self.moved(function);
                    self.schema.functions.push(function);
                }
            }
        }
    }

    fn indistinct(&self, older: &Combinator, newer: &Combinator) -> Indistinct {
        Indistinct::new(older, self.layer, newer)
    }

    fn moved(&self, combinator: &Combinator) -> Combinator {
        let mut moved = combinator.clone();
        moved.until = Some(self.layer);
        self.move_params(&mut moved.params);
        self.move_ty(&mut moved.result);
        moved
    }

    fn move_params(&self, params: &mut [Param]) {
        for param in params {
            self.move_ty(&mut param.ty);
        }
    }

    fn move_ty(&self, ty: &mut Ty) {
        ty.for_each_id(&mut |id| *id = self.types[id.0 as usize], &mut |id| {
            *id = self.constructors[id.0 as usize]
        });
    }
}

/// The place of each combinator by its id; of equal ids, the first. What is built in is apart.
fn by_id(combinators: &[Combinator]) -> HashMap<(bool, u32), usize> {
    let mut places = HashMap::with_capacity(combinators.len());
    for (index, combinator) in combinators.iter().enumerate() {
        let key = (combinator.is_builtin, combinator.id);
        places.entry(key).or_insert(index);
    }
    places
}

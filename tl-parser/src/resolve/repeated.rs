//! What several `===N===` blocks of one file declare under one id.

use std::collections::{HashMap, HashSet};

use super::same::{Indistinct, reads};
use crate::schema::{Combinator, ConstructorId, Schema};

impl Schema {
    /// Makes one of what several `===N===` blocks declare under one id: it is of the oldest of their
    /// layers, as the newest declares it. Gives what cannot be told apart, which is left out.
    pub fn join_repeated(&mut self) -> Vec<Indistinct> {
        let mut indistinct = Vec::new();
        let places = join(&mut self.constructors, &mut indistinct);
        join(&mut self.functions, &mut indistinct);
        let place = |id: &mut ConstructorId| *id = places[id.0 as usize];
        for ty in &mut self.types {
            ty.constructors.iter_mut().for_each(place);
            let mut seen = HashSet::new();
            ty.constructors.retain(|id| seen.insert(*id));
        }
        for combinator in self.constructors.iter_mut().chain(&mut self.functions) {
            let types = combinator.params.iter_mut().map(|param| &mut param.ty);
            for ty in types.chain([&mut combinator.result]) {
                ty.for_each_id(&mut |_| {}, &mut |id| place(id));
            }
        }
        indistinct
    }
}

/// Gives the new place of each combinator.
fn join(combinators: &mut Vec<Combinator>, indistinct: &mut Vec<Indistinct>) -> Vec<ConstructorId> {
    let mut newest_first: Vec<_> = (0..combinators.len()).collect();
    newest_first.sort_by_key(|index| std::cmp::Reverse(combinators[*index].layer));
    let mut kept: HashMap<(bool, u32), usize> = HashMap::new();
    let mut joined: Vec<usize> = (0..combinators.len()).collect();
    for index in newest_first {
        let older = &combinators[index];
        let Some(layer) = older.layer else { continue };
        let newer = *kept.entry((older.is_builtin, older.id)).or_insert(index);
        if newer == index || combinators[newer].layer == Some(layer) {
            continue;
        }
        joined[index] = newer;
        match reads(&combinators[newer], older) {
            true => combinators[newer].layer = Some(layer),
            false => indistinct.push(Indistinct::new(older, layer, &combinators[newer])),
        }
    }
    let mut places = vec![ConstructorId(0); combinators.len()];
    let mut next = 0;
    for (index, place) in places.iter_mut().enumerate() {
        if joined[index] == index {
            *place = ConstructorId(next);
            next += 1;
        }
    }
    let mut indices = 0..;
    combinators.retain(|_| indices.next().is_some_and(|index| joined[index] == index));
    joined.into_iter().map(|index| places[index]).collect()
}

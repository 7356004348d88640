//! Several layers of one schema as one model: what older ones declare otherwise stands beside what
//! the newest one declares.
//!
//! ```text
//! the newest schema ─▸ + what the next older one has and it has not ─▸ .. ─▸ recursion anew
//! ```
//!
//! A constructor that has the same id, and is read as the newer one reads it, is no other one.

use std::collections::{HashMap, HashSet};

use super::recursion;
use crate::Diagnostics;
use crate::schema::{Combinator, ConstructorId, Param, Schema, Ty, TyArg, TypeId};
use crate::source::Span;

/// A combinator of an older layer that cannot be told apart from one of a newer layer: both have the
/// same id, and not the same bytes behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indistinct {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// Its id.
    pub id: u32,
    /// The older layer.
    pub layer: u32,
    /// As it is declared there.
    pub tl: String,
    /// As the newer layer declares what it is taken for.
    pub newer: String,
}

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

impl Indistinct {
    fn new(older: &Combinator, layer: u32, newer: &Combinator) -> Self {
        Self {
            name: older.name.to_string(),
            span: older.span,
            id: older.id,
            layer,
            tl: older.tl.to_string(),
            newer: newer.tl.to_string(),
        }
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
        let types = types_of(older);
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

fn types_of(schema: &Schema) -> Vec<Option<TypeId>> {
    let mut types = vec![None; schema.constructors.len()];
    for id in schema.type_ids() {
        for constructor in &schema.ty(id).constructors {
            types[constructor.0 as usize] = Some(id);
        }
    }
    types
}

/// Whether what reads the newer declaration reads the bytes of the older one, too: what came
/// since then is optional, and absent as long as its bits are not set.
fn reads(newer: &Combinator, older: &Combinator) -> bool {
    if newer.tl == older.tl {
        return true;
    }
    let used: Vec<_> = older
        .params
        .iter()
        .filter_map(|it| bit(older, it))
        .collect();
    let is_new = |it: &&Param| bit(newer, it).is_some_and(|bit| !used.contains(&bit));
    let written = |it: &&Param| !it.is_bit();
    let mut newer_params = newer.params.iter().filter(written).filter(|it| !is_new(it));
    let mut older_params = older.params.iter().filter(written);
    loop {
        match (newer_params.next(), older_params.next()) {
            (None, None) => return true,
            (Some(new), Some(old)) => {
                let is_same = newer.type_tl(new) == older.type_tl(old)
                    && bit(newer, new) == bit(older, old)
                    && new.is_flags == old.is_flags;
                if !is_same {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// The bit that a field stands behind, and the place of its word among the words.
fn bit(combinator: &Combinator, param: &Param) -> Option<(usize, u8)> {
    let condition = param.condition?;
    let words = combinator.params.iter().filter(|it| it.is_flags);
    let word = words.take_while(|it| it.var != condition.word).count();
    Some((word, condition.bit))
}

impl Ty {
    /// Goes through the types and the bare constructors that it names.
    pub(crate) fn for_each_id(
        &mut self,
        on_type: &mut impl FnMut(&mut TypeId),
        on_constructor: &mut impl FnMut(&mut ConstructorId),
    ) {
        match self {
            Self::Boxed(id, args) => {
                on_type(id);
                for_each_arg(args, on_type, on_constructor);
            }
            Self::Bare(id, args) => {
                on_constructor(id);
                for_each_arg(args, on_type, on_constructor);
            }
            Self::Vector { element, .. } => element.for_each_id(on_type, on_constructor),
            Self::Repeat { params, .. } => {
                for param in params {
                    param.ty.for_each_id(on_type, on_constructor);
                }
            }
            Self::Nat
            | Self::Builtin(_)
            | Self::BoxedBuiltin(_)
            | Self::Bool
            | Self::Object
            | Self::Function
            | Self::Var(_) => {}
        }
    }
}

fn for_each_arg(
    args: &mut [TyArg],
    on_type: &mut impl FnMut(&mut TypeId),
    on_constructor: &mut impl FnMut(&mut ConstructorId),
) {
    for arg in args {
        if let TyArg::Type(ty) = arg {
            ty.for_each_id(on_type, on_constructor);
        }
    }
}

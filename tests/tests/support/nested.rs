//! Values that nest as deep as is wanted, in every way that a schema has: for each field
//! through which a type can contain itself, bytes that go through that field again and again.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use tl_parser::Schema;
use tl_parser::schema::{ConstructorId, Param, Ty, TypeId};

use super::least::Least;

/// A step from the value of a type to one that it contains.
#[derive(Clone, Copy, Debug)]
struct Step {
    from: TypeId,
    constructor: ConstructorId,
    /// The place of the field among the parameters.
    field: usize,
    to: TypeId,
}

/// A way from a type back to itself.
pub struct Cycle {
    steps: Vec<Step>,
}

impl Cycle {
    /// The type in which it begins and ends.
    pub fn ty(&self) -> TypeId {
        self.steps[0].from
    }

    /// `richText.textBold.text`: the field that it is about.
    pub fn title(&self, schema: &Schema) -> String {
        let Step {
            constructor, field, ..
        } = self.steps[0];
        let constructor = schema.constructor(constructor);
        let field = constructor.params[field].name.as_deref();
        format!("{}.{}", constructor.name, field.unwrap_or("_"))
    }

    /// A value of the type of which so many values lie in each other, at least 1.
    pub fn nested(&self, schema: &Schema, least: &Least<'_>, levels: usize) -> Vec<u8> {
        let count = levels - 1;
        let innermost = self.steps[count % self.steps.len()].from;
        let innermost = least.boxed_type(innermost).expect("a finite value");
        let steps = self.steps.iter().cycle().take(count);
        let steps: Vec<_> = steps.collect();
        let outwards = steps.into_iter().rev();
        outwards.fold(innermost, |inner, step| wrap(schema, least, *step, &inner))
    }
}

/// A cycle through each field that is on one.
pub fn cycles(schema: &Schema) -> Vec<Cycle> {
    let steps = steps(schema);
    let cycles = steps.values().flatten().filter_map(|first| {
        let mut cycle = vec![*first];
        cycle.extend(shortest_way(&steps, first.to, first.from)?);
        Some(Cycle { steps: cycle })
    });
    cycles.collect()
}

/// All steps, by the type that they start from.
fn steps(schema: &Schema) -> BTreeMap<TypeId, Vec<Step>> {
    let mut steps = BTreeMap::new();
    for from in schema.type_ids().filter(|id| schema.ty(*id).nests) {
        let mut own = Vec::new();
        for constructor in &schema.ty(from).constructors {
            let params = schema.constructor(*constructor).params.iter();
            for (field, param) in params.enumerate() {
                let to = contained(&param.ty).filter(|to| schema.ty(*to).nests);
                own.extend(to.map(|to| Step {
                    from,
                    constructor: *constructor,
                    field,
                    to,
                }));
            }
        }
        steps.insert(from, own);
    }
    steps
}

/// The boxed type that a field holds, directly or in vectors.
fn contained(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Boxed(id, _) => Some(*id),
        Ty::Vector { element, .. } => contained(element),
        _ => None,
    }
}

/// The fewest steps from one type to another: none for the same.
fn shortest_way(
    steps: &BTreeMap<TypeId, Vec<Step>>,
    from: TypeId,
    to: TypeId,
) -> Option<Vec<Step>> {
    let mut ways = BTreeMap::from([(from, Vec::new())]);
    let mut queue = VecDeque::from([from]);
    while let Some(reached) = queue.pop_front() {
        let way = ways[&reached].clone();
        if reached == to {
            return Some(way);
        }
        for step in &steps[&reached] {
            if let Entry::Vacant(entry) = ways.entry(step.to) {
                entry.insert([&way[..], &[*step]].concat());
                queue.push_back(step.to);
            }
        }
    }
    None
}

/// The value that holds `inner` in the field of a step, and else as little as it can.
fn wrap(schema: &Schema, least: &Least<'_>, step: Step, inner: &[u8]) -> Vec<u8> {
    let constructor = schema.constructor(step.constructor);
    let chosen = &constructor.params[step.field];
    let mut out = constructor.id.to_le_bytes().to_vec();
    for (index, param) in constructor.params.iter().enumerate() {
        if param.is_flags {
            out.extend(word(param, chosen).to_le_bytes());
        } else if index == step.field {
            out.extend(within(&param.ty, inner));
        } else if param.condition.is_none() || param.condition == chosen.condition {
            out.extend(least.value(&param.ty, &[]).expect("a finite value"));
        }
    }
    out
}

/// The flags word `word`, if of the optional fields only `chosen` is there, and those on
/// its bit.
fn word(word: &Param, chosen: &Param) -> u32 {
    let condition = chosen.condition.filter(|it| it.word == word.var);
    condition.map_or(0, |it| 1 << it.bit)
}

fn within(ty: &Ty, inner: &[u8]) -> Vec<u8> {
    match ty {
        Ty::Vector { bare, element } => {
            let id = match bare {
                true => &[][..],
                false => b"\x15\xc4\xb5\x1c",
            };
            [id, &1_u32.to_le_bytes(), &within(element, inner)].concat()
        }
        _ => inner.to_vec(),
    }
}

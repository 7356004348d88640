//! How a combinator of an older layer becomes the newest of its name, or why it cannot.
//!
//! | in the newest declaration | |
//! |---|---|
//! | an optional field is new | it is absent |
//! | a field is optional that was required | it is there |
//! | a field stands behind another bit | it is there if it was |
//! | `int` has become `long`, also in vectors | it is widened |
//! | a field is new and required, has another type, is required that was optional, or is gone | something would be made up or lost |

use tl_parser::Schema;
use tl_parser::graph::Graph;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Param, Ty, TyArg, TypeId};

use crate::attributes::Externs;
use crate::borrow::innermost;
use crate::layers::{Layers, Older};
use crate::unknown::UnknownTable;
use crate::words::{self, WordTable};

/// What a field of the newest struct is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It has no field: it is a flags word, or the length of a field.
    Computed,
    /// It is absent.
    Absent,
    /// It is a parameter of the older combinator, by its place there.
    Kept(usize),
}

/// Which parameters structs have as fields.
#[derive(Clone, Copy)]
pub struct Stored<'p> {
    pub words: &'p WordTable,
    pub unknown: &'p UnknownTable,
}

/// The upgrades of a schema.
#[derive(Debug, Default)]
pub struct Upgrades {
    constructors: Vec<Option<Result<Vec<Step>, String>>>,
    functions: Vec<Option<Result<Vec<Step>, String>>>,
    /// The types of which a value may change when it is upgraded.
    types: Vec<bool>,
    /// The same of constructors.
    changing: Vec<bool>,
}

impl Upgrades {
    /// Decides about all that is history. What is external is left as it is.
    pub fn new(schema: &Schema, layers: &Layers, stored: Stored<'_>, externs: &Externs) -> Self {
        if layers.are_none() {
            return Self::default();
        }
        let all = |combinators: &[Combinator], older: &dyn Fn(usize) -> Option<Older>| {
            let places = 0..combinators.len();
            let upgrade = |at: usize| {
                let newest = older(at)?.newest.map(|it| &combinators[it]);
                Some(steps(&combinators[at], newest, stored))
            };
            places.map(upgrade).collect()
        };
        let constructor = |at| layers.constructor(ConstructorId(at as u32));
        let mut upgrades = Self {
            constructors: all(&schema.constructors, &constructor),
            functions: all(&schema.functions, &|at| layers.function(at)),
            types: vec![false; schema.types.len()],
            changing: vec![false; schema.constructors.len()],
        };
        upgrades.spread(schema, externs);
        upgrades
    }

    /// How a constructor of an older layer is upgraded; none if it is of the newest.
    pub fn constructor(&self, id: ConstructorId) -> Option<Result<&[Step], &str>> {
        as_ref(self.constructors.get(id.0 as usize))
    }

    /// How a function of an older layer is upgraded.
    pub fn function(&self, index: usize) -> Option<Result<&[Step], &str>> {
        as_ref(self.functions.get(index))
    }

    /// Whether a value of a type may change when it is upgraded.
    pub fn changes(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Boxed(id, _) => self.types.get(id.0 as usize) == Some(&true),
            Ty::Bare(id, _) => {
                self.constructor(*id).is_none() && self.changing.get(id.0 as usize) == Some(&true)
            }
            Ty::Vector { element, .. } => self.changes(element),
            Ty::Object => self.types.contains(&true) || self.changes(&Ty::Function),
            Ty::Function => self.functions.iter().any(|it| matches!(it, Some(Ok(_)))),
            _ => false,
        }
    }

    /// Finds what holds values that can be upgraded: from those to all that holds them, once each.
    fn spread(&mut self, schema: &Schema, externs: &Externs) {
        let types = schema.types.len();
        let users = self.holds(schema).reversed();
        let object = users.nodes() - 1;
        let mut found = vec![false; users.nodes()];
        let mut pending = Vec::new();
        for id in schema.type_ids() {
            let mut constructors = schema.ty(id).constructors.iter();
            if constructors.any(|it| matches!(self.constructor(*it), Some(Ok(_)))) {
                pending.push(id.0 as usize);
            }
        }
        if self.changes(&Ty::Function) {
            let constructors = schema.constructors.iter().zip(types..);
            let holding = constructors.filter(|(it, _)| {
                let mut params = it.params.iter();
                params.any(|param| *innermost(&param.ty) == Ty::Function)
            });
            pending.extend(holding.map(|(_, node)| node));
            pending.push(object);
        }
        while let Some(node) = pending.pop() {
            let is_extern = match node.checked_sub(types) {
                None => externs.types.contains_key(&TypeId(node as u32)),
                Some(index) => externs
                    .constructors
                    .contains_key(&ConstructorId(index as u32)),
            };
            if !is_extern && !std::mem::replace(&mut found[node], true) {
                pending.extend(users.successors(node));
            }
        }
        found.truncate(object);
        self.changing = found.split_off(types);
        self.types = found;
    }

    /// From each type to its newest constructors, from each constructor to what its fields hold, and
    /// from `Object`, the last node, to all types.
    fn holds(&self, schema: &Schema) -> Graph {
        let types = schema.types.len();
        let object = types + schema.constructors.len();
        let mut graph = Graph::with_capacity(object + 1);
        let newest = |id: &ConstructorId| self.constructor(*id).is_none();
        for ty in &schema.types {
            for id in ty.constructors.iter().filter(|id| newest(id)) {
                graph.add_edge(types + id.0 as usize);
            }
            graph.finish_node();
        }
        for constructor in &schema.constructors {
            for param in &constructor.params {
                match innermost(&param.ty) {
                    Ty::Boxed(id, _) => graph.add_edge(id.0 as usize),
                    Ty::Bare(id, _) if newest(id) => graph.add_edge(types + id.0 as usize),
                    Ty::Object => graph.add_edge(object),
                    _ => {}
                }
            }
            graph.finish_node();
        }
        (0..types).for_each(|ty| graph.add_edge(ty));
        graph.finish_node();
        graph
    }
}

fn as_ref(steps: Option<&Option<Result<Vec<Step>, String>>>) -> Option<Result<&[Step], &str>> {
    let steps = steps?.as_ref()?;
    Some(steps.as_ref().map(Vec::as_slice).map_err(String::as_str))
}

/// A step for each parameter of the newest declaration, or why there is no way.
fn steps(
    older: &Combinator,
    newest: Option<&Combinator>,
    stored: Stored<'_>,
) -> Result<Vec<Step>, String> {
    let Some(newest) = newest else {
        return Err(format!("the newest layer has no `{}`", older.name));
    };
    if !older.generics.is_empty() || !newest.generics.is_empty() {
        return Err("it wraps another function".to_owned());
    }
    if older.result != newest.result {
        let (was, is) = (older.result_tl(), newest.result_tl());
        return Err(format!("`{was}` has become `{is}`"));
    }
    let is_computed = |it: &&Param| it.is_flags || stored.unknown.is_length(older, it);
    for param in older.params.iter().filter(|it| !is_computed(it)) {
        if find(newest, param).is_none() {
            return Err(format!("`{}` is gone", name(param)));
        }
    }
    newest
        .params
        .iter()
        .map(|param| step(older, newest, param, stored))
        .collect()
}

fn step(
    older: &Combinator,
    newest: &Combinator,
    param: &Param,
    stored: Stored<'_>,
) -> Result<Step, String> {
    if param.is_flags {
        return word(older, newest, param, stored.words);
    }
    if stored.unknown.is_length(newest, param) {
        return Ok(Step::Computed);
    }
    let find_stored =
        |it| find(older, it).filter(|at| !stored.unknown.is_length(older, &older.params[*at]));
    let Some(at) = find_stored(param) else {
        return match param.condition {
            Some(_) => Ok(Step::Absent),
            None => Err(format!("`{}` is new and required", name(param))),
        };
    };
    let old = &older.params[at];
    if old.is_flags || old.is_bit() != param.is_bit() || !becomes(&old.ty, &param.ty) {
        let (was, is) = (older.type_tl(old), newest.type_tl(param));
        return Err(match was == is {
            true => format!("what `{}` is made of is another", name(param)),
            false => format!("`{}` was `{was}` and is `{is}`", name(param)),
        });
    }
    if old.condition.is_some() && param.condition.is_none() {
        return Err(format!("`{}` was optional and is required", name(param)));
    }
    if old.exclamation || param.exclamation {
        return Err("it wraps another function".to_owned());
    }
    Ok(Step::Kept(at))
}

/// A flags word has a field only for bits that stand for no other: those may not stand for others now.
fn word(
    older: &Combinator,
    newest: &Combinator,
    param: &Param,
    words: &WordTable,
) -> Result<Step, String> {
    let old = find(older, param).filter(|at| older.params[*at].is_flags);
    let is_kept = old.is_some_and(|at| words.keeps(older, &older.params[at]));
    match (old, words.keeps(newest, param)) {
        (Some(at), keeps) if is_kept => {
            let bits = |it, word| words::unknown_bits(it, word);
            match keeps && bits(older, &older.params[at]) == bits(newest, param) {
                true => Ok(Step::Kept(at)),
                false => Err(format!("other bits of `{}` stand for fields", name(param))),
            }
        }
        (_, true) => Ok(Step::Absent),
        (_, false) => Ok(Step::Computed),
    }
}

/// The parameter of the same name.
fn find(combinator: &Combinator, param: &Param) -> Option<usize> {
    let mut params = combinator.params.iter();
    params.position(|it| it.name.is_some() && it.name == param.name)
}

fn name(param: &Param) -> &str {
    param.name.as_deref().unwrap_or("_")
}

/// Whether each value of one type has a place in the other: what is boxed on the wire and what is
/// bare are the same there.
fn becomes(old: &Ty, new: &Ty) -> bool {
    match (old, new) {
        (Ty::Builtin(old) | Ty::BoxedBuiltin(old), Ty::Builtin(new) | Ty::BoxedBuiltin(new)) => {
            old == new || (*old, *new) == (Builtin::Int, Builtin::Long)
        }
        (Ty::Vector { element: old, .. }, Ty::Vector { element: new, .. }) => becomes(old, new),
        (Ty::Boxed(_, args) | Ty::Bare(_, args), _) if holds_type(args) => false,
        (old, new) => old == new,
    }
}

fn holds_type(args: &[TyArg]) -> bool {
    args.iter().any(|arg| matches!(arg, TyArg::Type(_)))
}

/// Whether the one becomes the other by widening numbers.
pub fn is_widened(old: &Ty, new: &Ty) -> bool {
    match (old, new) {
        (Ty::Vector { element: old, .. }, Ty::Vector { element: new, .. }) => is_widened(old, new),
        (Ty::Builtin(old) | Ty::BoxedBuiltin(old), Ty::Builtin(new) | Ty::BoxedBuiltin(new)) => {
            old != new
        }
        _ => false,
    }
}

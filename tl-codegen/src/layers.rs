//! Which combinators are history: of those that share a name, all but the newest, and what only
//! older layers have.
//!
//! A name of TL is the newest one's. An older one is called by its layer too: the last that had it,
//! for schemas of older layers ([`Config::layers`](crate::Config::layers)), or the one that it came
//! with, for `===N===` blocks.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId};

/// What is known of the layers of a schema.
#[derive(Debug, Default)]
pub struct Layers {
    constructors: Vec<Option<Older>>,
    functions: Vec<Option<Older>>,
    /// The layers of `===N===` blocks, from the oldest on.
    pub blocks: BTreeSet<u32>,
}

/// A combinator of an older layer.
#[derive(Debug, Clone, Copy)]
pub struct Older {
    /// The layer that it is called by.
    pub layer: u32,
    /// The place of the newest combinator of its name, if the newest layer has one.
    pub newest: Option<usize>,
}

impl Older {
    /// Returns the name of a combinator in the table and in errors: that of an older one has its id.
    pub fn name_in_table(older: Option<Self>, combinator: &Combinator) -> Cow<'_, str> {
        match older {
            Some(_) => format!("{}#{:08x}", combinator.name, combinator.id).into(),
            None => combinator.name.as_str().into(),
        }
    }
}

impl Layers {
    /// Compares all that share a name.
    pub fn new(schema: &Schema) -> Self {
        let is_layered = |it: &Combinator| it.layer.is_some() || it.until.is_some();
        if !schema.combinators().any(is_layered) {
            return Self::default();
        }
        Self {
            constructors: older(&schema.constructors),
            functions: older(&schema.functions),
            blocks: schema.combinators().filter_map(|it| it.layer).collect(),
        }
    }

    /// What makes a constructor history; none if it is of the newest layer.
    pub fn constructor(&self, id: ConstructorId) -> Option<Older> {
        self.constructors.get(id.0 as usize).copied().flatten()
    }

    /// What makes a function history.
    pub fn function(&self, index: usize) -> Option<Older> {
        self.functions.get(index).copied().flatten()
    }

    /// Whether nothing is history.
    pub fn are_none(&self) -> bool {
        let mut all = self.constructors.iter().chain(&self.functions);
        all.all(Option::is_none)
    }

    /// The names that Rust names of constructors are made of.
    pub fn constructor_names<'s>(&self, schema: &'s Schema) -> Vec<Cow<'s, str>> {
        labels(&schema.constructors, &self.constructors)
    }

    /// The names that Rust names of functions are made of.
    pub fn function_names<'s>(&self, schema: &'s Schema) -> Vec<Cow<'s, str>> {
        labels(&schema.functions, &self.functions)
    }

    /// The combinators of one kind that a `===N===` layer has: of each name, the nearest that is not
    /// above it.
    pub fn in_layer(combinators: &[Combinator], layer: u32) -> Vec<usize> {
        let mut nearest: HashMap<&str, usize> = HashMap::new();
        for (index, combinator) in combinators.iter().enumerate() {
            if combinator.is_builtin || combinator.layer > Some(layer) {
                continue;
            }
            let place = nearest.entry(&combinator.name).or_insert(index);
            if combinators[*place].layer < combinator.layer {
                *place = index;
            }
        }
        let mut places: Vec<_> = nearest.into_values().collect();
        places.sort_unstable();
        places
    }
}

/// How new a combinator is: what no older layer had is the newest.
fn age(combinator: &Combinator) -> (bool, Option<u32>) {
    (combinator.until.is_none(), combinator.layer)
}

fn older(combinators: &[Combinator]) -> Vec<Option<Older>> {
    let mut newest: HashMap<&str, usize> = HashMap::new();
    for (index, combinator) in combinators.iter().enumerate() {
        let place = newest.entry(&combinator.name).or_insert(index);
        if age(&combinators[*place]) < age(combinator) {
            *place = index;
        }
    }
    let with_index = combinators.iter().enumerate();
    with_index
        .map(|(index, combinator)| {
            let newest = newest.get(combinator.name.as_str()).copied();
            let newest = newest.filter(|it| combinators[*it].until.is_none());
            match (combinator.until, combinator.layer) {
                (Some(layer), _) => Some(Older { layer, newest }),
                (None, Some(layer)) if newest != Some(index) => Some(Older { layer, newest }),
                _ => None,
            }
        })
        .collect()
}

fn labels<'s>(combinators: &'s [Combinator], older: &[Option<Older>]) -> Vec<Cow<'s, str>> {
    let older = older.iter().copied().chain(std::iter::repeat(None));
    combinators
        .iter()
        .zip(older)
        .map(|(combinator, older)| match older {
            Some(Older { layer, .. }) => format!("{}Layer{layer}", combinator.name).into(),
            None => combinator.name.as_str().into(),
        })
        .collect()
}

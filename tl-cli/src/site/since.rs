//! Older layers: since when something is there, and what it was before.
//!
//! ```text
//! layers 33 to 92   7d885289  chat_id:int
//! layers 93 to 122  0df7534c  peer:InputPeer       + peer, - chat_id
//! ```
//!
//! Only the layers that are given are known; what lies between them is not guessed.

use std::collections::{BTreeMap, BTreeSet};

use tl_parser::Schema;
use tl_parser::compare::{self, Detail};
use tl_parser::schema::Combinator;

use crate::changes;

/// A schema with its number.
#[derive(Debug)]
pub struct Older {
    pub layer: u32,
    pub schema: Schema,
}

/// All layers, the oldest first, the current schema last.
#[derive(Debug)]
pub struct History<'s> {
    layers: Vec<Layer<'s>>,
}

#[derive(Debug)]
struct Layer<'s> {
    number: Option<u32>,
    functions: BTreeMap<&'s str, &'s Combinator>,
    constructors: BTreeMap<&'s str, &'s Combinator>,
    types: BTreeSet<&'s str>,
}

/// The same form in layers that follow each other.
#[derive(Debug)]
pub struct Form<'s> {
    /// `layer 93`, `layers 93 to 122`
    pub layers: String,
    pub id: String,
    pub tl: &'s str,
    /// What is not as in the form before.
    pub changes: Vec<String>,
}

impl<'s> History<'s> {
    /// `older` in any order.
    pub fn new(schema: &'s Schema, older: &'s [Older]) -> Self {
        let mut older: Vec<_> = older.iter().collect();
        older.sort_by_key(|it| it.layer);
        let mut layers: Vec<_> = older
            .iter()
            .map(|it| Layer::of(Some(it.layer), &it.schema))
            .collect();
        layers.push(Layer::of(schema.layer, schema));
        Self { layers }
    }

    fn is_known(&self) -> bool {
        self.layers.len() > 1
    }

    /// The numbers of the older layers.
    pub fn older(&self) -> Vec<u32> {
        let older = &self.layers[..self.layers.len() - 1];
        older.iter().filter_map(|layer| layer.number).collect()
    }

    /// Since when a function is there; none if no older schema is given.
    pub fn function_since(&self, name: &str) -> Option<String> {
        self.since(|layer| layer.functions.contains_key(name))
    }

    /// Since when a constructor is there.
    pub fn constructor_since(&self, name: &str) -> Option<String> {
        self.since(|layer| layer.constructors.contains_key(name))
    }

    /// Since when a type is there.
    pub fn type_since(&self, name: &str) -> Option<String> {
        self.since(|layer| layer.types.contains(name))
    }

    /// The forms that a function had, the newest first; nothing if it had but one.
    pub fn function(&self, name: &str) -> Vec<Form<'s>> {
        self.forms(|layer| layer.functions.get(name).copied())
    }

    /// The forms that a constructor had, the newest first; nothing if it had but one.
    pub fn constructor(&self, name: &str) -> Vec<Form<'s>> {
        self.forms(|layer| layer.constructors.get(name).copied())
    }

    fn since(&self, has_it: impl Fn(&Layer<'s>) -> bool) -> Option<String> {
        if !self.is_known() {
            return None;
        }
        let missing = self.layers.iter().rposition(|layer| !has_it(layer));
        Some(match missing {
            None => format!("{} or earlier", self.layers[0].words()),
            Some(index) => {
                let (before, first) = (&self.layers[index], self.layers.get(index + 1)?);
                let follows = before.number.map(|number| number + 1) == first.number;
                match follows {
                    true => first.words(),
                    false => format!("{} (it is not in {})", first.words(), before.words()),
                }
            }
        })
    }

    fn forms(&self, find: impl Fn(&Layer<'s>) -> Option<&'s Combinator>) -> Vec<Form<'s>> {
        let mut forms: Vec<Form<'s>> = Vec::new();
        let mut run: Option<(usize, &Combinator)> = None;
        let mut before = None;
        for (index, layer) in self.layers.iter().enumerate() {
            let found = find(layer);
            if let Some((start, combinator)) = run
                && !found.is_some_and(|found| is_same(found, combinator))
            {
                forms.push(self.form(start, index - 1, combinator, before));
                (before, run) = (Some(combinator), None);
            }
            run = run.or(found.map(|found| (index, found)));
        }
        if let Some((start, combinator)) = run {
            forms.push(self.form(start, self.layers.len() - 1, combinator, before));
        }
        forms.reverse();
        match forms.len() {
            1 => Vec::new(),
            _ => forms,
        }
    }

    fn form(
        &self,
        first: usize,
        last: usize,
        combinator: &'s Combinator,
        before: Option<&Combinator>,
    ) -> Form<'s> {
        let (first, last) = (&self.layers[first], &self.layers[last]);
        let layers = match (first.number, last.number) {
            (Some(first), Some(last)) if first != last => format!("layers {first} to {last}"),
            (Some(first), None) => format!("layer {first} to this schema"),
            _ => last.words(),
        };
        Form {
            layers,
            id: format!("{:08x}", combinator.id),
            tl: &combinator.tl,
            changes: before.map_or_else(Vec::new, |before| changes(before, combinator)),
        }
    }
}

impl<'s> Layer<'s> {
    fn of(number: Option<u32>, schema: &'s Schema) -> Self {
        let by_name = |combinators: &'s [Combinator]| {
            let combinators = combinators.iter();
            combinators.map(|it| (it.name.as_str(), it)).collect()
        };
        Self {
            number,
            functions: by_name(&schema.functions),
            constructors: by_name(&schema.constructors),
            types: schema.types.iter().map(|ty| ty.name.as_str()).collect(),
        }
    }

    fn words(&self) -> String {
        match self.number {
            Some(number) => format!("layer {number}"),
            None => "this schema".to_owned(),
        }
    }
}

fn is_same(one: &Combinator, other: &Combinator) -> bool {
    one.id == other.id && one.tl == other.tl
}

/// What differs, the id apart, which has a column of its own.
fn changes(before: &Combinator, now: &Combinator) -> Vec<String> {
    let details = compare::details(before, now);
    let details = details.iter().filter(|it| **it != Detail::Id);
    details.map(changes::detail).collect()
}

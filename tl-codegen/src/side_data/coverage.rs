//! How much of a schema the side data tells something about.

use tl_parser::Schema;
use tl_parser::schema::Combinator;

use super::{ParamFacts, SideData};

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many have it.
    pub known: usize,
    /// How many there are.
    pub all: usize,
}

impl Share {
    /// In hundredths, rounded down, so that 100 is all of them; 100 of nothing.
    pub fn percent(self) -> usize {
        (self.known * 100).checked_div(self.all).unwrap_or(100)
    }

    fn count(&mut self, is_known: bool) {
        self.all += 1;
        self.known += usize::from(is_known);
    }
}

/// What is known of the functions of a schema, and of its own constructors and types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Methods with a text.
    pub methods: Share,
    /// Parameters of methods with a text; flags words are none.
    pub params: Share,
    /// Methods that list errors.
    pub errors: Share,
    /// Methods of which is known who may call them: users, bots, business connections,
    /// and those who are not logged in.
    pub callers: Share,
    /// Constructors with a text.
    pub constructors: Share,
    /// Fields of constructors with a text.
    pub fields: Share,
    /// Types with a text.
    pub types: Share,
}

impl Coverage {
    /// Counts what `data` says about `schema`. What every implementation has built in
    /// needs no words.
    pub fn new(schema: &Schema, data: &SideData) -> Self {
        let mut coverage = Self::default();
        for (index, function) in schema.functions.iter().enumerate() {
            let facts = data.function(index).cloned().unwrap_or_default();
            let callers = facts.callers;
            let all = [
                callers.user,
                callers.bot,
                callers.business,
                callers.unauthorized,
            ];
            coverage.methods.count(facts.text.is_some());
            coverage.errors.count(!facts.errors.is_empty());
            coverage.callers.count(all.iter().all(Option::is_some));
            count_params(&mut coverage.params, function, |at| facts.params.get(&at));
        }
        for (constructor, id) in schema.constructors.iter().zip(0..) {
            if constructor.is_builtin {
                continue;
            }
            let facts = data.constructors.get(&tl_parser::schema::ConstructorId(id));
            let text = facts.and_then(|facts| facts.text.as_ref());
            coverage.constructors.count(text.is_some());
            count_params(&mut coverage.fields, constructor, |at| {
                facts.and_then(|facts| facts.params.get(&at))
            });
        }
        for (ty, id) in schema.types.iter().zip(0..) {
            if !ty.is_builtin {
                let id = tl_parser::schema::TypeId(id);
                coverage.types.count(data.types.contains_key(&id));
            }
        }
        coverage
    }

    /// Each share with its name.
    pub fn shares(&self) -> [(&'static str, Share); 7] {
        [
            ("methods with text", self.methods),
            ("parameters with text", self.params),
            ("methods with errors", self.errors),
            ("methods with known callers", self.callers),
            ("constructors with text", self.constructors),
            ("fields with text", self.fields),
            ("types with text", self.types),
        ]
    }

    /// The smallest share, in hundredths.
    pub fn least(&self) -> usize {
        let percents = self.shares().map(|(_, share)| share.percent());
        percents.into_iter().min().unwrap_or(100)
    }
}

fn count_params<'f>(
    share: &mut Share,
    combinator: &Combinator,
    facts: impl Fn(usize) -> Option<&'f ParamFacts>,
) {
    for (index, param) in combinator.params.iter().enumerate() {
        if !param.is_flags {
            share.count(facts(index).is_some_and(|facts| facts.text.is_some()));
        }
    }
}

//! How much of a schema the side data tells something about.

use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId};
use tl_parser::text::UntrustedText;

use super::SideData;
use crate::Texts;
use crate::layers::Layers;

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
    /// Methods that list errors, or say that they have none of their own.
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
    /// Counts what `data` says about `schema`, and the texts that the schema has in comments
    /// of its own. What every implementation has built in needs no words,
    /// and history has none.
    pub fn new(schema: &Schema, data: &SideData) -> Self {
        let mut coverage = Self::default();
        let texts = Texts::new(schema, Some(data));
        let layers = Layers::new(schema);
        for (index, function) in schema.functions.iter().enumerate() {
            if layers.function(index).is_some() {
                continue;
            }
            let facts = data.function(index);
            let callers = facts.map(|facts| facts.callers).unwrap_or_default();
            let all = [
                callers.user,
                callers.bot,
                callers.business,
                callers.unauthorized,
            ];
            coverage.methods.count(texts.function(index).is_some());
            let knows_errors = facts.is_some_and(|facts| facts.errors_known);
            coverage.errors.count(knows_errors);
            coverage.callers.count(all.iter().all(Option::is_some));
            count_params(&mut coverage.params, function, |at| {
                texts.function_param(index, at)
            });
        }
        for (constructor, id) in schema.constructors.iter().zip((0..).map(ConstructorId)) {
            if constructor.is_builtin || layers.constructor(id).is_some() {
                continue;
            }
            coverage.constructors.count(texts.constructor(id).is_some());
            count_params(&mut coverage.fields, constructor, |at| {
                texts.constructor_param(id, at)
            });
        }
        for id in schema.type_ids() {
            if !schema.ty(id).is_builtin {
                coverage.types.count(texts.ty(id).is_some());
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

fn count_params<'t>(
    share: &mut Share,
    combinator: &Combinator,
    text: impl Fn(usize) -> Option<&'t UntrustedText>,
) {
    for (index, param) in combinator.params.iter().enumerate() {
        if !param.is_flags {
            share.count(text(index).is_some());
        }
    }
}

//! Figures of arguments: flags words, conditions, bits.

use std::collections::{BTreeMap, BTreeSet};

use tl_parser::syntax::ast::{Arg, Combinator, Field, TermKind};

use super::terms::{each_term, name_of};

/// The arguments of all combinators of a file.
pub struct Arguments<'t, 'a> {
    all: Vec<&'t Arg<'a>>,
}

impl<'t, 'a> Arguments<'t, 'a> {
    pub fn of(combinators: &[&'t Combinator<'a>]) -> Self {
        Self {
            all: combinators
                .iter()
                .flat_map(|it| each_arg(it.args))
                .collect(),
        }
    }

    /// How many arguments the fields stand for that `is_one`.
    pub fn count(&self, is_one: fn(&Field<'_>) -> bool) -> usize {
        self.fields()
            .filter(|field| is_one(field))
            .map(arguments)
            .sum()
    }

    pub fn bits(&self) -> impl Iterator<Item = u32> {
        self.fields().filter_map(bit)
    }

    pub fn anonymous(&self) -> usize {
        let is_anonymous = |arg: &&&Arg<'_>| match arg {
            Arg::Field(field) => field.names.is_empty(),
            Arg::Repeat(repeat) => repeat.name.is_none(),
        };
        self.all.iter().filter(is_anonymous).count()
    }

    pub fn repetitions(&self) -> usize {
        self.all.len() - self.fields().count()
    }

    fn fields(&self) -> impl Iterator<Item = &'t Field<'a>> {
        self.all.iter().copied().filter_map(field)
    }
}

/// All arguments of a level, those in a repetition behind it.
pub fn each_arg<'t, 'a>(args: &'t [Arg<'a>]) -> Vec<&'t Arg<'a>> {
    let mut found = Vec::new();
    for arg in args {
        found.push(arg);
        if let Arg::Repeat(repeat) = arg {
            found.extend(each_arg(repeat.args));
        }
    }
    found
}

fn field<'t, 'a>(arg: &'t Arg<'a>) -> Option<&'t Field<'a>> {
    match arg {
        Arg::Field(field) => Some(field),
        Arg::Repeat(_) => None,
    }
}

fn fields<'t, 'a>(combinator: &'t Combinator<'a>) -> impl Iterator<Item = &'t Field<'a>> {
    each_arg(combinator.args).into_iter().filter_map(field)
}

/// How many arguments a field stands for: one a name, or one without a name.
fn arguments(field: &Field<'_>) -> usize {
    field.names.len().max(1)
}

fn bit(field: &Field<'_>) -> Option<u32> {
    let (bit, _) = field.condition.as_ref()?.bit?;
    bit
}

pub fn is_nat(field: &Field<'_>) -> bool {
    matches!(field.ty.unwrapped().kind, TermKind::Nat)
}

pub fn is_conditional(field: &Field<'_>) -> bool {
    field.condition.is_some()
}

pub fn is_conditional_true(field: &Field<'_>) -> bool {
    is_conditional(field) && name_of(field.ty.unwrapped()) == Some("true")
}

pub fn has_exclamation(field: &Field<'_>) -> bool {
    field.exclamation.is_some()
}

pub fn names_with_several_words(combinators: &[&Combinator<'_>]) -> usize {
    let mut words_by_name = BTreeMap::new();
    for combinator in combinators {
        let words = fields(combinator).filter(|field| is_nat(field));
        *words_by_name.entry(combinator.name.text).or_insert(0) +=
            words.map(arguments).sum::<usize>();
    }
    words_by_name.values().filter(|words| **words > 1).count()
}

pub fn shared_bits(combinator: &&Combinator<'_>) -> usize {
    let mut arguments_by_bit = BTreeMap::new();
    for field in fields(combinator) {
        if let Some(condition) = &field.condition {
            let word_and_bit = (condition.variable.text, bit(field));
            *arguments_by_bit.entry(word_and_bit).or_insert(0) += arguments(field);
        }
    }
    let counts = arguments_by_bit.values();
    counts.filter(|arguments| **arguments > 1).count()
}

pub fn plain_data(combinator: &&Combinator<'_>) -> usize {
    let conditions = fields(combinator).filter_map(|field| field.condition.as_ref());
    let mut used: BTreeSet<_> = conditions
        .map(|condition| condition.variable.text)
        .collect();
    each_term(combinator, &mut |term| used.extend(name_of(term)));
    let words = fields(combinator).filter(|field| is_nat(field));
    let names = words.flat_map(|field| field.names.iter());
    names.filter(|name| !used.contains(name.text)).count()
}

//! The page of a method.

use tl_parser::schema::Combinator;

use crate::site::Site;
use crate::site::example::Example;
use crate::site::facts::{
    CallerView, ErrorView, ParamList, callers, own_errors, params, short_error,
};
use crate::site::inline::Description;
use crate::site::linked::{Piece, Words};
use crate::site::links::Target;
use crate::site::names::{Link, namespace, short};
use crate::site::since::Form;

/// Answers with more constructors than this are not listed: the type's page does.
const MOST_ANSWERS: usize = 8;

/// So many of the errors of any call are shown.
const MOST_GLOBAL_ERRORS: usize = 64;

/// A method.
#[derive(Debug)]
pub struct Method<'s> {
    pub name: &'s str,
    pub namespace: &'s str,
    /// The name without its namespace.
    pub short: &'s str,
    pub id: String,
    pub text: Description<'s>,
    pub tl: Vec<Piece<'s>>,
    pub params: ParamList<'s>,
    pub returns: Vec<Piece<'s>>,
    pub returns_text: Description<'s>,
    /// The constructors of the answer, if they are few.
    pub answers: Vec<Link<'s>>,
    pub callers: [CallerView; 4],
    pub errors: Vec<ErrorView<'s>>,
    /// Whether the list of errors is known to be whole, be it empty.
    pub are_errors_known: bool,
    /// The first of the errors of any call.
    pub global_errors: Vec<ErrorView<'s>>,
    /// How many there are.
    pub all_global_errors: usize,
    pub example: Option<Example>,
    /// Whether there is none because it would be too long.
    pub is_example_too_large: bool,
    pub since: Option<String>,
    pub forms: Vec<Form<'s>>,
}

impl<'s> Method<'s> {
    pub fn new(site: &'s Site<'s>, index: usize) -> Self {
        let function = &site.schema.functions[index];
        let words = Words::of(function, site.schema, &site.links, &site.paths);
        let name = function.name.as_str();
        let text = site.known.function(index);
        let answer = answer(site, function);
        Self {
            name,
            namespace: namespace(name),
            short: short(name),
            id: format!("{:08x}", function.id),
            text: Description::new(text),
            tl: words.declaration(function),
            params: params(site, function, &words, |at| {
                site.known.function_param(index, at)
            }),
            returns: words.result(function),
            returns_text: Description::new(answer.and_then(|id| site.known.ty(id))).shortened(),
            answers: answer.map_or_else(Vec::new, |id| answers(site, id)),
            callers: callers(site.known.callers(index)),
            errors: own_errors(site, index),
            are_errors_known: site.known.are_errors_known(index),
            global_errors: first_global_errors(site),
            all_global_errors: site.global_errors.len(),
            example: site.requests.function(index, function.id),
            is_example_too_large: site.requests.is_too_large(index),
            since: site.history.function_since(name),
            forms: site.history.function(name),
        }
    }
}

/// The page of errors has all of them; there may be as many as methods.
fn first_global_errors<'s>(site: &Site<'s>) -> Vec<ErrorView<'s>> {
    let keys = site.global_errors.iter().take(MOST_GLOBAL_ERRORS);
    keys.map(|(code, name)| short_error(site, *code, name))
        .collect()
}

/// The one type that the answer is of, or is a vector of.
fn answer(site: &Site<'_>, function: &Combinator) -> Option<tl_parser::schema::TypeId> {
    match site.links.targets(&function.result)[..] {
        [Target::Type(id)] => Some(id),
        _ => None,
    }
}

fn answers<'s>(site: &'s Site<'s>, id: tl_parser::schema::TypeId) -> Vec<Link<'s>> {
    let constructors = &site.schema.ty(id).constructors;
    match constructors.len() {
        0..=MOST_ANSWERS => constructors
            .iter()
            .map(|id| site.constructor_link(*id))
            .collect(),
        _ => Vec::new(),
    }
}

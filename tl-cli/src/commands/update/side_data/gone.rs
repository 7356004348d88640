//! What side data tells of things that a schema does not have.

use std::collections::BTreeSet;

use tl_parser::Schema;
use tl_parser::schema::Combinator;

use super::document::{Document, Fact};

/// The facts whose subject is not in the schema. Of a combinator that is gone, its parameters are
/// not told apart.
pub fn of(facts: &[Fact], schema: &Schema) -> Vec<Fact> {
    let gone = facts.iter().filter(|fact| is_gone(fact, schema));
    gone.cloned().collect()
}

fn is_gone(fact: &Fact, schema: &Schema) -> bool {
    let list = match fact.section {
        "methods" => &schema.functions,
        "constructors" => &schema.constructors,
        _ => return !schema.types.iter().any(|ty| ty.name == fact.name.as_str()),
    };
    let combinator = list.iter().find(|it| it.name == fact.name.as_str());
    match (combinator, &fact.param) {
        (None, param) => param.is_none(),
        (Some(combinator), Some(param)) => !has_param(combinator, param),
        (Some(_), None) => false,
    }
}

fn has_param(combinator: &Combinator, param: &str) -> bool {
    let mut names = combinator.params.iter().filter_map(|it| it.name.as_deref());
    names.any(|name| name == param)
}

/// Removes them, and the errors that only they listed, which are given.
pub fn prune(gone: &[Fact], documents: &mut [Document]) -> Vec<String> {
    let listed = |documents: &[Document]| {
        let errors = documents.iter().flat_map(Document::listed_errors);
        errors.collect::<BTreeSet<_>>()
    };
    let before = listed(documents);
    for fact in gone {
        for document in documents.iter_mut() {
            document.remove(fact);
        }
    }
    let after = listed(documents);
    let unused = before.difference(&after).cloned();
    let is_removed = |error: &String| {
        let mut documents = documents.iter_mut();
        documents.any(|document| document.remove_error(error))
    };
    unused.filter(is_removed).collect()
}

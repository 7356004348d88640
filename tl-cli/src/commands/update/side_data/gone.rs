//! What side data tells of things that a schema does not have.

use std::collections::{BTreeSet, HashMap, HashSet};

use tl_parser::Schema;

use super::document::{Document, Fact};
use super::names::{Names, params};

/// The facts whose subject is not in the schema. Of a combinator that is gone, its parameters are
/// not told apart.
pub fn of(facts: &[Fact], schema: &Schema) -> Vec<Fact> {
    let mut search = Search {
        names: Names::new(schema),
        params: HashMap::new(),
    };
    let gone = facts.iter().filter(|fact| search.is_gone(fact));
    gone.cloned().collect()
}

struct Search<'s> {
    names: Names<'s>,
    /// Of the combinators that facts about parameters name, by section and name.
    params: HashMap<(&'static str, String), HashSet<&'s str>>,
}

impl Search<'_> {
    fn is_gone(&mut self, fact: &Fact) -> bool {
        if fact.section == "types" {
            return self.names.types.get(&fact.name).is_none();
        }
        let combinator = self.names.combinators(fact).get(&fact.name);
        match (combinator, &fact.param) {
            (None, param) => param.is_none(),
            (Some(combinator), Some(param)) => {
                let key = (fact.section, fact.name.clone());
                let params = self.params.entry(key).or_insert_with(|| params(combinator));
                !params.contains(param.as_str())
            }
            (Some(_), None) => false,
        }
    }
}

/// Removes them, and the errors that only they listed, which are given.
pub fn prune(gone: &[Fact], documents: &mut [Document]) -> Vec<String> {
    let listed = |documents: &[Document]| {
        let errors = documents.iter().flat_map(Document::listed_errors);
        errors.collect::<BTreeSet<_>>()
    };
    let before = listed(documents);
    for document in documents.iter_mut() {
        document.remove(gone);
    }
    let after = listed(documents);
    let unused: BTreeSet<_> = before.difference(&after).map(String::as_str).collect();
    let mut removed = BTreeSet::new();
    for document in documents {
        removed.extend(document.remove_errors(&unused));
    }
    removed.into_iter().collect()
}

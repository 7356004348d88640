//! What a schema declares, by name: side data has as many entries as a schema has declarations, so
//! none of them may be searched for in a list.

use std::collections::{HashMap, HashSet};

use tl_parser::Schema;
use tl_parser::schema::{Combinator, Type};

use super::document::Fact;

/// Declarations by name; of one name the first.
pub struct Named<'s, T> {
    by_name: HashMap<&'s str, &'s T>,
}

impl<'s, T> Named<'s, T> {
    fn new(list: &'s [T], name: impl Fn(&'s T) -> &'s str) -> Self {
        let mut by_name = HashMap::with_capacity(list.len());
        for it in list {
            by_name.entry(name(it)).or_insert(it);
        }
        Self { by_name }
    }

    pub fn get(&self, name: &str) -> Option<&'s T> {
        self.by_name.get(name).copied()
    }
}

/// All that a schema declares.
pub struct Names<'s> {
    pub functions: Named<'s, Combinator>,
    pub constructors: Named<'s, Combinator>,
    pub types: Named<'s, Type>,
}

impl<'s> Names<'s> {
    pub fn new(schema: &'s Schema) -> Self {
        Self {
            functions: Named::new(&schema.functions, |it| &it.name),
            constructors: Named::new(&schema.constructors, |it| &it.name),
            types: Named::new(&schema.types, |it| &it.name),
        }
    }

    /// The combinators of the section that a fact is in.
    pub fn combinators(&self, fact: &Fact) -> &Named<'s, Combinator> {
        match fact.section {
            "methods" => &self.functions,
            _ => &self.constructors,
        }
    }
}

/// The names of the parameters of a combinator.
pub fn params(combinator: &Combinator) -> HashSet<&str> {
    let params = combinator.params.iter();
    params.filter_map(|it| it.name.as_deref()).collect()
}

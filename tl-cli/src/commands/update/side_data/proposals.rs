//! Which new names the old things may have: for a person to confirm.
//!
//! What is the same but for its name comes first. Of the rest, names are near each other: the same
//! in another namespace, or a similar one in the same. What side data tells of already is nobody's
//! new name.

use std::collections::HashSet;

use tl_parser::Schema;
use tl_parser::diagnostic::Suggestions;
use tl_parser::schema::{Combinator, Param};

use super::document::Fact;
use super::names::{Names, params};
use super::successors::{Added, AddedTypes, free};

/// `OLD=NEW` for each thing that is gone and seems to have another name. `told` is all that side data
/// tells.
pub fn of(gone: &[Fact], told: &[Fact], old: Option<&Schema>, new: &Schema) -> Vec<String> {
    let Some(old) = old.filter(|_| !gone.is_empty()) else {
        return Vec::new();
    };
    let mut search = Search::new(told, old, new);
    let mut found: Vec<_> = gone.iter().map(|_| None).collect();
    for is_exact in [true, false] {
        for (fact, found) in gone.iter().zip(&mut found) {
            if found.is_none() {
                *found = search.successor(fact, is_exact);
            }
        }
    }
    let pairs = gone.iter().zip(found);
    let pairs = pairs.filter_map(|(fact, found)| Some((fact.subject(), found?)));
    pairs.map(|(old, new)| format!("{old}={new}")).collect()
}

struct Search<'s> {
    schema: &'s Schema,
    old: Names<'s>,
    new: Names<'s>,
    functions: Added<'s>,
    constructors: Added<'s>,
    types: AddedTypes<'s>,
    /// Names that are somebody's already.
    taken: HashSet<String>,
    suggestions: Suggestions,
}

impl<'s> Search<'s> {
    fn new(told: &[Fact], old: &'s Schema, new: &'s Schema) -> Self {
        let names = Names::new(old);
        Self {
            schema: old,
            functions: Added::new(&names.functions, &new.functions),
            constructors: Added::new(&names.constructors, &new.constructors),
            types: AddedTypes::new(old, new),
            old: names,
            new: Names::new(new),
            taken: told.iter().map(Fact::subject).collect(),
            suggestions: Suggestions::new(),
        }
    }

    fn successor(&mut self, fact: &Fact, is_exact: bool) -> Option<String> {
        let found = match (&fact.param, fact.section) {
            (Some(param), _) => {
                let found = self.param(fact, param, is_exact)?;
                format!("{}.{found}", fact.name)
            }
            (None, "types") => self.ty(fact, is_exact)?.to_owned(),
            (None, _) => self.combinator(fact, is_exact)?.to_owned(),
        };
        self.taken.insert(found.clone());
        Some(found)
    }

    fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name)
    }

    fn free(&self, names: &[&'s str]) -> Vec<&'s str> {
        free(names, &self.suggestions, |name| self.is_free(name))
    }

    /// A type is another one's successor if it has constructors of it.
    fn ty(&self, fact: &Fact, is_exact: bool) -> Option<&'s str> {
        let gone = self.old.types.get(&fact.name)?;
        let names = if is_exact {
            let constructors = gone.constructors.iter();
            let constructors = constructors.map(|id| &*self.schema.constructor(*id).name);
            self.free(&self.types.with_some(constructors))
        } else {
            self.free(self.types.all())
        };
        self.choose(&fact.name, names, is_exact)
    }

    fn combinator(&self, fact: &Fact, is_exact: bool) -> Option<&'s str> {
        let gone = self.old.combinators(fact).get(&fact.name)?;
        let added = match fact.section {
            "methods" => &self.functions,
            _ => &self.constructors,
        };
        let names = if is_exact {
            let [same_id, same_shape] = added.alike(gone).map(|names| self.free(names));
            let other_id = same_shape.iter().filter(|it| !same_id.contains(it));
            same_id.iter().chain(other_id).copied().collect()
        } else {
            self.free(added.with_result(gone))
        };
        self.choose(&fact.name, names, is_exact)
    }

    fn choose(&self, name: &str, names: Vec<&'s str>, is_exact: bool) -> Option<&'s str> {
        match names[..] {
            [one] if is_exact => Some(one),
            _ => near(name, names, &self.suggestions),
        }
    }

    fn param(&self, fact: &Fact, param: &str, is_exact: bool) -> Option<&'s str> {
        if self.suggestions.is_exhausted() {
            return None;
        }
        let before = self.old.combinators(fact).get(&fact.name)?;
        let after = self.new.combinators(fact).get(&fact.name)?;
        let gone = with_name(before, param)?;
        let length = before.params.len() + after.params.len();
        self.suggestions.charge(length);
        let gone_type = before.type_tl(gone);
        let is_alike = |it: &Param| {
            let is_same_type = after.type_tl(it) == gone_type;
            !is_exact || is_same_type && it.condition.is_some() == gone.condition.is_some()
        };
        let old_names = params(before);
        let added = after.params.iter();
        let added = added.filter(|it| !it.is_flags && is_alike(it));
        let names = added.filter_map(|it| it.name.as_deref());
        let names: Vec<_> = names.filter(|name| !old_names.contains(name)).collect();
        let is_free = |name: &str| self.is_free(&format!("{}.{name}", fact.name));
        let names = free(&names, &self.suggestions, is_free);
        match names[..] {
            [one] if is_exact => Some(one),
            _ => self.suggestions.nearest(param, names),
        }
    }
}

/// The same name in another namespace, or a similar one in the same.
fn near<'n>(name: &str, names: Vec<&'n str>, suggestions: &Suggestions) -> Option<&'n str> {
    let (namespace, word) = parts(name);
    let mut moved = names.iter().filter(|it| parts(it).1 == word);
    if let Some(moved) = moved.next() {
        return Some(moved);
    }
    let close = names.into_iter().filter(|it| parts(it).0 == namespace);
    let close: Vec<_> = close.collect();
    let found = suggestions.nearest(word, close.iter().map(|it| parts(it).1))?;
    close.into_iter().find(|it| parts(it).1 == found)
}

/// Namespace and word.
fn parts(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

fn with_name<'s>(combinator: &'s Combinator, name: &str) -> Option<&'s Param> {
    let mut params = combinator.params.iter();
    params.find(|it| it.name.as_deref() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tl_parser::Sources;

    fn schema(text: &str) -> Schema {
        let mut sources = Sources::new();
        sources.add("t.tl", text);
        tl_parser::check(&sources).schema.expect("a valid schema")
    }

    fn fact(section: &'static str, subject: &str) -> Fact {
        let (name, param) = match subject.split_once('/') {
            Some((name, param)) => (name, Some(param.to_owned())),
            None => (subject, None),
        };
        Fact {
            file: "t.toml".into(),
            section,
            name: name.into(),
            param,
            text: None,
        }
    }

    #[track_caller]
    fn assert_proposed(section: &'static str, gone: &[&str], expected: &[&str]) {
        let old = schema(
            "dog name:string = Pet; cat = Pet; oldDog a:int b:long = Pet; x = OldPet;\n\
             ---functions--- a.get id:int = Pet; a.put id:int = Pet; a.sell id:long = Pet;",
        );
        let new = schema(
            "dog title:string age:int = Pet; tomcat = Pet; x = NewPet;\n\
             oldDog c:long flags:# a_:flags.0?int = Pet;\n\
             ---functions--- b.get id:int = Pet; a.putAll id:Vector<int> = Pet; a.buy = Pet;",
        );
        let gone: Vec<_> = gone.iter().map(|it| fact(section, it)).collect();
        let told = [fact("methods", "a.buy")];
        assert_eq!(of(&gone, &told, Some(&old), &new), expected);
    }

    #[test]
    fn what_is_the_same_goes_before_what_is_similar() {
        // `b.get` has all that `a.put` has, but `a.get` takes it, and a name is taken once.
        assert_proposed("methods", &["a.get"], &["a.get=b.get"]);
        assert_proposed("methods", &["a.put"], &["a.put=b.get"]);
        let expected = ["a.get=b.get", "a.put=a.putAll"];
        assert_proposed("methods", &["a.get", "a.put", "a.sell"], &expected);
    }

    #[test]
    fn constructors_types_and_parameters_have_successors_too() {
        assert_proposed("constructors", &["cat"], &["cat=tomcat"]);
        assert_proposed("types", &["OldPet"], &["OldPet=NewPet"]);
        assert_proposed("constructors", &["dog/name"], &["dog.name=dog.title"]);
        let expected = ["oldDog.a=oldDog.a_", "oldDog.b=oldDog.c"];
        assert_proposed("constructors", &["oldDog/a", "oldDog/b"], &expected);
    }

    #[test]
    fn without_an_old_schema_nothing_is_known() {
        let new = schema("dog = Pet;");
        assert!(of(&[fact("methods", "a.get")], &[], None, &new).is_empty());
    }
}

//! Which new names the old things may have: for a person to confirm.
//!
//! What is the same but for its name comes first. Of the rest, names are near each other: the same
//! in another namespace, or a similar one in the same. What side data tells of already is nobody's
//! new name.

use tl_parser::Schema;
use tl_parser::compare::{Detail, details};
use tl_parser::diagnostic::nearest;
use tl_parser::schema::{Combinator, Param, Type};

use super::document::Fact;

/// `OLD=NEW` for each thing that is gone and seems to have another name. `told` is all that side data
/// tells.
pub fn of(gone: &[Fact], told: &[Fact], old: Option<&Schema>, new: &Schema) -> Vec<String> {
    let Some(old) = old else {
        return Vec::new();
    };
    let mut search = Search {
        old,
        new,
        taken: told.iter().map(Fact::subject).collect(),
    };
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
    old: &'s Schema,
    new: &'s Schema,
    /// Names that are somebody's already.
    taken: Vec<String>,
}

impl Search<'_> {
    fn successor(&mut self, fact: &Fact, is_exact: bool) -> Option<String> {
        let found = match (&fact.param, fact.section) {
            (Some(param), _) => {
                let found = self.param(fact, param, is_exact)?;
                format!("{}.{found}", fact.name)
            }
            (None, "types") => self.ty(fact, is_exact)?.to_owned(),
            (None, _) => self.combinator(fact, is_exact)?.to_owned(),
        };
        self.taken.push(found.clone());
        Some(found)
    }

    fn is_free(&self, name: &str) -> bool {
        !self.taken.iter().any(|taken| taken == name)
    }

    /// A type is another one's successor if it has constructors of it.
    fn ty(&self, fact: &Fact, is_exact: bool) -> Option<&str> {
        let old = self.old.types.iter();
        let gone = old.clone().find(|it| it.name == fact.name.as_str())?;
        let new = self.new.types.iter();
        let new =
            new.filter(|it| self.is_free(&it.name) && !old.clone().any(|old| old.name == it.name));
        let before: Vec<_> = constructors(self.old, gone).collect();
        let has_some = |it: &&Type| constructors(self.new, it).any(|name| before.contains(&name));
        let names: Vec<_> = new
            .filter(|it| !is_exact || has_some(it))
            .map(|it| it.name.as_str())
            .collect();
        match names[..] {
            [one] if is_exact => Some(one),
            _ => near(&fact.name, names),
        }
    }

    fn combinator(&self, fact: &Fact, is_exact: bool) -> Option<&str> {
        let (before, after) = (list(fact, self.old), list(fact, self.new));
        let gone = find(before, &fact.name)?;
        let added = after.iter();
        let added = added.filter(|it| find(before, &it.name).is_none() && self.is_free(&it.name));
        let alike = added.filter(|it| match is_exact {
            true => is_same(gone, it),
            false => it.result_tl() == gone.result_tl(),
        });
        let names: Vec<_> = alike.map(|it| it.name.as_str()).collect();
        match names[..] {
            [one] if is_exact => Some(one),
            _ => near(&fact.name, names),
        }
    }

    fn param(&self, fact: &Fact, param: &str, is_exact: bool) -> Option<&str> {
        let before = find(list(fact, self.old), &fact.name)?;
        let after = find(list(fact, self.new), &fact.name)?;
        let gone = with_name(before, param)?;
        let is_alike = |it: &Param| {
            let is_same_type = after.type_tl(it) == before.type_tl(gone);
            !is_exact || is_same_type && it.condition.is_some() == gone.condition.is_some()
        };
        let added = after
            .params
            .iter()
            .filter(|it| !it.is_flags && is_alike(it));
        let names = added.filter_map(|it| it.name.as_deref());
        let names = names.filter(|name| {
            with_name(before, name).is_none() && self.is_free(&format!("{}.{name}", fact.name))
        });
        let names: Vec<_> = names.collect();
        match names[..] {
            [one] if is_exact => Some(one),
            _ => nearest(param, names),
        }
    }
}

fn constructors<'s>(schema: &'s Schema, ty: &'s Type) -> impl Iterator<Item = &'s str> {
    let ids = ty.constructors.iter();
    ids.map(|id| schema.constructor(*id).name.as_str())
}

/// Whether nothing but the name differs, and the id that follows from it.
fn is_same(old: &Combinator, new: &Combinator) -> bool {
    let details = details(old, new);
    let mut details = details.iter();
    old.id == new.id || details.all(|it| matches!(it, Detail::Renamed { .. } | Detail::Id))
}

/// The same name in another namespace, or a similar one in the same.
fn near<'n>(name: &str, names: Vec<&'n str>) -> Option<&'n str> {
    let (namespace, word) = parts(name);
    let mut moved = names.iter().filter(|it| parts(it).1 == word);
    if let Some(moved) = moved.next() {
        return Some(moved);
    }
    let close = names.into_iter().filter(|it| parts(it).0 == namespace);
    let close: Vec<_> = close.collect();
    let found = nearest(word, close.iter().map(|it| parts(it).1))?;
    close.into_iter().find(|it| parts(it).1 == found)
}

/// Namespace and word.
fn parts(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

fn list<'s>(fact: &Fact, schema: &'s Schema) -> &'s [Combinator] {
    match fact.section {
        "methods" => &schema.functions,
        _ => &schema.constructors,
    }
}

fn find<'s>(list: &'s [Combinator], name: &str) -> Option<&'s Combinator> {
    list.iter().find(|it| it.name == name)
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

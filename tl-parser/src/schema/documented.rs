//! Documentation as comments: what [`syntax::doc`](crate::syntax) reads, written again.
//!
//! ```text
//! //@class Pet @description What a person may own
//! //@description A dog
//! //@name How it is called
//! ```

use super::{Combinator, Param, Schema, Text, Ty, TypeId};
use crate::text::UntrustedText;

/// Writes the comments of one declaration after the other. What is known of a type stands before
/// its first constructor.
pub struct Writer<'s> {
    schema: &'s Schema,
    /// By the ids of types: whether its comment is written.
    is_written: Vec<bool>,
}

impl<'s> Writer<'s> {
    pub fn new(schema: &'s Schema) -> Self {
        Self {
            schema,
            is_written: vec![false; schema.types.len()],
        }
    }

    /// The lines before a declaration; none if nothing is said of it.
    pub fn comments(&mut self, combinator: &Combinator) -> String {
        let mut text = self.class(combinator).unwrap_or_default();
        if let Some(doc) = &combinator.doc {
            text += &item("//@description", doc);
        }
        params(&combinator.params, &mut text);
        text
    }

    /// A constructor's own comments follow on a line of their own, which ends those of the type.
    fn class(&mut self, combinator: &Combinator) -> Option<String> {
        let ty = type_of(&combinator.result)?;
        let is_first = !std::mem::replace(self.is_written.get_mut(ty.0 as usize)?, true);
        let ty = is_first.then(|| self.schema.ty(ty))?;
        let key = format!("//@class {} @description", ty.name);
        ty.doc.as_ref().map(|doc| item(&key, doc))
    }
}

fn type_of(result: &Ty) -> Option<TypeId> {
    match result {
        Ty::Boxed(id, _) => Some(*id),
        _ => None,
    }
}

fn params(params: &[Param], text: &mut String) {
    for param in params {
        if let (Some(name), Some(doc)) = (&param.name, &param.doc) {
            *text += &item(&format!("//@{}", key(name)), doc);
        }
        if let Ty::Repeat { params: inner, .. } = &param.ty {
            self::params(inner, text);
        }
    }
}

/// Two names mean something else where they are a key.
fn key(name: &Text) -> String {
    match name.as_str() {
        "class" | "description" => format!("param_{name}"),
        name => name.to_owned(),
    }
}

/// A key and its text, on more lines if it is not read whole from one.
fn item(key: &str, doc: &UntrustedText) -> String {
    let words: Vec<_> = doc.value().split(' ').collect();
    let goes_on =
        |word: &&str, next: &&str| !word.is_empty() && !next.is_empty() && !begins_item(next);
    let mut lines = words.chunk_by(goes_on);
    let first = words.first().copied().unwrap_or_default();
    let mut text = key.to_owned();
    if !first.is_empty() && !begins_item(first) {
        let line = lines.next().unwrap_or_default();
        text = format!("{key} {}", line.join(" "));
    }
    for line in lines {
        text += "\n//-";
        text += &line.join(" ");
    }
    text + "\n"
}

/// Behind a space, such a word would be the key of another item.
fn begins_item(word: &str) -> bool {
    let rest = word.strip_prefix('@');
    rest.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use crate::schema::{Combinator, Param, Ty};
    use crate::{Schema, Sources};

    fn checked(text: &str) -> Schema {
        let mut sources = Sources::new();
        sources.add("t.tl", text);
        let checked = crate::check(&sources);
        assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
        checked.schema.expect("a valid schema")
    }

    /// All texts of a schema, with what each is about.
    fn docs(schema: &Schema) -> Vec<String> {
        let types = schema
            .types
            .iter()
            .map(|it| format!("{} {:?}", it.name, it.doc));
        types
            .chain(schema.combinators().flat_map(of_combinator))
            .collect()
    }

    fn of_combinator(combinator: &Combinator) -> Vec<String> {
        let mut docs = vec![format!("{} {:?}", combinator.name, combinator.doc)];
        of_params(&combinator.params, &mut docs);
        docs
    }

    fn of_params(params: &[Param], docs: &mut Vec<String>) {
        for param in params {
            docs.push(format!("{:?} {:?}", param.name, param.doc));
            if let Ty::Repeat { params, .. } = &param.ty {
                of_params(params, docs);
            }
        }
    }

    #[track_caller]
    fn comes_back(text: &str) -> String {
        let schema = checked(text);
        let tl = schema.to_documented_tl();
        let again = checked(&tl);
        assert_eq!(docs(&again), docs(&schema), "{tl}");
        assert_eq!(again.to_tl(), schema.to_tl());
        assert_eq!(again.to_documented_tl(), tl);
        tl
    }

    #[test]
    fn every_text_comes_back() {
        let tl = comes_back(
            "//@class Pet @description Any\n//-of them\n//@name N @description A dog\n\
             dog name:string age:int = Pet;\n//@description A cat\ncat = Pet;\n\
             grid n:# rows:n*[ cell:int ] = Grid;\n\
             //@rows All @cell One @description Lines\nlines n:# rows:n*[ cell:int ] = Lines;\n\
             ---functions---\n//@description Gets it @id Which\nget id:int = Pet;",
        );
        assert_eq!(tl.matches("//@").count(), 9, "{tl}");
    }

    #[test]
    fn names_that_mean_something_come_back() {
        let tl = comes_back(
            "//@description All @param_description One @class Two\n\
             dog description:string class:int = Dog;",
        );
        assert!(tl.contains("//@param_class Two\n"), "{tl}");
    }

    /// What one line cannot hold: an item's mark, and spaces at its ends.
    #[test]
    fn texts_of_several_lines_come_back() {
        for text in [
            "//@description Ask\n//-@durov about it",
            "//@description\n//-@durov knows",
            "//@description A\n//-",
            "//@description\n//-\n//-A\n//-\n//-\n//-B\n//-@c",
            "//@description a@b.c @ home,\t@d ;=",
        ] {
            let schema = checked(&format!("{text}\ndog = Dog;"));
            assert!(schema.constructors[0].doc.is_some(), "{text}");
            comes_back(&format!("{text}\ndog = Dog;"));
        }
    }

    #[test]
    fn a_type_is_described_once_though_blocks_repeat_it() {
        let tl = comes_back(
            "===8===\n//@class Pet @description Any\ndog = Pet;\n===9===\ndog a:int = Pet;",
        );
        assert_eq!(tl.matches("@class").count(), 1, "{tl}");
    }
}

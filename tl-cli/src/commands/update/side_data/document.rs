//! A file of side data as a tree that is printed as it was written.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use toml_edit::{DocumentMut, Item, Key, TableLike, TomlError};

use super::comments;
use crate::commands::update::write::Contents;
use crate::error::Error;

/// The sections whose keys are names of the schema.
const SECTIONS: [&str; 3] = ["methods", "constructors", "types"];
const ERRORS: &str = "errors";
const PARAMS: &str = "params";

/// A file of side data.
pub struct Document {
    path: PathBuf,
    old: String,
    toml: DocumentMut,
}

/// What a file says of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The file, as messages name it.
    pub file: String,
    pub section: &'static str,
    /// The combinator or type.
    pub name: String,
    /// The parameter of it, if it is about one.
    pub param: Option<String>,
    pub text: Option<String>,
}

impl Fact {
    /// What it is about, as `--rename` takes it.
    pub fn subject(&self) -> String {
        match &self.param {
            Some(param) => format!("{}.{param}", self.name),
            None => self.name.clone(),
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.subject())?;
        match &self.text {
            Some(text) => write!(f, ": {}", text.replace('\n', " ")),
            None => Ok(()),
        }
    }
}

impl Document {
    /// Reads its TOML.
    pub fn parse(file: &Contents) -> Result<Self, Error> {
        let toml = file.text.parse().map_err(|error: TomlError| {
            Error::BadFile(format!("{}: {}", file.path.display(), error.message()))
        })?;
        Ok(Self {
            path: file.path.clone(),
            old: file.text.clone(),
            toml,
        })
    }

    /// The file as it shall be.
    pub fn finish(self) -> Contents {
        let text = self.toml.to_string();
        Contents {
            is_changed: text != self.old,
            path: self.path,
            text,
        }
    }

    /// All that it says of things of the schema, each thing before its parameters.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for section in SECTIONS {
            let entries = self.toml.get(section).and_then(Item::as_table_like);
            for (name, item) in entries.into_iter().flat_map(|it| it.iter()) {
                let fact = |param: Option<&str>, text: Option<&str>| Fact {
                    file: self.path.display().to_string(),
                    section,
                    name: name.to_owned(),
                    param: param.map(str::to_owned),
                    text: text.map(str::to_owned),
                };
                facts.push(fact(None, text(item)));
                let params = child(item, PARAMS);
                let params = params.into_iter().flat_map(|it| it.iter());
                facts.extend(params.map(|(param, item)| fact(Some(param), text(item))));
            }
        }
        facts
    }

    /// Removes what a fact says.
    pub fn remove(&mut self, fact: &Fact) {
        match &fact.param {
            None => comments::remove(&mut self.toml, fact.section, &fact.name),
            Some(param) => self.remove_param(fact, param),
        }
    }

    fn remove_param(&mut self, fact: &Fact, param: &str) {
        let Some(entry) = self.entry(fact.section, &fact.name) else {
            return;
        };
        if let Some(params) = entry.get_mut(PARAMS).and_then(Item::as_table_like_mut) {
            params.remove(param);
            if params.is_empty() {
                entry.remove(PARAMS);
            }
        }
    }

    /// Gives a thing another name; false if it says nothing of it.
    pub fn rename(&mut self, from: &str, to: &str) -> bool {
        let mut sections = SECTIONS.into_iter();
        sections.any(|section| {
            let entries = self.toml.get_mut(section);
            let entries = entries.and_then(Item::as_table_like_mut);
            entries.is_some_and(|entries| rename_key(entries, from, to))
        })
    }

    /// Gives a parameter another name; false if it says nothing of it.
    pub fn rename_param(&mut self, name: &str, from: &str, to: &str) -> bool {
        let mut sections = SECTIONS.into_iter();
        sections.any(|section| {
            let entry = self.entry(section, name);
            let params = entry.and_then(|entry| entry.get_mut(PARAMS)?.as_table_like_mut());
            params.is_some_and(|params| rename_key(params, from, to))
        })
    }

    fn entry(&mut self, section: &str, name: &str) -> Option<&mut dyn TableLike> {
        let entries = self.toml.get_mut(section)?.as_table_like_mut()?;
        entries.get_mut(name)?.as_table_like_mut()
    }

    /// The errors that methods list.
    pub fn listed_errors(&self) -> BTreeSet<String> {
        let methods = self.toml.get("methods").and_then(Item::as_table_like);
        let methods = methods.into_iter().flat_map(|it| it.iter());
        let lists = methods.filter_map(|(_, method)| child(method, ERRORS));
        let lists = lists.flat_map(|codes| codes.iter());
        let names = lists.filter_map(|(_, names)| names.as_array());
        let names = names.flatten().filter_map(|it| it.as_str());
        names.map(str::to_owned).collect()
    }

    /// Removes the description of an error that no call fails with; false if there is none, or if
    /// any call may.
    pub fn remove_error(&mut self, name: &str) -> bool {
        let errors = self.toml.get(ERRORS).and_then(Item::as_table_like);
        let error = errors.and_then(|errors| errors.get(name)?.as_table_like());
        let is_removed = error.is_some_and(|error| !error.contains_key("codes"));
        if is_removed {
            comments::remove(&mut self.toml, ERRORS, name);
        }
        is_removed
    }
}

/// A string, or the `text` of a table.
fn text(item: &Item) -> Option<&str> {
    let of_table = || item.as_table_like()?.get("text")?.as_str();
    item.as_str().or_else(of_table)
}

fn child<'i>(item: &'i Item, key: &str) -> Option<&'i dyn TableLike> {
    item.as_table_like()?.get(key)?.as_table_like()
}

/// All keys are taken out and put in again, so that the new one stands where the old one stood.
fn rename_key(table: &mut dyn TableLike, from: &str, to: &str) -> bool {
    if !table.contains_key(from) {
        return false;
    }
    let keys = table.iter().filter_map(|(name, _)| table.key(name));
    let keys: Vec<Key> = keys.cloned().collect();
    for key in keys {
        if let Some(item) = table.remove(key.get()) {
            let key = match key.get() == from {
                true => Key::new(to)
                    .with_leaf_decor(key.leaf_decor().clone())
                    .with_dotted_decor(key.dotted_decor().clone()),
                false => key,
            };
            table.entry_format(&key).or_insert(item);
        }
    }
    true
}

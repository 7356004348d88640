//! A file of side data as a tree that is printed as it was written.

use std::collections::{BTreeMap, BTreeSet, HashSet};
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

    /// Removes what facts say, of all files. It goes over the file once, however many there are.
    pub fn remove(&mut self, facts: &[Fact]) {
        for section in SECTIONS {
            let mut names = HashSet::new();
            let mut params = BTreeMap::<&str, HashSet<&str>>::new();
            for fact in facts.iter().filter(|it| it.section == section) {
                match &fact.param {
                    None => {
                        names.insert(fact.name.as_str());
                    }
                    Some(param) => {
                        params.entry(&fact.name).or_default().insert(param);
                    }
                }
            }
            comments::remove(&mut self.toml, section, &names);
            for (name, params) in params {
                self.remove_params(section, name, &params);
            }
        }
    }

    fn remove_params(&mut self, section: &str, name: &str, names: &HashSet<&str>) {
        let Some(entry) = self.entry(section, name) else {
            return;
        };
        let Some(params) = entry.get_mut(PARAMS) else {
            return;
        };
        comments::retain(params, |name| !names.contains(name));
        if params.as_table_like().is_some_and(|it| it.is_empty()) {
            entry.remove(PARAMS);
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

    /// Removes the descriptions of errors that no call fails with, which are given: not those that
    /// any call may fail with.
    pub fn remove_errors(&mut self, names: &BTreeSet<&str>) -> Vec<String> {
        let errors = self.toml.get(ERRORS).and_then(Item::as_table_like);
        let is_removed = |error: &Item| {
            let error = error.as_table_like();
            error.is_some_and(|error| !error.contains_key("codes"))
        };
        let errors = errors.into_iter().flat_map(|it| it.iter());
        let errors = errors.filter(|(name, error)| names.contains(name) && is_removed(error));
        let removed: Vec<_> = errors.map(|(name, _)| name.to_owned()).collect();
        let names = removed.iter().map(String::as_str).collect();
        comments::remove(&mut self.toml, ERRORS, &names);
        removed
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
    // From the last one on: to take out another one moves all behind it.
    let items: Vec<_> = keys
        .iter()
        .rev()
        .map(|key| table.remove(key.get()))
        .collect();
    for (key, item) in keys.into_iter().zip(items.into_iter().rev()) {
        if let Some(item) = item {
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

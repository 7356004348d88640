//! `--rename OLD=NEW`: side data about a thing becomes side data about another.

use std::str::FromStr;

use super::document::Document;
use crate::error::Error;

/// What is called otherwise now: a combinator, a type, or `combinator.parameter`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    from: String,
    to: String,
}

impl FromStr for Rename {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((from, to)) if !from.is_empty() && !to.is_empty() => Ok(Self {
                from: from.to_owned(),
                to: to.to_owned(),
            }),
            _ => Err("expected OLD=NEW".to_owned()),
        }
    }
}

/// Applies them one after the other.
pub fn apply(renames: &[Rename], documents: &mut [Document]) -> Result<(), Error> {
    renames.iter().try_for_each(|rename| one(rename, documents))
}

fn one(rename: &Rename, documents: &mut [Document]) -> Result<(), Error> {
    let Rename { from, to } = rename;
    let usage = |what: &str| Err(Error::Usage(format!("--rename {from}={to}: {what}")));
    let facts = documents.iter().flat_map(|it| it.facts());
    let names: Vec<_> = facts.map(|fact| fact.subject()).collect();
    match (names.contains(from), names.contains(to)) {
        (true, false) => {}
        // An earlier run was cut short before the schema.
        (false, true) => return Ok(()),
        (false, false) => return usage("side data tells nothing of it"),
        (true, true) => {
            return usage("side data tells of both; choose what is right and remove the other");
        }
    }
    // Two files do not tell of the same thing.
    let is_renamed = documents.iter_mut().any(|it| it.rename(from, to));
    if is_renamed {
        return Ok(());
    }
    match (from.rsplit_once('.'), to.rsplit_once('.')) {
        (Some((name, from)), Some((same, to))) if name == same => {
            for document in documents {
                document.rename_param(name, from, to);
            }
            Ok(())
        }
        _ => usage("a parameter keeps its combinator: give it the new name first"),
    }
}

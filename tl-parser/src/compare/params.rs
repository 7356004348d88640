//! The parameters of two declarations of a combinator, by name.

use std::collections::HashMap;

use super::{Detail, Flag, Param};
use crate::schema::{self, Combinator};

/// Adds what differs: parameters of the new declaration in order, then those that are gone.
pub fn compare(old: &Combinator, new: &Combinator, details: &mut Vec<Detail>) {
    let (before, after) = (params(old), params(new));
    let (old_places, new_places) = (places(&before), places(&after));
    let mut places = Vec::new();
    for param in &after {
        match old_places.get(param.name.as_str()).copied() {
            Some(place) => {
                places.push(place);
                changed(&before[place], param, details);
            }
            None => details.push(Detail::ParamAdded(param.clone())),
        }
    }
    let gone = before
        .iter()
        .filter(|it| !new_places.contains_key(it.name.as_str()));
    details.extend(gone.map(|it| Detail::ParamRemoved(it.clone())));
    if !places.is_sorted() {
        details.push(Detail::ParamOrder);
    }
}

fn changed(old: &Param, new: &Param, details: &mut Vec<Detail>) {
    if old.ty != new.ty {
        details.push(Detail::ParamType {
            name: new.name.clone(),
            old: old.ty.clone(),
            new: new.ty.clone(),
        });
    }
    if old.flag != new.flag {
        details.push(Detail::ParamCondition {
            name: new.name.clone(),
            old: old.flag.clone(),
            new: new.flag.clone(),
        });
    }
}

/// Where each name stands first.
fn places(params: &[Param]) -> HashMap<&str, usize> {
    let mut places = HashMap::with_capacity(params.len());
    for (place, param) in params.iter().enumerate() {
        places.entry(param.name.as_str()).or_insert(place);
    }
    places
}

/// The parameters of a declaration, in order.
pub fn params(combinator: &Combinator) -> Vec<Param> {
    let words = words(combinator);
    let params = combinator.params.iter().enumerate();
    params
        .map(|(at, param)| Param {
            name: name(at, param),
            ty: combinator.type_tl(param).to_owned(),
            flag: flag(&words, param),
            is_flags: param.is_flags,
        })
        .collect()
}

/// The words of a combinator are few, its parameters may be many.
fn words(combinator: &Combinator) -> HashMap<schema::VarId, String> {
    let params = combinator.params.iter().enumerate();
    let words = params.filter(|(_, it)| it.ty == schema::Ty::Nat);
    words.map(|(at, it)| (it.var, name(at, it))).collect()
}

/// Parameters without a name are told apart by their place.
fn name(at: usize, param: &schema::Param) -> String {
    match &param.name {
        Some(name) => name.to_string(),
        None => format!("_{at}"),
    }
}

fn flag(words: &HashMap<schema::VarId, String>, param: &schema::Param) -> Option<Flag> {
    let condition = param.condition?;
    Some(Flag {
        word: words.get(&condition.word).cloned().unwrap_or_default(),
        bit: condition.bit,
    })
}

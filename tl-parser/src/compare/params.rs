//! The parameters of two declarations of a combinator, by name.

use super::{Detail, Flag, Param};
use crate::schema::{self, Combinator};

/// Adds what differs: parameters of the new declaration in order, then those that are gone.
pub fn compare(old: &Combinator, new: &Combinator, details: &mut Vec<Detail>) {
    let (before, after) = (params(old), params(new));
    let position = |params: &[Param], name: &str| params.iter().position(|it| it.name == name);
    let mut places = Vec::new();
    for param in &after {
        match position(&before, &param.name) {
            Some(place) => {
                places.push(place);
                changed(&before[place], param, details);
            }
            None => details.push(Detail::ParamAdded(param.clone())),
        }
    }
    let gone = before
        .iter()
        .filter(|it| position(&after, &it.name).is_none());
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

fn params(combinator: &Combinator) -> Vec<Param> {
    let params = combinator.params.iter().enumerate();
    params
        .map(|(at, param)| Param {
            name: name(at, param),
            ty: combinator.type_tl(param).to_owned(),
            flag: flag(combinator, param),
            is_flags: param.is_flags,
        })
        .collect()
}

/// Parameters without a name are told apart by their place.
fn name(at: usize, param: &schema::Param) -> String {
    match &param.name {
        Some(name) => name.to_string(),
        None => format!("_{at}"),
    }
}

fn flag(combinator: &Combinator, param: &schema::Param) -> Option<Flag> {
    let condition = param.condition?;
    let params = combinator.params.iter();
    let word = params.enumerate().find(|(_, it)| it.var == condition.word);
    let word = word.map_or_else(String::new, |(at, word)| name(at, word));
    Some(Flag {
        word,
        bit: condition.bit,
    })
}

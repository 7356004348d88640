//! What is new in a schema and has no text yet.

use std::collections::HashMap;

use tl_codegen::{SideData, Texts};
use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId};

use crate::text::counted;

/// `without a text: 3 new functions, 1 new parameter`; none if all has one.
pub fn line(old: Option<&Schema>, new: &Schema, data: &SideData) -> Option<String> {
    let texts = Texts::new(new, Some(data));
    let empty = Schema::default();
    let old = old.unwrap_or(&empty);
    let (mut functions, mut constructors, mut params) = (0, 0, 0);
    let before = by_name(&old.functions);
    for (index, function) in new.functions.iter().enumerate() {
        let old = before.get(function.name.as_str()).copied();
        functions += usize::from(old.is_none() && texts.function(index).is_none());
        params += count(old, function, |at| {
            texts.function_param(index, at).is_some()
        });
    }
    let before = by_name(&old.constructors);
    let own = new.constructors.iter().zip((0..).map(ConstructorId));
    for (constructor, id) in own.filter(|(it, _)| !it.is_builtin) {
        let old = before.get(constructor.name.as_str()).copied();
        constructors += usize::from(old.is_none() && texts.constructor(id).is_none());
        params += count(old, constructor, |at| {
            texts.constructor_param(id, at).is_some()
        });
    }
    let counts = [
        (functions, "new function"),
        (constructors, "new constructor"),
        (params, "new parameter"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, noun)| counted(*count, noun)).collect();
    (!counts.is_empty()).then(|| format!("without a text: {}\n", counts.join(", ")))
}

fn by_name(list: &[Combinator]) -> HashMap<&str, &Combinator> {
    list.iter().map(|it| (it.name.as_str(), it)).collect()
}

/// The parameters that are new and have no text. Flags words need none.
fn count(old: Option<&Combinator>, new: &Combinator, has_text: impl Fn(usize) -> bool) -> usize {
    let is_old = |name: Option<&str>| {
        let mut params = old.iter().flat_map(|it| &it.params);
        params.any(|it| it.name.as_deref() == name)
    };
    let params = new.params.iter().enumerate();
    params
        .filter(|(at, it)| !it.is_flags && !is_old(it.name.as_deref()) && !has_text(*at))
        .count()
}

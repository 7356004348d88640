//! What differs between schemas, in words: of `tl diff`, and of the history on a page.

use tl_parser::compare::{Breaks, Bump, Change, Comparison, Detail, Kind, Param, TypeChange, What};

use crate::text::counted;

/// `layer 185 to layer 228: 2 added, 1 removed, 3 changed`
pub fn summary(comparison: &Comparison) -> String {
    if comparison.is_empty() {
        return format!("{}no change", layers(comparison));
    }
    let count = |wanted: fn(&What) -> bool| {
        let changes = comparison.changes.iter();
        changes.filter(|it| wanted(&it.what)).count()
    };
    format!(
        "{}{} added, {} removed, {} changed",
        layers(comparison),
        count(|it| matches!(it, What::Added(_))),
        count(|it| matches!(it, What::Removed(_))),
        count(|it| matches!(it, What::Changed { .. })),
    )
}

fn layers(comparison: &Comparison) -> String {
    match comparison.layers {
        (None, None) => String::new(),
        (old, new) => {
            let layer = |layer: Option<u32>| match layer {
                Some(layer) => format!("layer {layer}"),
                None => "no layer".to_owned(),
            };
            format!("{} to {}: ", layer(old), layer(new))
        }
    }
}

/// What all changes together mean.
pub fn verdict(comparison: &Comparison) -> Option<String> {
    let bump = match comparison.bump() {
        Bump::None => return None,
        Bump::Additive => "minor version (or, below 1.0, the patch version)",
        Bump::Breaking => "major version (or, below 1.0, the minor version)",
    };
    let breaks = comparison.breaks();
    Some(format!(
        "{}; bindings raise their {bump}",
        match breaks.is_additive() {
            true => "breaks nothing".to_owned(),
            false => format!("breaks {breaks}"),
        }
    ))
}

/// The changes of a kind.
pub fn of_kind(comparison: &Comparison, kind: Kind) -> Vec<&Change> {
    let changes = comparison.changes.iter();
    changes.filter(|it| it.kind == kind).collect()
}

/// What happened to a combinator: a sign, a line, and a line for each detail.
pub fn change(change: &Change) -> (char, String, Vec<String>) {
    match &change.what {
        What::Added(new) => ('+', with_id(&new.tl, &change.name, new.id), Vec::new()),
        What::Removed(old) => ('-', with_id(&old.tl, &change.name, old.id), Vec::new()),
        What::Changed { old, new, details } => {
            let id = match change.has_same_id() {
                true => format!("#{:08x} (same id)", new.id),
                false => format!("#{:08x}, was #{:08x}", new.id, old.id),
            };
            let details = details.iter().filter(|it| !matches!(it, Detail::Id));
            let lines = details.map(detail).collect();
            ('~', format!("{}{id}", change.name), lines)
        }
    }
}

/// The declaration with its id, also where none is written.
fn with_id(tl: &str, name: &str, id: u32) -> String {
    match tl.starts_with(&format!("{name}#")) {
        true => tl.to_owned(),
        false => tl.replacen(name, &format!("{name}#{id:08x}"), 1),
    }
}

/// One difference between two declarations.
pub fn detail(detail: &Detail) -> String {
    match detail {
        Detail::Renamed { from } => format!("was called {from}"),
        Detail::Section { from } => format!("was a {from}"),
        Detail::Id => "has another id".to_owned(),
        Detail::ParamAdded(it) => format!("+ {}", param(it)),
        Detail::ParamRemoved(it) => format!("- {}", param(it)),
        Detail::ParamType { name, old, new } => format!("~ {name}: {old} became {new}"),
        Detail::ParamCondition { name, old, new } => match (old, new) {
            (Some(old), Some(new)) => format!("~ {name}: moved from {old} to {new}"),
            (None, Some(new)) => format!("~ {name}: became optional ({new})"),
            (Some(old), None) => format!("~ {name}: became required (was {old})"),
            (None, None) => format!("~ {name}"),
        },
        Detail::ParamOrder => "~ parameters stand in another order".to_owned(),
        Detail::Generics => "~ has other type variables".to_owned(),
        Detail::Result { old, new } => format!("~ type: {old} became {new}"),
    }
}

fn param(param: &Param) -> String {
    match &param.flag {
        Some(flag) => format!("{}:{flag}?{}", param.name, param.ty),
        None => format!("{}:{}", param.name, param.ty),
    }
}

/// `additive`, or what breaks.
pub fn breaks(breaks: Breaks) -> String {
    match breaks.is_additive() {
        true => "additive".to_owned(),
        false => format!("breaks {breaks}"),
    }
}

/// What happened to a type: a sign and a line.
pub fn type_change(change: &TypeChange) -> (char, String) {
    let sign = match change.in_old_and_new {
        (false, _) => '+',
        (_, false) => '-',
        _ => '~',
    };
    let added = change.added.iter().map(|it| format!("+ {it}"));
    let removed = change.removed.iter().map(|it| format!("- {it}"));
    let constructors: Vec<_> = added.chain(removed).collect();
    (
        sign,
        format!("{}: {}", change.name, constructors.join(", ")),
    )
}

/// `2 constructors`
pub fn heading(kind: Kind, count: usize) -> String {
    counted(count, &kind.to_string())
}

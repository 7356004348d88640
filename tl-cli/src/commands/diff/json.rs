//! The comparison as JSON, for programs. `book/diff-json.md` describes it.

use serde::Serialize;
use tl_parser::compare::{Breaks, Bump, Change, Comparison, Declared, Detail, Flag, Param, What};

#[derive(Serialize)]
struct Model<'c> {
    old_layer: Option<u32>,
    new_layer: Option<u32>,
    breaks: Vec<&'static str>,
    bump: &'static str,
    changes: Vec<ChangeModel<'c>>,
    types: Vec<TypeModel<'c>>,
}

#[derive(Serialize)]
struct ChangeModel<'c> {
    kind: String,
    name: &'c str,
    what: &'static str,
    breaks: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<DeclaredModel<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<DeclaredModel<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<DetailModel<'c>>,
}

#[derive(Serialize)]
struct DeclaredModel<'c> {
    id: String,
    tl: &'c str,
}

#[derive(Serialize)]
#[serde(tag = "detail", rename_all = "kebab-case")]
enum DetailModel<'c> {
    Renamed {
        from: &'c str,
    },
    Section {
        from: String,
    },
    Id,
    ParamAdded(ParamModel<'c>),
    ParamRemoved(ParamModel<'c>),
    ParamType {
        name: &'c str,
        old: &'c str,
        new: &'c str,
    },
    ParamCondition {
        name: &'c str,
        old: Option<String>,
        new: Option<String>,
    },
    ParamOrder,
    Generics,
    Result {
        old: &'c str,
        new: &'c str,
    },
}

#[derive(Serialize)]
struct ParamModel<'c> {
    name: &'c str,
    #[serde(rename = "type")]
    ty: &'c str,
    flag: Option<String>,
    is_flags: bool,
}

#[derive(Serialize)]
struct TypeModel<'c> {
    name: &'c str,
    in_old: bool,
    in_new: bool,
    added: &'c [String],
    removed: &'c [String],
}

pub fn of(comparison: &Comparison) -> String {
    let model = Model {
        old_layer: comparison.layers.0,
        new_layer: comparison.layers.1,
        breaks: breaks(comparison.breaks()),
        bump: match comparison.bump() {
            Bump::None => "none",
            Bump::Additive => "additive",
            Bump::Breaking => "breaking",
        },
        changes: comparison.changes.iter().map(change).collect(),
        types: comparison
            .types
            .iter()
            .map(|it| TypeModel {
                name: &it.name,
                in_old: it.in_old_and_new.0,
                in_new: it.in_old_and_new.1,
                added: &it.added,
                removed: &it.removed,
            })
            .collect(),
    };
    let text = serde_json::to_string_pretty(&model);
    text.expect("the model has no maps and no fractions: it is always JSON") + "\n"
}

fn breaks(breaks: Breaks) -> Vec<&'static str> {
    breaks.iter().map(|it| it.as_str()).collect()
}

fn change(change: &Change) -> ChangeModel<'_> {
    let (what, old, new, details) = match &change.what {
        What::Added(new) => ("added", None, Some(new), &[][..]),
        What::Removed(old) => ("removed", Some(old), None, &[][..]),
        What::Changed { old, new, details } => ("changed", Some(old), Some(new), &details[..]),
    };
    ChangeModel {
        kind: change.kind.to_string(),
        name: &change.name,
        what,
        breaks: breaks(change.breaks()),
        old: old.map(declared),
        new: new.map(declared),
        details: details.iter().map(detail).collect(),
    }
}

fn declared(declared: &Declared) -> DeclaredModel<'_> {
    DeclaredModel {
        id: format!("{:08x}", declared.id),
        tl: &declared.tl,
    }
}

fn detail(detail: &Detail) -> DetailModel<'_> {
    match detail {
        Detail::Renamed { from } => DetailModel::Renamed { from },
        Detail::Section { from } => DetailModel::Section {
            from: from.to_string(),
        },
        Detail::Id => DetailModel::Id,
        Detail::ParamAdded(it) => DetailModel::ParamAdded(param(it)),
        Detail::ParamRemoved(it) => DetailModel::ParamRemoved(param(it)),
        Detail::ParamType { name, old, new } => DetailModel::ParamType { name, old, new },
        Detail::ParamCondition { name, old, new } => DetailModel::ParamCondition {
            name,
            old: old.as_ref().map(Flag::to_string),
            new: new.as_ref().map(Flag::to_string),
        },
        Detail::ParamOrder => DetailModel::ParamOrder,
        Detail::Generics => DetailModel::Generics,
        Detail::Result { old, new } => DetailModel::Result { old, new },
    }
}

fn param(param: &Param) -> ParamModel<'_> {
    ParamModel {
        name: &param.name,
        ty: &param.ty,
        flag: param.flag.as_ref().map(Flag::to_string),
        is_flags: param.is_flags,
    }
}

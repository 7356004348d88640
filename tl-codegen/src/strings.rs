//! Strings that are no text: the fields that become `bytes` before anything is generated.

use std::collections::BTreeMap;

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, Param, Ty};

use crate::attributes::{known_paths, most_specific, warn_if_unknown};
use crate::report::Report;

/// Which strings are `bytes`, by path.
#[derive(Debug, Default)]
pub struct StringTable {
    paths: BTreeMap<String, ()>,
}

impl StringTable {
    /// Checks that each path can match a field.
    pub fn new(paths: &[String], schema: &Schema, report: &mut Report) -> Self {
        if !paths.is_empty() {
            warn_of_unknown(paths, schema, report);
        }
        let paths = paths.iter().map(|path| (path.clone(), ()));
        Self {
            paths: paths.collect(),
        }
    }

    /// Whether the strings of a field are `bytes`, also those in vectors.
    pub fn is_bytes(&self, combinator: &Combinator, param: &Param) -> bool {
        self.is_matched(&combinator.name, param)
    }

    fn is_matched(&self, combinator: &str, param: &Param) -> bool {
        if self.paths.is_empty() {
            return false;
        }
        let field = param.name.as_deref().unwrap_or_default();
        let path = format!("{combinator}.{field}");
        most_specific(&path, |path| self.paths.get(path)).is_some()
    }
}

/// Makes the strings that a path matches `bytes`, in vectors too.
pub fn apply(paths: &[String], schema: &mut Schema, report: &mut Report) {
    if paths.is_empty() {
        return;
    }
    let table = StringTable::new(paths, schema, report);
    let constructors = schema.constructors.iter_mut();
    for combinator in constructors.chain(&mut schema.functions) {
        let Combinator { name, params, .. } = combinator;
        for param in params {
            if table.is_matched(name, param) {
                without_text(&mut param.ty);
            }
        }
    }
}

fn warn_of_unknown(paths: &[String], schema: &Schema, report: &mut Report) {
    let mut known = known_paths(schema);
    for combinator in schema.combinators() {
        let fields = combinator.params.iter().filter_map(|it| it.name.as_ref());
        known.extend(fields.map(|field| format!("{}.{field}", combinator.name)));
    }
    for path in paths {
        warn_if_unknown(path, &known, report);
    }
}

fn without_text(ty: &mut Ty) {
    match ty {
        Ty::Builtin(builtin @ Builtin::String) | Ty::BoxedBuiltin(builtin @ Builtin::String) => {
            *builtin = Builtin::Bytes;
        }
        Ty::Vector { element, .. } => without_text(element),
        _ => {}
    }
}

//! Strings that are no text: the fields that become `bytes` before anything is generated.

use std::collections::BTreeMap;

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, Ty};

use crate::attributes::{known_paths, most_specific, warn_if_unknown};
use crate::report::Report;

/// Makes the strings that a path matches `bytes`, in vectors too.
pub fn apply(paths: &[String], schema: &mut Schema, report: &mut Report) {
    if paths.is_empty() {
        return;
    }
    warn_of_unknown(paths, schema, report);
    let given: BTreeMap<&str, ()> = paths.iter().map(|path| (path.as_str(), ())).collect();
    let constructors = schema.constructors.iter_mut();
    for combinator in constructors.chain(&mut schema.functions) {
        let Combinator { name, params, .. } = combinator;
        for param in params {
            let field = param.name.as_deref().unwrap_or_default();
            let path = format!("{name}.{field}");
            if most_specific(&path, |path| given.get(path)).is_some() {
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

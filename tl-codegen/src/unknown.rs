//! What becomes of values that the schema cannot read: which types keep their bytes, and which fields
//! have their length in another field.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, Param, Ty};

use crate::attributes::{known_paths, most_specific, warn_if_unknown};
use crate::report::Report;

/// What a configuration says about unknown values.
#[derive(Debug, Default)]
pub struct UnknownTable {
    /// The paths of types that keep them.
    kept: BTreeSet<String>,
    /// The names of the fields that hold lengths, by combinator and field.
    lengths: BTreeMap<String, String>,
}

impl UnknownTable {
    /// Whether the enum of a type, or `Object`, has a variant for what is unknown.
    pub fn is_kept(&self, tl_name: &str) -> bool {
        most_specific(tl_name, |path| self.kept.get(path)).is_some()
    }

    /// The place of the field that holds the length of another one.
    pub fn length_of(&self, combinator: &Combinator, param: &Param) -> Option<usize> {
        let field = param.name.as_deref()?;
        let length = self.lengths.get(&format!("{}.{field}", combinator.name))?;
        let mut params = combinator.params.iter();
        params.position(|it| it.name.as_deref() == Some(length))
    }
}

/// Checks that each path can match a type, and that each length is one.
pub fn resolve(
    kept: &[String],
    lengths: &[(String, String)],
    schema: &Schema,
    report: &mut Report,
) -> UnknownTable {
    let mut known = BTreeSet::new();
    if !kept.is_empty() {
        known = known_paths(schema);
        known.insert("Object".to_owned());
    }
    for path in kept {
        warn_if_unknown(path, &known, report);
    }
    let mut table = UnknownTable {
        kept: kept.iter().cloned().collect(),
        lengths: BTreeMap::new(),
    };
    let mut combinators = HashMap::new();
    if !lengths.is_empty() {
        for combinator in schema.combinators() {
            let name = combinator.name.as_str();
            combinators.entry(name).or_insert(combinator);
        }
    }
    for (field, length) in lengths {
        match check_length(&combinators, field, length) {
            Ok(()) => {
                table.lengths.insert(field.clone(), length.clone());
            }
            Err(problem) => report.error(format!("length_field(\"{field}\"): {problem}")),
        }
    }
    table
}

fn check_length(
    combinators: &HashMap<&str, &Combinator>,
    path: &str,
    length: &str,
) -> Result<(), String> {
    let (owner, field) = path.rsplit_once('.').unwrap_or((path, ""));
    let combinator = combinators
        .get(owner)
        .ok_or_else(|| format!("the schema declares no `{owner}`"))?;
    let find = |name: &str| {
        let mut params = combinator.params.iter();
        params.position(|it| it.name.as_deref() == Some(name))
    };
    let missing = |name: &str| format!("`{owner}` has no field `{name}`");
    let at = find(field).ok_or_else(|| missing(field))?;
    let length_at = find(length).ok_or_else(|| missing(length))?;
    let is_required = |at: usize| combinator.params[at].condition.is_none();
    let is_int = combinator.params[length_at].ty == Ty::Builtin(Builtin::Int);
    match is_int && length_at < at && is_required(at) && is_required(length_at) {
        true => Ok(()),
        false => Err(format!(
            "`{length}` must be an `int` before `{field}`, and both must be required"
        )),
    }
}

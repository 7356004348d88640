//! How to treat values that the schema cannot read: which types keep their bytes, and which fields
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

    /// The place of the field that holds the length of another one, in bytes.
    pub fn length_of(&self, combinator: &Combinator, param: &Param) -> Option<usize> {
        if self.lengths.is_empty() {
            return None;
        }
        let field = param.name.as_deref()?;
        let length = self.lengths.get(&format!("{}.{field}", combinator.name))?;
        // Older layers may declare the combinator with other fields.
        length_place(combinator, field, length).ok()
    }

    /// Whether a field holds the length of another one. It is computed, so a struct does not have it.
    pub fn is_length(&self, combinator: &Combinator, param: &Param) -> bool {
        if self.lengths.is_empty() {
            return false;
        }
        let mut params = combinator.params.iter();
        params.any(|it| {
            let place = self.length_of(combinator, it);
            place.is_some_and(|place| combinator.params[place].var == param.var)
        })
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
    let mut combinators: HashMap<&str, Vec<&Combinator>> = HashMap::new();
    if !lengths.is_empty() {
        for combinator in schema.combinators() {
            let name = combinator.name.as_str();
            combinators.entry(name).or_default().push(combinator);
        }
    }
    let mut used = BTreeMap::new();
    for (field, length) in lengths {
        let owner = field.rsplit_once('.').map_or("", |(owner, _)| owner);
        let other = used.insert((owner, length), field);
        if let Some(other) = other.filter(|other| *other != field) {
            report.error(format!(
                "length_field(\"{field}\"): `{length}` is the length of `{other}` already"
            ));
        }
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
    combinators: &HashMap<&str, Vec<&Combinator>>,
    path: &str,
    length: &str,
) -> Result<(), String> {
    let (owner, field) = path.rsplit_once('.').unwrap_or((path, ""));
    let [first, others @ ..] = &combinators.get(owner).map_or(&[][..], Vec::as_slice) else {
        return Err(format!("`{owner}` is not declared in the schema"));
    };
    let in_older = others
        .iter()
        .any(|it| length_place(it, field, length).is_ok());
    match length_place(first, field, length) {
        Err(problem) if !in_older => Err(problem),
        _ => Ok(()),
    }
}

/// The place of the field `length` of a combinator, if it can hold the length of `field`.
fn length_place(combinator: &Combinator, field: &str, length: &str) -> Result<usize, String> {
    let owner = &combinator.name;
    let find = |name: &str| {
        let mut params = combinator.params.iter();
        let found = params.position(|it| it.name.as_deref() == Some(name));
        found.ok_or_else(|| format!("`{owner}` does not have a field `{name}`"))
    };
    let (at, length_at) = (find(field)?, find(length)?);
    let is_required = |at: usize| combinator.params[at].condition.is_none();
    let is_int = combinator.params[length_at].ty == Ty::Builtin(Builtin::Int);
    match is_int && length_at < at && is_required(at) && is_required(length_at) {
        true => Ok(length_at),
        false => Err(format!(
            "`{length}` must be an `int` before `{field}`, and both must be required"
        )),
    }
}

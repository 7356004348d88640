//! Which traits generated types implement, and how.

use std::collections::BTreeMap;

use tl_parser::Schema;

use crate::attributes::{known_paths, most_specific, warn_if_unknown};
use crate::report::Report;

/// A trait that generated types can implement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trait {
    /// `core::fmt::Debug`
    Debug,
    /// `Clone`
    Clone,
    /// `PartialEq`
    PartialEq,
}

/// How generated types implement a trait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Impl {
    /// Not at all.
    None,
    /// By one line that goes through the bytes of the value. It costs
    /// `cargo check` half of what a derive does, and runs slower: most for `Clone` of small values.
    ///
    /// `Debug` shows TL names; `PartialEq` compares doubles by their bits.
    #[default]
    Bytes,
    /// By `#[derive]`.
    Derived,
}

/// How each trait is implemented, by path.
#[derive(Debug, Default)]
pub struct TraitTable {
    entries: BTreeMap<Trait, BTreeMap<String, Impl>>,
}

impl TraitTable {
    /// What the most specific path that matches `name` says.
    pub fn get(&self, wanted: Trait, name: &str) -> Impl {
        let Some(paths) = self.entries.get(&wanted) else {
            return Impl::default();
        };
        most_specific(name, |path| paths.get(path)).map_or(Impl::default(), |it| *it)
    }
}

/// Checks that each path matches something. Of equal paths the last one counts.
pub fn resolve(
    entries: &[(String, Trait, Impl)],
    schema: &Schema,
    report: &mut Report,
) -> TraitTable {
    let mut table = TraitTable::default();
    if entries.is_empty() {
        return table;
    }
    let known = known_paths(schema);
    for (path, wanted, how) in entries {
        warn_if_unknown(path, &known, report);
        let paths = table.entries.entry(*wanted).or_default();
        paths.insert(path.clone(), *how);
    }
    table
}

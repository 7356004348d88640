//! Two schemas compared: what was added, removed and changed, and what each change breaks.
//!
//! ```text
//! two schemas ─▸ pair (the same name, or the same id) ─▸ params, results ─▸ Change ─▸ Breaks
//! ```
//!
//! Built-in declarations, comments and the order of declarations do not count.
//!
//! ```
//! use tl_parser::Sources;
//! use tl_parser::compare::{Break, compare};
//!
//! let schema = |text: &str| {
//!     let mut sources = Sources::new();
//!     sources.add("pets.tl", text);
//!     tl_parser::check(&sources).schema.expect("a valid schema")
//! };
//! let old = schema("cat id:int = Pet;");
//! let new = schema("cat id:long = Pet; dog = Pet;");
//!
//! let comparison = compare(&old, &new);
//! assert_eq!(comparison.changes.len(), 2);
//! assert!(comparison.breaks().contains(Break::Wire));
//! ```

mod breaks;
mod pair;
mod params;

use std::fmt;

use crate::Schema;
use crate::schema::{Combinator, Ty};

pub use breaks::{Break, Breaks, Bump};

use pair::{Pair, pairs};

/// Everything that differs between two schemas.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The layers of the two, where they name one.
    pub layers: (Option<u32>, Option<u32>),
    /// What happened to combinators: constructors before functions, in the order of the new
    /// schema; what was removed stands last of its kind, in the order of the old one.
    pub changes: Vec<Change>,
    /// Which types got other constructors, in the order of the new schema; types that are gone
    /// stand last.
    pub types: Vec<TypeChange>,
}

impl Comparison {
    /// All that any of the changes breaks.
    pub fn breaks(&self) -> Breaks {
        self.changes
            .iter()
            .map(Change::breaks)
            .fold(Breaks::NONE, Breaks::with)
    }

    /// Whether the two declare the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How the version of a crate with the bindings has to rise.
    pub fn bump(&self) -> Bump {
        Bump::of(self.breaks(), self.is_empty())
    }
}

/// Constructor or function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A constructor.
    Constructor,
    /// A function.
    Function,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Constructor => "constructor",
            Self::Function => "function",
        })
    }
}

/// What happened to one combinator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is; of a combinator that moved to the other section, what it became.
    pub kind: Kind,
    /// Its name; of one that moved, the new one.
    pub name: String,
    /// What happened.
    pub what: What,
}

/// A declaration of one of the two schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Its id.
    pub id: u32,
    /// Its text in canonical form.
    pub tl: String,
}

/// What happened to a combinator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Only the new schema has it.
    Added(Declared),
    /// Only the old schema has it.
    Removed(Declared),
    /// Both have it, and it is not the same.
    Changed {
        /// As the old schema declares it.
        old: Declared,
        /// As the new schema declares it.
        new: Declared,
        /// Each difference; moves first, then ids, parameters in the order of the new
        /// declaration, parameters that are gone, and the result.
        details: Vec<Detail>,
    },
}

/// One difference between two declarations of a combinator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// It has another name: the id is the same.
    Renamed {
        /// The name in the old schema.
        from: String,
    },
    /// It was a constructor and is a function, or the other way round.
    Section {
        /// What it was.
        from: Kind,
    },
    /// It has another id.
    Id,
    /// A parameter is new.
    ParamAdded(Param),
    /// A parameter is gone.
    ParamRemoved(Param),
    /// A parameter has another type.
    ParamType {
        /// Its name.
        name: String,
        /// The type in the old schema, without the condition.
        old: String,
        /// The type in the new schema, without the condition.
        new: String,
    },
    /// A parameter is there under another condition, or always, or no longer always.
    ParamCondition {
        /// Its name.
        name: String,
        /// The flag in the old schema; none if it was always there.
        old: Option<Flag>,
        /// The flag in the new schema; none if it is always there.
        new: Option<Flag>,
    },
    /// Parameters that both have stand in another order.
    ParamOrder,
    /// It has other type variables.
    Generics,
    /// A function returns another type, or a constructor belongs to another one.
    Result {
        /// The type in the old schema.
        old: String,
        /// The type in the new schema.
        new: String,
    },
}

/// A parameter that only one of the schemas has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Param {
    /// Its name; `_` if it has none.
    pub name: String,
    /// Its type, without the condition.
    pub ty: String,
    /// The flag that says whether it is there; none if it always is.
    pub flag: Option<Flag>,
    /// Whether it is a flags word, which bindings compute.
    pub is_flags: bool,
}

impl Param {
    /// Whether all of its value is the bit.
    pub fn is_bit(&self) -> bool {
        self.flag.is_some() && self.ty == "true"
    }
}

/// `flags.3`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The flags word.
    pub word: String,
    /// The bit, 0 to 31.
    pub bit: u8,
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.word, self.bit)
    }
}

/// A type that got or lost constructors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeChange {
    /// Its name.
    pub name: String,
    /// Whether the old and the new schema have it.
    pub in_old_and_new: (bool, bool),
    /// The constructors that only the new schema has in it.
    pub added: Vec<String>,
    /// The constructors that only the old schema has in it.
    pub removed: Vec<String>,
}

/// Compares two schemas.
pub fn compare(old: &Schema, new: &Schema) -> Comparison {
    Comparison {
        layers: (old.layer, new.layer),
        changes: pairs(old, new).into_iter().filter_map(change).collect(),
        types: types(old, new),
    }
}

fn change(pair: Pair<'_>) -> Option<Change> {
    match pair {
        Pair::Added(kind, new) => Some(Change {
            kind,
            name: new.name.to_string(),
            what: What::Added(declared(new)),
        }),
        Pair::Removed(kind, old) => Some(Change {
            kind,
            name: old.name.to_string(),
            what: What::Removed(declared(old)),
        }),
        Pair::Both { old, new } => {
            let details = differences(old, new);
            (!details.is_empty()).then(|| Change {
                kind: new.0,
                name: new.1.name.to_string(),
                what: What::Changed {
                    old: declared(old.1),
                    new: declared(new.1),
                    details,
                },
            })
        }
    }
}

fn declared(combinator: &Combinator) -> Declared {
    Declared {
        id: combinator.id,
        tl: combinator.tl.to_string(),
    }
}

/// What differs between two declarations of a constructor, or of a function.
pub fn details(old: &Combinator, new: &Combinator) -> Vec<Detail> {
    differences((Kind::Constructor, old), (Kind::Constructor, new))
}

fn differences(old: (Kind, &Combinator), new: (Kind, &Combinator)) -> Vec<Detail> {
    let ((old_kind, old), (new_kind, new)) = (old, new);
    // Most combinators are the same: their texts are equal, and the ids that follow from them.
    if old.id == new.id && old.tl == new.tl && old_kind == new_kind {
        return Vec::new();
    }
    let mut details = Vec::new();
    if old.name != new.name {
        details.push(Detail::Renamed {
            from: old.name.to_string(),
        });
    }
    if old_kind != new_kind {
        details.push(Detail::Section { from: old_kind });
    }
    if old.id != new.id {
        details.push(Detail::Id);
    }
    params::compare(old, new, &mut details);
    let kinds = |it: &Combinator| it.generics.iter().map(|it| it.kind).collect::<Vec<_>>();
    if kinds(old) != kinds(new) {
        details.push(Detail::Generics);
    }
    let (old, new) = (old.result_tl(), new.result_tl());
    if old != new {
        details.push(Detail::Result {
            old: old.to_owned(),
            new: new.to_owned(),
        });
    }
    details
}

/// The types whose constructors are not the same, by name.
fn types(old: &Schema, new: &Schema) -> Vec<TypeChange> {
    let old_types = pair::types(old);
    let new_types = pair::types(new);
    let in_new = new.types.iter().filter(|it| !it.is_builtin);
    let in_old = old.types.iter().filter(|it| !it.is_builtin);
    let gone = in_old.filter(|it| !new_types.contains_key(it.name.as_str()));
    let names = in_new.chain(gone).map(|it| it.name.as_str());
    let changes = names.map(|name| {
        let (before, after) = (old_types.get(name), new_types.get(name));
        let only = |there: Option<&Vec<&str>>, here: Option<&Vec<&str>>| {
            let there = there.map_or(&[][..], Vec::as_slice).iter();
            let here = here.map_or(&[][..], Vec::as_slice);
            there
                .filter(|it| !here.contains(it))
                .map(|it| (*it).to_owned())
                .collect::<Vec<_>>()
        };
        TypeChange {
            name: name.to_owned(),
            in_old_and_new: (before.is_some(), after.is_some()),
            added: only(after, before),
            removed: only(before, after),
        }
    });
    changes
        .filter(|it| !it.added.is_empty() || !it.removed.is_empty())
        .collect()
}

/// The name of the type that a constructor belongs to.
fn type_name<'s>(schema: &'s Schema, constructor: &Combinator) -> Option<&'s str> {
    match &constructor.result {
        Ty::Boxed(id, _) => Some(schema.ty(*id).name.as_str()),
        _ => None,
    }
}

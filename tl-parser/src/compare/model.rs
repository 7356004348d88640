//! What differs between two schemas, as data.

use std::fmt;

use super::{Breaks, Bump};

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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

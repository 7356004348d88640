//! What a change breaks: bytes, JSON, or the sources that use the bindings.

use std::fmt;

use super::{Change, Detail, Flag, Kind, What};

/// A way in which what worked with the old schema does not with the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Break {
    /// Bytes that were written by the old schema are not read by the new one as the same value.
    Wire,
    /// TL-JSON that was written by the old schema is not read by the new one.
    Json,
    /// Rust that uses the bindings may not compile: a name, a field, a type or an argument of
    /// `new` is another one, or a literal of a struct lacks a field.
    Source,
}

impl Break {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Wire, Self::Json, Self::Source];

    /// The word for it: `wire`, `json`, `source`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Json => "json",
            Self::Source => "source",
        }
    }
}

/// A set of [`Break`]s. What breaks nothing is additive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Breaks(u8);

impl Breaks {
    /// Nothing breaks.
    pub const NONE: Self = Self(0);

    /// These.
    pub fn of(breaks: &[Break]) -> Self {
        breaks
            .iter()
            .fold(Self::NONE, |all, it| all.with(Self(1 << *it as u8)))
    }

    /// Both sets together.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether this is among them.
    pub fn contains(self, wanted: Break) -> bool {
        self.0 & (1 << wanted as u8) != 0
    }

    /// Those that are in it.
    pub fn iter(self) -> impl Iterator<Item = Break> {
        Break::ALL.into_iter().filter(move |it| self.contains(*it))
    }

    /// Whether nothing breaks.
    pub fn is_additive(self) -> bool {
        self == Self::NONE
    }
}

/// `wire, json, source`, or `additive`
impl fmt::Display for Breaks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_additive() {
            return f.write_str("additive");
        }
        let words: Vec<_> = self.iter().map(Break::as_str).collect();
        f.write_str(&words.join(", "))
    }
}

/// How the version of a crate has to rise, as cargo reads versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// Nothing changed.
    None,
    /// Something is new: 1.2.3 to 1.3.0, 0.2.3 to 0.2.4.
    Additive,
    /// Something that compiled may not compile: 1.2.3 to 2.0.0, 0.2.3 to 0.3.0.
    Breaking,
}

impl Bump {
    pub(super) fn of(breaks: Breaks, is_same: bool) -> Self {
        match (is_same, breaks.contains(Break::Source)) {
            (true, _) => Self::None,
            (false, true) => Self::Breaking,
            (false, false) => Self::Additive,
        }
    }
}

impl Change {
    /// What the change breaks.
    pub fn breaks(&self) -> Breaks {
        match &self.what {
            What::Added(_) => Breaks::NONE,
            What::Removed(_) => Breaks::of(&Break::ALL),
            What::Changed { details, .. } => details
                .iter()
                .map(|detail| detail.breaks(self.kind))
                .fold(Breaks::NONE, Breaks::with),
        }
    }

    /// Whether the id is the same although the declaration is not: `true` flags do not count in
    /// ids, so that an old reader takes the new bytes and loses what it does not know.
    pub fn has_same_id(&self) -> bool {
        match &self.what {
            What::Changed { old, new, .. } => old.id == new.id,
            What::Added(_) | What::Removed(_) => false,
        }
    }
}

impl Detail {
    /// What this difference breaks by itself; `kind` is what the combinator is.
    pub fn breaks(&self, kind: Kind) -> Breaks {
        use Break::{Json, Source, Wire};
        let breaks: &[Break] = match self {
            Self::Id => &[Wire],
            // The bytes are the same, but all that names it is not.
            Self::Renamed { .. } => &[Json, Source],
            Self::Section { .. } | Self::Generics => &[Wire, Json, Source],
            Self::ParamAdded(param) if param.is_flags => &[Wire],
            Self::ParamAdded(param) if param.is_bit() => &[Source],
            Self::ParamAdded(param) if param.flag.is_some() => &[Wire, Source],
            Self::ParamAdded(_) => &[Wire, Json, Source],
            Self::ParamRemoved(param) if param.is_flags => &[Wire],
            Self::ParamRemoved(_) | Self::ParamType { .. } => &[Wire, Json, Source],
            Self::ParamCondition { old, new, .. } => condition(old.as_ref(), new.as_ref()),
            // `new` takes its arguments in that order.
            Self::ParamOrder => &[Wire, Source],
            // JSON names constructors, not their types; what a function returns is not in it.
            Self::Result { .. } if kind == Kind::Function => &[Wire, Json, Source],
            Self::Result { .. } => &[Wire, Source],
        };
        Breaks::of(breaks)
    }
}

fn condition(old: Option<&Flag>, new: Option<&Flag>) -> &'static [Break] {
    match (old, new) {
        (Some(_), Some(_)) => &[Break::Wire],
        // What was always there may be absent: JSON that has it is read all the same.
        (None, _) => &[Break::Wire, Break::Source],
        (Some(_), None) => &[Break::Wire, Break::Json, Break::Source],
    }
}

//! Which row a type and an id mean, and the fewest bytes of a type.

use super::Ty;
use super::builtin::Builtin;
use super::frame::Scope;
use super::notation::{Term, fields};
use super::{Row, Tables};

/// How many fields are looked at before the minimum size of a bare constructor is taken for 0: a
/// nonsense table can have bare constructors without bytes contain each other. No schema that
/// bindings are generated for has that many fields without bytes in a value.
const MOST_FIELDS: u32 = 1 << 18;

impl<'t> Scope<'t> {
    /// This scope, with a name free to be of any of its tables.
    pub fn opened(self) -> Self {
        Self {
            is_open: true,
            ..self
        }
    }

    /// The tables that a name may be of.
    pub fn candidates(self) -> impl Iterator<Item = Self> {
        let most = if self.is_open { usize::MAX } else { 1 };
        let tails = self.tables.tails().take(most);
        tails.map(Self::inside)
    }

    /// The scope of what stands in the first of some tables.
    fn inside(tables: Tables<'t>) -> Self {
        Self {
            tables,
            is_open: false,
        }
    }

    /// The constructor of the boxed type `name` with an id, and the scope of its fields.
    pub fn boxed(self, name: &str, id: u32) -> Option<(Self, &'t Row<'t>)> {
        self.candidates().find_map(|scope| {
            let row = scope.tables.first().constructor(id)?;
            row.is_of(name).then_some((scope, row))
        })
    }

    /// A constructor of the boxed type `name`: whichever comes first.
    pub fn any_boxed(self, name: &str) -> Option<(Self, &'t Row<'t>)> {
        self.candidates().find_map(|scope| {
            let mut rows = scope.tables.first().constructors().iter();
            Some((scope, rows.find(|row| row.is_of(name))?))
        })
    }

    /// The constructor with an id, bare.
    pub fn bare(self, id: u32) -> Option<(Self, &'t Row<'t>)> {
        let mut candidates = self.candidates();
        candidates.find_map(|scope| Some((scope, scope.tables.first().constructor(id)?)))
    }

    /// The function with an id.
    pub fn function(self, id: u32) -> Option<(Self, &'t Row<'t>)> {
        let mut candidates = self.candidates();
        candidates.find_map(|scope| Some((scope, scope.tables.first().function(id)?)))
    }

    /// Any function that a field of this scope can hold.
    pub fn any_function(self, id: u32) -> Option<(Self, &'t Row<'t>)> {
        self.opened().function(id)
    }

    /// The fewest bytes that a value takes: what generated code checks a count against. Of bare
    /// constructors see [`is_empty`](Self::is_empty).
    pub fn min_size(self, element: Term<'_>) -> usize {
        match element {
            Term::Builtin(builtin) => builtin.min_size(),
            Term::BoxedBuiltin(builtin) => builtin.min_size().saturating_add(4),
            Term::Vector { is_boxed: true, .. } => 8,
            Term::Nat
            | Term::Bool
            | Term::Object
            | Term::AnyFunction
            | Term::Function(_)
            | Term::Boxed(_)
            | Term::Bare(_)
            | Term::Vector { .. } => 4,
        }
    }

    /// Whether a bare constructor may have no bytes: all of its fields have none.
    pub fn is_empty(self, id: u32) -> bool {
        self.has_no_bytes(id, &mut MOST_FIELDS.clone())
    }

    /// A conditional field has a flags word before it, so that the recursion ends at the budget at
    /// the latest.
    fn has_no_bytes(self, id: u32, budget: &mut u32) -> bool {
        let Some((scope, row)) = self.bare(id) else {
            return true;
        };
        fields(row.fields()).all(|field| {
            let Some(left) = budget.checked_sub(1) else {
                return true;
            };
            *budget = left;
            let Ok(field) = field else { return true };
            match Ty::new(field.ty).term() {
                _ if field.condition.is_some() => true,
                Some(Term::Builtin(Builtin::True)) => true,
                Some(Term::Bare(id)) => scope.has_no_bytes(id, budget),
                _ => false,
            }
        })
    }
}

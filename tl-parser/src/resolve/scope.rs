//! The variables that a term of a combinator can refer to.

use crate::schema::{Kind, VarId};

/// A variable in scope.
#[derive(Debug, Clone, Copy)]
pub struct Variable<'a> {
    pub name: &'a str,
    pub kind: Kind,
    pub var: VarId,
}

/// Variables of one combinator, innermost last. A repetition opens a new level that
/// sees the outer ones.
#[derive(Debug, Default)]
pub struct Scope<'a> {
    variables: Vec<Variable<'a>>,
    /// Where the current level starts in `variables`.
    level: usize,
    /// The names of all fields of the current level, also of those that are no
    /// variables.
    fields: Vec<&'a str>,
    next: u32,
}

impl<'a> Scope<'a> {
    /// A number for the next field or optional argument.
    pub fn number(&mut self) -> VarId {
        let var = VarId(self.next);
        self.next += 1;
        var
    }

    /// Makes a variable known.
    pub fn add(&mut self, name: &'a str, kind: Kind, var: VarId) {
        self.variables.push(Variable { name, kind, var });
    }

    /// Notes the name of a field; `false` if the level has it already.
    pub fn add_field(&mut self, name: &'a str) -> bool {
        let is_new = !self.fields.contains(&name);
        self.fields.push(name);
        is_new
    }

    /// The innermost variable of a name.
    pub fn get(&self, name: &str) -> Option<Variable<'a>> {
        self.variables
            .iter()
            .rev()
            .find(|variable| variable.name == name)
            .copied()
    }

    /// The last `#` of the current level: the count of a repetition without one.
    pub fn last_nat(&self) -> Option<VarId> {
        self.variables[self.level..]
            .iter()
            .rev()
            .find(|variable| variable.kind == Kind::Nat)
            .map(|variable| variable.var)
    }

    /// The names of all variables, for suggestions.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.variables.iter().map(|variable| variable.name)
    }

    /// Opens the level of a repetition.
    pub fn open(&mut self) -> Level<'a> {
        Level {
            start: std::mem::replace(&mut self.level, self.variables.len()),
            fields: std::mem::take(&mut self.fields),
        }
    }

    /// Closes a level that [`open`](Self::open) gave.
    pub fn close(&mut self, outer: Level<'a>) {
        self.variables.truncate(self.level);
        self.level = outer.start;
        self.fields = outer.fields;
    }
}

/// What is kept of the outer level while an inner one is open.
#[derive(Debug)]
pub struct Level<'a> {
    start: usize,
    fields: Vec<&'a str>,
}

//! The variables that a term of a combinator can refer to.

use crate::schema::{Kind, VarId};
use crate::syntax::ast::Name;

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
    fields: Vec<Name<'a>>,
    /// The marks of all `fields`: a name whose mark is not among them is new.
    marks: u64,
    next: u32,
}

impl<'a> Scope<'a> {
    /// Forgets everything, for the next combinator.
    pub fn clear(&mut self) {
        self.variables.clear();
        self.level = 0;
        self.fields.clear();
        self.marks = 0;
        self.next = 0;
    }

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

    /// Notes the name of a field, and gives the first one of that name if the level has
    /// one already.
    pub fn add_field(&mut self, name: Name<'a>) -> Option<Name<'a>> {
        let mark = mark(name.text);
        let first = match self.marks & mark {
            0 => None,
            _ => self.field(name.text),
        };
        self.marks |= mark;
        self.fields.push(name);
        first
    }

    /// The first field of a name in the current level, also of those that are no
    /// variables.
    pub fn field(&self, name: &str) -> Option<Name<'a>> {
        self.fields.iter().find(|field| field.text == name).copied()
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
            marks: std::mem::take(&mut self.marks),
        }
    }

    /// Closes a level that [`open`](Self::open) gave.
    pub fn close(&mut self, outer: Level<'a>) {
        self.variables.truncate(self.level);
        self.level = outer.start;
        self.fields = outer.fields;
        self.marks = outer.marks;
    }
}

/// What is kept of the outer level while an inner one is open.
#[derive(Debug)]
pub struct Level<'a> {
    start: usize,
    fields: Vec<Name<'a>>,
    marks: u64,
}

/// One of 64 bits, by the length and the ends of a name.
fn mark(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let ends = [bytes.first(), bytes.last()].map(|byte| byte.copied().unwrap_or(0));
    let number = bytes.len() as u64 * 7 + u64::from(ends[0]) * 3 + u64::from(ends[1]);
    1 << (number % 64)
}

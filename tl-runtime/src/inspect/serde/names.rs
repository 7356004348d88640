//! Which row a name in `_` means, and which one is meant without it.

use super::super::frame::Scope;
use super::super::notation::Term;
use super::super::table::Row;

/// A row, and the scope of its fields.
pub type Found<'t> = (Scope<'t>, &'t Row<'t>);

/// The rows that a value of type `term` whose `_` is `name` can be of. Two schemas may declare one
/// name, and a schema with several layers does.
pub fn named<'t>(scope: Scope<'t>, term: Term<'t>, name: &str) -> impl Iterator<Item = Found<'t>> {
    let scope = match term {
        // Any table may declare what these hold.
        Term::Object | Term::AnyFunction => scope.opened(),
        _ => scope,
    };
    scope.candidates().flat_map(move |scope| {
        let rows = scope.tables.first().all_named(name);
        let rows = rows.filter(move |(row, is_function)| match term {
            Term::Boxed(ty) => !is_function && row.is_of(ty),
            Term::Bare(id) => !is_function && row.id() == id,
            Term::Function(id) => *is_function && row.id() == id,
            Term::AnyFunction => *is_function,
            Term::Object => true,
            _ => false,
        });
        rows.map(move |(row, _)| (scope, row))
    })
}

/// The only row that a value of type `term` can be of, if the type says it alone: a bare
/// constructor, a function, a type with one constructor.
pub fn only<'t>(scope: Scope<'t>, term: Term<'t>) -> Option<Found<'t>> {
    match term {
        Term::Bare(id) => scope.bare(id),
        Term::Function(id) => scope.function(id),
        Term::Boxed(name) => {
            let (scope, first) = scope.any_boxed(name)?;
            let rows = scope.tables.first().constructors().iter();
            let is_only = rows.filter(|row| row.is_of(name)).count() == 1;
            is_only.then_some((scope, first))
        }
        _ => None,
    }
}

//! [`Tables`]: several schemas side by side, in the order in which they are searched.

use super::Table;

/// The most tables that are searched for an object: tables can refer to each other in a circle.
const MOST_TABLES: usize = 16;

/// One schema, or several side by side: Telegram's API and MTProto, say.
///
/// An `Object` or a function is one of the first table that declares it. A type is looked up in the
/// table that the field with this type stands in: two schemas may both declare a `Message`.
///
/// ```
/// use tl_runtime::inspect::{Row, Table, Tables};
///
/// static MTPROTO: Table<'static> = Table::new(&[Row::new(0x347773c5, "pong", "", "Pong")], &[]);
/// static API: Table<'static> = Table::new(&[Row::new(0x56730bcc, "null", "", "Null")], &[]);
///
/// let both = [&MTPROTO, &API];
/// assert_eq!(Tables::new(&both).iter().count(), 2);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Tables<'t> {
    first: &'t Table<'t>,
    rest: &'t [&'t Table<'t>],
}

impl<'t> Tables<'t> {
    /// Tables in the order in which they are searched. None is as one that declares nothing.
    #[must_use]
    pub const fn new(tables: &'t [&'t Table<'t>]) -> Self {
        match tables {
            [first, rest @ ..] => Self { first, rest },
            [] => Self::one(&Table::EMPTY),
        }
    }

    /// One table.
    #[must_use]
    pub const fn one(table: &'t Table<'t>) -> Self {
        Self {
            first: table,
            rest: &[],
        }
    }

    /// All tables in order; behind each, the schema whose objects it can hold. 16 at most.
    pub fn iter(self) -> impl Iterator<Item = &'t Table<'t>> {
        self.tails().map(|tables| tables.first)
    }

    /// The first table.
    #[inline]
    pub(crate) fn first(self) -> &'t Table<'t> {
        self.first
    }

    /// These tables, those behind the first, and so on.
    pub(crate) fn tails(self) -> impl Iterator<Item = Self> {
        core::iter::successors(Some(self), |tables| tables.next()).take(MOST_TABLES)
    }

    /// The tables behind the first.
    fn next(self) -> Option<Self> {
        let rest = self.rest;
        match self.first.objects_of() {
            Some(first) => Some(Self { first, rest }),
            None => rest.split_first().map(|(first, rest)| Self { first, rest }),
        }
    }
}

impl<'t> From<&'t Table<'t>> for Tables<'t> {
    fn from(table: &'t Table<'t>) -> Self {
        Self::one(table)
    }
}

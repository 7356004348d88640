//! The description of a schema: a row a combinator, sorted by id, made of nothing but literals.

use core::fmt;

use super::builtin;

/// What may follow the type of a row: see [`Row::new`].
const MARKS: [char; 3] = ['?', '*', '^'];

/// A constructor or a function.
///
/// ```
/// use tl_runtime::inspect::Row;
///
/// const PRICING: Row<'static> = Row::new(
///     0x05416d58,
///     "starsSubscriptionPricing",
///     "period:int amount:long",
///     "StarsSubscriptionPricing",
/// );
/// assert_eq!(PRICING.result(), "StarsSubscriptionPricing");
/// ```
///
/// Generated code writes the tuple itself: thousands of calls would cost the compiler twice the time
/// that literals do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Row<'t>(
    #[doc(hidden)] pub u32,
    #[doc(hidden)] pub &'t str,
    #[doc(hidden)] pub &'t str,
    #[doc(hidden)] pub &'t str,
);

impl<'t> Row<'t> {
    /// A row by its id, its name as TL writes it, its fields in the
    /// [notation](crate::inspect#the-notation) of this module, and its type, followed by marks: `?`
    /// if the type keeps [unknown values](crate::Unknown), `*` if values of the type can contain each
    /// other, `^` if those of the constructor can without a boxed type in between. Each such value
    /// is a level of [`Limits::depth`](crate::Limits::depth).
    ///
    /// Nothing is checked: a text that is no description is an
    /// [error](crate::DecodeErrorKind::BadTable) of who walks by it.
    #[must_use]
    pub const fn new(id: u32, name: &'t str, fields: &'t str, result: &'t str) -> Self {
        Self(id, name, fields, result)
    }

    /// Its id.
    #[inline]
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.0
    }

    /// Its name as TL writes it, with the namespace.
    #[inline]
    #[must_use]
    pub const fn name(&self) -> &'t str {
        self.1
    }

    /// Its fields: `flags:# date:flags.0?int`.
    #[inline]
    #[must_use]
    pub const fn fields(&self) -> &'t str {
        self.2
    }

    /// The boxed type that a constructor belongs to, or the type of what a function returns.
    #[must_use]
    pub fn result(&self) -> &'t str {
        self.3.trim_end_matches(MARKS)
    }

    /// Whether its type keeps the bytes of values that cannot be read.
    pub(crate) fn type_keeps_unknown(&self) -> bool {
        self.3.trim_end_matches(['*', '^']).ends_with('?')
    }

    /// Whether values of its type can contain each other.
    pub(crate) fn type_nests(&self) -> bool {
        self.3.trim_end_matches('^').ends_with('*')
    }

    /// Whether bare values of it can contain each other.
    pub(crate) fn constructor_nests(&self) -> bool {
        self.3.ends_with('^')
    }

    /// Whether it is a constructor of the boxed type `name`.
    pub(crate) fn is_of(&self, name: &str) -> bool {
        match self.3.strip_prefix(name) {
            Some(marks) => marks.chars().all(|mark| MARKS.contains(&mark)),
            None => false,
        }
    }
}

/// The description of a schema.
///
/// A generator writes one as a static, `SCHEMA`. One can also be put together at run time, from a
/// schema that is read then; `tl_codegen::describe` gives the rows.
///
/// ```
/// use tl_runtime::inspect::{Row, Table};
///
/// static SCHEMA: Table<'static> = Table::new(
///     &[
///         Row::new(0x7da07ec9, "inputPeerSelf", "", "InputPeer"),
///         Row::new(0xdde8a54c, "inputPeerUser", "user_id:long access_hash:long", "InputPeer"),
///     ],
///     &[],
/// );
/// assert_eq!(SCHEMA.name_of(0xdde8a54c), Some("inputPeerUser"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Table<'t> {
    constructors: &'t [Row<'t>],
    functions: &'t [Row<'t>],
    names: &'t [u32],
    huge_bytes: bool,
    keeps_unknown_objects: bool,
    others: Option<&'t Table<'t>>,
}

impl<'t> Table<'t> {
    /// A description of nothing but what is built in.
    pub const EMPTY: Self = Self::new(&[], &[]);

    /// A description by its constructors and its functions, each sorted by id. Of equal ids the
    /// first counts; what is not sorted is not found.
    #[must_use]
    pub const fn new(constructors: &'t [Row<'t>], functions: &'t [Row<'t>]) -> Self {
        Self {
            constructors,
            functions,
            names: &[],
            huge_bytes: false,
            keeps_unknown_objects: false,
            others: None,
        }
    }

    /// With an index by name: the numbers of all rows, constructors first, sorted by the names
    /// that they have. Without it a name is searched in all rows, which makes reading JSON slow.
    #[must_use]
    pub const fn with_names(mut self, names: &'t [u32]) -> Self {
        self.names = names;
        self
    }

    /// Whether strings of 2^24 bytes and more have a form, as in TDLib and TON. If it is not set
    /// they do not.
    #[must_use]
    pub const fn with_huge_bytes(mut self, allowed: bool) -> Self {
        self.huge_bytes = allowed;
        self
    }

    /// Sets whether an `Object` keeps the bytes of a value that cannot be read (default: false). Of
    /// other types the rows say it.
    #[must_use]
    pub const fn with_unknown_objects(mut self, kept: bool) -> Self {
        self.keeps_unknown_objects = kept;
        self
    }

    /// With another schema, whose values an `Object` of this one holds if it does not declare them
    /// itself.
    #[must_use]
    pub const fn with_objects_of(mut self, other: &'t Table<'t>) -> Self {
        self.others = Some(other);
        self
    }

    /// All constructors, sorted by id.
    #[must_use]
    pub const fn constructors(&self) -> &'t [Row<'t>] {
        self.constructors
    }

    /// All functions, sorted by id.
    #[must_use]
    pub const fn functions(&self) -> &'t [Row<'t>] {
        self.functions
    }

    /// Whether strings of 2^24 bytes and more have a form.
    #[must_use]
    pub const fn has_huge_bytes(&self) -> bool {
        self.huge_bytes
    }

    /// Whether an `Object` keeps the bytes of a value that cannot be read.
    #[must_use]
    pub const fn keeps_unknown_objects(&self) -> bool {
        self.keeps_unknown_objects
    }

    /// The schema whose values an `Object` of this one can hold.
    #[must_use]
    pub const fn objects_of(&self) -> Option<&'t Table<'t>> {
        self.others
    }

    /// The constructor with an id; built-in ones (`boolTrue`, `vector`) have no row.
    #[inline]
    #[must_use]
    pub fn constructor(&self, id: u32) -> Option<&'t Row<'t>> {
        find(self.constructors, id)
    }

    /// The function with an id.
    #[inline]
    #[must_use]
    pub fn function(&self, id: u32) -> Option<&'t Row<'t>> {
        find(self.functions, id)
    }

    /// Whether there is a function that does not take another one. Without such a function nothing
    /// ends a chain of functions, and an `Object` holds none.
    pub(crate) fn has_plain_function(&self) -> bool {
        let mut functions = self.functions.iter();
        functions.any(|row| !row.fields().contains('!'))
    }

    /// The TL name behind an id: of a constructor, of a function, of what is built in.
    #[must_use]
    pub fn name_of(&self, id: u32) -> Option<&'t str> {
        let row = self.constructor(id).or_else(|| self.function(id));
        row.map(|row| row.name()).or_else(|| builtin::name_of(id))
    }

    /// The constructor, or else the function, that has a name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&'t Row<'t>> {
        self.all_named(name).next().map(|(row, _)| row)
    }

    /// The constructors and functions of a name, in this order, and whether each is a function.
    /// Only a schema with several layers has several of one name.
    pub(crate) fn all_named(&self, name: &str) -> impl Iterator<Item = (&'t Row<'t>, bool)> {
        let is_before = |number: &u32| self.numbered(*number).is_some_and(|it| it.0.name() < name);
        let is_not_behind =
            |number: &u32| self.numbered(*number).is_some_and(|it| it.0.name() <= name);
        let places = match self.names.is_empty() {
            true => 0..self.constructors.len().saturating_add(self.functions.len()),
            false => {
                self.names.partition_point(is_before)..self.names.partition_point(is_not_behind)
            }
        };
        let rows = places.filter_map(|place| {
            let number = self.names.get(place).copied();
            self.numbered(number.unwrap_or(place as u32))
        });
        rows.filter(move |(row, _)| row.name() == name)
    }

    /// A row by its number: constructors come first.
    fn numbered(&self, number: u32) -> Option<(&'t Row<'t>, bool)> {
        let number = number as usize;
        match number.checked_sub(self.constructors.len()) {
            None => self.constructors.get(number).map(|row| (row, false)),
            Some(number) => self.functions.get(number).map(|row| (row, true)),
        }
    }
}

impl fmt::Debug for Row<'_> {
    /// As TL declares it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(id, name, fields, result) = self;
        let space = if fields.is_empty() { "" } else { " " };
        write!(f, "{name}#{id:08x}{space}{fields} = {result}")
    }
}

impl fmt::Debug for Table<'_> {
    /// How much is in it: all of it would be thousands of lines.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("constructors", &self.constructors.len())
            .field("functions", &self.functions.len())
            .finish_non_exhaustive()
    }
}

/// The first of the rows with an id.
#[inline]
fn find<'t>(rows: &'t [Row<'t>], id: u32) -> Option<&'t Row<'t>> {
    let first = rows.partition_point(|row| row.id() < id);
    rows.get(first).filter(|row| row.id() == id)
}

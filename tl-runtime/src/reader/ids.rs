//! Constructor ids, what is wrong with them, and `Bool`, which is nothing but an id.

use super::Reader;
use alloc::borrow::Cow;
use alloc::boxed::Box;
use core::mem;

use crate::DecodeErrorKind;
use crate::inspect::Table;
use crate::inspect::path::to_unknown_id;
use crate::wire::{BOOL_FALSE_ID, BOOL_TRUE_ID};

/// Bytes of a constructor id.
const ID_SIZE: usize = 4;

impl<'a> Reader<'a> {
    /// Reads the constructor id of a boxed value. A failed reader returns 0, which is no id of any
    /// constructor.
    #[inline]
    pub fn id(&mut self) -> u32 {
        self.nat_of("constructor id")
    }

    /// The constructor id that comes next, if it is there. Never fails.
    #[inline]
    pub(crate) fn next_id(&self) -> Option<u32> {
        self.rest
            .first_chunk()
            .map(|head| u32::from_le_bytes(*head))
    }

    /// The constructor id that comes next, which stays unread.
    ///
    /// With fewer than 4 bytes left the reader fails, and the result is 0.
    #[inline]
    pub fn peek_id(&mut self) -> u32 {
        match self.next_id() {
            Some(id) => id,
            None => {
                self.fail_end("constructor id", ID_SIZE);
                0
            }
        }
    }

    /// Reads the id of a boxed value whose type has one constructor; the id must be `id`.
    ///
    /// Otherwise fails with [`UnexpectedId`](DecodeErrorKind::UnexpectedId), where `expected` is
    /// the TL name of the type.
    ///
    /// ```
    /// use tl_runtime::Reader;
    ///
    /// let mut r = Reader::new(b"\xb5\x75\x72\x99");
    /// r.boxed(0x1cb5_c415, "Vector");
    /// let error = r.check().unwrap_err();
    /// assert_eq!(error.to_string(), "expected Vector, found 0x997275b5 at byte 0");
    /// ```
    #[inline]
    pub fn boxed(&mut self, id: u32, expected: &'static str) {
        let found = self.nat_of(expected);
        if found != id {
            self.unnamed_id(expected, found);
        }
    }

    /// As [`boxed`](Reader::boxed), with the `names` of [`unexpected_id`](Reader::unexpected_id)
    /// for the error: what a function's own id is read with.
    #[inline]
    pub fn expect_id(&mut self, id: u32, expected: &'static str, names: &'static Table<'static>) {
        let found = self.nat_of(expected);
        if found != id {
            self.unexpected_id(expected, found, names);
        }
    }

    /// Reads a boxed `Bool`: the id 997275b5 is true, bc799737 false, any other fails with
    /// [`UnexpectedId`](DecodeErrorKind::UnexpectedId).
    #[inline]
    pub fn bool(&mut self) -> bool {
        match self.nat_of("Bool") {
            BOOL_TRUE_ID => true,
            BOOL_FALSE_ID => false,
            found => {
                self.unnamed_id("Bool", found);
                false
            }
        }
    }

    /// Fails the reader: the id `found`, just read, belongs to no constructor of the type
    /// `expected`. Does nothing if the reader has failed already.
    ///
    /// `names` is the table of the schema; the error carries the name that `found` has there.
    #[cold]
    #[inline(never)]
    pub fn unexpected_id(
        &mut self,
        expected: &'static str,
        found: u32,
        names: &'static Table<'static>,
    ) {
        let offset = self.position().saturating_sub(ID_SIZE);
        self.fail_named_id(offset, expected, found, names);
    }

    /// As [`unexpected_id`](Reader::unexpected_id), for an id that was only
    /// [peeked](Reader::peek_id).
    #[cold]
    #[inline(never)]
    pub fn unexpected_peeked_id(
        &mut self,
        expected: &'static str,
        found: u32,
        names: &'static Table<'static>,
    ) {
        self.fail_named_id(self.position(), expected, found, names);
    }

    /// As [`unexpected_id`](Reader::unexpected_id), without a name for what was found.
    #[cold]
    #[inline(never)]
    fn unnamed_id(&mut self, expected: &'static str, found: u32) {
        let offset = self.position().saturating_sub(ID_SIZE);
        self.fail_id(offset, expected.into(), found, None);
    }

    /// Says that values of another schema may come now, in one that `table` describes: for the path
    /// of an error.
    #[inline]
    pub fn within(&mut self, table: &'static Table<'static>) {
        self.outer.get_or_insert(table);
    }

    fn fail_named_id(
        &mut self,
        offset: usize,
        expected: &'static str,
        found: u32,
        names: &'static Table<'static>,
    ) {
        // Spares the search: the first failure stays anyway.
        if self.is_failed() {
            return;
        }
        let name = names.name_of(found).map(Cow::Borrowed);
        self.fail_id(offset, expected.into(), found, name);
        let table = self.outer.unwrap_or(names);
        let (input, limits) = (self.input, self.limits);
        self.set_path(offset, || {
            to_unknown_id(table, input, limits, offset, found)
        });
    }

    /// Says the way to the unknown id at `offset`, if that is the first failure of this reader.
    pub(crate) fn set_path(&mut self, offset: usize, path: impl FnOnce() -> Option<Box<str>>) {
        if mem::replace(&mut self.has_looked_for_path, true) {
            return;
        }
        if let Some(error) = self.error.take_if(|error| error.offset() == offset) {
            self.error = Some(error.with_path(path()));
        }
    }

    /// All of the input.
    pub(crate) fn input(&self) -> &'a [u8] {
        self.input
    }

    pub(crate) fn fail_id(
        &mut self,
        offset: usize,
        expected: Cow<'static, str>,
        found: u32,
        found_name: Option<Cow<'static, str>>,
    ) {
        let kind = DecodeErrorKind::UnexpectedId {
            expected,
            found,
            found_name,
        };
        self.fail(offset, kind);
    }
}

//! What is wrong with the bytes or with the table. All of it is cold.

use alloc::borrow::{Cow, ToOwned};

use super::super::path::by_walking;
use super::super::{Tables, Ty};
use super::Walker;
use crate::DecodeErrorKind;

impl<'t> Walker<'t, '_> {
    /// An id, not read yet, that is not of the type `expected`.
    #[cold]
    #[inline(never)]
    pub(super) fn unexpected_id(
        &mut self,
        tables: Tables<'t>,
        expected: Cow<'static, str>,
        id: u32,
    ) {
        let name = tables.first().name_of(id);
        let name = name.map(|name| name.to_owned().into());
        let offset = self.reader.position();
        self.reader.fail_id(offset, expected, id, name);
        if self.tells_paths {
            // What was read is read again: nobody keeps account of where a walk is.
            let input = self.reader.input();
            let walker = Walker::with_limits(self.tables, self.ty, input, self.limits);
            self.reader
                .set_path(offset, || by_walking(walker, offset, id));
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn bad_text(&mut self, text: &str) {
        let offset = self.reader.position();
        let text = text.into();
        self.reader.fail(offset, DecodeErrorKind::BadTable { text });
    }

    #[cold]
    #[inline(never)]
    pub(super) fn bad_type(&mut self, ty: Ty<'t>) {
        self.bad_text(&alloc::format!("{ty}"));
    }

    #[cold]
    #[inline(never)]
    pub(super) fn bad_row(&mut self, sigil: char, id: u32) {
        self.bad_text(&alloc::format!("{sigil}{id:08x}"));
    }
}

//! How constructors, functions and vectors begin: the id, the level of nesting, the frame.

use alloc::borrow::ToOwned;
use core::mem;

use super::super::Ty;
use super::super::event::EventKind;
use super::super::frame::{Frame, FrameKind, Scope};
use super::super::notation::Term;
use super::super::table::Row;
use super::Walker;
use crate::Limit;
use crate::wire::{BOOL_FALSE_ID, BOOL_TRUE_ID, VECTOR_ID};

/// How many frames may stand on a level of nesting: constructors that cannot contain each other
/// and vectors lie within each other as deep as the schema goes, which is some ten levels.
const FRAMES_PER_LEVEL: usize = 256;

impl<'t> Walker<'t, '_> {
    pub(super) fn vector(&mut self, scope: Scope<'t>, is_boxed: bool, element: Ty<'t>) {
        let Some(term) = element.term() else {
            return self.bad_type(element);
        };
        if is_boxed {
            self.reader.boxed(VECTOR_ID, "Vector");
        }
        let min_size = match term {
            Term::Bare(id) => self.bare_min_size(scope, id),
            _ => scope.min_size(term),
        };
        let count = self.reader.count(min_size) as u32;
        self.push(Frame {
            scope,
            kind: FrameKind::Vector {
                left: count,
                element: term,
            },
            levels: 0,
        });
        self.kind = EventKind::Vector { count, is_boxed };
    }

    /// The fewest bytes of a bare constructor, as far as a count is checked against them. It is
    /// found once for each row.
    fn bare_min_size(&mut self, scope: Scope<'t>, id: u32) -> usize {
        let Some((_, row)) = scope.bare(id) else {
            return 0;
        };
        let known = self.memory.slots.layout(row).ok();
        let is_empty = known.and_then(|layout| layout.is_empty).unwrap_or_else(|| {
            let is_empty = scope.is_empty(id);
            self.memory.slots.set_empty(row, is_empty);
            is_empty
        });
        if is_empty { 0 } else { 4 }
    }

    /// A value of the boxed type `name`.
    pub(super) fn boxed(&mut self, scope: Scope<'t>, name: &'t str) {
        let found = match self.reader.remaining() < size_of::<u32>() {
            true => None,
            false => scope.boxed(name, self.reader.peek_id()),
        };
        let Some((scope, row)) = found else {
            return self.no_constructor(scope, name);
        };
        if row.type_keeps_unknown() && self.keep(0) {
            return;
        }
        let levels = self.enter_if(row.type_nests());
        self.reader.id();
        self.begin(scope, row, true, levels);
    }

    /// No id of the type `name` comes next. Generated code counts a level before it looks.
    #[cold]
    #[inline(never)]
    pub(super) fn no_constructor(&mut self, scope: Scope<'t>, name: &str) {
        let Some((_, row)) = scope.any_boxed(name) else {
            return self.bad_text(name);
        };
        if row.type_keeps_unknown() && self.keep(0) {
            return;
        }
        if row.type_nests() {
            self.reader.enter();
        }
        let id = self.reader.peek_id();
        self.unexpected_id(scope.tables, name.to_owned().into(), id);
    }

    pub(super) fn function(&mut self, scope: Scope<'t>, id: u32) {
        let Some((scope, row)) = scope.function(id) else {
            return self.bad_row('!', id);
        };
        if self.reader.remaining() < size_of::<u32>() {
            let name = row.name().to_owned();
            return self.reader.fail_end(name, size_of::<u32>());
        }
        let found = self.reader.peek_id();
        if found != id {
            return self.unexpected_id(scope.tables, row.name().to_owned().into(), found);
        }
        self.reader.id();
        self.begin(scope, row, true, 0);
    }

    pub(super) fn any_function(&mut self, scope: Scope<'t>) {
        let levels = self.enter_if(true);
        let id = self.reader.peek_id();
        let Some((scope, row)) = scope.any_function(id) else {
            return self.unexpected_id(scope.tables, "a function".into(), id);
        };
        self.reader.id();
        self.begin(scope, row, true, levels);
    }

    /// Any boxed value, of the first table that declares it. Each table is a level, as each is a
    /// Rust type.
    pub(super) fn object(&mut self, scope: Scope<'t>) {
        let mut levels: u32 = 0;
        let mut last = scope.tables;
        let mut is_kept = false;
        for tables in scope.tables.tails() {
            last = tables;
            if tables.first().keeps_unknown_objects() && !mem::replace(&mut is_kept, true) {
                // The bytes of `Bool` are known, and it has no frame.
                let is_value = self.reader.next_id().is_some_and(|id| !is_bool(id));
                if is_value && self.keep(levels) {
                    return;
                }
            }
            levels = levels.saturating_add(self.enter_if(true));
            let id = self.reader.peek_id();
            if is_bool(id) {
                (0..levels).for_each(|_| self.reader.leave());
                self.kind = EventKind::Bool(self.reader.bool());
                return;
            }
            let table = tables.first();
            let (row, nests) = match table.constructor(id) {
                Some(row) => (row, row.type_nests() && !row.is_of("Object")),
                None => match table.function(id).filter(|_| table.has_plain_function()) {
                    Some(row) => (row, true),
                    None => continue,
                },
            };
            if row.type_keeps_unknown() && self.keep(levels) {
                return;
            }
            levels = levels.saturating_add(self.enter_if(nests));
            self.reader.id();
            let scope = Scope {
                tables,
                is_open: false,
            };
            return self.begin(scope, row, true, levels);
        }
        let id = self.reader.peek_id();
        self.unexpected_id(last, "Object".into(), id);
    }

    /// Begins a constructor or function whose id, if it has one, has been read. `levels` have been
    /// entered for it.
    pub(super) fn begin(
        &mut self,
        scope: Scope<'t>,
        row: &'t Row<'t>,
        is_boxed: bool,
        levels: u32,
    ) {
        let levels = levels.saturating_add(self.enter_if(row.constructor_nests()));
        if self.reader.is_failed() {
            return;
        }
        if !is_boxed && !self.makes_progress(scope) {
            return self.bad_row('%', row.id());
        }
        let layout = match self.memory.slots.layout(row) {
            Ok(layout) => layout,
            Err(text) => return self.bad_text(text),
        };
        let words = self.memory.words.len();
        self.memory
            .words
            .resize(words.saturating_add(usize::from(layout.words)), 0);
        self.push(Frame {
            scope,
            kind: FrameKind::Combinator {
                next: layout.first,
                end: layout.end,
                words: words as u32,
            },
            levels,
        });
        self.kind = EventKind::Begin { row, is_boxed };
    }

    /// Whether a bare constructor may begin here: a nonsense table can have it contain itself, or
    /// so many of them that they never end, without a byte between.
    fn makes_progress(&mut self, scope: Scope<'t>) -> bool {
        let position = self.reader.position();
        if self.idle.position != position {
            self.idle.position = position;
            self.idle.depth = self.memory.frames.len();
            return true;
        }
        let Some(left) = self.idle.left.checked_sub(1) else {
            self.reader
                .fail_limit(position, Limit::Elements, self.limits.elements);
            return true;
        };
        self.idle.left = left;
        let nested = self.memory.frames.len().saturating_sub(self.idle.depth);
        nested <= scope.tables.first().constructors().len()
    }

    /// Goes a level deeper if `nests`, and tells how many that are.
    #[inline]
    fn enter_if(&mut self, nests: bool) -> u32 {
        if nests {
            self.reader.enter();
        }
        u32::from(nests)
    }

    /// Pushes a frame. The marks of the table say what nests; a table without them must not make
    /// the stack grow with the input.
    #[inline]
    fn push(&mut self, frame: Frame<'t>) {
        let levels = (self.limits.depth as usize).saturating_add(1);
        if self.memory.frames.len() >= levels.saturating_mul(FRAMES_PER_LEVEL) {
            let max = self.limits.depth as usize;
            let offset = self.reader.position();
            return self.reader.fail_limit(offset, Limit::Depth, max);
        }
        self.memory.frames.push(frame);
    }
}

fn is_bool(id: u32) -> bool {
    matches!(id, BOOL_TRUE_ID | BOOL_FALSE_ID)
}

//! [`Walker`]: encoded bytes in, events out. It keeps a stack of its own and never calls itself, so
//! that it takes the same memory on any thread.

use alloc::borrow::{Cow, ToOwned};
use alloc::vec::Vec;
use core::iter::FusedIterator;

use super::builtin::Builtin;
use super::event::{Event, EventKind};
use super::frame::{Frame, FrameKind, Scope};
use super::notation::Term;
use super::slots::{Slots, Word};
use super::table::Row;
use super::{Tables, Ty};
use crate::wire::{BOOL_FALSE_ID, BOOL_TRUE_ID, VECTOR_ID};
use crate::{DecodeError, DecodeErrorKind, Limit, Limits, Reader};

/// Walks over encoded bytes by the description of their schema.
///
/// It is an iterator of [events](Event). What generated code refuses it refuses too, with the same
/// error at the same byte; after an error it ends. The bytes must be one value and no more.
///
/// ```
/// use tl_runtime::inspect::{EventKind, Row, Table, Tables, Ty, Walker};
///
/// static SCHEMA: Table<'static> = Table::new(
///     &[Row::new(0x05416d58, "starsSubscriptionPricing", "period:int amount:long",
///         "StarsSubscriptionPricing")],
///     &[],
/// );
/// let bytes = b"\x58\x6d\x41\x05\x00\x8d\x27\x00\xf4\x01\0\0\0\0\0\0";
/// for event in Walker::new(Tables::one(&SCHEMA), Ty::OBJECT, bytes) {
///     let event = event?;
///     if let EventKind::Long(amount) = event.kind {
///         assert_eq!((event.range, amount), (8..16, 500));
///     }
/// }
/// # Ok::<(), tl_runtime::DecodeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Walker<'t, 'a> {
    reader: Reader<'a>,
    limits: Limits,
    memory: Memory<'t>,
    /// What was found last, and where it starts. Written in place: an event is large, and handing
    /// it on by value costs as much as reading it.
    kind: EventKind<'t, 'a>,
    start: usize,
    tables: Tables<'t>,
    /// The value that comes next, if the last frame does not say it.
    pending: Option<Term<'t>>,
    /// The flags word that comes next: its field, and its place in `words`.
    word: Option<(u32, Word, usize)>,
    /// The type that the walk begins with.
    first: Option<Ty<'t>>,
    allows_unknown_bits: bool,
    gives_absent: bool,
    is_done: bool,
    /// How many bare constructors have begun where the last of them did.
    idle: Idle,
}

/// What a walk can hand on to the next.
#[derive(Clone, Debug, Default)]
struct Memory<'t> {
    frames: Vec<Frame<'t>>,
    slots: Slots<'t>,
    /// The flags words of the constructors that have begun, those of the last one on top.
    words: Vec<u32>,
}

/// Guards against tables whose constructors contain each other and never a byte.
#[derive(Clone, Copy, Debug)]
struct Idle {
    position: usize,
    /// Nested bare constructors that have begun at this position.
    depth: usize,
    /// How many bare constructors without bytes may still come.
    left: usize,
}

impl<'t, 'a> Walker<'t, 'a> {
    /// A walk over `bytes`, a value of type `ty`, within [`Limits::DEFAULT`].
    #[must_use]
    pub fn new(tables: Tables<'t>, ty: Ty<'t>, bytes: &'a [u8]) -> Self {
        Self::with_limits(tables, ty, bytes, Limits::DEFAULT)
    }

    /// A walk over `bytes`, a value of type `ty`, within `limits`.
    #[must_use]
    pub fn with_limits(tables: Tables<'t>, ty: Ty<'t>, bytes: &'a [u8], limits: Limits) -> Self {
        Self {
            reader: Reader::with_limits(bytes, limits),
            limits,
            memory: Memory::default(),
            kind: EventKind::End,
            start: 0,
            tables,
            pending: None,
            word: None,
            first: Some(ty),
            allows_unknown_bits: false,
            gives_absent: false,
            is_done: false,
            idle: Idle {
                position: 0,
                depth: 0,
                left: limits.elements,
            },
        }
    }

    /// A walk over other bytes with the tables, limits and options of this one, which need not
    /// have ended. It has its memory too, and what it has learned of the tables: for many small
    /// messages that is worth more than the walk itself.
    #[must_use]
    pub fn again<'b>(self, ty: Ty<'t>, bytes: &'b [u8]) -> Walker<'t, 'b> {
        let mut memory = self.memory;
        memory.frames.clear();
        memory.words.clear();
        Walker {
            memory,
            allows_unknown_bits: self.allows_unknown_bits,
            gives_absent: self.gives_absent,
            ..Walker::with_limits(self.tables, ty, bytes, self.limits)
        }
    }

    /// Lets bits of flags words pass that stand for no field of the schema; they are refused
    /// otherwise.
    #[must_use]
    pub fn with_unknown_bits(mut self) -> Self {
        self.allows_unknown_bits = true;
        self
    }

    /// Gives an event for each field that is not there, too.
    #[must_use]
    pub fn with_absent(mut self) -> Self {
        self.gives_absent = true;
        self
    }

    /// Where the walk stands: bytes from the start. After an error, the byte of the error.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.reader.position()
    }

    /// How many constructors, functions and vectors have begun and not ended.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.memory.frames.len()
    }

    /// The next event; none behind the last one.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes or, [`BadTable`](DecodeErrorKind::BadTable), with the table.
    /// Nothing comes behind an error.
    #[inline]
    pub fn next_event(&mut self) -> Result<Option<Event<'t, 'a>>, DecodeError> {
        let is_event = self.advance()?;
        Ok(is_event.then(|| Event {
            range: self.start..self.offset(),
            kind: self.kind,
        }))
    }

    /// Goes on to the next event, which [`kind`](Walker::kind) then is; false behind the last one.
    #[inline]
    pub(crate) fn advance(&mut self) -> Result<bool, DecodeError> {
        if self.is_done {
            return Ok(false);
        }
        self.start = self.reader.position();
        self.step();
        // A failed reader returns zeroes: the event is none then.
        match self.reader.check() {
            Ok(()) => Ok(!self.is_done),
            Err(error) => {
                self.is_done = true;
                Err(error)
            }
        }
    }

    /// The event that the walk stands at.
    #[inline]
    pub(crate) fn kind(&self) -> &EventKind<'t, 'a> {
        &self.kind
    }

    #[inline]
    fn step(&mut self) {
        let Some(frame) = self.memory.frames.last_mut() else {
            return self.first_or_end();
        };
        if let Some(term) = self.pending.take() {
            let scope = frame.scope;
            return self.value(scope, term);
        }
        match &mut frame.kind {
            FrameKind::Vector { left: 0, .. } => self.pop(),
            FrameKind::Vector { left, element } => {
                *left = left.saturating_sub(1);
                let (scope, element) = (frame.scope, *element);
                self.value(scope, element);
            }
            FrameKind::Combinator { .. } => self.field(),
        }
    }

    /// No constructor or vector has begun: it is the first step or the last.
    #[cold]
    fn first_or_end(&mut self) {
        let Some(ty) = self.first.take() else {
            // The error of trailing bytes stays in the reader.
            let _ = self.reader.finish();
            self.is_done = true;
            return;
        };
        match ty.term() {
            Some(term) => {
                let scope = Scope {
                    tables: self.tables,
                    is_open: true,
                };
                self.value(scope, term);
            }
            None => self.bad_type(ty),
        }
    }

    /// The next field that is there, or the end of the constructor.
    #[inline]
    fn field(&mut self) {
        let Some(frame) = self.memory.frames.last_mut() else {
            return;
        };
        let FrameKind::Combinator { next, end, words } = &mut frame.kind else {
            return;
        };
        while *next < *end {
            let index = *next;
            *next = next.saturating_add(1);
            let Some(slot) = self.memory.slots.get(index) else {
                continue;
            };
            let is_present = slot.condition.is_none_or(|condition| {
                let place = (*words as usize).saturating_add(usize::from(condition.word));
                let word = self.memory.words.get(place).copied().unwrap_or_default();
                word & condition.mask() != 0
            });
            if is_present {
                self.pending = Some(slot.term);
                if let Some(word) = slot.word {
                    let place = (*words as usize).saturating_add(usize::from(word.number));
                    self.word = Some((index, word, place));
                }
                self.kind = EventKind::Field(slot.info());
                return;
            }
            if self.gives_absent {
                self.kind = EventKind::Absent(slot.info());
                return;
            }
        }
        let words = *words as usize;
        self.memory.words.truncate(words);
        self.pop();
    }

    #[inline]
    fn pop(&mut self) {
        if let Some(frame) = self.memory.frames.pop() {
            for _ in 0..frame.levels {
                self.reader.leave();
            }
        }
        self.kind = EventKind::End;
    }

    /// Reads a value, or the beginning of one.
    #[inline]
    fn value(&mut self, scope: Scope<'t>, term: Term<'t>) {
        match term {
            Term::Nat => self.kind = EventKind::Nat(self.nat()),
            Term::Builtin(builtin) => self.builtin(scope, builtin),
            Term::Boxed(name) => self.boxed(scope, name),
            Term::Vector { is_boxed, element } => self.vector(scope, is_boxed, element),
            Term::Bool => self.kind = EventKind::Bool(self.reader.bool()),
            Term::BoxedBuiltin(builtin) => {
                self.reader.boxed(builtin.boxed_id(), builtin.name());
                self.builtin(scope, builtin);
            }
            Term::Bare(id) => match scope.bare(id) {
                Some((scope, row)) => self.begin(scope, row, false, 0),
                None => self.bad_row('%', id),
            },
            Term::Function(id) => self.function(scope, id),
            Term::AnyFunction => self.any_function(scope),
            Term::Object => self.object(scope),
        }
    }

    #[inline]
    fn builtin(&mut self, scope: Scope<'t>, builtin: Builtin) {
        let huge = scope.tables.first().has_huge_bytes();
        let reader = &mut self.reader;
        self.kind = match builtin {
            Builtin::Int => EventKind::Int(reader.int()),
            Builtin::Long => EventKind::Long(reader.long()),
            Builtin::Double => EventKind::Double(reader.double()),
            Builtin::Float => EventKind::Float(reader.float()),
            Builtin::Int128 => EventKind::Raw(reader.raw_ref(16)),
            Builtin::Int256 => EventKind::Raw(reader.raw_ref(32)),
            Builtin::Int512 => EventKind::Raw(reader.raw_ref(64)),
            Builtin::String if huge => EventKind::Str(reader.huge_str_ref()),
            Builtin::String => EventKind::Str(reader.str_ref()),
            Builtin::Bytes if huge => EventKind::Bytes(reader.huge_bytes_ref()),
            Builtin::Bytes => EventKind::Bytes(reader.bytes_ref()),
            Builtin::True => EventKind::True,
        };
    }

    /// A `#`; if it is a flags word, the fields behind it will ask for it.
    fn nat(&mut self) -> u32 {
        let offset = self.reader.position();
        let value = self.reader.nat();
        let Some((index, word, place)) = self.word.take() else {
            return value;
        };
        if let Some(known) = self.memory.words.get_mut(place) {
            *known = value;
        }
        let bits = value & !word.own;
        if bits != 0 && !self.allows_unknown_bits {
            let name = self.memory.slots.get(index).map_or("", |slot| slot.name);
            let word = name.to_owned().into();
            self.reader
                .fail(offset, DecodeErrorKind::UnknownBits { word, bits });
        }
        value
    }

    fn vector(&mut self, scope: Scope<'t>, is_boxed: bool, element: Ty<'t>) {
        let Some(term) = element.term() else {
            return self.bad_type(element);
        };
        if is_boxed {
            self.reader.boxed(VECTOR_ID, "Vector");
        }
        let count = self.reader.count(scope.min_size(term)) as u32;
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

    /// A value of the boxed type `name`.
    fn boxed(&mut self, scope: Scope<'t>, name: &'t str) {
        let found = match self.reader.remaining() < size_of::<u32>() {
            true => None,
            false => scope.boxed(name, self.reader.peek_id()),
        };
        let Some((scope, row)) = found else {
            return self.no_constructor(scope, name);
        };
        let levels = self.enter_if(row.type_nests());
        self.reader.id();
        self.begin(scope, row, true, levels);
    }

    /// No id of the type `name` comes next. Generated code counts a level before it looks.
    #[cold]
    #[inline(never)]
    fn no_constructor(&mut self, scope: Scope<'t>, name: &str) {
        let Some((_, row)) = scope.any_boxed(name) else {
            return self.bad_text(name);
        };
        if row.type_nests() {
            self.reader.enter();
        }
        let id = self.reader.peek_id();
        self.unexpected_id(scope.tables, name.to_owned().into(), id);
    }

    fn function(&mut self, scope: Scope<'t>, id: u32) {
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

    fn any_function(&mut self, scope: Scope<'t>) {
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
    fn object(&mut self, scope: Scope<'t>) {
        let mut levels: u32 = 0;
        let mut last = scope.tables;
        for tables in scope.tables.tails() {
            last = tables;
            levels = levels.saturating_add(self.enter_if(true));
            let id = self.reader.peek_id();
            if matches!(id, BOOL_TRUE_ID | BOOL_FALSE_ID) {
                (0..levels).for_each(|_| self.reader.leave());
                self.kind = EventKind::Bool(self.reader.bool());
                return;
            }
            let table = tables.first();
            let (row, nests) = match (table.constructor(id), table.function(id)) {
                (Some(row), _) => (row, row.type_nests() && !row.is_of("Object")),
                (None, Some(row)) => (row, true),
                (None, None) => continue,
            };
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
    fn begin(&mut self, scope: Scope<'t>, row: &'t Row<'t>, is_boxed: bool, levels: u32) {
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

    /// An id, not read yet, that is not of the type `expected`.
    #[cold]
    #[inline(never)]
    fn unexpected_id(&mut self, tables: Tables<'t>, expected: Cow<'static, str>, id: u32) {
        let name = tables.first().name_of(id);
        let name = name.map(|name| name.to_owned().into());
        let offset = self.reader.position();
        self.reader.fail_id(offset, expected, id, name);
    }

    #[cold]
    #[inline(never)]
    fn bad_text(&mut self, text: &str) {
        let offset = self.reader.position();
        let text = text.into();
        self.reader.fail(offset, DecodeErrorKind::BadTable { text });
    }

    #[cold]
    #[inline(never)]
    fn bad_type(&mut self, ty: Ty<'t>) {
        self.bad_text(&alloc::format!("{ty}"));
    }

    #[cold]
    #[inline(never)]
    fn bad_row(&mut self, sigil: char, id: u32) {
        self.bad_text(&alloc::format!("{sigil}{id:08x}"));
    }
}

/// How many frames may stand on a level of nesting: constructors that cannot contain each other
/// and vectors lie within each other as deep as the schema goes, which is some ten levels.
const FRAMES_PER_LEVEL: usize = 256;

impl<'t, 'a> Iterator for Walker<'t, 'a> {
    type Item = Result<Event<'t, 'a>, DecodeError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.next_event().transpose()
    }
}

impl FusedIterator for Walker<'_, '_> {}

//! [`Walker`]: encoded bytes in, events out. It keeps a stack of its own and never calls itself, so
//! that it takes the same memory on any thread.
//!
//! | file | holds |
//! |---|---|
//! | `mod` | what users call, and the step from an event to the next |
//! | `begin` | how constructors, functions and vectors begin |
//! | `unknown` | values that are kept because the schema cannot read them |
//! | `sized` | fields behind a length |
//! | `errors` | what is wrong with the bytes or with the table |

mod begin;
mod errors;
mod sized;
mod unknown;

use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::iter::FusedIterator;

use super::builtin::Builtin;
use super::event::{Event, EventKind};
use super::frame::{Frame, FrameKind, Scope};
use super::notation::{Term, Unassigned};
use super::slots::{Flags, Role, Slots, Word};
use super::{Tables, Ty};
use crate::{DecodeError, DecodeErrorKind, Limits, Reader};
use sized::Sized;
use unknown::Keeping;

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
    /// The type that the walk begins with, and whether it has begun.
    ty: Ty<'t>,
    has_begun: bool,
    /// The place among words of the length of the field that comes next, if it has one.
    length: Option<usize>,
    /// Whether the error of an unknown id says the way to it.
    tells_paths: bool,
    keeping: Keeping<'a>,
    /// The length-prefixed fields that have begun.
    sized: Vec<Sized<'a>>,
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
    /// The flags fields and lengths of the constructors that have begun, those of the last one on
    /// top.
    words: Vec<u32>,
}

/// How many bare constructors without bytes one value may hold. The generator refuses schemas with
/// larger ones (`MOST_EMPTY` there).
const MOST_EMPTY: usize = 4_000;

/// Guards against tables whose constructors contain each other and never a byte.
#[derive(Clone, Copy, Debug)]
struct Idle {
    position: usize,
    /// The depth of the walk when it came to this position.
    depth: usize,
    /// How many more bare constructors may begin where the one before did.
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
            ty,
            has_begun: false,
            length: None,
            tells_paths: true,
            keeping: Keeping::NotScanned,
            sized: Vec::new(),
            gives_absent: false,
            is_done: false,
            idle: Idle {
                position: 0,
                depth: 0,
                left: MOST_EMPTY.saturating_mul(
                    bytes
                        .len()
                        .saturating_add(limits.empty_elements)
                        .saturating_add(1),
                ),
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
            gives_absent: self.gives_absent,
            ..Walker::with_limits(self.tables, ty, bytes, self.limits)
        }
    }

    /// For the walk that finds a path: it ends at the first unknown id, also where a value that
    /// has one is kept.
    pub(super) fn ending_at_unknown(mut self) -> Self {
        self.tells_paths = false;
        self.keeping = Keeping::Never;
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
        if self.reader.is_failed() {
            self.recover();
        }
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
        if !self.sized.is_empty() {
            self.end_sized();
        }
        let Some(frame) = self.memory.frames.last_mut() else {
            return self.first_or_end();
        };
        if let Some(term) = self.pending.take() {
            let scope = frame.scope;
            if let Some(length) = self.length.take() {
                self.begin_sized(length);
            }
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
        if self.has_begun {
            // The error of trailing bytes stays in the reader.
            let _ = self.reader.finish();
            self.is_done = true;
            return;
        }
        self.has_begun = true;
        let ty = self.ty;
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
                let first = *words as usize;
                let place = |number: u16| first.saturating_add(usize::from(number));
                self.length = slot.length.map(|length| place(length.word));
                self.word = slot.word.map(|word| (index, word, place(word.number)));
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
        if let Keeping::Scan(scan) = &mut self.keeping {
            scan.forget(self.memory.frames.len());
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
            Builtin::Int => {
                let value = reader.int();
                self.remember(value.cast_unsigned());
                EventKind::Int(value)
            }
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

    /// A `#`; if it is a flags field, the fields behind it will ask for it.
    fn nat(&mut self) -> u32 {
        let offset = self.reader.position();
        let value = self.reader.nat();
        match self.remember(value) {
            Some((index, Role::Flags(flags))) => self.flags(index, flags, value, offset),
            _ => value,
        }
    }

    /// Keeps the value of a field that later ones depend on; gives the field.
    #[inline]
    fn remember(&mut self, value: u32) -> Option<(u32, Role)> {
        let (index, word, place) = self.word.take()?;
        if let Some(known) = self.memory.words.get_mut(place) {
            *known = value;
        }
        Some((index, word.role))
    }

    /// What a flags field says. Its unassigned bits are treated as in generated code.
    fn flags(&mut self, index: u32, flags: Flags, value: u32, offset: usize) -> u32 {
        let bits = value & !flags.own;
        let drops = self.limits.drops_unknown_bits;
        let are_refused = bits != 0 && flags.unassigned == Unassigned::Refuse;
        let is_refused = value == 0 && flags.is_alone;
        if (are_refused || is_refused) && !drops {
            let name = self.memory.slots.get(index).map_or("", |slot| slot.name);
            let word = name.to_owned().into();
            let kind = match are_refused {
                true => DecodeErrorKind::UnknownBits { word, bits },
                false => DecodeErrorKind::EmptyWord { word },
            };
            self.reader.fail(offset, kind);
        }
        match flags.unassigned {
            Unassigned::Keep => value,
            Unassigned::Refuse | Unassigned::Drop => value & flags.own,
        }
    }
}

impl<'t, 'a> Iterator for Walker<'t, 'a> {
    type Item = Result<Event<'t, 'a>, DecodeError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.next_event().transpose()
    }
}

impl FusedIterator for Walker<'_, '_> {}

//! Where in a value something is: `messages.exportChatInvite.peer.peer`.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use super::event::EventKind;
use super::{Table, Tables, Ty, Walker};
use crate::wire::VECTOR_ID;
use crate::{DecodeErrorKind, Limits};

/// The way to the unknown id `found` at `offset` of `input`, a boxed value or a vector of such: the
/// constructor or function that is the whole, then fields and places in vectors.
///
/// None if a walk over the input by the table does not come to that id, as when the whole is
/// bare, or if it is the whole that is unknown.
///
/// Generated code keeps no account of where it is: that would cost every value, and only errors ask.
#[cold]
pub(crate) fn to_unknown_id(
    table: &'static Table<'static>,
    input: &[u8],
    limits: Limits,
    offset: usize,
    found: u32,
) -> Option<Box<str>> {
    const VECTOR: [u8; 4] = VECTOR_ID.to_le_bytes();
    let ty = match input.first_chunk() {
        Some(&VECTOR) => Ty::vector_of(&Ty::OBJECT),
        _ => Ty::OBJECT,
    };
    let walker = Walker::with_limits(Tables::one(table), ty, input, limits);
    by_walking(walker, offset, found)
}

/// The way that a walk from its beginning goes to the unknown id `found` at `offset`.
pub(super) fn by_walking(walker: Walker<'_, '_>, offset: usize, found: u32) -> Option<Box<str>> {
    let mut walker = walker.ending_at_unknown();
    let mut path = Path::default();
    let error = loop {
        match walker.next_event() {
            Ok(Some(event)) => {
                // The whole, which is read as any object, may hold it: its type does not.
                let is_boxed = matches!(event.kind, EventKind::Begin { is_boxed: true, .. });
                if is_boxed && event.range.start == offset {
                    return path.text();
                }
                path.step(&event.kind);
            }
            Ok(None) => return None,
            Err(error) => break error,
        }
    };
    let is_it = error.offset() == offset
        && matches!(error.kind(), DecodeErrorKind::UnexpectedId { found: id, .. } if *id == found);
    is_it.then(|| path.text())?
}

/// What has begun, from the outside in.
#[derive(Default)]
struct Path<'t> {
    parts: Vec<Part<'t>>,
}

enum Part<'t> {
    /// A constructor or function, and the field that was met last.
    Combinator {
        name: &'t str,
        field: Option<&'t str>,
    },
    /// A vector, and how many of its elements are complete.
    Vector { complete: u32 },
}

impl<'t> Path<'t> {
    fn step(&mut self, event: &EventKind<'t, '_>) {
        match event {
            EventKind::Begin { row, .. } => self.parts.push(Part::Combinator {
                name: row.name(),
                field: None,
            }),
            EventKind::Vector { .. } => self.parts.push(Part::Vector { complete: 0 }),
            EventKind::Field(info) | EventKind::Absent(info) => {
                if let Some(Part::Combinator { field, .. }) = self.parts.last_mut() {
                    *field = Some(info.name);
                }
            }
            EventKind::End => {
                self.parts.pop();
                self.complete();
            }
            _ => self.complete(),
        }
    }

    /// A value has ended.
    fn complete(&mut self) {
        if let Some(Part::Vector { complete }) = self.parts.last_mut() {
            *complete = complete.saturating_add(1);
        }
    }

    /// None if nothing has begun.
    fn text(&self) -> Option<Box<str>> {
        let mut text = String::new();
        for part in &self.parts {
            // Writing to a string cannot fail.
            let _ = match part {
                Part::Vector { complete } => write!(text, "[{complete}]"),
                Part::Combinator { name, field } => {
                    let name = if text.is_empty() { name } else { "" };
                    match field {
                        Some(field) => write!(text, "{name}.{field}"),
                        None => write!(text, "{name}"),
                    }
                }
            };
        }
        (!text.is_empty()).then(|| text.into_boxed_str())
    }
}

//! Encoded bytes as annotated hex.

use alloc::vec::Vec;
use core::fmt::{self, Formatter, Write};
use core::ops::Range;

use super::event::{Event, EventKind, FieldInfo};
use super::{Tables, Ty, Walker};
use crate::Limits;

/// How many bytes stand on a line.
const LINE: usize = 8;

/// The longest text that is shown, in characters; of bytes, half as many.
const LONGEST: usize = 64;

/// Encoded bytes with what they mean beside them; see [`hex`].
#[derive(Clone, Copy)]
pub struct Hex<'t, 'a> {
    tables: Tables<'t>,
    ty: Ty<'t>,
    bytes: &'a [u8],
}

/// Encoded bytes with what they mean beside them: offset, bytes, then the constructor or the field,
/// indented by depth. Bytes that are wrong follow a line that says why.
///
/// ```
/// use tl_runtime::inspect::{Row, Table, Ty, hex};
///
/// static SCHEMA: Table<'static> = Table::new(
///     &[Row::new(0x05416d58, "starsSubscriptionPricing", "period:int amount:long",
///         "StarsSubscriptionPricing")],
///     &[],
/// );
/// let bytes = b"\x58\x6d\x41\x05\x00\x8d\x27\x00\xf4\x01\0\0";
/// assert_eq!(hex(&SCHEMA, Ty::OBJECT, bytes).to_string(), "\
/// 0000  586d4105           starsSubscriptionPricing
/// 0004  008d2700             period: int = 2592000
/// 0008                       amount: long
/// 0008  !! expected a long: 8 bytes needed, 4 remain
/// 0008  f4010000
/// ");
/// ```
#[must_use]
pub fn hex<'t, 'a>(tables: impl Into<Tables<'t>>, ty: Ty<'t>, bytes: &'a [u8]) -> Hex<'t, 'a> {
    Hex {
        tables: tables.into(),
        ty,
        bytes,
    }
}

impl fmt::Debug for Hex<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Hex<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let limits = Limits::DEFAULT.with_bytes(usize::MAX);
        let mut walker = Walker::with_limits(self.tables, self.ty, self.bytes, limits);
        let mut lines = Lines {
            f,
            bytes: self.bytes,
            field: None,
            indices: Vec::new(),
        };
        loop {
            match walker.next_event() {
                Ok(Some(event)) => lines.event(&event)?,
                Ok(None) => return Ok(()),
                Err(error) => {
                    let offset = error.offset();
                    lines.flush(offset)?;
                    writeln!(lines.f, "{offset:04x}  !! {}", error.kind())?;
                    return lines.bytes(offset..self.bytes.len(), &"");
                }
            }
        }
    }
}

struct Lines<'f, 'g, 't, 'a> {
    f: &'f mut Formatter<'g>,
    bytes: &'a [u8],
    /// The field whose value comes next.
    field: Option<FieldInfo<'t>>,
    /// For each constructor and vector that is open, the element that comes next, if it has such.
    indices: Vec<Option<u32>>,
}

/// What stands before a value on its line.
struct Label<'t> {
    depth: usize,
    field: Option<FieldInfo<'t>>,
    index: Option<u32>,
}

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (0..self.depth).try_for_each(|_| f.write_str("  "))?;
        if let Some(field) = &self.field {
            write!(f, "{}: {}", field.name, field.ty)?;
        }
        match self.index {
            Some(index) => write!(f, "[{index}]"),
            None => Ok(()),
        }
    }
}

impl<'t, 'a> Lines<'_, '_, 't, 'a> {
    fn event(&mut self, event: &Event<'t, 'a>) -> fmt::Result {
        match event.kind {
            EventKind::Field(field) => {
                self.field = Some(field);
                return Ok(());
            }
            EventKind::End => {
                self.indices.pop();
                return Ok(());
            }
            _ => {}
        }
        let label = self.label();
        let separator = match label.field.is_some() || label.index.is_some() {
            true => " = ",
            false => "",
        };
        self.bytes(
            event.range.clone(),
            &format_args!("{label}{separator}{}", Shown(event)),
        )?;
        match event.kind {
            EventKind::Begin { .. } => self.indices.push(None),
            EventKind::Vector { .. } => self.indices.push(Some(0)),
            _ => {}
        }
        Ok(())
    }

    /// What comes next: a field, an element, or the value itself.
    fn label(&mut self) -> Label<'t> {
        let depth = self.indices.len();
        let index = self.indices.last_mut().and_then(|index| {
            let this = *index;
            *index = index.map(|index| index.saturating_add(1));
            this
        });
        Label {
            depth,
            field: self.field.take(),
            index,
        }
    }

    /// A field whose value could not be read.
    fn flush(&mut self, offset: usize) -> fmt::Result {
        match self.field.is_some() {
            true => {
                let label = self.label();
                self.bytes(offset..offset, &label)
            }
            false => Ok(()),
        }
    }

    /// Lines for a range of bytes, the text beside the first of them.
    fn bytes(&mut self, range: Range<usize>, text: &dyn fmt::Display) -> fmt::Result {
        let bytes = self.bytes.get(range.clone()).unwrap_or_default();
        let mut offset = range.start;
        let mut lines = bytes.chunks(LINE);
        let first = lines.next().unwrap_or_default();
        let text = alloc::format!("{text}");
        if !text.is_empty() || !first.is_empty() {
            self.line(offset, first, &text)?;
        }
        for line in lines {
            offset = offset.saturating_add(LINE);
            self.line(offset, line, "")?;
        }
        Ok(())
    }

    fn line(&mut self, offset: usize, bytes: &[u8], text: &str) -> fmt::Result {
        write!(self.f, "{offset:04x}  ")?;
        bytes
            .iter()
            .try_for_each(|byte| write!(self.f, "{byte:02x}"))?;
        if !text.is_empty() {
            let missing = LINE.saturating_sub(bytes.len()).saturating_mul(2);
            write!(self.f, "{:missing$}   {text}", "")?;
        }
        self.f.write_char('\n')
    }
}

/// The value of an event.
struct Shown<'e, 't, 'a>(&'e Event<'t, 'a>);

impl fmt::Display for Shown<'_, '_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.kind {
            EventKind::Begin { row, is_boxed } => {
                f.write_str(if is_boxed { "" } else { "%" })?;
                f.write_str(row.name())
            }
            EventKind::Vector { count, is_boxed } => {
                let vector = if is_boxed { "Vector" } else { "vector" };
                write!(f, "{vector} of {count}")
            }
            EventKind::Nat(value) => write!(f, "0x{value:x}"),
            EventKind::Int(value) => write!(f, "{value}"),
            EventKind::Long(value) => write!(f, "{value}"),
            EventKind::Double(value) => write!(f, "{value:?}"),
            EventKind::Float(value) => write!(f, "{value:?}"),
            EventKind::Bool(value) => write!(f, "{value}"),
            EventKind::True => f.write_str("true"),
            EventKind::Str(text) => shown_text(text, f),
            EventKind::Bytes(bytes) => shown_bytes(bytes, f),
            // The line itself shows them.
            EventKind::Raw(bytes) => write!(f, "{} bytes", bytes.len()),
            EventKind::Unknown(bytes) => write!(f, "unknown, {} bytes", bytes.len()),
            EventKind::Field(_) | EventKind::Absent(_) | EventKind::End => Ok(()),
        }
    }
}

fn shown_text(text: &str, f: &mut Formatter<'_>) -> fmt::Result {
    match text.char_indices().nth(LONGEST) {
        None => write!(f, "{text:?}"),
        Some((end, _)) => {
            let shown = text.get(..end).unwrap_or_default();
            write!(f, "{shown:?}... ({} bytes)", text.len())
        }
    }
}

fn shown_bytes(bytes: &[u8], f: &mut Formatter<'_>) -> fmt::Result {
    let shown = bytes.get(..LONGEST / 2).unwrap_or(bytes);
    shown.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
    match shown.len() {
        0 => f.write_str("no bytes"),
        length if length < bytes.len() => write!(f, "... ({} bytes)", bytes.len()),
        length => write!(f, " ({length} bytes)"),
    }
}

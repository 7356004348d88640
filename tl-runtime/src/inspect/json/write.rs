//! Events to JSON text.

use alloc::vec::Vec;

use super::super::Walker;
use super::super::event::UNKNOWN;
use super::super::event::{EventKind, FieldInfo};
use super::text::{TextBuffer, push_format, push_hex, push_integer, push_quoted, push_string};
use crate::DecodeError;

impl Walker<'_, '_> {
    /// Walks to the end and appends the JSON of the value, as [`write_json`](crate::inspect::write_json) does, to a buffer. It
    /// must be called before the first event is taken.
    ///
    /// ```
    /// use tl_runtime::inspect::{Table, Tables, Ty, Walker};
    ///
    /// let int = Ty::new("int");
    /// let mut json = String::new();
    /// let mut idle = Walker::new(Tables::one(&Table::EMPTY), int, &[]);
    /// for bytes in [[1, 0, 0, 0], [2, 0, 0, 0]] {
    ///     let mut walker = idle.again(int, &bytes);
    ///     json.clear();
    ///     walker.write_json(&mut json)?;
    ///     // Keeps the memory, but nothing of the bytes.
    ///     idle = walker.again(int, &[]);
    /// }
    /// assert_eq!(json, "2");
    /// # Ok::<(), tl_runtime::DecodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the bytes are no value of the type. Then nothing is appended.
    pub fn write_json(&mut self, out: &mut impl TextBuffer) -> Result<(), DecodeError> {
        let before = out.text_len();
        let mut json = JsonWriter {
            out,
            lists: Vec::new(),
            word: None,
            is_length: false,
        };
        loop {
            match self.advance() {
                Ok(true) => json.event(self.kind()),
                Ok(false) => return Ok(()),
                Err(error) => {
                    out.truncate_text(before);
                    return Err(error);
                }
            }
        }
    }
}

/// An open bracket.
#[derive(Clone, Copy, PartialEq)]
enum List {
    Object,
    EmptyArray,
    Array,
}

struct JsonWriter<'o, 't, B> {
    out: &'o mut B,
    lists: Vec<List>,
    /// The flags word whose value comes next: whether it is a member depends on that.
    word: Option<FieldInfo<'t>>,
    /// Whether the value that comes next is a length, which is left out.
    is_length: bool,
}

impl<'t, B: TextBuffer> JsonWriter<'_, 't, B> {
    #[inline]
    fn event(&mut self, event: &EventKind<'t, '_>) {
        match *event {
            EventKind::Field(field) if field.word.is_some() => self.word = Some(field),
            EventKind::Field(field) if field.is_length => self.is_length = true,
            EventKind::Field(field) => self.member(field.name),
            EventKind::Absent(_) => {}
            EventKind::End => self.end(),
            EventKind::Nat(value) if self.word.is_some() => self.flags(value),
            EventKind::Int(_) if self.is_length => self.is_length = false,
            _ => self.value(event),
        }
    }

    fn member(&mut self, name: &str) {
        push_quoted(self.out, ",\"", name, "\":");
    }

    /// A flags field is a member only if it has bits that are not assigned to fields: those.
    fn flags(&mut self, value: u32) {
        if let Some(field) = self.word.take()
            && let Some(bits) = field.other_bits(value)
        {
            self.member(field.name);
            push_integer(self.out, i64::from(bits));
        }
    }

    fn value(&mut self, event: &EventKind<'t, '_>) {
        if let Some(last @ (List::EmptyArray | List::Array)) = self.lists.last_mut() {
            if *last == List::Array {
                self.out.push_text(",");
            }
            *last = List::Array;
        }
        match *event {
            EventKind::Begin { row, .. } => {
                push_quoted(self.out, "{\"_\":\"", row.name(), "\"");
                self.lists.push(List::Object);
            }
            EventKind::Vector { .. } => {
                self.out.push_text("[");
                self.lists.push(List::EmptyArray);
            }
            EventKind::Nat(value) => push_integer(self.out, i64::from(value)),
            EventKind::Int(value) => push_integer(self.out, i64::from(value)),
            EventKind::Long(value) => {
                self.out.push_text("\"");
                push_integer(self.out, value);
                self.out.push_text("\"");
            }
            EventKind::Double(value) => self.double(value),
            EventKind::Float(value) if value.is_finite() => self.double(f64::from(value)),
            EventKind::Float(value) => {
                push_format(self.out, format_args!("\"0x{:08x}\"", value.to_bits()));
            }
            EventKind::Bool(value) => self.out.push_text(if value { "true" } else { "false" }),
            EventKind::Str(text) => push_string(self.out, text),
            EventKind::Bytes(bytes) | EventKind::Raw(bytes) => {
                self.out.push_text("\"");
                push_hex(self.out, bytes);
                self.out.push_text("\"");
            }
            EventKind::True => self.out.push_text("true"),
            EventKind::Unknown(bytes) => {
                push_quoted(self.out, "{\"_\":\"", UNKNOWN, "\",\"bytes\":\"");
                push_hex(self.out, bytes);
                self.out.push_text("\"}");
            }
            EventKind::Field(_) | EventKind::Absent(_) | EventKind::End => {}
        }
    }

    fn double(&mut self, value: f64) {
        // The shortest digits that give the same number back. JSON has no other numbers.
        match value.is_finite() {
            true => push_format(self.out, format_args!("{value:?}")),
            false => push_format(self.out, format_args!("\"0x{:016x}\"", value.to_bits())),
        }
    }

    fn end(&mut self) {
        self.out.push_text(match self.lists.pop() {
            Some(List::Object) => "}",
            _ => "]",
        });
    }
}

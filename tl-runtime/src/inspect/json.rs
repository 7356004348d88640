//! Encoded bytes to TL-JSON, written at once, and back through serde.

use alloc::string::String;
use alloc::vec::Vec;

use ::serde::de::DeserializeSeed;

use super::event::{EventKind, FieldInfo};
use super::text::{TextBuffer, push_format, push_hex, push_integer, push_string};
use super::{Seed, Tables, Ty, Walker};
use crate::{DecodeError, Limits};

/// The JSON of an encoded value.
///
/// See the [module](super#json) for its form. Bits of flags words that the schema does not know are
/// kept.
///
/// # Errors
///
/// If the bytes are no value of the type.
///
/// ```
/// use tl_runtime::inspect::{Row, Table, Ty, from_json, to_json};
///
/// static SCHEMA: Table<'static> = Table::new(
///     &[Row::new(0x05416d58, "starsSubscriptionPricing", "period:int amount:long",
///         "StarsSubscriptionPricing")],
///     &[],
/// );
/// let bytes = b"\x58\x6d\x41\x05\x00\x8d\x27\x00\xf4\x01\0\0\0\0\0\0";
/// let json = to_json(&SCHEMA, Ty::OBJECT, bytes)?;
/// assert_eq!(json, r#"{"_":"starsSubscriptionPricing","period":2592000,"amount":"500"}"#);
/// assert_eq!(from_json(&SCHEMA, Ty::OBJECT, &json)?, bytes);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn to_json<'t>(
    tables: impl Into<Tables<'t>>,
    ty: Ty<'t>,
    bytes: &[u8],
) -> Result<String, DecodeError> {
    // JSON is two to four times as long: names, and numbers in decimal.
    let mut out = String::with_capacity(bytes.len().saturating_mul(3));
    write_json(tables, ty, bytes, &mut out)?;
    Ok(out)
}

/// As [`to_json`], appended to a buffer, which can be used again. On an error nothing is appended.
///
/// # Errors
///
/// If the bytes are no value of the type.
pub fn write_json<'t>(
    tables: impl Into<Tables<'t>>,
    ty: Ty<'t>,
    bytes: &[u8],
    out: &mut impl TextBuffer,
) -> Result<(), DecodeError> {
    write(tables.into(), ty, bytes, out)
}

fn write<'t>(
    tables: Tables<'t>,
    ty: Ty<'t>,
    bytes: &[u8],
    out: &mut impl TextBuffer,
) -> Result<(), DecodeError> {
    let limits = Limits::DEFAULT.with_bytes(usize::MAX);
    let walker = Walker::with_limits(tables, ty, bytes, limits);
    walker.with_unknown_bits().write_json(out)
}

impl Walker<'_, '_> {
    /// Walks to the end and appends the JSON of the value, as [`write_json`] does, to a buffer. It
    /// must be called before the first event is taken.
    ///
    /// ```
    /// use tl_runtime::inspect::{Table, Tables, Ty, Walker};
    ///
    /// let mut json = String::new();
    /// let mut walker = Walker::new(Tables::one(&Table::EMPTY), Ty::new("int"), &[]);
    /// for bytes in [[1, 0, 0, 0], [2, 0, 0, 0]] {
    ///     json.clear();
    ///     walker = walker.again(Ty::new("int"), &bytes);
    ///     walker.write_json(&mut json)?;
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

/// The bytes of a value in JSON.
///
/// Members may come in any order, `null` stands for an optional one that is absent, and `_` may be
/// left out where the type has one constructor. What [`to_json`] gives becomes the same bytes again,
/// if they were canonical: short strings with a short prefix, zeroes as padding.
///
/// # Errors
///
/// If the text is not JSON, or no value of the type: with line and column, and the names of member
/// and constructor.
///
/// ```
/// use tl_runtime::inspect::{Row, Table, Ty, from_json};
///
/// static SCHEMA: Table<'static> = Table::new(
///     &[Row::new(0x05416d58, "starsSubscriptionPricing", "period:int amount:long",
///         "StarsSubscriptionPricing")],
///     &[],
/// );
/// let ty = Ty::new("StarsSubscriptionPricing");
/// let error = from_json(&SCHEMA, ty, r#"{"period": "a month"}"#).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "invalid type: string \"a month\", expected an int for `period` of \
///      starsSubscriptionPricing at line 1 column 20",
/// );
/// ```
pub fn from_json<'t>(
    tables: impl Into<Tables<'t>>,
    ty: Ty<'t>,
    text: &str,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    // The seed counts the depth.
    json.disable_recursion_limit();
    let bytes = Seed::new(tables, ty).deserialize(&mut json)?;
    json.end()?;
    Ok(bytes)
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
}

impl<'t, B: TextBuffer> JsonWriter<'_, 't, B> {
    #[inline]
    fn event(&mut self, event: &EventKind<'t, '_>) {
        match *event {
            EventKind::Field(field) if field.word.is_some() => self.word = Some(field),
            EventKind::Field(field) => self.member(field.name),
            EventKind::Absent(_) => {}
            EventKind::End => self.end(),
            EventKind::Nat(value) if self.word.is_some() => self.flags(value),
            _ => self.value(event),
        }
    }

    fn member(&mut self, name: &str) {
        self.out.push_text(",");
        push_string(self.out, name);
        self.out.push_text(":");
    }

    /// A flags word is a member only if its fields do not say it: then of the other bits.
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
                self.out.push_text("{\"_\":");
                push_string(self.out, row.name());
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

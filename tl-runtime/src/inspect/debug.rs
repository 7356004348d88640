//! Values as text for people: as `#[derive(Debug)]` prints them, or with what is absent left out.

use alloc::vec::Vec;
use core::fmt::{self, Debug, Formatter, Write};

use super::event::{EventKind, FieldInfo};
use super::notation::Term;
use super::{Inspect, Table, Tables, Ty, Walker};
use crate::{DecodeError, Encode, EncodeError, Limits, Writer};

/// What a generated `Debug` calls.
///
/// It prints what `#[derive(Debug)]` prints, `{:?}` and `{:#?}`, but that constructors have their TL
/// names, without the variant around them, and bytes are hex: `inputPeerUser { user_id: 1,
/// access_hash: 2 }`, `Some(0x00ff)`. A flags word is shown only if it has bits that stand for no
/// field. A value that cannot be encoded is `<inputPeerUser cannot be encoded: ...>`.
///
/// ```
/// use tl_runtime::inspect;
///
/// struct Numbers(Vec<i32>);
///
/// impl std::fmt::Debug for Numbers {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         inspect::debug(&self.0, f)
///     }
/// }
///
/// assert_eq!(format!("{:?}", Numbers(vec![1, 2])), "[1, 2]");
/// ```
///
/// # Errors
///
/// Those of the formatter.
pub fn debug<T: Inspect + ?Sized>(value: &T, f: &mut Formatter<'_>) -> fmt::Result {
    let mut w = Writer::new();
    value.encode(&mut w);
    debug_encoded(T::TABLE, T::TY, w.finish(), f)
}

/// As [`debug`], for generated types, which need not implement [`Inspect`].
#[doc(hidden)]
pub fn debug_as<T: Encode + ?Sized>(
    table: &'static Table<'static>,
    ty: &'static str,
    value: &T,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    let mut w = Writer::new();
    value.encode(&mut w);
    debug_encoded(table, Ty::new(ty), w.finish(), f)
}

#[inline(never)]
fn debug_encoded(
    table: &'static Table<'static>,
    ty: Ty<'static>,
    bytes: Result<Vec<u8>, EncodeError>,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    match bytes {
        Ok(bytes) => match write(Tables::one(table), ty, &bytes, Style::Derived, f)? {
            Ok(()) => Ok(()),
            Err(error) => write!(f, "<{error}>"),
        },
        Err(error) => write!(f, "<{} cannot be encoded: {error}>", name_of(table, ty)),
    }
}

/// The name of a type for a message: that of a constructor rather than its id.
fn name_of(table: &Table<'static>, ty: Ty<'static>) -> alloc::string::String {
    let row = match ty.term() {
        Some(Term::Bare(id)) => table.constructor(id),
        Some(Term::Function(id)) => table.function(id),
        _ => None,
    };
    match row {
        Some(row) => row.name().into(),
        None => alloc::format!("{ty}"),
    }
}

/// An encoded value as text for people: `{}` and `{:?}` on a line, `{:#}` and `{:#?}` on several.
///
/// Fields that are absent are left out, and what follows an error in the bytes, which is shown in
/// its place. See [`pretty`].
#[derive(Clone, Copy)]
pub struct Pretty<'t, 'a> {
    tables: Tables<'t>,
    ty: Ty<'t>,
    bytes: &'a [u8],
}

/// An encoded value as text for people.
///
/// ```
/// use tl_runtime::inspect::{Row, Table, Ty, pretty};
///
/// static SCHEMA: Table<'static> = Table::new(
///     &[Row::new(0x05416d58, "starsSubscriptionPricing", "period:int amount:long",
///         "StarsSubscriptionPricing")],
///     &[],
/// );
/// let bytes = b"\x58\x6d\x41\x05\x00\x8d\x27\x00\xf4\x01\0\0\0\0\0\0";
/// let value = pretty(&SCHEMA, Ty::OBJECT, bytes);
/// assert_eq!(value.to_string(), "starsSubscriptionPricing { period: 2592000, amount: 500 }");
/// assert_eq!(
///     format!("{value:#}"),
///     "starsSubscriptionPricing {\n    period: 2592000,\n    amount: 500,\n}"
/// );
/// ```
#[must_use]
pub fn pretty<'t, 'a>(
    tables: impl Into<Tables<'t>>,
    ty: Ty<'t>,
    bytes: &'a [u8],
) -> Pretty<'t, 'a> {
    Pretty {
        tables: tables.into(),
        ty,
        bytes,
    }
}

impl fmt::Display for Pretty<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match write(self.tables, self.ty, self.bytes, Style::Present, f)? {
            Ok(()) => Ok(()),
            Err(error) => write!(f, " !! {error}"),
        }
    }
}

impl Debug for Pretty<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What is shown of optional fields.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// All: `None`, `Some(..)`, `false`.
    Derived,
    /// Those that are there.
    Present,
}

/// Prints a value. The inner error is that of the bytes, up to which all has been printed.
fn write(
    tables: Tables<'_>,
    ty: Ty<'_>,
    bytes: &[u8],
    style: Style,
    f: &mut Formatter<'_>,
) -> Result<Result<(), DecodeError>, fmt::Error> {
    let limits = match style {
        Style::Derived => Limits::ENCODED,
        Style::Present => Limits::DEFAULT.with_bytes(usize::MAX),
    };
    let mut walker = Walker::with_limits(tables, ty, bytes, limits);
    if style == Style::Derived {
        walker = walker.with_absent();
    }
    let mut printer = Printer {
        f,
        style,
        open: Vec::new(),
        word: None,
        is_bit: false,
        is_length: false,
    };
    loop {
        match walker.advance() {
            Ok(true) => printer.event(walker.kind())?,
            Ok(false) => return Ok(Ok(())),
            Err(error) => return Ok(Err(error)),
        }
    }
}

/// A bracket that is to be closed.
#[derive(Clone, Copy, PartialEq)]
enum Bracket {
    Struct,
    List,
    Some,
}

struct Open {
    bracket: Bracket,
    /// Whether nothing stands in it yet; a struct has no bracket then.
    is_empty: bool,
}

struct Printer<'f, 'g, 't> {
    f: &'f mut Formatter<'g>,
    style: Style,
    open: Vec<Open>,
    /// The flags word whose value comes next.
    word: Option<FieldInfo<'t>>,
    /// Whether the field that comes next is a bit.
    is_bit: bool,
    /// Whether the value that comes next is a length, which is not shown.
    is_length: bool,
}

impl<'t> Printer<'_, '_, 't> {
    fn event(&mut self, event: &EventKind<'t, '_>) -> fmt::Result {
        match *event {
            EventKind::Field(field) if field.word.is_some() => self.word = Some(field),
            EventKind::Field(field) if field.is_length => self.is_length = true,
            EventKind::Field(field) => {
                self.field(field.name)?;
                self.is_bit = field.is_bit();
                if field.is_optional && !field.is_bit() && self.style == Style::Derived {
                    self.f.write_str("Some")?;
                    self.begin(Bracket::Some)?;
                }
            }
            EventKind::Absent(field) if field.word.is_some() => {}
            EventKind::Absent(field) => {
                self.field(field.name)?;
                let value = if field.is_bit() { "false" } else { "None" };
                self.f.write_str(value)?;
            }
            EventKind::Nat(value) if self.word.is_some() => self.flags(value)?,
            EventKind::Int(_) if self.is_length => self.is_length = false,
            EventKind::Begin { row, .. } => {
                self.element()?;
                self.f.write_str(row.name())?;
                self.begin(Bracket::Struct)?;
            }
            EventKind::Vector { .. } => {
                self.element()?;
                self.begin(Bracket::List)?;
            }
            EventKind::End => {
                self.end()?;
                self.end_some()?;
            }
            _ => {
                self.element()?;
                self.value(event)?;
                self.end_some()?;
            }
        }
        Ok(())
    }

    fn value(&mut self, event: &EventKind<'t, '_>) -> fmt::Result {
        match *event {
            EventKind::Nat(value) => value.fmt(self.f),
            EventKind::Int(value) => value.fmt(self.f),
            EventKind::Long(value) => value.fmt(self.f),
            EventKind::Double(value) => Debug::fmt(&value, self.f),
            EventKind::Float(value) => Debug::fmt(&value, self.f),
            EventKind::Bool(value) => Debug::fmt(&value, self.f),
            EventKind::Str(text) => Debug::fmt(text, self.f),
            EventKind::Bytes(bytes) | EventKind::Raw(bytes) => self.digits(bytes),
            EventKind::Unknown(bytes) => {
                self.f.write_str("Unknown(")?;
                self.digits(bytes)?;
                self.f.write_char(')')
            }
            // In Rust, what is always there is `()`.
            EventKind::True if self.style == Style::Derived && !self.is_bit => {
                self.f.write_str("()")
            }
            EventKind::True => self.f.write_str("true"),
            _ => Ok(()),
        }
    }

    fn digits(&mut self, bytes: &[u8]) -> fmt::Result {
        self.f.write_str("0x")?;
        let mut bytes = bytes.iter();
        bytes.try_for_each(|byte| write!(self.f, "{byte:02x}"))
    }

    /// A flags word is shown for what its fields do not say.
    fn flags(&mut self, value: u32) -> fmt::Result {
        let Some(field) = self.word.take() else {
            return Ok(());
        };
        match field.other_bits(value) {
            None => Ok(()),
            Some(bits) => {
                self.field(field.name)?;
                write!(self.f, "0x{bits:x}")
            }
        }
    }

    fn is_pretty(&self) -> bool {
        self.f.alternate()
    }

    /// Begins a field of the struct that is open.
    fn field(&mut self, name: &str) -> fmt::Result {
        self.item()?;
        write!(self.f, "{name}: ")
    }

    /// Begins an element, if what comes is one.
    fn element(&mut self) -> fmt::Result {
        match self.open.last() {
            Some(open) if open.bracket != Bracket::Struct => self.item(),
            _ => Ok(()),
        }
    }

    /// Parts an item from the one before it.
    fn item(&mut self) -> fmt::Result {
        let is_pretty = self.is_pretty();
        let depth = self.open.len();
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let is_first = core::mem::replace(&mut open.is_empty, false);
        if is_first && open.bracket == Bracket::Struct {
            self.f.write_str(" {")?;
        }
        match (is_pretty, is_first, open.bracket) {
            (true, true, _) => self.f.write_char('\n')?,
            (true, false, _) => self.f.write_str(",\n")?,
            (false, true, Bracket::Struct) => self.f.write_char(' ')?,
            (false, true, _) => {}
            (false, false, _) => self.f.write_str(", ")?,
        }
        self.indent(if is_pretty { depth } else { 0 })
    }

    fn indent(&mut self, depth: usize) -> fmt::Result {
        (0..depth).try_for_each(|_| self.f.write_str("    "))
    }

    fn begin(&mut self, bracket: Bracket) -> fmt::Result {
        self.open.push(Open {
            bracket,
            is_empty: true,
        });
        match bracket {
            Bracket::Struct => Ok(()),
            Bracket::List => self.f.write_char('['),
            Bracket::Some => self.f.write_char('('),
        }
    }

    fn end(&mut self) -> fmt::Result {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        if !open.is_empty && self.is_pretty() {
            self.f.write_str(",\n")?;
            self.indent(self.open.len())?;
        }
        match open.bracket {
            Bracket::Struct if open.is_empty => Ok(()),
            Bracket::Struct if self.is_pretty() => self.f.write_char('}'),
            Bracket::Struct => self.f.write_str(" }"),
            Bracket::List => self.f.write_char(']'),
            Bracket::Some => self.f.write_char(')'),
        }
    }

    /// Ends a `Some` whose value has been printed.
    fn end_some(&mut self) -> fmt::Result {
        match self.open.last() {
            Some(open) if open.bracket == Bracket::Some => self.end(),
            _ => Ok(()),
        }
    }
}

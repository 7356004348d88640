//! The notation of types and fields: text in, [`Term`] and [`Field`] out. Nothing is allocated, and
//! nothing else in the crate takes these texts apart.

use core::fmt;

use super::builtin::Builtin;

/// A type in the [notation](crate::inspect#the-notation) of this module: where a walk starts.
///
/// ```
/// use tl_runtime::inspect::Ty;
///
/// const PEERS: Ty<'static> = Ty::vector_of(&Ty::new("InputPeer"));
/// assert_eq!(PEERS.to_string(), "Vector<InputPeer>");
/// assert_eq!(Ty::new("Vector<InputPeer>").to_string(), PEERS.to_string());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Ty<'t>(Form<'t>);

#[derive(Clone, Copy, Debug)]
enum Form<'t> {
    Text(&'t str),
    VectorOf(&'t Ty<'t>),
}

impl<'t> Ty<'t> {
    /// Any boxed value.
    pub const OBJECT: Self = Self::new("Object");

    /// Any function.
    pub const FUNCTION: Self = Self::new("!");

    /// The type that a text stands for. Nothing is checked: a text that is no type is an
    /// [error](crate::DecodeErrorKind::BadTable) of who reads a value of it.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self(Form::Text(text))
    }

    /// `Vector<T>` of another type.
    #[must_use]
    pub const fn vector_of(element: &'t Ty<'t>) -> Self {
        Self(Form::VectorOf(element))
    }

    /// Whether it is the bare `true`.
    pub(crate) fn is_true(self) -> bool {
        matches!(self.0, Form::Text("true"))
    }

    /// What it stands for; none if the text is no type.
    pub(crate) fn term(self) -> Option<Term<'t>> {
        match self.0 {
            Form::Text(text) => term(text),
            Form::VectorOf(element) => Some(Term::Vector {
                is_boxed: true,
                element: *element,
            }),
        }
    }
}

impl fmt::Display for Ty<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Form::Text(text) => f.write_str(text),
            Form::VectorOf(element) => write!(f, "Vector<{element}>"),
        }
    }
}

/// A type, understood.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Term<'t> {
    Nat,
    Builtin(Builtin),
    BoxedBuiltin(Builtin),
    Bool,
    Object,
    AnyFunction,
    /// The function with this id.
    Function(u32),
    /// The type with this name.
    Boxed(&'t str),
    /// The constructor with this id, bare.
    Bare(u32),
    Vector {
        is_boxed: bool,
        element: Ty<'t>,
    },
}

fn term(text: &str) -> Option<Term<'_>> {
    Some(match text {
        "int" => Term::Builtin(Builtin::Int),
        "long" => Term::Builtin(Builtin::Long),
        "string" => Term::Builtin(Builtin::String),
        "bytes" => Term::Builtin(Builtin::Bytes),
        "true" => Term::Builtin(Builtin::True),
        "#" => Term::Nat,
        "Bool" => Term::Bool,
        "double" => Term::Builtin(Builtin::Double),
        "float" => Term::Builtin(Builtin::Float),
        "int128" => Term::Builtin(Builtin::Int128),
        "int256" => Term::Builtin(Builtin::Int256),
        "int512" => Term::Builtin(Builtin::Int512),
        "Object" => Term::Object,
        "!" => Term::AnyFunction,
        "Int" => Term::BoxedBuiltin(Builtin::Int),
        "Long" => Term::BoxedBuiltin(Builtin::Long),
        "Double" => Term::BoxedBuiltin(Builtin::Double),
        "Float" => Term::BoxedBuiltin(Builtin::Float),
        "Int128" => Term::BoxedBuiltin(Builtin::Int128),
        "Int256" => Term::BoxedBuiltin(Builtin::Int256),
        "Int512" => Term::BoxedBuiltin(Builtin::Int512),
        "String" => Term::BoxedBuiltin(Builtin::String),
        "Bytes" => Term::BoxedBuiltin(Builtin::Bytes),
        "True" => Term::BoxedBuiltin(Builtin::True),
        _ => return long_term(text),
    })
}

/// A type that is more than a word: a vector, an id, the name of a type.
fn long_term(text: &str) -> Option<Term<'_>> {
    if let Some(open) = text.strip_suffix('>') {
        let (is_boxed, element) = match open.strip_prefix("Vector<") {
            Some(element) => (true, element),
            None => (false, open.strip_prefix("vector<")?),
        };
        let element = Ty::new(element);
        return Some(Term::Vector { is_boxed, element });
    }
    match text.as_bytes() {
        [b'A'..=b'Z', ..] => return Some(Term::Boxed(text)),
        [b'%', ..] => return hex(text.get(1..)?).map(Term::Bare),
        [b'!', ..] => return hex(text.get(1..)?).map(Term::Function),
        _ => {}
    }
    // Behind a namespace the capital tells a type from a constructor.
    let dot = text.bytes().rposition(|byte| byte == b'.')?;
    let initial = text.as_bytes().get(dot.checked_add(1)?)?;
    initial.is_ascii_uppercase().then_some(Term::Boxed(text))
}

/// Exactly eight hex digits.
fn hex(digits: &str) -> Option<u32> {
    if digits.len() != 8 || digits.starts_with('+') {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}

/// A field as it is declared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'t> {
    pub name: &'t str,
    /// The flags word and the bit of it that say whether the field is there.
    pub condition: Option<(&'t str, u8)>,
    /// The field that holds the length of this one, in bytes.
    pub length: Option<&'t str>,
    pub ty: &'t str,
    /// For a `#`: how the unassigned bits of a flags field are treated.
    pub unassigned: Unassigned,
}

/// How a flags field treats bits that are not assigned to a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unassigned {
    /// They are an error, and so is an optional flags field without bits. Written `#`.
    #[default]
    Refuse,
    /// They are part of the value. Written `#keep`.
    Keep,
    /// They are ignored. Written `#drop`.
    Drop,
}

impl Unassigned {
    /// The type `#` of a flags field with its suffix.
    fn of(ty: &str) -> Option<Self> {
        match ty {
            "#" => Some(Self::Refuse),
            "#keep" => Some(Self::Keep),
            "#drop" => Some(Self::Drop),
            _ => None,
        }
    }
}

/// The fields that a text declares, in order. A piece of it that is no field is given as an error
/// and ends it.
pub(crate) fn fields(text: &str) -> Fields<'_> {
    Fields { rest: text }
}

/// See [`fields`].
pub(crate) struct Fields<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Fields<'t> {
    type Item = Result<Field<'t>, &'t str>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let text = self.rest;
        let field = self.field();
        if field.is_none() {
            self.rest = "";
        }
        Some(field.ok_or(text))
    }
}

impl<'t> Fields<'t> {
    /// `title:flags.4?string`
    #[inline]
    fn field(&mut self) -> Option<Field<'t>> {
        let text = self.rest;
        let Marks {
            colon,
            question,
            end,
        } = Marks::find(text.as_bytes());
        self.rest = text.get(end.saturating_add(1)..).unwrap_or_default();
        let name = text.get(..colon)?;
        let behind_colon = colon.checked_add(1)?;
        let (condition, ty) = match question < end {
            true => {
                let condition = condition(text.get(behind_colon..question)?)?;
                (Some(condition), text.get(question.checked_add(1)?..end)?)
            }
            false => (None, text.get(behind_colon..end)?),
        };
        let (length, ty) = match ty.strip_prefix('[') {
            Some(rest) => rest.split_once(']').map(|(name, ty)| (Some(name), ty))?,
            None => (None, ty),
        };
        let unassigned = Unassigned::of(ty);
        let is_field = !name.is_empty() && !ty.is_empty();
        is_field.then_some(Field {
            name,
            condition,
            length,
            ty: if unassigned.is_some() { "#" } else { ty },
            unassigned: unassigned.unwrap_or_default(),
        })
    }
}

/// Where the first `:`, the first `?` and the first space of a text are. The end counts as a space;
/// where there is none of the others, more than the length.
struct Marks {
    colon: usize,
    question: usize,
    end: usize,
}

impl Marks {
    /// Looks at eight bytes at once: most of a walk's time would go into this else.
    #[inline]
    fn find(text: &[u8]) -> Self {
        let mut marks = Self {
            colon: usize::MAX,
            question: usize::MAX,
            end: usize::MAX,
        };
        let mut rest = text;
        let mut at: usize = 0;
        while marks.end == usize::MAX {
            let eight = match rest.split_first_chunk() {
                Some((eight, behind)) => {
                    rest = behind;
                    *eight
                }
                None => {
                    // Spaces end the last piece.
                    let mut eight = [b' '; 8];
                    eight
                        .iter_mut()
                        .zip(rest)
                        .for_each(|(to, from)| *to = *from);
                    rest = &[];
                    eight
                }
            };
            let eight = u64::from_le_bytes(eight);
            let note = |mark: &mut usize, byte| {
                let found = first_of(eight, byte);
                if *mark == usize::MAX && found < 8 {
                    *mark = at.saturating_add(found);
                }
            };
            note(&mut marks.colon, b':');
            note(&mut marks.question, b'?');
            note(&mut marks.end, b' ');
            at = at.saturating_add(8);
        }
        marks
    }
}

/// Where a byte is first among eight, the least significant first; 8 if it is not.
#[inline]
fn first_of(eight: u64, byte: u8) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let zero = eight ^ ONES.wrapping_mul(u64::from(byte));
    // The lowest byte that is zero has its high bit set; above it others may.
    let found = zero.wrapping_sub(ONES) & !zero & HIGH;
    found.trailing_zeros() as usize / 8
}

/// `flags.4`
#[inline]
fn condition(text: &str) -> Option<(&str, u8)> {
    let (length, bit) = match *text.as_bytes() {
        [.., b'.', ones @ b'0'..=b'9'] => (2, digit(ones)),
        [.., b'.', tens @ b'1'..=b'3', ones @ b'0'..=b'9'] => {
            (3, digit(tens).wrapping_mul(10).wrapping_add(digit(ones)))
        }
        _ => return None,
    };
    let word = text.get(..text.len().checked_sub(length)?)?;
    (bit < 32).then_some((word, bit))
}

fn digit(ascii: u8) -> u8 {
    ascii.wrapping_sub(b'0')
}

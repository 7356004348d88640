//! The notation of types and fields: text in, [`Term`] and [`Field`] out. Nothing is allocated, and
//! nothing else in the crate takes these texts apart.

use core::fmt;

use super::builtin::Builtin;

/// A type in the [notation](super#the-notation) of this module: where a walk starts.
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
    if let Some(id) = text.strip_prefix('%') {
        return hex(id).map(Term::Bare);
    }
    if let Some(id) = text.strip_prefix('!') {
        return hex(id).map(Term::Function);
    }
    if let Some(open) = text.strip_suffix('>') {
        let (is_boxed, element) = match open.strip_prefix("Vector<") {
            Some(element) => (true, element),
            None => (false, open.strip_prefix("vector<")?),
        };
        let element = Ty::new(element);
        return Some(Term::Vector { is_boxed, element });
    }
    let local = text.rfind('.').map_or(0, |dot| dot.saturating_add(1));
    let is_type = text
        .as_bytes()
        .get(local)
        .is_some_and(u8::is_ascii_uppercase);
    is_type.then_some(Term::Boxed(text))
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
    pub ty: &'t str,
}

/// The fields that a text declares, in order. A piece of it that is no field is given as an error
/// and ends it.
pub(crate) fn fields(text: &str) -> impl Iterator<Item = Result<Field<'_>, &str>> {
    let mut rest = text;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        let field = field(piece);
        rest = match field {
            Some(_) => behind,
            None => "",
        };
        Some(field.ok_or(piece))
    })
}

/// `title:flags.4?string`
fn field(piece: &str) -> Option<Field<'_>> {
    let (name, declared) = piece.split_once(':')?;
    let (condition, ty) = match declared.split_once('?') {
        Some((condition, ty)) => (Some(self::condition(condition)?), ty),
        None => (None, declared),
    };
    let is_field = !name.is_empty() && !ty.is_empty();
    is_field.then_some(Field {
        name,
        condition,
        ty,
    })
}

/// `flags.4`
fn condition(text: &str) -> Option<(&str, u8)> {
    let (word, bit) = text.split_once('.')?;
    let bit = match *bit.as_bytes() {
        [ones @ b'0'..=b'9'] => digit(ones),
        [tens @ b'1'..=b'3', ones @ b'0'..=b'9'] => {
            digit(tens).wrapping_mul(10).wrapping_add(digit(ones))
        }
        _ => return None,
    };
    (bit < 32).then_some((word, bit))
}

fn digit(ascii: u8) -> u8 {
    ascii.wrapping_sub(b'0')
}

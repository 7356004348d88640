//! Values of one word: the forms of TL-JSON, written as TL. What has another form gives `None`.

use alloc::vec::Vec;
use core::fmt;

use ::serde::de::Unexpected;

use super::super::builtin::Builtin;
use super::super::encoder::Encoder;
use super::super::notation::Term;
use crate::Writer;

/// What is expected where a value of a type stands.
#[derive(Clone, Copy)]
pub struct Described<'t>(pub Term<'t>);

impl fmt::Display for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Term::Nat => "a number from 0 to 4294967295",
            Term::Bool => "true or false",
            Term::Vector { .. } => "a list",
            Term::Object => "an object",
            Term::AnyFunction => "a function",
            Term::Function(id) => return write!(f, "the function 0x{id:08x}"),
            Term::Bare(id) => return write!(f, "the constructor 0x{id:08x}"),
            Term::Boxed(name) => return write!(f, "a constructor of {name}"),
            Term::Builtin(builtin) | Term::BoxedBuiltin(builtin) => match builtin {
                Builtin::Int => "an int",
                Builtin::Long => "a long as a decimal string",
                Builtin::Double => "a double",
                Builtin::Float => "a float",
                Builtin::Int128 => "16 bytes as hex digits",
                Builtin::Int256 => "32 bytes as hex digits",
                Builtin::Int512 => "64 bytes as hex digits",
                Builtin::String => "a string",
                Builtin::Bytes => "bytes as hex digits",
                Builtin::True => "true",
            },
        })
    }
}

/// Whether a value that was refused is of the kind that is expected, and only out of its range.
pub fn is_kind(term: Term<'_>, found: &Unexpected<'_>) -> bool {
    let (Term::Builtin(builtin) | Term::BoxedBuiltin(builtin)) = term else {
        let is_number = matches!(found, Unexpected::Unsigned(_) | Unexpected::Signed(_));
        return matches!(term, Term::Nat) && is_number;
    };
    match found {
        Unexpected::Bool(_) => builtin == Builtin::True,
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => {
            matches!(builtin, Builtin::Int | Builtin::Long)
        }
        Unexpected::Float(_) => matches!(builtin, Builtin::Double | Builtin::Float),
        Unexpected::Str(_) | Unexpected::Other(_) => {
            !matches!(builtin, Builtin::Int | Builtin::True)
        }
        _ => false,
    }
}

pub fn bool(w: &mut Writer, term: Term<'_>, value: bool) -> Option<()> {
    match term {
        Term::Bool | Term::Object => w.bool(value),
        Term::Builtin(Builtin::True) if value => {}
        _ => return None,
    }
    Some(())
}

/// A number without a fraction; the range of an `i128` holds all that formats have.
pub fn integer(w: &mut Writer, term: Term<'_>, value: i128) -> Option<()> {
    match term {
        Term::Nat => w.nat(value.try_into().ok()?),
        Term::Builtin(Builtin::Int) => w.int(value.try_into().ok()?),
        Term::Builtin(Builtin::Long) => w.long(value.try_into().ok()?),
        Term::Builtin(Builtin::Double) => w.double(value as f64),
        Term::Builtin(Builtin::Float) => w.float(value as f32),
        _ => return None,
    }
    Some(())
}

pub fn float(w: &mut Writer, term: Term<'_>, value: f64) -> Option<()> {
    match term {
        Term::Builtin(Builtin::Double) => w.double(value),
        Term::Builtin(Builtin::Float) => {
            let rounded = value as f32;
            if rounded.is_finite() != value.is_finite() {
                return None;
            }
            w.float(rounded);
        }
        _ => return None,
    }
    Some(())
}

pub fn text(encoder: &mut Encoder<'_>, term: Term<'_>, huge: bool, text: &str) -> Option<()> {
    let Term::Builtin(builtin) = term else {
        return None;
    };
    let w = &mut encoder.w;
    match builtin {
        Builtin::String if huge => w.huge_string(text),
        Builtin::String => w.string(text),
        Builtin::Long => w.long(text.parse().ok()?),
        Builtin::Double => w.double(f64::from_be_bytes(hex(text.strip_prefix("0x")?)?)),
        Builtin::Float => w.float(f32::from_be_bytes(hex(text.strip_prefix("0x")?)?)),
        Builtin::Int128 => w.raw(&hex::<16>(text)?),
        Builtin::Int256 => w.raw(&hex::<32>(text)?),
        Builtin::Int512 => w.raw(&hex::<64>(text)?),
        Builtin::Bytes => return bytes(encoder, huge, text),
        Builtin::Int | Builtin::True => return None,
    }
    Some(())
}

fn bytes(encoder: &mut Encoder<'_>, huge: bool, digits: &str) -> Option<()> {
    let Encoder { w, spare, .. } = encoder;
    spare.clear();
    self::digits(digits, spare)?;
    match huge {
        true => w.huge_bytes(spare),
        false => w.bytes(spare),
    }
    Some(())
}

/// Appends the bytes that hex digits stand for.
pub fn digits(digits: &str, out: &mut Vec<u8>) -> Option<()> {
    out.reserve(digits.len() / 2);
    for pair in pairs(digits)? {
        out.push(byte(*pair)?);
    }
    Some(())
}

/// Exactly `N` bytes in hex digits.
fn hex<const N: usize>(digits: &str) -> Option<[u8; N]> {
    let pairs = pairs(digits)?;
    if pairs.len() != N {
        return None;
    }
    let mut bytes = [0; N];
    for (to, pair) in bytes.iter_mut().zip(pairs) {
        *to = byte(*pair)?;
    }
    Some(bytes)
}

fn pairs(digits: &str) -> Option<&[[u8; 2]]> {
    match digits.as_bytes().as_chunks() {
        (pairs, []) => Some(pairs),
        _ => None,
    }
}

fn byte([high, low]: [u8; 2]) -> Option<u8> {
    Some(nibble(high)? << 4 | nibble(low)?)
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16)?.try_into().ok()
}

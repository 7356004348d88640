//! One input through all decoders of a schema.

use tl_parser::Schema;
use tl_runtime::inspect::{Inspect, JsonExt, Table, Tables, Ty, Walker, from_json, hex, pretty};
use tl_runtime::{Decode, DecodeError, DecodeErrorKind, Encode, EncodeError, Limits};

use super::interpreter::{Failure, FailureKind, Interpreter, Target};

/// A schema with its bindings.
pub struct Subject {
    pub name: &'static str,
    pub text: &'static str,
    pub older: Option<&'static str>,
    pub table: &'static Table<'static>,
    pub entries: &'static [Entry],
}

/// A type of the bindings.
pub struct Entry {
    pub path: &'static str,
    pub ty: Ty<'static>,
    pub owned: fn(&[u8], Limits) -> Result<Decoded, DecodeError>,
    pub borrowed: Option<fn(&[u8], Limits) -> Result<Written, DecodeError>>,
}

pub type Written = Result<Vec<u8>, EncodeError>;

/// What generated code makes of bytes.
pub struct Decoded {
    pub bytes: Written,
    pub json: Result<String, String>,
    /// What does not hold of the value.
    pub problem: Option<&'static str>,
}

/// The owned form of a type.
pub fn owned<T>(bytes: &[u8], limits: Limits) -> Result<Decoded, DecodeError>
where
    T: Decode + Encode + Inspect + Clone + PartialEq,
{
    let value = T::from_bytes_with(bytes, limits)?;
    let written = value.to_bytes();
    let mut problem = None;
    if value.clone() != value {
        problem = Some("its clone differs");
    }
    if let Ok(written) = &written {
        // What is written may be shorter, and have fewer elements without bytes for it.
        let limits = Limits::DEFAULT
            .dropping_unknown_bits(limits.drops_unknown_bits)
            .with_depth(limits.depth)
            .with_memory(usize::MAX);
        match T::from_bytes_with(written, limits.with_empty_elements(usize::MAX)) {
            Ok(again) if again != value => problem = Some("it is read as another value"),
            Ok(again) if again.to_bytes().as_ref() != Ok(written) => {
                problem = Some("it is written in two forms");
            }
            Ok(_) => {}
            Err(_) => problem = Some("what it is written as cannot be read"),
        }
    }
    Ok(Decoded {
        bytes: written,
        json: value.to_json().map_err(|error| error.to_string()),
        problem,
    })
}

/// All that reads values of a schema.
pub struct Decoders<'s> {
    pub subject: &'s Subject,
    pub interpreter: Interpreter<'s>,
    /// The table that is made at run time.
    pub described: &'s Table<'s>,
}

/// What an entry is to the interpreter.
pub fn target(schema: &Schema, ty: Ty<'_>) -> Target {
    let text = ty.to_string();
    let id = |digits: &str| u32::from_str_radix(digits, 16).expect("an id");
    match text.as_bytes() {
        b"Object" => Target::Object,
        b"!" => Target::AnyFunction,
        [b'%', ..] => {
            let id = id(&text[1..]);
            let mut constructors = schema.constructors.iter();
            let at = constructors
                .position(|it| it.id == id)
                .expect("it is declared");
            Target::Bare(tl_parser::schema::ConstructorId(at as u32))
        }
        [b'!', ..] => {
            let id = id(&text[1..]);
            let mut functions = schema.functions.iter();
            Target::Function(
                functions
                    .position(|it| it.id == id)
                    .expect("it is declared"),
            )
        }
        _ => {
            let found = schema.type_ids().find(|id| schema.ty(*id).name == text);
            Target::Boxed(found.expect("it is declared"))
        }
    }
}

/// Compares all decoders on one input. Returns whether it is a value.
pub fn compare(
    decoders: &Decoders<'_>,
    entry: &Entry,
    target: Target,
    bytes: &[u8],
    limits: Limits,
) -> Result<bool, String> {
    let owned = (entry.owned)(bytes, limits);
    let table = decoders.subject.table;
    for (what, table) in [
        ("SCHEMA", table),
        ("the described table", decoders.described),
    ] {
        let mut json = String::new();
        let mut walker = Walker::with_limits(Tables::one(table), entry.ty, bytes, limits);
        let walked = walker.write_json(&mut json);
        match (&owned, walked) {
            (Ok(decoded), Ok(())) if decoded.json.as_ref() == Ok(&json) => {}
            (Err(error), Err(walked)) if *error == walked => {}
            (Ok(decoded), walked) => {
                return Err(format!(
                    "owned {:?}, {what} {walked:?} {json}",
                    decoded.json
                ));
            }
            (Err(error), walked) => {
                return Err(format!("owned {error}, {what} {walked:?} {json}"));
            }
        }
    }
    let interpreted = decoders.interpreter.canonical(target, bytes, limits);
    match (&owned, &interpreted) {
        (Ok(decoded), Ok(bytes)) if decoded.bytes.as_ref() == Ok(bytes) => {}
        (Err(error), Err(failure)) if is_same(error, *failure) => {}
        (Ok(decoded), interpreted) => {
            return Err(format!(
                "owned {:02x?}, interpreter {interpreted:02x?}",
                decoded.bytes
            ));
        }
        (Err(error), interpreted) => {
            return Err(format!("owned {error}, interpreter {interpreted:02x?}"));
        }
    }
    if let Some(borrowed) = entry.borrowed {
        let borrowed = borrowed(bytes, limits);
        match (&owned, &borrowed) {
            (Ok(decoded), Ok(written)) if decoded.bytes == *written => {}
            (Err(error), Err(borrowed)) if error == borrowed => {}
            _ => {
                let owned = owned.map(|it| it.bytes);
                return Err(format!("owned {owned:02x?}, borrowed {borrowed:02x?}"));
            }
        }
    }
    let Ok(decoded) = owned else { return Ok(false) };
    if let Some(problem) = decoded.problem {
        return Err(problem.to_owned());
    }
    json_leads_back(table, entry.ty, &decoded)?;
    Ok(true)
}

/// JSON becomes the same bytes, and is refused only where it is too deep for serde.
fn json_leads_back(
    table: &'static Table<'static>,
    ty: Ty<'_>,
    decoded: &Decoded,
) -> Result<(), String> {
    let json = decoded.json.as_ref().map_err(Clone::clone)?;
    match (from_json(table, ty, json), &decoded.bytes) {
        (Ok(bytes), Ok(written)) if bytes == *written => Ok(()),
        (read, written) => Err(format!(
            "JSON {json} is read as {read:02x?}, not {written:02x?}"
        )),
    }
}

/// Text for people: it need only come to an end, and show the error.
pub fn show(table: &'static Table<'static>, ty: Ty<'_>, bytes: &[u8]) -> Result<(), String> {
    let annotated = hex(table, ty, bytes).to_string();
    let line = pretty(table, ty, bytes).to_string();
    let refused = Walker::new(Tables::one(table), ty, bytes).any(|event| event.is_err());
    match (annotated.contains("  !! "), line.contains(" !! ")) {
        (hex, text) if hex == refused && text == refused => Ok(()),
        // A text may hold what looks like an error.
        _ if !refused => Ok(()),
        _ => Err(format!("shown without its error:\n{annotated}\n{line}")),
    }
}

fn is_same(error: &DecodeError, failure: Failure) -> bool {
    let kind = match error.kind() {
        DecodeErrorKind::UnexpectedEnd { .. } => FailureKind::End,
        DecodeErrorKind::UnexpectedId { .. } => FailureKind::Id,
        DecodeErrorKind::VectorTooLong { .. } => FailureKind::Count,
        DecodeErrorKind::InvalidUtf8 => FailureKind::Utf8,
        DecodeErrorKind::InvalidLength { .. } => FailureKind::Prefix,
        DecodeErrorKind::UnknownBits { .. } => FailureKind::Bits,
        DecodeErrorKind::EmptyWord { .. } => FailureKind::EmptyFlags,
        DecodeErrorKind::TrailingBytes { .. } => FailureKind::Trailing,
        DecodeErrorKind::LimitExceeded { .. } => FailureKind::Limit,
        _ => return false,
    };
    failure
        == Failure {
            offset: error.offset(),
            kind,
        }
}

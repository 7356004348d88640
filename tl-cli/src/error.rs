//! What keeps a command from doing its work. Mistakes in a schema are not among
//! these: they are results.

use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::{fmt, io};

use tl_codegen::output::OutputError;

/// A file that is not accessible, or a wrong use that clap cannot see.
#[derive(Debug)]
pub enum Error {
    /// A file or folder cannot be read.
    Read(PathBuf, io::Error),
    /// A file or folder cannot be written or removed.
    Write(PathBuf, io::Error),
    /// An address gives no schema; the address and one sentence.
    Fetch(String, String),
    /// Standard output cannot be written.
    Stdout(io::Error),
    /// A schema file is not UTF-8.
    NotText(NotText),
    /// `-` is given more than once.
    StdinTwice,
    /// A file that is not of the shape that it should have; one sentence says where.
    BadFile(String),
    /// Arguments that do not go together; one sentence says why.
    Usage(String),
}

impl Error {
    /// To be used as `.map_err(Error::read(path))`.
    pub fn read(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        |error| Self::Read(path, error)
    }

    /// What the process ends with. A file that is not UTF-8 is a mistake of the
    /// schema's author, as others are that `tl check` finds.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NotText(_) | Self::BadFile(_) => 1,
            _ => 2,
        }
    }
}

impl From<OutputError> for Error {
    fn from(error: OutputError) -> Self {
        match error.action {
            "read" => Self::Read(error.path, error.reason),
            _ => Self::Write(error.path, error.reason),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path, reason) => write!(f, "cannot read {}: {reason}", path.display()),
            Self::Write(path, reason) => write!(f, "cannot write {}: {reason}", path.display()),
            Self::Fetch(address, reason) => write!(f, "cannot fetch {address}: {reason}"),
            Self::Stdout(reason) => write!(f, "cannot write standard output: {reason}"),
            Self::NotText(place) => write!(f, "{}: {}", place.file, place.message()),
            Self::StdinTwice => f.write_str("`-` can be given only once"),
            Self::BadFile(message) | Self::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(_, reason) | Self::Write(_, reason) | Self::Stdout(reason) => Some(reason),
            Self::NotText(_)
            | Self::StdinTwice
            | Self::Fetch(..)
            | Self::BadFile(_)
            | Self::Usage(_) => None,
        }
    }
}

/// The first place of a file that is not UTF-8.
#[derive(Debug)]
pub struct NotText {
    /// The file as diagnostics name it.
    pub file: String,
    /// The byte there.
    pub byte: u8,
    /// Offset of the byte in the file.
    pub offset: usize,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
}

impl NotText {
    /// Finds the place in the bytes that `error` carries.
    pub fn new(file: &str, error: &FromUtf8Error) -> Self {
        let offset = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let before = String::from_utf8_lossy(&bytes[..offset]);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before[line_start..].trim_start_matches('\u{feff}');
        Self {
            file: file.to_owned(),
            byte: bytes.get(offset).copied().unwrap_or_default(),
            offset,
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }

    /// One sentence without the file.
    pub fn message(&self) -> String {
        let Self {
            byte,
            offset,
            line,
            column,
            ..
        } = self;
        format!(
            "byte 0x{byte:02x} at offset {offset} (line {line}, column {column}) is not UTF-8; \
             save the file as UTF-8"
        )
    }
}

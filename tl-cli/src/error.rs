//! What keeps a command from doing its work. Mistakes in a schema are not among
//! these: they are results.

use std::path::{Path, PathBuf};
use std::{fmt, io};

/// A file that is not accessible, or a wrong use that clap cannot see.
#[derive(Debug)]
pub enum Error {
    /// A file or folder cannot be read.
    Read(PathBuf, io::Error),
    /// A file or folder cannot be written or removed.
    Write(PathBuf, io::Error),
    /// Standard output cannot be written.
    Stdout(io::Error),
    /// `-` is given more than once.
    StdinTwice,
}

impl Error {
    /// To be used as `.map_err(Error::read(path))`.
    pub fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |error| Self::Read(path.to_owned(), error)
    }

    /// To be used as `.map_err(Error::write(path))`.
    pub fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |error| Self::Write(path.to_owned(), error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path, reason) => write!(f, "cannot read {}: {reason}", path.display()),
            Self::Write(path, reason) => write!(f, "cannot write {}: {reason}", path.display()),
            Self::Stdout(reason) => write!(f, "cannot write standard output: {reason}"),
            Self::StdinTwice => f.write_str("`-` can be given only once"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(_, reason) | Self::Write(_, reason) | Self::Stdout(reason) => Some(reason),
            Self::StdinTwice => None,
        }
    }
}

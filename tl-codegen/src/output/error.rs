//! What cannot be done to which file.

use std::path::{Path, PathBuf};
use std::{fmt, io};

/// A file or folder that cannot be read, written or removed.
#[derive(Debug)]
pub struct OutputError {
    /// What was tried: `read`, `write` or `remove`.
    pub action: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// Why it failed.
    pub reason: io::Error,
}

impl OutputError {
    /// To be used as `.map_err(OutputError::read(path))`.
    pub fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |reason| Self::new("read", path, reason)
    }

    /// To be used as `.map_err(OutputError::write(path))`.
    pub fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |reason| Self::new("write", path, reason)
    }

    /// To be used as `.map_err(OutputError::remove(path))`.
    pub fn remove(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |reason| Self::new("remove", path, reason)
    }

    fn new(action: &'static str, path: &Path, reason: io::Error) -> Self {
        let path = path.to_owned();
        Self {
            action,
            path,
            reason,
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            action,
            path,
            reason,
        } = self;
        write!(f, "cannot {action} {}: {reason}", path.display())
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.reason)
    }
}

//! Writes files so that nobody ever sees half of one.

use std::path::{Path, PathBuf};
use std::{fs, io, process};

use crate::error::Error;

/// Writes beside the file first and renames then. Missing folders are made; a file that
/// is there keeps its permissions.
pub fn write_atomically(file: &Path, text: &str) -> Result<(), Error> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent).map_err(Error::write(parent))?;
    }
    let temporary = temporary_name(file);
    fs::write(&temporary, text)
        .and_then(|()| copy_permissions(file, &temporary))
        .and_then(|()| fs::rename(&temporary, file))
        .map_err(|error| {
            // The first error is the one to report.
            let _ = fs::remove_file(&temporary);
            Error::Write(file.to_owned(), error)
        })
}

fn copy_permissions(from: &Path, to: &Path) -> io::Result<()> {
    match fs::metadata(from) {
        Ok(metadata) => fs::set_permissions(to, metadata.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

fn temporary_name(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.{}.tmp", process::id()))
}

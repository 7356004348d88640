//! Writes files so that nobody ever sees half of one.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io, process};

use crate::error::Error;

/// What writes a file: [`write_atomically`] or [`write_durably`].
pub type WriteFile = fn(&Path, &str) -> Result<(), Error>;

/// Writes beside the file first and renames then. Missing folders are made; a file that
/// is there keeps its permissions.
pub fn write_atomically(file: &Path, text: &str) -> Result<(), Error> {
    replace(file, |temporary| fs::write(temporary, text))
}

/// As [`write_atomically`], and the disk has all of it before the old file goes: a power cut leaves
/// the old one or the new one. That takes milliseconds a file.
pub fn write_durably(file: &Path, text: &str) -> Result<(), Error> {
    replace(file, |temporary| {
        let mut file = File::create(temporary)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    })?;
    sync_folder(file).map_err(Error::write(file))
}

fn replace(file: &Path, write: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), Error> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent).map_err(Error::write(parent))?;
    }
    let temporary = temporary_name(file);
    write(&temporary)
        .and_then(|()| copy_permissions(file, &temporary))
        .and_then(|()| fs::rename(&temporary, file))
        .map_err(|error| {
            // The first error is the one to report.
            let _ = fs::remove_file(&temporary);
            Error::Write(file.to_owned(), error)
        })
}

/// The new name is on the disk once the folder is. Elsewhere folders cannot be opened.
#[cfg(unix)]
fn sync_folder(file: &Path) -> io::Result<()> {
    let parent = file.parent().filter(|it| !it.as_os_str().is_empty());
    File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The file behind links, so that the links stay; the path itself where there is none.
pub fn behind_links(path: &Path) -> Result<PathBuf, Error> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => fs::canonicalize(path).map_err(Error::write(path)),
        _ => Ok(path.to_owned()),
    }
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

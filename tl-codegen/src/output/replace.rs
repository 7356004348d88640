//! A new text in the place of a file: a temporary file next to it, then a rename.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::OutputError;
use super::place::{self, check_file};

/// How many names of temporary files are tried. One that is taken is unlikely.
const ATTEMPTS: u32 = 16;

/// When a text counts as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Once the system has it: for what can be generated again.
    Fast,
    /// Once the disk has it, so that a power cut leaves the old text or the new one. That takes
    /// milliseconds a file.
    Synced,
}

/// Replaces or creates the file at a path that the user named. Links lead to the file that is
/// replaced, and stay; missing folders are created.
///
/// # Errors
///
/// What is there is not a file or is read-only, or the file system refuses.
pub fn replace(path: &Path, text: &str, durability: Durability) -> Result<(), OutputError> {
    let replace = || {
        let (file, old) = target(path)?;
        if let Some(parent) = parent(&file) {
            fs::create_dir_all(parent)?;
        }
        rename_over(&file, old.as_ref(), text, durability)
    };
    replace().map_err(OutputError::write(path))
}

/// Returns the file that [`replace`] would replace, or the error that it would fail with now.
///
/// # Errors
///
/// As [`replace`].
pub fn resolve(path: &Path) -> Result<PathBuf, OutputError> {
    let target = target(path).map_err(OutputError::write(path))?;
    Ok(target.0)
}

/// The file behind links, and its metadata if it exists.
fn target(path: &Path) -> io::Result<(PathBuf, Option<Metadata>)> {
    let mut file = path.to_owned();
    let mut old = place::metadata(&file)?;
    if old.as_ref().is_some_and(Metadata::is_symlink) {
        file = fs::canonicalize(path)?;
        old = place::metadata(&file)?;
    }
    if let Some(old) = &old {
        check_file(old)?;
        // A rename would replace it all the same.
        if old.permissions().readonly() {
            return Err(io::Error::new(
                ErrorKind::PermissionDenied,
                "it is read-only",
            ));
        }
    }
    Ok((file, old))
}

/// Puts a file with the text in the place of `file`, which has the metadata `old` if it exists. The
/// folder exists.
pub fn rename_over(
    file: &Path,
    old: Option<&Metadata>,
    text: &str,
    durability: Durability,
) -> io::Result<()> {
    let (temporary, mut writer) = create_temporary(parent(file).unwrap_or(Path::new(".")), old)?;
    let written = writer
        .write_all(text.as_bytes())
        .and_then(|()| match old {
            Some(old) => writer.set_permissions(old.permissions()),
            None => Ok(()),
        })
        .and_then(|()| match durability {
            Durability::Fast => Ok(()),
            Durability::Synced => writer.sync_all(),
        });
    // Windows does not rename what is open.
    drop(writer);
    let renamed = written.and_then(|()| fs::rename(&temporary, file));
    if renamed.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    renamed?;
    match durability {
        Durability::Fast => Ok(()),
        Durability::Synced => sync_folder(file),
    }
}

/// A file that did not exist before, whose name nobody could know. It begins with the generator's
/// mark once a byte is written, so that the next run removes what a killed one leaves.
fn create_temporary(folder: &Path, old: Option<&Metadata>) -> io::Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    if let Some(old) = old {
        not_more_readable(&mut options, old);
    }
    let mut taken = ErrorKind::AlreadyExists.into();
    for attempt in 0..ATTEMPTS {
        // The keys of the hasher are random. The name does not depend on the file's, which may be
        // as long as the file system allows.
        let random = RandomState::new().hash_one(attempt);
        let path = folder.join(format!(".tl-{random:016x}.tmp"));
        match options.open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => taken = error,
            opened => return opened.map(|file| (path, file)),
        }
    }
    Err(taken)
}

/// What only its owner may read is not readable for others for a moment either.
#[cfg(unix)]
fn not_more_readable(options: &mut OpenOptions, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt};

    options.mode(old.mode() & 0o600 | 0o200);
}

#[cfg(not(unix))]
fn not_more_readable(_: &mut OpenOptions, _: &Metadata) {}

/// The folder of a file; none if that is the current one.
fn parent(file: &Path) -> Option<&Path> {
    file.parent().filter(|it| it.as_os_str() != OsStr::new(""))
}

/// The new name is on the disk once the folder is. Elsewhere folders cannot be opened.
#[cfg(unix)]
fn sync_folder(file: &Path) -> io::Result<()> {
    File::open(parent(file).unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

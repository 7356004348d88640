//! The place of a file below an output directory: every folder on the way is a folder, and the
//! file is a file or missing. Links are neither.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::OutputError;

/// The metadata of what is there itself, not of what a link leads to.
pub fn metadata(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The metadata of a file below `root`; `None` if it or a folder on the way is missing.
pub fn find(root: &Path, path: &str) -> Result<Option<Metadata>, OutputError> {
    let file = root.join(path);
    if !has_parents(root, path)? {
        return Ok(None);
    }
    let metadata = metadata(&file).map_err(OutputError::read(&file))?;
    match metadata {
        Some(metadata) => check_file(&metadata)
            .map(|()| Some(metadata))
            .map_err(OutputError::read(&file)),
        None => Ok(None),
    }
}

/// Whether there is a folder below `root`, without a link on the way.
pub fn has_folder(root: &Path, path: &str) -> Result<bool, OutputError> {
    has_folders(root, folders(path)?)
}

fn has_parents(root: &Path, path: &str) -> Result<bool, OutputError> {
    has_folders(root, parents(path)?)
}

fn has_folders(root: &Path, names: Vec<&str>) -> Result<bool, OutputError> {
    // The root may be reached through links: the user named it.
    if !root.exists() {
        return Ok(false);
    }
    let mut folder = root.to_owned();
    for name in names {
        folder.push(name);
        match metadata(&folder).map_err(OutputError::read(&folder))? {
            Some(metadata) => check_folder(&metadata).map_err(OutputError::read(&folder))?,
            None => return Ok(false),
        }
    }
    Ok(true)
}

/// Creates the folders on the way to a file.
pub fn create_parents(root: &Path, path: &str) -> Result<(), OutputError> {
    fs::create_dir_all(root).map_err(OutputError::write(root))?;
    let mut folder = root.to_owned();
    for name in parents(path)? {
        folder.push(name);
        create_folder(&folder).map_err(OutputError::write(&folder))?;
    }
    Ok(())
}

/// What exists already is looked at after that is known, so that nothing can come in between.
fn create_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            check_folder(&fs::symlink_metadata(folder)?)
        }
        result => result,
    }
}

fn parents(path: &str) -> Result<Vec<&str>, OutputError> {
    let mut names = folders(path)?;
    names.pop();
    Ok(names)
}

/// The parts of a relative path, each a plain name.
fn folders(path: &str) -> Result<Vec<&str>, OutputError> {
    let names: Vec<_> = path.split('/').filter(|name| !name.is_empty()).collect();
    let is_plain = |name: &&str| {
        let mut components = Path::new(name).components();
        let first = components.next();
        matches!(first, Some(Component::Normal(_))) && components.next().is_none()
    };
    if path.starts_with('/') || !names.iter().all(is_plain) {
        let reason = io::Error::new(ErrorKind::InvalidInput, "not a path below the folder");
        return Err(OutputError::write(&PathBuf::from(path))(reason));
    }
    Ok(names)
}

fn check_folder(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_dir() {
        return Ok(());
    }
    Err(match metadata.is_symlink() {
        true => link(),
        false => io::Error::new(ErrorKind::NotADirectory, "it is not a folder"),
    })
}

/// Refuses what is not a file: a link, a folder, a FIFO, a device.
pub fn check_file(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() {
        return Ok(());
    }
    Err(if metadata.is_symlink() {
        link()
    } else if metadata.is_dir() {
        io::Error::new(ErrorKind::IsADirectory, "it is a folder")
    } else {
        io::Error::new(ErrorKind::InvalidInput, "it is not a regular file")
    })
}

fn link() -> io::Error {
    io::Error::new(
        ErrorKind::InvalidInput,
        "it is a symbolic link; links in an output directory are not followed, so remove it",
    )
}

/// Opens a file for reading, if it is still the one that `metadata` is about.
pub fn open(path: &Path, metadata: &Metadata) -> io::Result<File> {
    let file = File::open(path)?;
    if is_same(metadata, &file.metadata()?) {
        return Ok(file);
    }
    Err(io::Error::other("it was exchanged while it was opened"))
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    one.file_type() == other.file_type()
}

//! Generated files and the folder that they belong in: what differs, and writing it.
//!
//! ```text
//! folder ─┐
//!         ├─▸ compare ─▸ Comparison ─▸ apply, or shown as a unified diff
//! files ──┘
//! ```
//!
//! Files below the folder that do not begin with one of the generator's marks are other people's:
//! they are neither compared nor removed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::atomic::WriteFile;
use crate::difference::Difference;
use crate::error::Error;
use crate::text::counted;

/// The folder against the generated files.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The files that are not up to date: first what is to be written, then what is
    /// left over, each sorted by path.
    pub differences: Vec<Difference>,
    /// The number of files that are up to date.
    pub unchanged: usize,
}

impl Comparison {
    /// What [`apply`] did.
    pub fn summary(&self) -> String {
        self.counted("wrote", "removed")
    }

    /// What [`apply`] would do.
    pub fn plan(&self) -> String {
        self.counted("would write", "would remove")
    }

    fn counted(&self, write: &str, remove: &str) -> String {
        let all = self.differences.len();
        let written = self.differences.iter().filter(|it| it.new.is_some());
        let written = written.count();
        format!(
            "{write} {}, {remove} {}, {} unchanged\n",
            counted(written, "file"),
            all - written,
            self.unchanged,
        )
    }
}

/// Finds what has to change in `folder` until it holds exactly `files`. What else is there and
/// begins with one of `marks` is left over.
pub fn compare(
    folder: &Path,
    files: &BTreeMap<String, String>,
    marks: &[&str],
) -> Result<Comparison, Error> {
    let mut differences = Vec::new();
    for (path, new) in files {
        let old = read_if_there(&folder.join(path))?;
        if old.as_deref() != Some(new.as_bytes()) {
            differences.push(Difference {
                path: path.clone(),
                old: old.map(into_text),
                new: Some(new.clone()),
            });
        }
    }
    let unchanged = files.len() - differences.len();
    for path in marked_files(folder, marks)? {
        if !files.contains_key(&path) {
            differences.push(left_over(folder, path)?);
        }
    }
    Ok(Comparison {
        differences,
        unchanged,
    })
}

fn left_over(folder: &Path, path: String) -> Result<Difference, Error> {
    let file = folder.join(&path);
    let old = fs::read(&file).map_err(Error::read(&file))?;
    Ok(Difference {
        path,
        old: Some(into_text(old)),
        new: None,
    })
}

/// Makes the changes that `comparison` found to be needed. A temporary file that a
/// killed run leaves carries the mark: the next run removes it.
pub fn apply(folder: &Path, comparison: &Comparison, write: WriteFile) -> Result<(), Error> {
    for difference in &comparison.differences {
        let file = folder.join(&difference.path);
        match &difference.new {
            Some(text) => write(&file, text)?,
            None => fs::remove_file(&file).map_err(Error::write(&file))?,
        }
    }
    Ok(())
}

fn read_if_there(file: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Read(file.to_owned(), error)),
    }
}

/// For people to read: what is not UTF-8 is shown as such.
fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The paths of all generated files below a folder, with `/`, sorted.
fn marked_files(folder: &Path, marks: &[&str]) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    if folder.exists() {
        collect_marked(folder, "", marks, &mut found)?;
    }
    found.sort();
    Ok(found)
}

/// Links are not followed: what they lead to lies elsewhere. Names that are not UTF-8
/// are no names that the generator gives.
fn collect_marked(
    folder: &Path,
    prefix: &str,
    marks: &[&str],
    found: &mut Vec<String>,
) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::read(folder))? {
        let entry = entry.map_err(Error::read(folder))?;
        let kind = entry.file_type().map_err(Error::read(&entry.path()))?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        if kind.is_dir() {
            collect_marked(&entry.path(), &format!("{prefix}{name}/"), marks, found)?;
        } else if kind.is_file() && has_mark(&entry.path(), marks)? {
            found.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

/// Reads no more than the longest mark and the byte behind it, which must end the word.
fn has_mark(file: &Path, marks: &[&str]) -> Result<bool, Error> {
    let longest = marks.iter().map(|mark| mark.len()).max();
    let longest = longest.unwrap_or_default() as u64;
    let mut start = Vec::new();
    File::open(file)
        .and_then(|file| file.take(longest + 1).read_to_end(&mut start))
        .map_err(Error::read(file))?;
    Ok(marks.iter().any(|mark| begins_with(&start, mark)))
}

fn begins_with(start: &[u8], mark: &str) -> bool {
    match start.strip_prefix(mark.as_bytes()) {
        Some([]) => true,
        Some([next, ..]) => !next.is_ascii_alphanumeric() && !b"-_".contains(next),
        None => false,
    }
}

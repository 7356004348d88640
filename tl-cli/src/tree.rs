//! Generated files and the folder that they belong in: what differs, and writing it.
//!
//! ```text
//! folder ─┐
//!         ├─▸ compare ─▸ Comparison ─▸ apply, or shown as a unified diff
//! files ──┘
//! ```
//!
//! Files below the folder that do not begin with one of the generator's marks are other people's:
//! they are neither compared nor removed. Nothing is read, written or removed through links
//! (`tl_codegen::output`).

use std::collections::BTreeMap;
use std::path::Path;

use tl_codegen::output::{Durability, OutputDir};

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
    /// How files that may be removed begin.
    marks: &'static [&'static str],
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
///
/// # Errors
///
/// A file cannot be read, or is where [`OutputDir`] would not write: then nothing can be applied.
pub fn compare(
    folder: &Path,
    files: &BTreeMap<String, String>,
    marks: &'static [&'static str],
) -> Result<Comparison, Error> {
    let folder = OutputDir::new(folder);
    let mut differences = Vec::new();
    for (path, new) in files {
        let old = folder.read(path)?;
        if old.as_deref() != Some(new.as_bytes()) {
            differences.push(Difference {
                path: path.clone(),
                old: old.map(into_text),
                new: Some(new.clone()),
            });
        }
    }
    let unchanged = files.len() - differences.len();
    for path in folder.marked("", marks)? {
        if !files.contains_key(&path) {
            differences.push(left_over(&folder, path)?);
        }
    }
    Ok(Comparison {
        differences,
        unchanged,
        marks,
    })
}

fn left_over(folder: &OutputDir, path: String) -> Result<Difference, Error> {
    let old = folder.read(&path)?.unwrap_or_default();
    Ok(Difference {
        path,
        old: Some(into_text(old)),
        new: None,
    })
}

/// Makes the changes that `comparison` found to be needed. A temporary file that a
/// killed run leaves carries the mark: the next run removes it.
pub fn apply(folder: &Path, comparison: &Comparison, durability: Durability) -> Result<(), Error> {
    let folder = OutputDir::new(folder);
    // Left-over files go first: where case is not told, one can be a new file in another spelling.
    for Difference { path, new, .. } in &comparison.differences {
        if new.is_none() {
            folder.remove(path, comparison.marks)?;
        }
    }
    for Difference { path, new, .. } in &comparison.differences {
        if let Some(text) = new {
            folder.write(path, text, durability)?;
        }
    }
    Ok(())
}

/// For people to read: what is not UTF-8 is shown as such.
fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

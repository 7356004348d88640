//! Writes what was made: generated files, then side data, then the schema. A schema that is up
//! to date is the sign that all the rest is.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Args;
use crate::atomic::{behind_links, write_durably};
use crate::error::Error;
use crate::output::Output;
use crate::tree::{self, Comparison};

/// A file as it shall be.
pub struct Contents {
    pub path: PathBuf,
    pub text: String,
    /// Whether it has another text now.
    pub is_changed: bool,
}

impl Contents {
    /// The schema stays as it is.
    pub fn unchanged(args: &Args, text: &str) -> Self {
        Self {
            path: args.schema.clone(),
            text: text.to_owned(),
            is_changed: false,
        }
    }

    /// The schema is replaced.
    pub fn changed(args: &Args, text: String) -> Self {
        Self {
            path: args.schema.clone(),
            text,
            is_changed: true,
        }
    }
}

/// Writes all that is changed, or says what would be.
pub fn all(
    args: &Args,
    schema: &Contents,
    side_data: &[Contents],
    generated: &Comparison,
    output: &Output,
) -> Result<(), Error> {
    let files = side_data.iter().chain([schema]);
    let files: Vec<_> = files.filter(|it| it.is_changed).collect();
    for file in &files {
        refuse_read_only(&file.path)?;
    }
    if let Some(folder) = &args.generate {
        let summary = match args.dry_run {
            true => generated.plan(),
            false => {
                tree::apply(folder, generated, write_durably)?;
                generated.summary()
            }
        };
        output.say(&format!("{}: {summary}", folder.display()))?;
    }
    for file in files {
        let did = match args.dry_run {
            true => "would write",
            false => {
                write_durably(&behind_links(&file.path)?, &file.text)?;
                "wrote"
            }
        };
        output.say(&format!("{did} {}\n", file.path.display()))?;
    }
    Ok(())
}

/// Renaming would replace such a file all the same.
fn refuse_read_only(path: &Path) -> Result<(), Error> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.permissions().readonly() => {
            let reason = io::Error::new(ErrorKind::PermissionDenied, "it is read-only");
            Err(Error::Write(path.to_owned(), reason))
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::Write(path.to_owned(), error)),
    }
}

//! Writes what was made: generated files, then side data, then the schema. A schema that is up
//! to date is the sign that all the rest is.

use std::path::PathBuf;

use tl_codegen::output::{Durability, replace, resolve};

use super::Args;
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
        resolve(&file.path)?;
    }
    if let Some(folder) = &args.generate {
        let summary = match args.dry_run {
            true => generated.plan(),
            false => {
                tree::apply(folder, generated, Durability::Synced)?;
                generated.summary()
            }
        };
        output.say(&format!("{}: {summary}", folder.display()))?;
    }
    for file in files {
        let did = match args.dry_run {
            true => "would write",
            false => {
                replace(&file.path, &file.text, Durability::Synced)?;
                "wrote"
            }
        };
        output.say(&format!("{did} {}\n", file.path.display()))?;
    }
    Ok(())
}

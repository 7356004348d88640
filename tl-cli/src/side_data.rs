//! The files of side data of a command line.

use std::fs;
use std::path::PathBuf;

use tl_codegen::SideData;
use tl_parser::{Diagnostics, Schema, Sources};

use crate::error::Error;
use crate::sources::into_text;

/// What is known beside the schema.
#[derive(Debug, clap::Args)]
pub struct SideDataArgs {
    /// A file of side data (texts, errors, callers) in TOML; can be repeated
    #[arg(id = "side-data", long = "side-data", value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

impl SideDataArgs {
    /// Reads the files for a schema; `None` if there are none. What is wrong with them goes to
    /// `diagnostics`.
    pub fn read(
        &self,
        schema: &Schema,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<SideData>, Error> {
        let mut ids = Vec::new();
        for path in &self.files {
            let name = path.display().to_string();
            let bytes = fs::read(path).map_err(Error::read(path))?;
            let text = into_text(&name, bytes)?;
            ids.push(sources.add(name, text));
        }
        let data = (!ids.is_empty()).then(|| SideData::read(schema, sources, &ids, diagnostics));
        diagnostics.sort();
        Ok(data)
    }
}

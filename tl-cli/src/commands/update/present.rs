//! The schema as it is now.

use std::fs;
use std::io::ErrorKind;

use tl_parser::{Options, Schema, Sources};

use super::Args;
use crate::commands::check::failure;
use crate::error::Error;
use crate::output::Output;
use crate::sources::into_text;

/// The present file.
#[derive(Default)]
pub struct Present {
    pub text: String,
    /// None if the file is not there yet.
    pub schema: Option<Schema>,
}

/// Reads the file. None, and its findings, if it has errors: what changes could not be told.
pub fn read(args: &Args, output: &Output) -> Result<Option<Present>, Error> {
    let path = &args.schema;
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Some(Present::default())),
        Err(error) => return Err(Error::Read(path.clone(), error)),
    };
    let name = path.display().to_string();
    let text = into_text(&name, bytes)?;
    let mut sources = Sources::new();
    sources.add(name, text.clone());
    let options = Options::new().dialect(args.dialect.into());
    let checked = tl_parser::check_with(&sources, options);
    if checked.schema.is_none() {
        output.diagnostics(&sources, &checked.diagnostics)?;
        output.report(&failure(&checked.diagnostics));
        output.report("the present schema has errors: mend it, or remove it to start anew\n");
        return Ok(None);
    }
    let schema = checked.schema;
    Ok(Some(Present { text, schema }))
}

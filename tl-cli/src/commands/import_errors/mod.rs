//! `tl import-errors`: the errors that core.telegram.org publishes as JSON, as side data.
//!
//! ```text
//! published ─▸ facts (what is new, what contradicts) ─▸ document (TOML)
//! ```
//!
//! What two sources say differently is listed, and left out: nobody but a person can choose. Texts are
//! written as plain text on one line, which cannot be Markdown.

mod document;
mod facts;
mod published;

use std::path::PathBuf;

use tl_parser::Options;

use super::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::side_data::SideDataArgs;
use crate::sources;
use crate::text::counted;
use facts::Facts;
use published::Published;

const EXAMPLES: &str = "\
The shape of FILE: { \"errors\": { CODE: { NAME: [METHOD...] } }, \"descriptions\": { NAME: TEXT },
\"user_only\": [METHOD...], \"bot_only\": [METHOD...] }

Examples:
  tl import-errors errors.json --schema schema/api.tl > new.toml
  tl import-errors errors.json --schema schema/api.tl --side-data schema/api.toml";

/// Turn published errors into side data; list what sources say differently
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The JSON files, each a source of its own
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The schema whose methods are wanted; can be repeated
    #[arg(long = "schema", required = true, value_name = "FILE")]
    schemas: Vec<PathBuf>,

    #[command(flatten)]
    side_data: SideDataArgs,
}

/// Prints what side data does not say yet.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let mut sources = sources::read(&args.schemas)?;
    let checked = tl_parser::check_with(&sources, Options::new());
    let mut diagnostics = checked.diagnostics;
    let known = match &checked.schema {
        Some(schema) => args
            .side_data
            .read(schema, &mut sources, &mut diagnostics)?,
        None => None,
    };
    output.diagnostics(&sources, &diagnostics)?;
    let Some(schema) = checked.schema.filter(|_| !diagnostics.has_errors()) else {
        return Ok(Outcome::Bad);
    };
    let mut facts = Facts::new(&schema);
    if let Some(known) = &known {
        facts.add_known(&schema, known, &shown(&args.side_data.files));
    }
    for path in &args.files {
        let published = Published::read(path)?;
        facts.add(&published, &path.display().to_string());
    }
    let text = document::print(&facts).map_err(|error| Error::BadFile(error.to_string()))?;
    output.print_data(&text)?;
    report(&facts, output);
    if facts.conflicts().is_empty() && facts.bad_names.is_empty() {
        Ok(Outcome::Good)
    } else {
        Ok(Outcome::Bad)
    }
}

fn shown(files: &[PathBuf]) -> String {
    let files: Vec<_> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    files.join(", ")
}

fn report(facts: &Facts<'_>, output: &Output) {
    for conflict in facts.conflicts() {
        output.report(&format!("{conflict}\n"));
    }
    for name in &facts.bad_names {
        output.report(&format!("invalid error name `{name}`: it is left out\n"));
    }
    if !facts.unknown_methods.is_empty() {
        let count = counted(facts.unknown_methods.len(), "method");
        output.report(&format!("not in the schema: {count} of the sources\n"));
    }
}

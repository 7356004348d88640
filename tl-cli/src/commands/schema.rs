//! `tl schema`: findings on stderr, and the checked schema on stdout: as canonical TL
//! with every id, or as JSON.

use super::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::sources::SchemaArgs;
use crate::{listing, schema_json};

const EXAMPLES: &str = "\
Examples:
  tl schema schema/api.tl
  tl schema --json schema/api.tl > api.json
  cat schema/mtproto.tl | tl schema --json -";

/// Print a checked schema as canonical TL, or as JSON for other tools
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    schema: SchemaArgs,

    /// Print JSON: types, constructors and functions with all that is known of them
    #[arg(long)]
    json: bool,
}

/// Checks the files as one schema and prints it.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let sources = args.schema.read()?;
    let checked = args.schema.check(&sources);
    output.diagnostics(&sources, &checked.diagnostics)?;
    let Some(schema) = &checked.schema else {
        return Ok(Outcome::Bad);
    };
    output.print(&match args.json {
        true => schema_json::to_json(schema, &sources),
        false => listing::of(schema),
    })?;
    Ok(Outcome::Good)
}

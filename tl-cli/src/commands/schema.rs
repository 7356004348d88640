//! `tl schema`: findings on stderr, and the checked schema on stdout: as canonical TL
//! with every id, or as JSON.

use super::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::schema_json;
use crate::sources::SchemaArgs;

const EXAMPLES: &str = "\
Examples:
  tl schema schema/api.tl
  tl schema --json schema/api.tl > api.json
  tl schema --hash schema/api.tl
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

    /// Print what identifies the schema, whatever its comments, layout and order: the SHA-256 of
    /// its canonical text
    #[arg(long, conflicts_with = "json")]
    hash: bool,
}

/// Checks the files as one schema and prints it.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let sources = args.schema.read()?;
    let checked = args.schema.check(&sources);
    output.diagnostics(&sources, &checked.diagnostics)?;
    let Some(schema) = &checked.schema else {
        return Ok(Outcome::Bad);
    };
    match (args.hash, args.json) {
        (true, _) => output.print(&format!("{}\n", tl_codegen::schema_hash(schema)))?,
        (false, true) => output.print_json(&schema_json::to_json(schema, &sources))?,
        (false, false) => output.print_data(&schema.to_tl())?,
    }
    Ok(Outcome::Good)
}

//! `tl encode`: a value in TL-JSON in, its bytes out.

use std::io::{self, IsTerminal};

use tl_runtime::inspect::{Tables, Ty, from_json};

use super::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::values::{InputArgs, SchemasArgs, TypeArgs, to_hex};

const EXAMPLES: &str = "\
Examples:
  echo '{\"_\":\"inputPeerSelf\"}' | tl encode --schema schema/api.tl --hex
  echo '{\"_\":\"inputPeerSelf\"}' | tl encode --schema schema/api.tl > peer.bin
  tl decode --schema schema/api.tl peer.bin
  echo '[1, \"-2\"]' | tl encode --schema schema/api.tl --type 'Vector<long>' --hex";

/// Write a value in JSON as bytes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    schemas: SchemasArgs,

    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    ty: TypeArgs,

    /// Write hex digits, as always to a terminal
    #[arg(long)]
    hex: bool,
}

/// Encodes one value.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    args.input.check_stdin(args.schemas.take_stdin())?;
    let Some(schemas) = args.schemas.load(output)? else {
        return Ok(Outcome::Bad);
    };
    let notation = schemas.names.notation(args.ty.asked());
    let notation = notation.map_err(Error::Usage)?;
    let json = args.input.read()?;
    match encode(schemas.tables, Ty::new(&notation), &json) {
        Ok(bytes) if args.hex || io::stdout().is_terminal() => {
            output.print(&(to_hex(&bytes) + "\n"))?;
            Ok(Outcome::Good)
        }
        Ok(bytes) => {
            output.print_bytes(&bytes)?;
            Ok(Outcome::Good)
        }
        Err(message) => {
            output.report(&format!("error: {}: {message}\n", args.input.name()));
            Ok(Outcome::Bad)
        }
    }
}

fn encode(tables: Tables<'static>, ty: Ty<'_>, json: &[u8]) -> Result<Vec<u8>, String> {
    let json = str::from_utf8(json).map_err(|error| error.to_string())?;
    from_json(tables, ty, json).map_err(|error| error.to_string())
}

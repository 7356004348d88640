//! `tl decode`: bytes of a schema's values in; JSON, text for people or annotated hex out.
//!
//! ```text
//! one value   FILE ─────────────▸ one ────▸ {"_":"inputPeerSelf"}
//! many        FILE, a JSON a line ▸ lines ─▸ a JSON a line, in order
//! ```

mod answer;
mod line;
mod lines;
mod progress;
mod reader;

use tl_runtime::inspect::Ty;

use super::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::values::{Decoder, InputArgs, Schemas, SchemasArgs, TypeArgs, hex_into};

const EXAMPLES: &str = "\
With --lines, each line of the input is a JSON object: `hex` has the bytes, and `type`, `function` \
or `result_of` may say what they are. Each line of the output is that object without these members \
and with `json`, or with `error` and, if it lies in the bytes, `offset`. Other members stay as they \
are. The order stays; blank lines are skipped; the exit code is 1 if any line has an error.

Examples:
  echo 90de55a400000000c97ea07d | tl decode --schema schema/api.tl --hex
  echo c97ea07d | tl decode --schema schema/api.tl --schema schema/mtproto.tl --hex --format hex
  echo 0700000000000000 | tl decode --schema schema/api.tl --type long --hex --format pretty
  echo '{\"id\":1,\"hex\":\"c97ea07d\"}' | tl decode --schema schema/api.tl --lines";

/// Show the value that bytes are
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    schemas: SchemasArgs,

    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    ty: TypeArgs,

    /// The input is hex digits; white space does not count
    #[arg(long)]
    hex: bool,

    /// How to show the value
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    format: Format,

    /// Read many values, each as JSON on a line
    #[arg(long, conflicts_with_all = ["hex", "format"])]
    lines: bool,

    /// Leave what `gzip_packed` holds as bytes, so that `tl encode` gives the same bytes again
    #[arg(long)]
    no_follow: bool,

    /// The most bytes that all packed data of a value inflates to
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    max_inflated: usize,

    /// The longest line that is read
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20, requires = "lines")]
    max_line: usize,
}

/// How a value is shown: as JSON on one line, as text on several, or as hex with what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Json,
    Pretty,
    Hex,
}

/// Decodes one value, or many.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    args.input.check_stdin(args.schemas.take_stdin())?;
    let Some(schemas) = args.schemas.load(output)? else {
        return Ok(Outcome::Bad);
    };
    let notation = schemas.names.notation(args.ty.asked());
    let ty = Ty::new(notation.map_err(Error::Usage)?.leak());
    let most_inflated = (!args.no_follow).then_some(args.max_inflated);
    let decoder = Decoder::new(&schemas, most_inflated);
    match args.lines {
        true => lines::run(args, &schemas, decoder, ty, output),
        false => one(args, &schemas, decoder, ty, output),
    }
}

fn one(
    args: &Args,
    schemas: &Schemas,
    mut decoder: Decoder,
    ty: Ty<'static>,
    output: &Output,
) -> Result<Outcome, Error> {
    let bytes = match args.read()? {
        Ok(bytes) => bytes,
        Err(message) => return Ok(fail(args, &message, output)),
    };
    let result = match args.format {
        Format::Json => {
            let mut json = Vec::new();
            let result = decoder.write_json(ty, &bytes, &mut json);
            let end: &[u8] = if result.is_ok() { b"\n" } else { b"" };
            json.extend(end);
            output.print_json_data(&String::from_utf8_lossy(&json))?;
            result
        }
        Format::Pretty => {
            let (text, result) = decoder.pretty(ty, &bytes);
            output.print(&text)?;
            result
        }
        Format::Hex => {
            let (text, result) = decoder.hex(ty, &bytes);
            output.print(&text)?;
            result
        }
    };
    match result {
        Ok(()) => Ok(Outcome::Good),
        Err(wrong) => {
            let message = wrong.explained(&schemas.left_out);
            Ok(fail(
                args,
                &format!("byte {}: {message}", wrong.offset),
                output,
            ))
        }
    }
}

fn fail(args: &Args, message: &str, output: &Output) -> Outcome {
    output.report(&format!("error: {}: {message}\n", args.input.name()));
    Outcome::Bad
}

impl Args {
    /// The bytes of the input, or why it is no hex.
    fn read(&self) -> Result<Result<Vec<u8>, String>, Error> {
        let mut input = self.input.read()?;
        if !self.hex {
            return Ok(Ok(input));
        }
        input.retain(|byte| !byte.is_ascii_whitespace());
        let mut bytes = Vec::new();
        Ok(hex_into(&input, &mut bytes).map(|()| bytes))
    }
}

//! `tl diff`: what changed between two schemas, and what each change breaks.

mod json;
mod markdown;
pub mod text;

use std::path::PathBuf;
use std::slice;

use tl_parser::compare::{Break, Comparison, compare};
use tl_parser::{Options, Schema};

use super::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::sources::{self, DialectArg, is_stdin};

const EXAMPLES: &str = "\
Categories:
  wire    bytes of the old schema are not read by the new one as the same value
  json    its TL-JSON is not
  source  Rust that uses the bindings may not compile

Examples:
  tl diff schema/api.tl schema/api.tl
  tl diff schema/api.tl schema/api.tl --format markdown
  tl diff schema/api.tl schema/api.tl --format json --fail-on source";

/// Show what changed between two schemas, and what each change breaks
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The old schema; `-` is standard input
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The new schema; `-` is standard input
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Fail if a change breaks this, or for any change at all; can be repeated
    #[arg(long, value_name = "CATEGORY")]
    fail_on: Vec<FailOn>,

    /// What is allowed beyond the standard; vk: annotations and `=>`, mtcute: bare results
    #[arg(long, value_name = "NAME", default_value = "standard")]
    dialect: DialectArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Markdown,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    Wire,
    Json,
    Source,
    Any,
}

/// Reads and checks both schemas, and shows the comparison.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    if is_stdin(&args.old) && is_stdin(&args.new) {
        return Err(Error::StdinTwice);
    }
    let (old, new) = (
        load(&args.old, args, output)?,
        load(&args.new, args, output)?,
    );
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(Outcome::Bad);
    };
    let comparison = compare(&old, &new);
    match args.format {
        Format::Text => output.print_diff(&text::of(&comparison))?,
        Format::Markdown => output.print(&markdown::of(&comparison))?,
        Format::Json => output.print_json(&json::of(&comparison))?,
    }
    let is_bad = args.fail_on.iter().any(|it| it.is_met(&comparison));
    Ok(if is_bad { Outcome::Bad } else { Outcome::Good })
}

/// A schema without errors; those that it has are shown.
fn load(path: &PathBuf, args: &Args, output: &Output) -> Result<Option<Schema>, Error> {
    let sources = sources::read(slice::from_ref(path))?;
    let options = Options::new().dialect(args.dialect.into());
    let checked = tl_parser::check_with(&sources, options);
    if checked.diagnostics.has_errors() {
        output.diagnostics(&sources, &checked.diagnostics)?;
    }
    Ok(checked.schema)
}

impl FailOn {
    /// Whether a change breaks this.
    pub fn is_met(self, comparison: &Comparison) -> bool {
        let breaks = comparison.breaks();
        match self {
            Self::Wire => breaks.contains(Break::Wire),
            Self::Json => breaks.contains(Break::Json),
            Self::Source => breaks.contains(Break::Source),
            Self::Any => !comparison.is_empty(),
        }
    }
}

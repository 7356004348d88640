//! `tl generate`: a schema in, Rust files below a folder out. With `--check` nothing
//! is written, and what would change is shown as a unified diff.

pub mod shape;

use std::path::PathBuf;

use tl_codegen::output::{Durability, MARK};
use tl_codegen::{Config, Report};
use tl_parser::Sources;

use shape::ShapeArgs;

use super::Outcome;
use crate::error::Error;
use crate::messages::MessageArgs;
use crate::output::Output;
use crate::side_data::SideDataArgs;
use crate::sources::SchemaArgs;
use crate::text::counted;
use crate::tree::{self, Comparison};

/// How files that may be removed begin.
pub const MARKS: &[&str] = &[MARK];

const EXAMPLES: &str = "\
Examples:
  tl generate schema/api.tl --out src/tl
  tl generate schema/api.tl --out src/tl --check
  tl generate schema/api.tl --out src/tl --side-data schema/api.toml
  tl generate schema/api.tl --out src/tl --root messages.deleteExportedChatInvite
  tl generate schema/api.tl --out src/tl --client --server
  tl generate schema/api.tl --out src/tl --huge-bytes --unknown-bits .=keep
  tl generate schema/api.tl --out src/tl --implement clone=derived --borrowed";

/// Generate Rust from a schema
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    schema: SchemaArgs,

    /// The folder to write to; files that an earlier run left there are removed, and links below
    /// it are not followed
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    #[command(flatten)]
    side_data: SideDataArgs,

    #[command(flatten)]
    shape: ShapeArgs,

    /// Write nothing; fail with a diff if the files are not up to date
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    pub messages: MessageArgs,
}

/// Generates the files, then writes them or compares them.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let sources = args.schema.read()?;
    let files = match config(&sources, args).generate_with_warnings() {
        Ok((files, warnings)) => {
            show_findings(&warnings, output)?;
            files
        }
        Err(report) => {
            show_findings(&report, output)?;
            return Ok(Outcome::Bad);
        }
    };
    let comparison = tree::compare(&args.out, &files, MARKS)?;
    if args.check {
        show_differences(&comparison, output)
    } else {
        write(&comparison, args, output)
    }
}

fn config(sources: &Sources, args: &Args) -> Config {
    let mut config = args
        .shape
        .apply(Config::new().dialect(args.schema.dialect()));
    for file in sources.ids() {
        config = config.source(sources.name(file), sources.text(file));
    }
    for file in &args.side_data.files {
        config = config.side_data(file);
    }
    config
}

/// Shows what is wrong with a schema, or with what is to be generated of it.
pub fn show_findings(report: &Report, output: &Output) -> Result<(), Error> {
    output.diagnostics(&report.sources, &report.diagnostics)?;
    report
        .problems
        .iter()
        .try_for_each(|problem| output.problem(problem.severity, &problem.message))
}

fn write(comparison: &Comparison, args: &Args, output: &Output) -> Result<Outcome, Error> {
    tree::apply(&args.out, comparison, Durability::Fast)?;
    output.say(&comparison.summary())?;
    Ok(Outcome::Good)
}

fn show_differences(comparison: &Comparison, output: &Output) -> Result<Outcome, Error> {
    if comparison.differences.is_empty() {
        output.say("up to date\n")?;
        return Ok(Outcome::Good);
    }
    for difference in &comparison.differences {
        output.print_diff(&difference.to_string())?;
    }
    let are = match comparison.differences.len() {
        1 => "is",
        _ => "are",
    };
    output.report(&format!(
        "{} {are} not up to date: run the same command without `--check`\n",
        counted(comparison.differences.len(), "file"),
    ));
    Ok(Outcome::Bad)
}

//! `tl generate`: a schema in, Rust files below a folder out. With `--check` nothing
//! is written, and what would change is shown as a unified diff.

use std::path::PathBuf;

use tl_codegen::{Config, Report, UnknownBits};
use tl_parser::Sources;

use super::Outcome;
use crate::error::Error;
use crate::messages::MessageArgs;
use crate::output::Output;
use crate::sources::SchemaArgs;
use crate::text::counted;
use crate::tree::{self, Comparison};

const EXAMPLES: &str = "\
Examples:
  tl generate schema/api.tl --out src/tl
  tl generate schema/api.tl --out src/tl --check
  tl generate schema/api.tl --out src/tl --root messages.deleteExportedChatInvite
  tl generate schema/api.tl --out src/tl --huge-bytes --unknown-bits .=keep";

/// Generate Rust from a schema
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    schema: SchemaArgs,

    /// The folder to write to; files that an earlier run left there are removed
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Generate only this declaration and what it needs; can be repeated
    #[arg(long = "root", value_name = "NAME")]
    roots: Vec<String>,

    /// Allow strings and bytes of 2^24 bytes and more, in the form of TDLib and TON
    #[arg(long)]
    huge_bytes: bool,

    /// What becomes of flag bits that no field stands for: drop, keep (TON needs it) or
    /// refuse; can be repeated, and the most specific PATH wins (`.` is everything)
    #[arg(long = "unknown-bits", value_name = "PATH=HOW", value_parser = unknown_bits)]
    unknown_bits: Vec<(String, UnknownBits)>,

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
    let comparison = tree::compare(&args.out, &files)?;
    if args.check {
        show_differences(&comparison, output)
    } else {
        write(&comparison, args, output)
    }
}

fn config(sources: &Sources, args: &Args) -> Config {
    let mut config = Config::new()
        .dialect(args.schema.dialect())
        .huge_bytes(args.huge_bytes);
    for file in sources.ids() {
        config = config.source(sources.name(file), sources.text(file));
    }
    for (path, bits) in &args.unknown_bits {
        config = config.unknown_bits(path, *bits);
    }
    match args.roots.is_empty() {
        true => config,
        false => config.roots(&args.roots),
    }
}

/// Reads `liteServer=keep`.
fn unknown_bits(text: &str) -> Result<(String, UnknownBits), String> {
    let (path, how) = text.split_once('=').ok_or("`=` is missing")?;
    let bits = match how {
        "drop" => UnknownBits::Drop,
        "keep" => UnknownBits::Keep,
        "refuse" => UnknownBits::Refuse,
        _ => return Err(format!("`{how}` is neither drop, keep nor refuse")),
    };
    Ok((path.to_owned(), bits))
}

fn show_findings(report: &Report, output: &Output) -> Result<(), Error> {
    output.diagnostics(&report.sources, &report.diagnostics)?;
    report
        .problems
        .iter()
        .try_for_each(|problem| output.problem(problem.severity, &problem.message))
}

fn write(comparison: &Comparison, args: &Args, output: &Output) -> Result<Outcome, Error> {
    tree::apply(&args.out, comparison)?;
    let (removed, written): (Vec<_>, Vec<_>) = comparison
        .differences
        .iter()
        .partition(|it| it.new.is_none());
    output.say(&format!(
        "wrote {}, removed {}, {} unchanged\n",
        counted(written.len(), "file"),
        removed.len(),
        comparison.unchanged,
    ))?;
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

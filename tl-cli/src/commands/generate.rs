//! `tl generate`: a schema in, Rust files below a folder out. With `--check` nothing
//! is written, and what would change is shown as a unified diff.

use std::path::PathBuf;

use tl_codegen::Config;
use tl_parser::Sources;

use super::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::sources;
use crate::tree::{self, Comparison};

const EXAMPLES: &str = "\
Examples:
  tl generate schema/api.tl --out src/tl
  tl generate schema/api.tl --out src/tl --root messages.deleteExportedChatInvite
  tl generate schema/api.tl --out src/tl --check";

/// Generate Rust from a schema
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The files of the schema, together one schema; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The folder to write to; files that an earlier run left there are removed
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Generate only this declaration and what it needs; can be repeated
    #[arg(long = "root", value_name = "NAME")]
    roots: Vec<String>,

    /// Write nothing; fail with a diff if the files are not up to date
    #[arg(long)]
    check: bool,
}

/// Generates the files, then writes them or compares them.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let sources = sources::read(&args.files)?;
    let files = match config(&sources, &args.roots).generate() {
        Ok(files) => files,
        Err(report) => {
            output.report(&report.render(output.report_style()));
            return Ok(Outcome::Bad);
        }
    };
    let comparison = tree::compare(&args.out, &files)?;
    if args.check {
        show(&comparison, output)
    } else {
        write(&comparison, args, output)
    }
}

fn config(sources: &Sources, roots: &[String]) -> Config {
    let config = sources.ids().fold(Config::new(), |config, file| {
        config.source(sources.name(file), sources.text(file))
    });
    if roots.is_empty() {
        config
    } else {
        config.roots(roots)
    }
}

fn write(comparison: &Comparison, args: &Args, output: &Output) -> Result<Outcome, Error> {
    tree::apply(&args.out, comparison)?;
    let (removed, written): (Vec<_>, Vec<_>) = comparison
        .differences
        .iter()
        .partition(|it| it.new.is_none());
    output.print(&format!(
        "wrote {} files, removed {}, {} unchanged\n",
        written.len(),
        removed.len(),
        comparison.unchanged,
    ))?;
    Ok(Outcome::Good)
}

fn show(comparison: &Comparison, output: &Output) -> Result<Outcome, Error> {
    if comparison.differences.is_empty() {
        output.print("up to date\n")?;
        return Ok(Outcome::Good);
    }
    for difference in &comparison.differences {
        output.print_diff(&difference.to_string())?;
    }
    output.report(&format!(
        "{} files are not up to date: run the same command without `--check`\n",
        comparison.differences.len(),
    ));
    Ok(Outcome::Bad)
}

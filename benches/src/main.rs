//! Measures this project beside its peers and prints Markdown.
//!
//! ```sh
//! cargo run --release -p tl-benches > benches/RESULTS.md   # everything
//! cargo run --release -p tl-benches -- --only compile --quick --matching check
//! cargo run --release -p tl-benches -- --only parser FILE  # with one more schema
//! ```
//!
//! This program is also the `RUSTC_WRAPPER` of the builds that it measures.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use tl_benches::{compile, generator, machine, memory, parser, runtime};

/// How many samples of run time a median is made of.
const RUN_SAMPLES: usize = 1001;

/// How many samples of the generator a median is made of.
const GENERATOR_SAMPLES: usize = 31;

/// Measures this project beside its peers and prints Markdown tables.
#[derive(Debug, Parser)]
struct Args {
    /// Measures only this part
    #[arg(long, value_name = "PART")]
    only: Option<Part>,

    /// How often everything is built; the tables show medians
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,

    /// Of what is compiled, only the lines of the table that contain this: `check`, `JSON`
    #[arg(long, default_value = "", value_name = "TEXT")]
    matching: String,

    /// One round: to see that all works, not to compare
    #[arg(long)]
    quick: bool,

    /// Schemas that the parser is measured with beside layer 230
    #[arg(value_name = "FILE")]
    schemas: Vec<PathBuf>,

    /// Checks a schema once and prints the bytes that it took: for the parser's table
    #[arg(long, hide = true, value_name = "FILE")]
    peak_of: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// What the generated crate costs the compiler, alone and with a client
    Compile,
    /// Schema file to written files, in a build script that is not optimised
    Generator,
    /// Reading and writing, beside the peers and memcpy
    Run,
    /// The parser's time and memory
    Parser,
}

fn main() -> ExitCode {
    if let Some(log) = compile::wrapper::requested() {
        return compile::wrapper::run(&log);
    }
    match run(&Args::parse()) {
        Ok(text) => {
            println!("{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> io::Result<String> {
    if let Some(path) = &args.peak_of {
        return memory::peak_of_check(path);
    }
    let wants = |part| args.only.is_none_or(|only| only == part);
    let rounds = if args.quick { 1 } else { args.rounds.into() };
    let mut text = machine::heading()?;
    if wants(Part::Compile) {
        text += &compile::run(rounds, &args.matching)?;
    }
    if wants(Part::Generator) {
        text += &generator::run(if args.quick { 3 } else { GENERATOR_SAMPLES })?;
    }
    if wants(Part::Run) {
        text += &runtime::run(if args.quick { 11 } else { RUN_SAMPLES })?;
    }
    if wants(Part::Parser) {
        text += &parser::run(&args.schemas)?;
    }
    Ok(text)
}

//! The command `tl`: checks and formats TL schemas, generates Rust and references from them, answers
//! questions about them, and reads and writes values of them.
//!
//! | exit code | meaning |
//! |---|---|
//! | 0 | all is well; there may be warnings |
//! | 1 | a schema or a value has errors, nothing was found, or files are not up to date |
//! | 2 | wrong usage, or a file that cannot be read or written |
//!
//! The library is the binary's own: only [`main`] is for others, and no version keeps the rest.

#![forbid(unsafe_code)]

mod args;
mod changes;
mod commands;
mod difference;
mod error;
mod messages;
mod output;
mod published;
mod schema_json;
mod side_data;
mod site;
mod sources;
pub mod testing;
mod text;
mod tree;
mod values;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use commands::{
    Outcome, check, completions, decode, diff, docs, encode, fmt, generate, id, import_errors, new,
    schema, update,
};
use output::Output;

/// Runs the command that the arguments of the process ask for, and returns its exit code.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // If nothing can be shown, the exit code still says it.
            let _ = output::show_usage(&error);
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let output = Output::new(args.color, args.command.message_format());
    let outcome = match &args.command {
        Command::Check(args) => check::run(args, &output),
        Command::Fmt(args) => fmt::run(args, &output),
        Command::Generate(args) => generate::run(args, &output),
        Command::Id(args) => id::run(args, &output),
        Command::Schema(args) => schema::run(args, &output),
        Command::Docs(args) => docs::run(args, &output),
        Command::Decode(args) => decode::run(args, &output),
        Command::Encode(args) => encode::run(args, &output),
        Command::Diff(args) => diff::run(args, &output),
        Command::New(args) => new::run(args, &output),
        Command::Update(args) => update::run(args, &output),
        Command::ImportErrors(args) => import_errors::run(args, &output),
        Command::Completions(args) => completions::run(args, &output),
    };
    match outcome {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Bad) => ExitCode::from(1),
        Err(error) => {
            output.fail(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

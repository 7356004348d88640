//! The command line. The arguments of a command stand in its own file.

use clap::{Parser, Subcommand};

use crate::commands::{check, generate};
use crate::output::Color;

const EXAMPLES: &str = "\
Examples:
  tl check schema/api.tl
  tl generate schema/api.tl --out src/tl";

/// Checks TL schemas and generates Rust from them
#[derive(Debug, Parser)]
#[command(name = "tl", version, after_help = EXAMPLES)]
pub struct Args {
    /// When to use colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `tl` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Check(check::Args),
    Generate(generate::Args),
}

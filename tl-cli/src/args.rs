//! The command line. The arguments of a command stand in its own file.

use clap::{Parser, Subcommand};

use crate::commands::{
    check, completions, decode, diff, docs, encode, fmt, generate, id, import_errors, new, schema,
    update,
};
use crate::messages::MessageFormat;
use crate::output::Color;

const AFTER_HELP: &str = "\
Exit codes:
  0  all is well; there may be warnings
  1  a schema or a value has errors, nothing was found, or files are not up to date
  2  wrong usage, or a file that cannot be read or written

Examples:
  tl check schema/api.tl
  tl fmt schema/api.tl
  tl generate schema/api.tl --out src/tl
  tl new invites --schema schema/api.tl
  tl docs schema/api.tl --side-data schema/api.toml --out site
  tl id a455de90 schema/api.tl
  tl schema --json schema/api.tl > api.json
  tl diff schema/api.tl schema/api.tl
  tl update schema/api.tl --from schema/api.tl
  echo c97ea07d | tl decode --schema schema/api.tl --hex";

/// Checks and formats TL schemas, generates Rust from them, and shows what bytes mean
#[derive(Debug, Parser)]
#[command(name = "tl", version, max_term_width = 100, after_help = AFTER_HELP)]
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
    Fmt(fmt::Args),
    Generate(generate::Args),
    New(new::Args),
    Docs(docs::Args),
    Id(id::Args),
    Schema(schema::Args),
    Decode(decode::Args),
    Encode(encode::Args),
    Diff(diff::Args),
    Update(update::Args),
    ImportErrors(import_errors::Args),
    Completions(completions::Args),
}

impl Command {
    /// How the command reports findings.
    pub fn message_format(&self) -> MessageFormat {
        match self {
            Self::Check(args) => args.messages.message_format,
            Self::Fmt(args) => args.messages.message_format,
            Self::Generate(args) => args.messages.message_format,
            Self::Docs(args) => args.messages.message_format,
            Self::Id(_)
            | Self::Schema(_)
            | Self::Decode(_)
            | Self::Encode(_)
            | Self::Diff(_)
            | Self::New(_)
            | Self::Update(_)
            | Self::ImportErrors(_)
            | Self::Completions(_) => MessageFormat::Human,
        }
    }
}

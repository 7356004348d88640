//! `tl update`: the schema of a repository becomes the one that is published.
//!
//! ```text
//! source ─▸ incoming (text) ─▸ check ─▸ diff ─▸ side data ─▸ generated files ─▸ write
//! ```
//!
//! All that is to be written is made in memory first, so that nothing is written if anything is
//! wrong.

#[cfg(feature = "fetch")]
mod fetch;
mod generated;
mod header;
mod incoming;
mod pin;
mod present;
mod raw;
#[cfg(feature = "fetch")]
mod redirect;
mod side_data;
mod source;
mod verdict;
mod write;

use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;
use tl_parser::Severity;

use super::Outcome;
use super::diff::FailOn;
use super::generate::shape::ShapeArgs;
use crate::error::Error;
use crate::output::Output;
use crate::side_data::SideDataArgs;
use crate::sources::{DialectArg, is_stdin};
use pin::Pin;
use raw::Limits;
use side_data::Rename;
use source::Source;
use verdict::Verdict;
use write::Contents;

const EXAMPLES: &str = "\
The whole of SCHEMA is replaced: by canonical TL with documentation comments, and a header that
says where it is from, since when, and which hash `tl schema --hash` gives. Other comments are not
kept. If nothing has changed, the file stays as it is.

Generated files are written first, then side data, and SCHEMA last: what was cut short goes on when
the same command is run again. A symbolic link in the place of SCHEMA or side data is followed.

The address in the header is the one that gave the schema, after redirects. Pin what you have looked
at by --hash or --sha256, so that the run in CI takes nothing else.

Examples:
  tl update schema/api.tl --from schema/mtproto.tl --dry-run
  cat schema/mtproto.tl | tl update schema/service.tl --from - --date 2026-01-31
  tl update schema/new.tl --from schema/mtproto.tl --hash $(tl schema --hash schema/mtproto.tl)
  tl update schema/service.tl --from schema/mtproto.tl --fail-on any --generate src/tl";

/// Replace a schema by the one that is published, after showing what changes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The schema to update; it is made if it is not there
    #[arg(value_name = "SCHEMA")]
    schema: PathBuf,

    /// Where the new schema is, in TL or in Telegram's JSON: a file, an address with http:// or
    /// https://, or `-` for standard input
    #[arg(long, value_name = "SOURCE")]
    from: Source,

    /// What is allowed beyond the standard; vk: annotations and `=>`, mtcute: bare results
    #[arg(long, value_name = "NAME", default_value = "standard")]
    dialect: DialectArg,

    /// The layer of the new schema, if it names none itself
    #[arg(long, value_name = "NUMBER")]
    layer: Option<u32>,

    /// Take a layer that is lower than the present one
    #[arg(long)]
    allow_older: bool,

    /// Write nothing if a change breaks this, or for any change at all; can be repeated
    #[arg(long, value_name = "CATEGORY")]
    fail_on: Vec<FailOn>,

    /// Show all and write nothing
    #[arg(long)]
    dry_run: bool,

    /// The date in the header; that of SOURCE_DATE_EPOCH or today if it is left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,

    /// Follow redirects to another host or port; without it, they are an error. Redirects from
    /// https:// to http:// always are
    #[arg(long)]
    follow: bool,

    /// Take nothing but these bytes: the SHA-256 of what SOURCE gives, in hexadecimal
    #[arg(long, value_name = "HEX")]
    sha256: Option<Pin>,

    /// Take nothing but this schema: the hash that `tl schema --hash` prints, and SCHEMA_HASH in
    /// generated code
    #[arg(long, value_name = "HASH")]
    hash: Option<Pin>,

    /// How long fetching may take, from the first connection to the last byte
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    timeout: Duration,

    /// How long the new schema may be
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    max_size: u64,

    #[command(flatten)]
    side_data: SideDataArgs,

    /// What side data says of OLD is true of NEW: a name, or `combinator.parameter`; can be repeated
    #[arg(long = "rename", value_name = "OLD=NEW", requires = "side-data")]
    renames: Vec<Rename>,

    /// Remove from side data what it says of things that the new schema does not have
    #[arg(long, requires = "side-data")]
    prune: bool,

    /// Generate Rust into this folder, as `tl generate` does with the options below
    #[arg(long, value_name = "DIR")]
    generate: Option<PathBuf>,

    #[command(flatten, next_help_heading = "Options of --generate")]
    shape: ShapeArgs,
}

/// Fetches, checks, compares, merges side data, generates, and writes.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    args.check()?;
    let date = header::date(args.date)?;
    let Some(present) = present::read(args, output)? else {
        return Ok(Outcome::Bad);
    };
    if let Some(warning) = args.from.warning() {
        output.problem(Severity::Warning, &warning)?;
    }
    let incoming = incoming::read(args)?;
    let source = incoming.name.clone();
    let Some(new) = incoming::check(args, incoming, output)? else {
        return Ok(Outcome::Bad);
    };
    let schema = match verdict::of(args, &present, &new, &source, output)? {
        Verdict::Refused => return Ok(Outcome::Bad),
        Verdict::UpToDate => Contents::unchanged(args, &present.text),
        Verdict::Update => Contents::changed(args, header::of(&source, date, &new)),
    };
    let Some(side_data) = side_data::merge(args, &present, &new, output)? else {
        return Ok(Outcome::Bad);
    };
    let Some(generated) = generated::files(args, &schema, &side_data, output)? else {
        return Ok(Outcome::Bad);
    };
    write::all(args, &schema, &side_data, &generated, output)?;
    Ok(Outcome::Good)
}

impl Args {
    /// What clap cannot see.
    fn check(&self) -> Result<(), Error> {
        if is_stdin(&self.schema) {
            return Err(Error::Usage("`-` is no file to update".into()));
        }
        if self.schema.extension().is_some_and(|it| it == "json") {
            let file = self.schema.display();
            let message = format!("{file}: what is written is TL; name a file that ends with .tl");
            return Err(Error::Usage(message));
        }
        if self.generate.is_none() && self.shape != ShapeArgs::default() {
            let message = "give --generate too: the other options say what is generated";
            return Err(Error::Usage(message.into()));
        }
        Ok(())
    }

    fn limits(&self) -> Limits {
        Limits {
            timeout: self.timeout,
            max_size: self.max_size,
            follow: self.follow,
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    // More than this does not fit into the clocks of all systems.
    match text.parse::<u32>() {
        Ok(0) | Err(_) => Err("expected a number of seconds, at least 1".into()),
        Ok(seconds) => Ok(Duration::from_secs(seconds.into())),
    }
}

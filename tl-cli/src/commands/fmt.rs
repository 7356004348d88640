//! `tl fmt`: schema files in, the same files in their usual layout out. With `--check`
//! nothing is written, and what would change is shown as a unified diff.
//!
//! Each file is formatted by itself. If one of them does not parse, none is written.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tl_codegen::output::{Durability, replace, resolve};
use tl_parser::{Diagnostics, FileId, Sources, format};

use super::Outcome;
use crate::difference::Difference;
use crate::error::Error;
use crate::messages::MessageArgs;
use crate::output::Output;
use crate::sources::{self, is_stdin};
use crate::text::counted;

const EXAMPLES: &str = "\
A symbolic link is followed: the file that it leads to is replaced, and the link stays.

Examples:
  tl fmt schema/api.tl schema/mtproto.tl
  tl fmt --check schema/*.tl
  tl fmt - < schema/api.tl > formatted.tl";

/// A text of this many bytes may have lost its end: no more can be addressed.
const TOO_LONG: usize = u32::MAX as usize - 3;

/// Format schema files in place: comments, blank lines, ids and the meaning stay
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The files to format; `-` is standard input, and its result standard output
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    pub messages: MessageArgs,

    /// Write nothing; fail with a diff if a file is not formatted
    #[arg(long)]
    check: bool,
}

/// A file before and after.
struct Formatted<'a> {
    path: &'a Path,
    name: &'a str,
    old: &'a str,
    new: String,
}

/// Formats the files, then writes them or shows what would change.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let sources = sources::read_as_they_are(&args.files)?;
    check_lengths(args, &sources)?;
    let formatted = match format_all(args, &sources) {
        Ok(formatted) => formatted,
        Err(diagnostics) => {
            output.diagnostics(&sources, &diagnostics)?;
            return Ok(Outcome::Bad);
        }
    };
    if args.check {
        show(&formatted, output)
    } else {
        write(&formatted, output)
    }
}

fn with_paths<'a>(
    args: &'a Args,
    sources: &Sources,
) -> impl Iterator<Item = (&'a Path, FileId)> + use<'a> {
    args.files.iter().map(PathBuf::as_path).zip(sources.ids())
}

fn check_lengths(args: &Args, sources: &Sources) -> Result<(), Error> {
    match with_paths(args, sources).find(|&(_, file)| sources.text(file).len() >= TOO_LONG) {
        Some((path, _)) => Err(Error::read(path)(ErrorKind::FileTooLarge.into())),
        None => Ok(()),
    }
}

/// All files, or the mistakes of all of them.
fn format_all<'a>(args: &'a Args, sources: &'a Sources) -> Result<Vec<Formatted<'a>>, Diagnostics> {
    let mut formatted = Vec::new();
    let mut mistakes = Diagnostics::default();
    for (path, file) in with_paths(args, sources) {
        match format::format(sources, file) {
            Ok(new) => formatted.push(Formatted {
                path,
                name: sources.name(file),
                old: sources.text(file),
                new,
            }),
            Err(diagnostics) => mistakes.extend(diagnostics),
        }
    }
    match mistakes.is_empty() {
        true => Ok(formatted),
        false => Err(mistakes),
    }
}

impl Formatted<'_> {
    fn is_changed(&self) -> bool {
        self.old != self.new
    }

    fn write(&self) -> Result<(), Error> {
        replace(self.path, &self.new, Durability::Synced)?;
        Ok(())
    }

    fn difference(&self) -> Difference {
        Difference {
            path: self.name.trim_start_matches('/').to_owned(),
            old: Some(self.old.to_owned()),
            new: Some(self.new.clone()),
        }
    }
}

/// Standard output has the formatted standard input if that is asked for, and else the
/// summary.
fn write(formatted: &[Formatted<'_>], output: &Output) -> Result<Outcome, Error> {
    let (stdin, files): (Vec<_>, Vec<_>) = formatted.iter().partition(|it| is_stdin(it.path));
    let changed: Vec<_> = files.iter().filter(|it| it.is_changed()).collect();
    // All or none, as far as can be known before.
    for file in &changed {
        resolve(file.path)?;
    }
    for file in &changed {
        file.write()?;
    }
    match stdin.first() {
        Some(stdin) => output.print_data(&stdin.new)?,
        None => output.say(&format!(
            "wrote {}, {} unchanged\n",
            counted(changed.len(), "file"),
            files.len() - changed.len(),
        ))?,
    }
    Ok(Outcome::Good)
}

fn show(formatted: &[Formatted<'_>], output: &Output) -> Result<Outcome, Error> {
    let changed: Vec<_> = formatted.iter().filter(|it| it.is_changed()).collect();
    if changed.is_empty() {
        output.say("up to date\n")?;
        return Ok(Outcome::Good);
    }
    for file in &changed {
        output.print_diff(&file.difference().to_string())?;
    }
    let are = if changed.len() == 1 { "is" } else { "are" };
    output.report(&format!(
        "{} {are} not formatted: run the same command without `--check`\n",
        counted(changed.len(), "file"),
    ));
    Ok(Outcome::Bad)
}

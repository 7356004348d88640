//! `tl new`: a crate of bindings that compiles, has a test, and says how it is kept up to date.
//!
//! ```text
//! schema ─▸ check ─▸ generate (only to see that it can be) ─▸ files ─▸ write
//! ```

mod example;
mod files;
mod input;
mod local;
mod name;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tl_codegen::UnknownBits;
use tl_codegen::output::{Durability, OutputDir};

use super::Outcome;
use super::generate::shape;
use crate::error::Error;
use crate::output::Output;
use crate::side_data::SideDataArgs;
use crate::sources::DialectArg;
use crate::text::counted;
use input::Input;
use name::PackageName;

const EXAMPLES: &str = "\
Examples:
  tl new invites --schema schema/api.tl --side-data schema/api.toml
  tl new service --schema schema/mtproto.tl --path crates/service";

/// Make a crate with bindings of a schema, ready to build and to test
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The name of the package
    #[arg(value_name = "NAME")]
    name: PackageName,

    /// The schema, in TL or in Telegram's JSON; it is copied
    #[arg(long, value_name = "FILE")]
    schema: PathBuf,

    #[command(flatten)]
    side_data: SideDataArgs,

    /// The folder of the crate, which must be empty or not there; NAME if it is left out
    #[arg(long, value_name = "DIR")]
    path: Option<PathBuf>,

    /// Depend on a checkout of this project instead of what is published
    #[arg(long, value_name = "DIR")]
    local: Option<PathBuf>,

    /// What is allowed beyond the standard; vk: annotations and `=>`, mtcute: bare results
    #[arg(long, value_name = "NAME", default_value = "standard")]
    dialect: DialectArg,

    /// Allow strings and bytes of 2^24 bytes and more, in the form of TDLib and TON
    #[arg(long)]
    huge_bytes: bool,

    /// What becomes of flag bits that no field stands for: refuse (if nothing is said), keep
    /// (TON needs it) or drop; can be repeated, and the most specific PATH wins (`.` is
    /// everything)
    #[arg(long = "unknown-bits", value_name = "PATH=HOW", value_parser = shape::unknown_bits)]
    unknown_bits: Vec<(String, UnknownBits)>,
}

/// Makes all files, then writes them. Nothing is written if the schema cannot be generated.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let folder = args.folder();
    check_empty(&folder)?;
    let dependencies = local::dependencies(args.local.as_deref())?;
    let input = Input::read(args)?;
    let Some((schema, data)) = input.check(args, output)? else {
        return Ok(Outcome::Bad);
    };
    let test = example::test(&schema, &data);
    let files = files::of(args, &input, &dependencies, &test)?;
    let crate_folder = OutputDir::new(&folder);
    for (path, text) in &files {
        crate_folder.write(path, text, Durability::Fast)?;
    }
    let folder = folder.display();
    let count = counted(files.len(), "file");
    output.say(&format!(
        "wrote {count} to {folder}; next: cd {folder} && cargo test\n"
    ))?;
    Ok(Outcome::Good)
}

impl Args {
    fn folder(&self) -> PathBuf {
        let name = || PathBuf::from(self.name.as_str());
        self.path.clone().unwrap_or_else(name)
    }
}

/// What is there already belongs to somebody.
fn check_empty(folder: &Path) -> Result<(), Error> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => {
                let folder = folder.display();
                Err(Error::Usage(format!(
                    "{folder} is not empty; give another --path"
                )))
            }
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::Read(folder.to_owned(), error)),
    }
}

//! `tl docs`: a schema and what is known beside it in, a reference out: a folder of pages.

use std::path::{Path, PathBuf};
use std::slice;

use tl_codegen::output::Durability;
use tl_parser::{Checked, Options};

use super::Outcome;
use super::check::failure;
use crate::error::Error;
use crate::messages::MessageArgs;
use crate::output::Output;
use crate::side_data::SideDataArgs;
use crate::site::{self, Input, MARKS, Older};
use crate::sources::{self, SchemaArgs, is_stdin};
use crate::tree;

const EXAMPLES: &str = "\
Examples:
  tl docs schema/api.tl --out site
  tl docs schema/api.tl --side-data schema/api.toml --out site --title 'Invite links'
  tl docs schema/api.tl --side-data schema/api.toml --out pages --format markdown";

/// Make a reference of a schema: a page for each method, constructor and type
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    schema: SchemaArgs,

    #[command(flatten)]
    side_data: SideDataArgs,

    /// The schema of an older layer, with its comment `// LAYER n`; can be repeated
    #[arg(long, value_name = "FILE")]
    older: Vec<PathBuf>,

    /// The folder to write to; pages that an earlier run left there are removed, and links below
    /// it are not followed
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    format: Format,

    /// The name of the reference; it tells the layer if none is given
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    #[command(flatten)]
    pub messages: MessageArgs,
}

/// The form of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Html,
    Markdown,
}

/// Makes the pages, then writes those that differ. Nothing is written if anything is wrong with
/// what is read.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    args.check_stdin()?;
    let mut sources = args.schema.read()?;
    let Checked {
        schema,
        mut diagnostics,
    } = args.schema.check(&sources);
    let data = match &schema {
        Some(schema) => args
            .side_data
            .read(schema, &mut sources, &mut diagnostics)?,
        None => None,
    };
    output.diagnostics(&sources, &diagnostics)?;
    let (Some(schema), false) = (&schema, diagnostics.has_errors()) else {
        output.report(&failure(&diagnostics));
        return Ok(Outcome::Bad);
    };
    let Some(older) = args.older(schema.layer, output)? else {
        return Ok(Outcome::Bad);
    };
    let input = Input {
        schema,
        data: data.as_ref(),
        older: &older,
        title: args.title.as_deref(),
    };
    let files = match args.format {
        Format::Html => site::html(&input),
        Format::Markdown => site::markdown(&input),
    };
    let comparison = tree::compare(&args.out, &files, MARKS)?;
    tree::apply(&args.out, &comparison, Durability::Fast)?;
    output.say(&comparison.summary())?;
    Ok(Outcome::Good)
}

impl Args {
    /// Standard input can be read once.
    fn check_stdin(&self) -> Result<(), Error> {
        let older = self.older.iter().filter(|file| is_stdin(file)).count();
        match older + usize::from(self.schema.takes_stdin()) {
            0 | 1 => Ok(()),
            _ => Err(Error::StdinTwice),
        }
    }

    /// The older schemas; none if one has errors, which are shown. Its warnings are its time's.
    fn older(&self, current: Option<u32>, output: &Output) -> Result<Option<Vec<Older>>, Error> {
        let mut all = Vec::new();
        for file in &self.older {
            let sources = sources::read(slice::from_ref(file))?;
            let options = Options::new().dialect(self.schema.dialect());
            let Checked {
                schema,
                diagnostics,
            } = tl_parser::check_with(&sources, options);
            let Some(schema) = schema else {
                output.diagnostics(&sources, &diagnostics)?;
                output.report(&failure(&diagnostics));
                return Ok(None);
            };
            let layer = older_layer(file, schema.layer, current)?;
            all.push(Older { layer, schema });
        }
        Ok(Some(all))
    }
}

fn older_layer(file: &Path, layer: Option<u32>, current: Option<u32>) -> Result<u32, Error> {
    let file = file.display();
    match (layer, current) {
        (None, _) => Err(Error::BadFile(format!(
            "{file}: no comment `// LAYER n` says which layer it is"
        ))),
        (Some(layer), Some(current)) if layer >= current => Err(Error::BadFile(format!(
            "{file}: layer {layer} is not older than layer {current} of the schema"
        ))),
        (Some(layer), _) => Ok(layer),
    }
}

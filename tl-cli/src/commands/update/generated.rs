//! Rust of the new schema, as `tl generate` makes it.

use tl_codegen::Config;

use super::Args;
use super::write::Contents;
use crate::commands::generate::{MARKS, show_findings};
use crate::error::Error;
use crate::output::Output;
use crate::tree::{self, Comparison};

/// What changes in the folder that is named. None, and the findings, if the schema cannot be
/// generated.
pub fn files(
    args: &Args,
    schema: &Contents,
    side_data: &[Contents],
    output: &Output,
) -> Result<Option<Comparison>, Error> {
    let Some(folder) = &args.generate else {
        return Ok(Some(Comparison::default()));
    };
    match config(args, schema, side_data).generate_with_warnings() {
        Ok((files, warnings)) => {
            show_findings(&warnings, output)?;
            tree::compare(folder, &files, MARKS).map(Some)
        }
        Err(report) => {
            show_findings(&report, output)?;
            Ok(None)
        }
    }
}

fn config(args: &Args, schema: &Contents, side_data: &[Contents]) -> Config {
    let config = Config::new().dialect(args.dialect.into());
    let name = args.schema.display().to_string();
    let config = args.shape.apply(config).source(name, &schema.text);
    side_data.iter().fold(config, |config, file| {
        config.side_data_source(file.path.display().to_string(), &file.text)
    })
}

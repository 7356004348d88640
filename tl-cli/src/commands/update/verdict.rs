//! What changes, and whether it may.

use tl_parser::Schema;
use tl_parser::compare::compare;

use super::Args;
use super::present::Present;
use crate::commands::check::Summary;
use crate::commands::diff;
use crate::error::Error;
use crate::output::Output;

/// What becomes of the file.
pub enum Verdict {
    /// It stays, because of an option.
    Refused,
    /// It stays as it is: nothing has changed.
    UpToDate,
    /// It is replaced.
    Update,
}

/// Shows what changes, and decides.
pub fn of(
    args: &Args,
    present: &Present,
    new: &Schema,
    source: &str,
    output: &Output,
) -> Result<Verdict, Error> {
    let file = args.schema.display();
    let Some(old) = &present.schema else {
        output.say(&format!("{file} is new: {}\n", Summary::of(new)))?;
        return Ok(Verdict::Update);
    };
    if said(old) == said(new) {
        output.say(&format!("{file} is up to date\n"))?;
        return Ok(Verdict::UpToDate);
    }
    refuse_older(args, old, new, source)?;
    let comparison = compare(old, new);
    output.print_diff(&diff::text::of(&comparison))?;
    if comparison.is_empty() && old.layer == new.layer {
        output.say("only documentation comments changed\n")?;
    }
    let is_refused = args.fail_on.iter().any(|it| it.is_met(&comparison));
    Ok(match is_refused {
        true => {
            output.report("nothing is written, because of --fail-on\n");
            Verdict::Refused
        }
        false => Verdict::Update,
    })
}

/// All that a schema says, whatever its order. Its hash is of less: without documentation.
fn said(schema: &Schema) -> String {
    let mut schema = schema.clone();
    schema.sort();
    schema.to_documented_tl()
}

fn refuse_older(args: &Args, old: &Schema, new: &Schema, source: &str) -> Result<(), Error> {
    match (old.layer, new.layer) {
        (Some(old), Some(new)) if new < old && !args.allow_older => Err(Error::BadFile(format!(
            "{source}: layer {new} is older than layer {old} of {} (see --allow-older)",
            args.schema.display(),
        ))),
        _ => Ok(()),
    }
}

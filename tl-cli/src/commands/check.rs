//! `tl check`: all findings, then one line that sums up the schema:
//!
//! ```text
//! layer 230: 1701 constructors, 850 functions, 648 types, 2551 ids agree, 0 differ
//! ```
//!
//! The words stay the same for every number, so that scripts can read the line. With side data,
//! or if a share is asked for, a line follows for each share of the schema that is described:
//! there or in documentation comments.

use std::fmt;

use tl_codegen::side_data::{Coverage, Share};
use tl_parser::schema::{Combinator, IdSource, Schema};
use tl_parser::{Diagnostics, Severity};

use super::Outcome;
use crate::error::Error;
use crate::messages::MessageArgs;
use crate::output::Output;
use crate::side_data::SideDataArgs;
use crate::sources::SchemaArgs;
use crate::text::counted;

const EXAMPLES: &str = "\
Examples:
  tl check schema/api.tl
  tl check schema/mtproto.tl schema/api.tl
  cat schema/api.tl | tl check -
  tl check --message-format json schema/api.tl
  tl check schema/api.tl --side-data schema/api.toml --min-coverage 100";

/// Check a schema: report all mistakes, then count what it declares
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    schema: SchemaArgs,

    #[command(flatten)]
    side_data: SideDataArgs,

    /// Fail if side data and comments describe less than this share of anything that is counted
    #[arg(long, value_name = "PERCENT")]
    min_coverage: Option<usize>,

    #[command(flatten)]
    pub messages: MessageArgs,
}

/// Checks the files as one schema.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let mut sources = args.schema.read()?;
    let checked = args.schema.check(&sources);
    let mut diagnostics = checked.diagnostics;
    let data = match &checked.schema {
        Some(schema) => args
            .side_data
            .read(schema, &mut sources, &mut diagnostics)?,
        None => None,
    };
    output.diagnostics(&sources, &diagnostics)?;
    match &checked.schema {
        Some(schema) if !diagnostics.has_errors() => {
            output.say(&format!("{}\n", Summary::of(schema)))?;
            if data.is_none() && args.min_coverage.is_none() {
                return Ok(Outcome::Good);
            }
            let data = data.unwrap_or_default();
            say_coverage(args, Coverage::new(schema, &data), output)
        }
        _ => {
            output.report(&failure(&diagnostics));
            Ok(Outcome::Bad)
        }
    }
}

/// `methods with text: 3 of 3 (100 %)`, a line each.
fn say_coverage(args: &Args, coverage: Coverage, output: &Output) -> Result<Outcome, Error> {
    for (what, share) in coverage.shares() {
        let Share { known, all } = share;
        output.say(&format!(
            "{what}: {known} of {all} ({} %)\n",
            share.percent()
        ))?;
    }
    match args.min_coverage {
        Some(wanted) if coverage.least() < wanted => {
            output.report(&format!("less than {wanted} % is described\n"));
            Ok(Outcome::Bad)
        }
        _ => Ok(Outcome::Good),
    }
}

/// `1 error, 0 warnings`
pub fn failure(diagnostics: &Diagnostics) -> String {
    let errors = counted(diagnostics.count(Severity::Error), "error");
    let warnings = counted(diagnostics.count(Severity::Warning), "warning");
    format!("{errors}, {warnings}\n")
}

/// What a schema declares itself: nothing built-in is counted.
pub struct Summary {
    layer: Option<u32>,
    constructors: usize,
    functions: usize,
    types: usize,
    agree: usize,
    differ: usize,
    computed: usize,
}

impl Summary {
    /// Counts.
    pub fn of(schema: &Schema) -> Self {
        let ids = |is_counted: fn(&IdSource) -> bool| {
            let own = schema.combinators().filter(|it| !it.is_builtin);
            own.filter(|it| is_counted(&it.id_source)).count()
        };
        Self {
            layer: schema.layer,
            constructors: count_own(&schema.constructors),
            functions: count_own(&schema.functions),
            types: schema.types.iter().filter(|it| !it.is_builtin).count(),
            agree: ids(|it| matches!(it, IdSource::Agrees)),
            differ: ids(|it| matches!(it, IdSource::Differs { .. })),
            computed: ids(|it| matches!(it, IdSource::Computed)),
        }
    }
}

fn count_own(combinators: &[Combinator]) -> usize {
    combinators.iter().filter(|it| !it.is_builtin).count()
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            layer,
            constructors,
            functions,
            types,
            agree,
            differ,
            computed,
        } = self;
        if let Some(layer) = layer {
            write!(f, "layer {layer}: ")?;
        }
        write!(
            f,
            "{constructors} constructors, {functions} functions, {types} types, \
             {agree} ids agree, {differ} differ"
        )?;
        if *computed > 0 {
            write!(f, ", {computed} computed")?;
        }
        Ok(())
    }
}

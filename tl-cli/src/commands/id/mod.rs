//! `tl id`: the ids of declarations given as text, or the declarations that an id or a
//! name has in schema files.
//!
//! ```text
//! a declaration, or `-` ─▸ compute ─▸ 5bb8e511
//! an id or a name, FILEs ─▸ search ─▸ 5bb8e511 constructor api.tl:7:1  message ... = Message
//! ```
//!
//! Both need only the syntax tree, so they work on schemas that are not whole.

mod compute;
mod search;

use std::path::PathBuf;

use super::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::sources;

const EXAMPLES: &str = "\
Examples:
  tl id 'message msg_id:long seqno:int bytes:int body:Object = Message;'
  tl id a455de90 schema/api.tl
  tl id messages.exportChatInvite schema/api.tl
  tl id InputPeer schema/api.tl
  grep '^msg' schema/mtproto.tl | tl id -";

/// Compute the id of a declaration, or find declarations by id or name
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A declaration (what holds a `=` is one), an id with or without `0x` or `#`, or the name
    /// of a constructor, function or type; `-` reads declarations from standard input
    #[arg(value_name = "WHAT")]
    what: String,

    /// Where to find an id or a name; `-` is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Computes or searches, by what is asked.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let what = args.what.trim();
    let is_declaration = what == "-" || what.contains('=');
    match (is_declaration, args.files.is_empty()) {
        (true, true) => compute::run(declarations(what)?, output),
        (false, false) => search::run(what, &sources::read(&args.files)?, output),
        (true, false) => Err(Error::Usage(
            "the id of a declaration is computed from its text: give no FILE with it".into(),
        )),
        (false, true) => Err(Error::Usage(format!(
            "`{what}` has no `=`, so it is an id or a name: give a FILE to find it in"
        ))),
    }
}

/// What to compute ids of: a name for diagnostics, and the text.
fn declarations(what: &str) -> Result<(String, String), Error> {
    if what != "-" {
        return Ok(("<declaration>".into(), what.into()));
    }
    let sources = sources::read(&[PathBuf::from(what)])?;
    let text = sources.ids().map(|file| sources.text(file)).collect();
    Ok(("<stdin>".into(), text))
}

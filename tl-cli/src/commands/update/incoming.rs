//! The new schema: text that can be one, read and checked as any other.

use tl_parser::{Options, Schema, Sources};

use super::Args;
use super::raw::Raw;
use crate::commands::check::failure;
use crate::error::Error;
use crate::output::Output;
use crate::sources::{self, into_text};

/// What a source gives.
pub struct Incoming {
    /// Where it is from, as messages and the header name it.
    pub name: String,
    pub text: String,
}

/// Reads the text, if it is the one that is pinned. A page or nothing at all is what servers give in
/// the place of a file that has moved.
pub fn read(args: &Args) -> Result<Incoming, Error> {
    let raw = args.from.read(args.limits())?;
    if let Some(pinned) = &args.sha256 {
        pinned.check_bytes(&raw)?;
    }
    let Raw {
        name,
        media_type,
        bytes,
    } = raw;
    let bad = |what: &str| Err(Error::BadFile(format!("{name}: {what}, not a schema")));
    if let Some("text/html" | "application/xhtml+xml") = media_type.as_deref() {
        return bad("this is a page of HTML");
    }
    let text = into_text(&name, bytes)?;
    match text.trim_start_matches('\u{feff}').trim_start() {
        "" => bad("this is an empty text"),
        start if start.starts_with('<') => bad("this is a page of HTML or XML"),
        _ => Ok(Incoming { name, text }),
    }
}

/// The schema of the text, without errors. What is found is shown.
pub fn check(args: &Args, incoming: Incoming, output: &Output) -> Result<Option<Schema>, Error> {
    let mut sources = Sources::new();
    let Incoming { name, text } = incoming;
    sources::add(&mut sources, name.clone(), text)?;
    let options = Options::new().dialect(args.dialect.into());
    let checked = tl_parser::check_with(&sources, options);
    output.diagnostics(&sources, &checked.diagnostics)?;
    let Some(mut schema) = checked.schema else {
        output.report(&failure(&checked.diagnostics));
        return Ok(None);
    };
    let lists = [&schema.constructors, &schema.functions];
    if lists.into_iter().flatten().all(|it| it.is_builtin) {
        return Err(Error::BadFile(format!("{name}: it declares nothing")));
    }
    set_layer(&mut schema, args.layer, &name)?;
    if let Some(pinned) = &args.hash {
        pinned.check_schema(&schema, &name)?;
    }
    Ok(Some(schema))
}

fn set_layer(schema: &mut Schema, given: Option<u32>, name: &str) -> Result<(), Error> {
    match (schema.layer, given) {
        (Some(own), Some(given)) if own != given => {
            let message = format!("{name}: it is layer {own}, not {given} as --layer says");
            return Err(Error::BadFile(message));
        }
        (None, given) => schema.layer = given,
        _ => {}
    }
    Ok(())
}

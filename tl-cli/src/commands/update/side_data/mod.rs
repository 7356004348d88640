//! Side data follows the schema: what is said of things that are gone goes, or gets their new names.
//!
//! ```text
//! files ─▸ rename ─▸ gone (shown, with new names that are likely) ─▸ prune ─▸ check ─▸ contents
//! ```
//!
//! Nobody but a person knows whether a name that is new is an old thing's, so names are proposed
//! and not chosen. Order, layout and comments of the files stay.

mod comments;
mod document;
mod gone;
mod names;
mod proposals;
mod rename;
mod successors;
mod untold;

use std::fs;

use tl_codegen::SideData;
use tl_parser::{Diagnostics, Schema, Sources};

use super::Args;
use super::present::Present;
use super::write::Contents;
use crate::commands::check::failure;
use crate::error::Error;
use crate::output::Output;
use crate::sources::into_text;
use crate::text::counted;
use document::Document;
pub use rename::Rename;

/// The files as they shall be. None, and what is wrong, if they do not fit the new schema.
pub fn merge(
    args: &Args,
    present: &Present,
    new: &Schema,
    output: &Output,
) -> Result<Option<Vec<Contents>>, Error> {
    let texts = read(args)?;
    let mut documents = match parse(&texts) {
        Ok(documents) => documents,
        // What reads side data otherwise says more of what is wrong.
        Err(error) => return check(new, &texts, output)?.map_or(Ok(None), |_| Err(error)),
    };
    rename::apply(&args.renames, &mut documents)?;
    let told: Vec<_> = documents.iter().flat_map(Document::facts).collect();
    let gone = gone::of(&told, new);
    for fact in &gone {
        output.say(&format!("{}: gone: {fact}\n", fact.file))?;
    }
    let old = present.schema.as_ref();
    for proposal in proposals::of(&gone, &told, old, new) {
        output.say(&format!("perhaps: --rename {proposal}\n"))?;
    }
    if !gone.is_empty() && !args.prune {
        let count = counted(gone.len(), "thing");
        output.report(&format!(
            "side data tells of {count} that the new schema does not have: keep it by --rename, or \
             remove it by --prune\n"
        ));
        return Ok(None);
    }
    for error in gone::prune(&gone, &mut documents) {
        output.say(&format!("gone: the error {error}\n"))?;
    }
    let contents: Vec<_> = documents.into_iter().map(Document::finish).collect();
    let Some(data) = check(new, &contents, output)? else {
        return Ok(None);
    };
    if let Some(line) = untold::line(old, new, &data).filter(|_| !contents.is_empty()) {
        output.say(&line)?;
    }
    Ok(Some(contents))
}

fn read(args: &Args) -> Result<Vec<Contents>, Error> {
    let files = args.side_data.files.iter().map(|path| {
        let bytes = fs::read(path).map_err(Error::read(path))?;
        let text = into_text(&path.display().to_string(), bytes)?;
        Ok(Contents {
            path: path.clone(),
            text,
            is_changed: false,
        })
    });
    files.collect()
}

fn parse(texts: &[Contents]) -> Result<Vec<Document>, Error> {
    texts.iter().map(Document::parse).collect()
}

/// What the files say of the schema. None, and the findings, if something is wrong.
fn check(schema: &Schema, texts: &[Contents], output: &Output) -> Result<Option<SideData>, Error> {
    let mut sources = Sources::new();
    let files = texts.iter();
    let files: Vec<_> = files
        .map(|file| sources.add(file.path.display().to_string(), file.text.as_str()))
        .collect();
    let mut diagnostics = Diagnostics::default();
    let data = SideData::read(schema, &sources, &files, &mut diagnostics);
    diagnostics.sort();
    output.diagnostics(&sources, &diagnostics)?;
    if diagnostics.has_errors() {
        output.report(&failure(&diagnostics));
        return Ok(None);
    }
    Ok(Some(data))
}

//! Files to one model: the schema, and beside it what older layers declare otherwise.

use std::path::{Path, PathBuf};

use tl_parser::{FileId, Options, Schema, check_files};

use crate::report::Report;
use crate::schema_hash;

/// What is read: a file, or a text and what diagnostics call it.
#[derive(Debug, Clone)]
pub enum Input {
    File(PathBuf),
    Text { name: String, text: String },
}

impl Input {
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Text {
            name: name.into(),
            text: text.into(),
        }
    }

    /// The file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Text { .. } => None,
        }
    }

    /// Adds the text to the sources of a report, or the reason why there is none to its problems.
    pub fn add(&self, report: &mut Report) -> Option<FileId> {
        match self {
            Self::Text { name, text } => Some(report.sources.add(name.clone(), text.clone())),
            Self::File(path) => match std::fs::read_to_string(path) {
                Ok(text) => Some(report.sources.add(portable_name(path), text)),
                Err(error) => {
                    report.error(format!("cannot read {}: {error}", path.display()));
                    None
                }
            },
        }
    }
}

/// What is generated.
#[derive(Debug)]
pub struct Model {
    /// The schema, sorted by name: the output does not depend on the order of declarations.
    pub schema: Schema,
    /// What identifies it, as it was given.
    pub hash: String,
}

/// Reads `inputs` as one schema, and each of `older` as that schema in an older layer.
pub fn read(inputs: &[Input], older: &[Input], options: Options) -> (Option<Model>, Report) {
    let mut report = Report::default();
    if inputs.is_empty() {
        report.error("no schema is given: call `schema(path)`");
    }
    let files: Vec<_> = inputs
        .iter()
        .filter_map(|input| input.add(&mut report))
        .collect();
    let schema = check(&files, options, &mut report);
    let newest = schema.as_ref().and_then(|schema| schema.layer);
    let older = older
        .iter()
        .filter_map(|input| read_older(input, newest, options, &mut report))
        .collect();
    let model = schema.map(|mut schema| {
        let hash = schema_hash(&schema);
        add_older(&mut schema, older, &mut report);
        schema.sort();
        Model { schema, hash }
    });
    report.diagnostics.sort();
    (model, report)
}

fn check(files: &[FileId], options: Options, report: &mut Report) -> Option<Schema> {
    let checked = check_files(&report.sources, files, options);
    report.diagnostics.extend(checked.diagnostics);
    checked.schema
}

/// An older layer, and its number.
fn read_older(
    input: &Input,
    newest: Option<u32>,
    options: Options,
    report: &mut Report,
) -> Option<(u32, Schema)> {
    let file = input.add(report)?;
    let schema = check(&[file], options, report)?;
    let name = report.sources.name(file);
    let problem = match (schema.layer, newest) {
        (Some(layer), Some(newest)) if layer >= newest => {
            format!("layers: {name} is of layer {layer}, which is not older than {newest}")
        }
        (Some(layer), _) => return Some((layer, schema)),
        (None, _) => format!("layers: {name} names no layer; write `// LAYER 133` into it"),
    };
    report.error(problem);
    None
}

fn add_older(schema: &mut Schema, older: Vec<(u32, Schema)>, report: &mut Report) {
    let mut layers: Vec<_> = older.iter().map(|(layer, _)| *layer).collect();
    layers.sort_unstable();
    for pair in layers.windows(2) {
        if pair[0] == pair[1] {
            report.error(format!("layers: layer {} is given twice", pair[0]));
        }
    }
    let mut indistinct = schema.join_repeated();
    if !older.is_empty() {
        indistinct.extend(schema.add_older(older));
    }
    for it in indistinct {
        report.warning(format!(
            "layers: `{}` of layer {} cannot be told apart from `{}`: both have that id",
            it.tl, it.layer, it.newer
        ));
    }
}

/// A path as diagnostics and cargo show it on every host.
fn portable_name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

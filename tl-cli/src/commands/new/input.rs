//! What the crate is made of: the schema and its side data, as the files that they become.

use std::fs;
use std::path::Path;
use std::slice;

use tl_codegen::output::{is_reserved, shortened};
use tl_codegen::{Config, SideData};
use tl_parser::{Diagnostics, Options, Schema, Sources};

use super::Args;
use crate::commands::generate::show_findings;
use crate::error::Error;
use crate::output::Output;
use crate::sources::{self, into_text, is_stdin};

/// A file of the folder `schema`.
pub struct Copy {
    /// Of letters, digits, `.`, `-` and `_`, so that it is the same in Rust, TOML and a shell.
    pub name: String,
    pub text: String,
    /// As messages name it.
    shown: String,
}

/// The files that are copied.
pub struct Input {
    pub schema: Copy,
    pub side_data: Vec<Copy>,
}

impl Input {
    /// Reads them. JSON becomes TL: build scripts read nothing else.
    pub fn read(args: &Args) -> Result<Self, Error> {
        let sources = sources::read(slice::from_ref(&args.schema))?;
        let mut schemas = sources.ids().map(|file| Copy {
            name: schema_name(&args.schema),
            text: sources.text(file).to_owned(),
            shown: sources.name(file).to_owned(),
        });
        let schema = schemas.next();
        let side_data = args.side_data.files.iter();
        let input = Self {
            schema: schema.ok_or_else(|| Error::Usage("no schema is given".into()))?,
            side_data: side_data
                .map(|path| side_data_file(path))
                .collect::<Result<_, _>>()?,
        };
        input.check_names()?;
        Ok(input)
    }

    fn check_names(&self) -> Result<(), Error> {
        let mut seen = Vec::new();
        for Copy { name, .. } in [&self.schema].into_iter().chain(&self.side_data) {
            // Windows and macOS do not tell case.
            let folded = name.to_ascii_lowercase();
            if seen.contains(&folded) {
                let message = format!("two files would become schema/{name}; rename one");
                return Err(Error::Usage(message));
            }
            seen.push(folded);
        }
        Ok(())
    }

    /// The schema and what is known beside it, if bindings can be generated of it. What is found
    /// is shown.
    pub fn check(&self, args: &Args, output: &Output) -> Result<Option<(Schema, SideData)>, Error> {
        match self.config(args).generate_with_warnings() {
            Ok((_, report)) => show_findings(&report, output)?,
            Err(report) => {
                show_findings(&report, output)?;
                return Ok(None);
            }
        }
        let mut sources = Sources::new();
        sources.add(&self.schema.shown, &self.schema.text);
        let files = self.side_data.iter();
        let options = Options::new().dialect(args.dialect.into());
        let schema = tl_parser::check_with(&sources, options).schema;
        let files: Vec<_> = files
            .map(|file| sources.add(&file.shown, &file.text))
            .collect();
        // What was found has been shown.
        let mut found = Diagnostics::default();
        Ok(schema.map(|schema| {
            let data = SideData::read(&schema, &sources, &files, &mut found);
            (schema, data)
        }))
    }

    fn config(&self, args: &Args) -> Config {
        let schema = &self.schema;
        let config = Config::new()
            .source(&schema.shown, &schema.text)
            .dialect(args.dialect.into())
            .huge_bytes(args.huge_bytes);
        let side_data = self.side_data.iter();
        let config = side_data.fold(config, |config, file| {
            config.side_data_source(&file.shown, &file.text)
        });
        let bits = args.unknown_bits.iter();
        bits.fold(config, |config, (path, bits)| {
            config.unknown_bits(path, *bits)
        })
    }
}

fn side_data_file(path: &Path) -> Result<Copy, Error> {
    let shown = path.display().to_string();
    let bytes = fs::read(path).map_err(Error::read(path))?;
    Ok(Copy {
        name: plain_name(path).unwrap_or_else(|| "side-data.toml".to_owned()),
        text: into_text(&shown, bytes)?,
        shown,
    })
}

/// `api.tl` of `old/api.tl`; standard input and JSON get a name of their own.
fn schema_name(path: &Path) -> String {
    let name = match is_stdin(path) {
        true => None,
        false => plain_name(path),
    };
    match name {
        Some(name) => match name.strip_suffix(".json") {
            Some(stem) => format!("{stem}.tl"),
            None => name,
        },
        None => "schema.tl".to_owned(),
    }
}

/// Other characters become `-`. What Windows reserves, or does not keep, changes too.
fn plain_name(path: &Path) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let name = path.file_name()?.to_string_lossy();
    let name = name.replace(|c| !is_plain(c), "-");
    let name = name.trim_start_matches(['.', '-']).trim_end_matches('.');
    if name.is_empty() {
        return None;
    }
    let (stem, ending) = name.split_at(name.rfind('.').unwrap_or(name.len()));
    let device = if is_reserved(name) { "_" } else { "" };
    Some(format!("{device}{}{ending}", shortened(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_are_plain() {
        let names = [
            ("schema/api.tl", "api.tl"),
            ("old/api.json", "api.tl"),
            ("a \"b\"$(c).tl", "a--b---c-.tl"),
            (".hidden.tl", "hidden.tl"),
            ("--.tl", "tl"),
            ("..", "schema.tl"),
            ("-", "schema.tl"),
            ("aux.tl", "_aux.tl"),
            ("Com1.old.json", "_Com1.old.tl"),
            ("api.tl.", "api.tl"),
        ];
        for (path, expected) in names {
            assert_eq!(schema_name(Path::new(path)), expected);
        }
    }
}

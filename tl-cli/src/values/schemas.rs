//! The schemas of a command line: each file is one, beside the others. Their findings are shown as
//! `tl check` shows them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::slice;

use tl_codegen::{Config, Description, UnknownBits};
use tl_parser::{Checked, Dialect, Options, Schema, Sources};

use super::tables::{LeftOut, Schemas, describe};
use crate::commands::generate::shape;
use crate::error::Error;
use crate::output::Output;
use crate::sources::{self, DialectArg, is_stdin};

/// So many schemas lie beside each other: what the tables of the runtime are searched for at most.
const MOST: usize = 16;

/// The schemas that values are of.
#[derive(Debug, clap::Args)]
pub struct SchemasArgs {
    /// A schema; give it once for each: API and MTProto are two
    #[arg(long = "schema", required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What is allowed beyond the standard; vk: annotations and `=>`, mtcute: bare results
    #[arg(long, value_name = "NAME", default_value = "standard")]
    dialect: DialectArg,

    /// Strings of 2^24 bytes and more have the form of TDLib and TON
    #[arg(long)]
    huge_bytes: bool,

    /// How to treat unassigned flag bits below a path (`.`: everywhere): refuse, keep or drop
    #[arg(long = "unknown-bits", value_name = "PATH=HOW", value_parser = shape::unknown_bits, default_value = ".=keep")]
    unknown_bits: Vec<(String, UnknownBits)>,

    /// Keep the bytes of values that the schema cannot read, of this type (`Object`: of any)
    #[arg(long = "keep-unknown", value_name = "TYPE")]
    keep_unknown: Vec<String>,

    /// The length of a field in bytes is in another field, such as message.body=bytes
    #[arg(long = "length-field", value_name = "FIELD=LENGTH", value_parser = shape::length_field)]
    length_fields: Vec<(String, String)>,

    /// Show the warnings of the schemas too, and which declarations are left out
    #[arg(long)]
    verbose: bool,
}

impl SchemasArgs {
    /// Whether standard input is one of the schemas.
    pub fn take_stdin(&self) -> bool {
        self.files.iter().any(|file| is_stdin(file))
    }

    /// Reads, checks and describes all of them; none if one has errors, which are shown.
    pub fn load(&self, output: &Output) -> Result<Option<Schemas>, Error> {
        if self.files.len() > MOST {
            return Err(Error::Usage(format!("give at most {MOST} schemas")));
        }
        if self.files.iter().filter(|file| is_stdin(file)).count() > 1 {
            return Err(Error::StdinTwice);
        }
        let mut described = Vec::new();
        let mut left_out = Vec::new();
        for file in &self.files {
            let sources = sources::read(slice::from_ref(file))?;
            let Checked {
                schema,
                diagnostics,
            } = tl_parser::check_with(
                &sources,
                Options::new().dialect(Dialect::from(self.dialect)),
            );
            if self.verbose || schema.is_none() {
                output.diagnostics(&sources, &diagnostics)?;
            }
            if let Some(schema) = &schema {
                let description = describe(schema, self.config(schema)).map_err(|report| {
                    let problems: Vec<_> = report.error_lines().collect();
                    Error::Usage(problems.join("\n"))
                })?;
                left_out.extend(self.left_out(schema, &description, &sources, output));
                described.push(description);
            }
        }
        let is_whole = described.len() == self.files.len();
        Ok(is_whole.then(|| Schemas::new(described, left_out)))
    }

    /// The options that apply to a schema: of several, an option may fit only one.
    fn config(&self, schema: &Schema) -> Config {
        let mut config = Config::new().huge_bytes(self.huge_bytes);
        for (path, how) in &self.unknown_bits {
            config = config.unknown_bits(path, *how);
        }
        for path in &self.keep_unknown {
            config = config.keep_unknown(path);
        }
        for (field, length) in &self.length_fields {
            let owner = field.rsplit_once('.').map(|(owner, _)| owner);
            if schema
                .combinators()
                .any(|it| Some(it.name.as_str()) == owner)
            {
                config = config.length_field(field, length);
            }
        }
        config
    }

    /// What no value can be read by: shown if asked for, and kept for when a value needs it.
    fn left_out(
        &self,
        schema: &Schema,
        description: &Description,
        sources: &Sources,
        output: &Output,
    ) -> Vec<LeftOut> {
        let mut all: Vec<LeftOut> = Vec::new();
        let mut ids = HashMap::new();
        for combinator in schema.combinators() {
            ids.entry(combinator.name.as_str()).or_insert(combinator.id);
        }
        for refused in &description.refused {
            // One declaration can have several places that cannot be described.
            if all.last().is_some_and(|last| last.name == refused.name) {
                continue;
            }
            if self.verbose {
                let place = sources.location(refused.span);
                output.report(&format!(
                    "note: {}:{}:{}: `{}` is left out: {}\n",
                    place.file, place.line, place.column, refused.name, refused.reason
                ));
            }
            all.extend(ids.get(refused.name.as_str()).map(|id| LeftOut {
                id: *id,
                name: refused.name.clone(),
                reason: refused.reason,
            }));
        }
        all
    }
}

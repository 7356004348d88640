//! The files of a new crate, by their paths in it.

use std::collections::BTreeMap;

use askama::Template;
use tl_codegen::{Dialect, UnknownBits};

use super::Args;
use super::example::Test;
use super::input::Input;
use super::local::Dependencies;
use crate::error::Error;

#[derive(Template)]
#[template(path = "new/Cargo.toml.txt")]
struct Manifest<'a> {
    name: &'a str,
    rust_version: &'a str,
    runtime: &'a str,
    codegen: &'a str,
}

#[derive(Template)]
#[template(path = "new/build.rs.txt")]
struct BuildScript {
    /// What is run, as rustfmt lays it out.
    statement: String,
}

#[derive(Template)]
#[template(path = "new/lib.rs.txt")]
struct Library<'a> {
    schema: &'a str,
}

#[derive(Template)]
#[template(path = "new/roundtrip.rs.txt")]
struct RoundTrip<'a> {
    crate_name: &'a str,
    test: &'a Test,
}

#[derive(Template)]
#[template(path = "new/README.md.txt")]
struct Readme<'a> {
    name: &'a str,
    schema: &'a str,
    schema_file: &'a str,
    update_options: &'a str,
}

/// All of them.
pub fn of(
    args: &Args,
    input: &Input,
    dependencies: &Dependencies,
    test: &Test,
) -> Result<BTreeMap<String, String>, Error> {
    let name = args.name.as_str();
    let schema_file = &input.schema.name;
    let schema = &format!("schema/{schema_file}");
    let templates = [
        (
            "Cargo.toml",
            Manifest {
                name,
                rust_version: env!("CARGO_PKG_RUST_VERSION"),
                runtime: &dependencies.runtime,
                codegen: &dependencies.codegen,
            }
            .render(),
        ),
        (
            "build.rs",
            BuildScript {
                statement: statement(&calls(args, input)),
            }
            .render(),
        ),
        ("src/lib.rs", Library { schema }.render()),
        (
            "tests/roundtrip.rs",
            RoundTrip {
                crate_name: &args.name.in_rust(),
                test,
            }
            .render(),
        ),
        (
            "README.md",
            Readme {
                name,
                schema,
                schema_file,
                update_options: &update_options(args, input),
            }
            .render(),
        ),
        (".gitignore", Ok("/target".to_owned())),
    ];
    let mut files = BTreeMap::new();
    for (path, text) in templates {
        let text = text.map_err(|error| Error::BadFile(format!("{path}: {error}")))?;
        files.insert(path.to_owned(), text + "\n");
    }
    for file in [&input.schema].into_iter().chain(&input.side_data) {
        files.insert(format!("schema/{}", file.name), file.text.clone());
    }
    Ok(files)
}

/// What is short stands on one line: rustfmt's `chain_width`.
const ONE_LINE: usize = 60;

fn statement(calls: &[String]) -> String {
    let config = "tl_codegen::Config::new()";
    let calls = calls.iter().map(String::as_str).chain(["compile()"]);
    let calls: Vec<_> = calls.map(|call| format!(".{call}")).collect();
    let line = format!("{config}{}", calls.concat());
    match line.len() <= ONE_LINE {
        true => line,
        false => format!("{config}\n        {}", calls.join("\n        ")),
    }
}

/// Methods of `Config`, without the dot before.
fn calls(args: &Args, input: &Input) -> Vec<String> {
    let mut calls = vec![format!("schema(\"schema/{}\")", input.schema.name)];
    let side_data = input.side_data.iter();
    calls.extend(side_data.map(|file| format!("side_data(\"schema/{}\")", file.name)));
    if let Some(dialect) = dialect(args) {
        calls.push(format!("dialect(tl_codegen::Dialect::{dialect:?})"));
    }
    if args.huge_bytes {
        calls.push("huge_bytes(true)".to_owned());
    }
    for (path, bits) in &args.unknown_bits {
        let bits = match bits {
            UnknownBits::Refuse => "Refuse",
            UnknownBits::Drop => "Drop",
            UnknownBits::Keep => "Keep",
        };
        let bits = format!("tl_codegen::UnknownBits::{bits}");
        calls.push(format!("unknown_bits({path:?}, {bits})"));
    }
    calls
}

/// None if nothing beyond the standard is allowed.
fn dialect(args: &Args) -> Option<Dialect> {
    let dialect = Dialect::from(args.dialect);
    (dialect != Dialect::Standard).then_some(dialect)
}

fn update_options(args: &Args, input: &Input) -> String {
    let dialect = dialect(args).map(|it| format!("{it:?}").to_ascii_lowercase());
    let dialect = dialect.map(|it| format!(" --dialect {it}"));
    let side_data = input.side_data.iter();
    let side_data = side_data.map(|file| format!(" --side-data schema/{}", file.name));
    dialect.into_iter().chain(side_data).collect()
}

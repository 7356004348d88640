//! The schemas in `fixtures/errors/`, which break one rule each, and what is said of them. For
//! the rules of side data there are TOML files, about the schema `fixtures/side_data.tl`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tl_codegen::{Config, SideData};
use tl_parser::diagnostic::Style;
use tl_parser::{Code, Diagnostic, Diagnostics, Sources};

/// A schema that breaks the rule of a code.
pub struct Bad {
    /// The rule.
    pub code: Code,
    /// Whether this is the first example of the code, which its page shows, or the
    /// file of the further forms that a mistake of this kind can have.
    pub is_first: bool,
    /// What the file says.
    pub text: String,
}

impl Bad {
    /// What is found in the schema.
    pub fn findings(&self) -> Findings {
        Findings::of(self.code, self.text.as_str())
    }
}

/// Diagnostics with the text that they are about.
pub struct Findings {
    sources: Sources,
    diagnostics: Diagnostics,
}

impl Findings {
    /// Checks a schema as far as the rule of `code` needs it: all but one code are found
    /// without a plan of what is to be generated.
    pub fn of(code: Code, text: &str) -> Self {
        let name = format!("{code}.{}", language(code));
        if language(code) == "toml" {
            return Self::of_side_data(name, text);
        }
        if code == Code::NotGenerated {
            let report = Config::new().source(name, text).check();
            return Self {
                sources: report.sources,
                diagnostics: report.diagnostics,
            };
        }
        let mut sources = Sources::new();
        sources.add(name, text);
        let diagnostics = tl_parser::check(&sources).diagnostics;
        Self {
            sources,
            diagnostics,
        }
    }

    fn of_side_data(name: String, text: &str) -> Self {
        let mut sources = Sources::new();
        sources.add("side_data.tl", include_str!("../../fixtures/side_data.tl"));
        let checked = tl_parser::check(&sources);
        let schema = checked.schema.expect("the schema has no mistakes");
        let mut diagnostics = checked.diagnostics;
        let file = sources.add(name, text);
        SideData::read(&schema, &sources, &[file], &mut diagnostics);
        diagnostics.sort();
        Self {
            sources,
            diagnostics,
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// As `tl check` shows them, with one line feed at the end.
    pub fn render(&self) -> String {
        let text = self.diagnostics.render(&self.sources, Style::Plain);
        text.trim_end().to_owned() + "\n"
    }
}

/// What the examples of a code are written in, as the extension of a file.
pub fn language(code: Code) -> &'static str {
    match code {
        Code::BadSideData
        | Code::UnknownInSideData
        | Code::DuplicateSideData
        | Code::UnusedSideData => "toml",
        _ => "tl",
    }
}

/// The first example of each code that has one.
pub fn first_examples() -> Vec<Bad> {
    read(&folder(), true)
}

/// The further forms, for codes that have any.
pub fn further_forms() -> Vec<Bad> {
    read(&folder().join("forms"), false)
}

/// All of them.
pub fn all() -> Vec<Bad> {
    let mut all = first_examples();
    all.extend(further_forms());
    all
}

/// `tests/fixtures/errors`
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/errors")
}

fn read(folder: &Path, is_first: bool) -> Vec<Bad> {
    let names = names_in(folder, "tl").chain(names_in(folder, "toml"));
    let bad = names.map(|name| {
        let code = Code::ALL.iter().find(|code| code.as_str() == name);
        let code = *code.unwrap_or_else(|| panic!("the fixture {name} has no code"));
        let file = format!("{name}.{}", language(code));
        let text = fs::read_to_string(folder.join(&file));
        let text = text.unwrap_or_else(|error| panic!("{file} cannot be read: {error}"));
        (code, text)
    });
    // By code, so that every run sees them in the same order.
    let bad: BTreeMap<Code, String> = bad.collect();
    bad.into_iter()
        .map(|(code, text)| Bad {
            code,
            is_first,
            text,
        })
        .collect()
}

/// The names of the files of a kind in a folder, without their extension.
pub fn names_in(folder: &Path, extension: &str) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder);
    let entries = entries.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries
        .map(|entry| entry.expect("its entries can be listed").path())
        .filter(move |path| path.extension().is_some_and(|it| it == extension))
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
}

//! Reads the files of a command line as one schema.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use tl_parser::{Checked, Dialect, Options, Sources};

use crate::error::{Error, NotText};
use crate::published;

const STDIN: &str = "-";
/// How messages name standard input.
pub const STDIN_NAME: &str = "<stdin>";

/// The schema that a command works on.
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// The files of the schema, together one schema, in TL or in Telegram's JSON; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What is allowed beyond the standard; vk: annotations and `=>`, mtcute: bare results
    #[arg(long, value_name = "NAME", default_value = "standard")]
    dialect: DialectArg,
}

/// A dialect as it is spelt on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum DialectArg {
    Standard,
    Vk,
    Mtcute,
}

impl From<DialectArg> for Dialect {
    fn from(dialect: DialectArg) -> Self {
        match dialect {
            DialectArg::Standard => Self::Standard,
            DialectArg::Vk => Self::Vk,
            DialectArg::Mtcute => Self::Mtcute,
        }
    }
}

impl SchemaArgs {
    /// The dialect of the schema.
    pub fn dialect(&self) -> Dialect {
        self.dialect.into()
    }

    /// Whether standard input is one of the files.
    pub fn takes_stdin(&self) -> bool {
        self.files.iter().any(|file| is_stdin(file))
    }

    /// Reads the files.
    pub fn read(&self) -> Result<Sources, Error> {
        read(&self.files)
    }

    /// Checks what [`read`](Self::read) gave.
    pub fn check(&self, sources: &Sources) -> Checked {
        tl_parser::check_with(sources, Options::new().dialect(self.dialect()))
    }
}

/// Reads all files, in order. Diagnostics name them as the command line does.
pub fn read(paths: &[PathBuf]) -> Result<Sources, Error> {
    let mut sources = Sources::new();
    for (name, text) in read_texts(paths)? {
        add(&mut sources, name, text)?;
    }
    Ok(sources)
}

/// As [`read`], without making TL of JSON.
pub fn read_as_they_are(paths: &[PathBuf]) -> Result<Sources, Error> {
    let mut sources = Sources::new();
    for (name, text) in read_texts(paths)? {
        sources.add(name, text);
    }
    Ok(sources)
}

fn read_texts(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Error> {
    if paths.iter().filter(|path| is_stdin(path)).count() > 1 {
        return Err(Error::StdinTwice);
    }
    let mut texts = Vec::new();
    for path in paths {
        let (name, bytes) = match is_stdin(path) {
            true => (STDIN_NAME.to_owned(), read_stdin()?),
            false => (
                path.display().to_string(),
                fs::read(path).map_err(Error::read(path))?,
            ),
        };
        let text = into_text(&name, bytes)?;
        texts.push((name, text));
    }
    Ok(texts)
}

/// Adds the text of a file: TL, or what is made of the JSON that Telegram publishes.
pub fn add(sources: &mut Sources, name: String, text: String) -> Result<(), Error> {
    match published::is_json(&text) {
        true => sources.add(
            published::name_as_tl(&name),
            published::to_tl(&name, &text)?,
        ),
        false => sources.add(name, text),
    };
    Ok(())
}

/// Whether a path of the command line stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == STDIN
}

/// All of standard input.
pub fn read_stdin() -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    io::stdin()
        .read_to_end(&mut bytes)
        .map_err(Error::read(Path::new(STDIN_NAME)))?;
    Ok(bytes)
}

/// The text of a file; what is not UTF-8 is a mistake in it.
pub fn into_text(name: &str, bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| Error::NotText(NotText::new(name, &error)))
}

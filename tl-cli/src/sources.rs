//! Reads the files of a command line as one schema.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use tl_parser::Sources;

use crate::error::Error;

const STDIN: &str = "-";
const STDIN_NAME: &str = "<stdin>";

/// Reads all files, in order. Diagnostics name them as the command line does.
pub fn read(paths: &[PathBuf]) -> Result<Sources, Error> {
    if paths.iter().filter(|path| is_stdin(path)).count() > 1 {
        return Err(Error::StdinTwice);
    }
    let mut sources = Sources::new();
    for path in paths {
        if is_stdin(path) {
            sources.add(STDIN_NAME, read_stdin()?);
        } else {
            let text = fs::read_to_string(path).map_err(Error::read(path))?;
            sources.add(path.display().to_string(), text);
        }
    }
    Ok(sources)
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == STDIN
}

fn read_stdin() -> Result<String, Error> {
    let mut text = String::new();
    io::stdin()
        .read_to_string(&mut text)
        .map_err(Error::read(Path::new(STDIN_NAME)))?;
    Ok(text)
}

//! What a command reads: a file or standard input, whole or bit by bit, as it is or in hex.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::sources::{self, STDIN_NAME, is_stdin};

/// The file that a command reads.
#[derive(Debug, clap::Args)]
pub struct InputArgs {
    /// What to read; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
}

impl InputArgs {
    /// Refuses standard input for two things.
    pub fn check_stdin(&self, is_taken: bool) -> Result<(), Error> {
        match is_taken && is_stdin(&self.file) {
            true => Err(Error::StdinTwice),
            false => Ok(()),
        }
    }

    /// How messages name it.
    pub fn name(&self) -> String {
        match is_stdin(&self.file) {
            true => STDIN_NAME.into(),
            false => self.file.display().to_string(),
        }
    }

    /// All of it.
    pub fn read(&self) -> Result<Vec<u8>, Error> {
        match is_stdin(&self.file) {
            true => sources::read_stdin(),
            false => fs::read(&self.file).map_err(self.unreadable()),
        }
    }

    /// To be read bit by bit; and its length in bytes, where that is known.
    pub fn open(&self) -> Result<(Box<dyn Read>, Option<u64>), Error> {
        if is_stdin(&self.file) {
            return Ok((Box::new(io::stdin()), None));
        }
        let file = File::open(&self.file).map_err(self.unreadable())?;
        let metadata = file.metadata().map_err(self.unreadable())?;
        let length = metadata.is_file().then_some(metadata.len());
        Ok((Box::new(file), length))
    }

    /// To be used as `.map_err(self.unreadable())`.
    pub fn unreadable(&self) -> impl FnOnce(io::Error) -> Error + use<> {
        Error::read(match is_stdin(&self.file) {
            true => Path::new(STDIN_NAME),
            false => &self.file,
        })
    }
}

//! Standard output for many lines of JSON: data, which is only changed for a terminal.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use tl_parser::text::json;

/// How much is written at once.
const BLOCK: usize = 1 << 18;

/// A writer of lines.
#[derive(Debug)]
pub struct Lines {
    stdout: BufWriter<StdoutLock<'static>>,
    is_terminal: bool,
}

impl Lines {
    pub fn new() -> Self {
        let stdout = io::stdout();
        Self {
            is_terminal: stdout.is_terminal(),
            stdout: BufWriter::with_capacity(BLOCK, stdout.lock()),
        }
    }

    /// Writes a line of JSON, with its line feed.
    pub fn write(&mut self, line: &[u8]) -> io::Result<()> {
        if self.is_terminal {
            let line = String::from_utf8_lossy(line);
            self.stdout.write_all(json(&line).as_bytes())
        } else {
            self.stdout.write_all(line)
        }
    }

    /// Hands all lines over to the reader.
    pub fn flush(&mut self) -> io::Result<()> {
        self.stdout.flush()
    }
}

//! Standard output and standard error: what goes where, colours, and readers that go
//! away early.
//!
//! | | `--message-format human` | `json` |
//! |---|---|---|
//! | findings | standard error | standard output |
//! | what was done, differences | standard output | standard error |
//! | what stops the command (exit code 2) | standard error | standard error |

use std::ffi::OsStr;
use std::io::{self, ErrorKind, IsTerminal, Write};

use tl_parser::diagnostic::Style;
use tl_parser::{Diagnostics, Severity, Sources};

use crate::error::Error;
use crate::messages::{self, MessageFormat};

const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const CYAN: &str = "\x1b[36m";
const RESET: &str = "\x1b[0m";

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    fn style(self, is_terminal: bool, no_color: bool) -> Style {
        let coloured = match self {
            Self::Auto => is_terminal && !no_color,
            Self::Always => true,
            Self::Never => false,
        };
        match coloured {
            true => Style::Coloured,
            false => Style::Plain,
        }
    }
}

/// The two streams that a command speaks to.
#[derive(Debug)]
pub struct Output {
    stdout: Style,
    stderr: Style,
    format: MessageFormat,
}

impl Output {
    /// Decides for each stream whether it gets colours.
    pub fn new(color: Color, format: MessageFormat) -> Self {
        let no_color = is_set(std::env::var_os("NO_COLOR").as_deref());
        Self {
            format,
            stdout: color.style(io::stdout().is_terminal(), no_color),
            stderr: color.style(io::stderr().is_terminal(), no_color),
        }
    }

    /// Reports findings about a schema.
    pub fn diagnostics(&self, sources: &Sources, found: &Diagnostics) -> Result<(), Error> {
        match self.format {
            MessageFormat::Human => self.report(&found.render(sources, self.stderr)),
            MessageFormat::Json => self.print(&messages::json_lines(sources, found))?,
        }
        Ok(())
    }

    /// Reports a finding that is about no place in a schema.
    pub fn problem(&self, severity: Severity, message: &str) -> Result<(), Error> {
        match self.format {
            MessageFormat::Human => self.report(&format!("{severity}: {message}\n")),
            MessageFormat::Json => self.print(&messages::json_problem(severity, message))?,
        }
        Ok(())
    }

    /// Reports what stopped a command.
    pub fn fail(&self, error: &Error) {
        if let (MessageFormat::Json, Error::NotText(place)) = (self.format, error)
            && self.print(&messages::json_not_text(place)).is_ok()
        {
            return;
        }
        self.report(&format!("error: {error}\n"));
    }

    /// Says what a command did, beside its findings.
    pub fn say(&self, text: &str) -> Result<(), Error> {
        match self.format {
            MessageFormat::Human => self.print(text)?,
            MessageFormat::Json => self.report(text),
        }
        Ok(())
    }

    /// Prints a unified diff, beside the findings.
    pub fn print_diff(&self, diff: &str) -> Result<(), Error> {
        let style = match self.format {
            MessageFormat::Human => self.stdout,
            MessageFormat::Json => self.stderr,
        };
        match style {
            Style::Plain => self.say(diff),
            Style::Coloured => self.say(&coloured_diff(diff)),
        }
    }

    /// Writes to standard error. That this can fail is ignored: there is no third
    /// stream to say so.
    pub fn report(&self, text: &str) {
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Writes to standard output. A reader that went away (`tl ... | head`) has seen
    /// what it wanted: that is no error.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        self.print_bytes(text.as_bytes())
    }

    /// As [`print`](Self::print), of what need not be text.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(bytes).and_then(|()| stdout.flush());
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::Stdout(error)),
            _ => Ok(()),
        }
    }
}

/// Whether `NO_COLOR` counts: the empty value does not (<https://no-color.org>).
fn is_set(no_color: Option<&OsStr>) -> bool {
    no_color.is_some_and(|value| !value.is_empty())
}

fn coloured_diff(diff: &str) -> String {
    diff.split_inclusive('\n')
        .map(|line| match line.as_bytes().first() {
            Some(b'-') => painted(line, RED),
            Some(b'+') => painted(line, GREEN),
            Some(b'@') => painted(line, CYAN),
            _ => line.to_owned(),
        })
        .collect()
}

fn painted(line: &str, color: &str) -> String {
    let text = line.trim_end_matches('\n');
    format!("{color}{text}{RESET}{}", &line[text.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auto_means_a_terminal_without_no_color() {
        let coloured = |color: Color| {
            [(true, false), (true, true), (false, false), (false, true)]
                .map(|(terminal, no_color)| color.style(terminal, no_color) == Style::Coloured)
        };
        assert_eq!(coloured(Color::Auto), [true, false, false, false]);
        assert_eq!(coloured(Color::Always), [true; 4]);
        assert_eq!(coloured(Color::Never), [false; 4]);
    }
    #[test]
    fn an_empty_no_color_is_none() {
        assert!(!is_set(None));
        assert!(!is_set(Some(OsStr::new(""))));
        assert!(is_set(Some(OsStr::new("0"))));
    }
}

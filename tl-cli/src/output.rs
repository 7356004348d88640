//! Standard output and standard error: what goes where, colours, and readers that go
//! away early.
//!
//! | | `--message-format human` | `json` |
//! |---|---|---|
//! | findings | standard error | standard output |
//! | what was done, differences | standard output | standard error |
//! | what stops the command (exit code 2) | standard error | standard error |
//!
//! All that a command writes goes through here, and names and values in it come from outside.
//! Control characters and invisible characters are shown in an escaped form:
//!
//! | | |
//! |---|---|
//! | messages ([`say`], [`report`], [`problem`], [`fail`]) | one line each, whatever the names in them hold |
//! | text for people ([`print`], [`print_diff`]) | line feeds and tabs stay |
//! | JSON about schemas ([`print_json`]) | `\u001b` in strings, which means the same |
//! | data ([`print_data`], [`lines`], [`print_bytes`]) | byte for byte, unless it goes to a terminal |
//!
//! [`say`]: Output::say
//! [`report`]: Output::report
//! [`problem`]: Output::problem
//! [`fail`]: Output::fail
//! [`print`]: Output::print
//! [`print_diff`]: Output::print_diff
//! [`print_json`]: Output::print_json
//! [`print_data`]: Output::print_data
//! [`print_bytes`]: Output::print_bytes
//! [`lines`]: Output::lines

mod lines;

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io::{self, ErrorKind, IsTerminal, Write};

use tl_parser::diagnostic::Style;
use tl_parser::text::{json, one_line, visible};
use tl_parser::{Diagnostics, Severity, Sources};

pub use lines::Lines;

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

    /// Reports findings about a schema. They are rendered without hidden characters.
    pub fn diagnostics(&self, sources: &Sources, found: &Diagnostics) -> Result<(), Error> {
        match self.format {
            MessageFormat::Human => write_stderr(&found.render(sources, self.stderr)),
            MessageFormat::Json => self.print_json(&messages::json_lines(sources, found))?,
        }
        Ok(())
    }

    /// Reports a finding that is about no place in a schema.
    pub fn problem(&self, severity: Severity, message: &str) -> Result<(), Error> {
        match self.format {
            MessageFormat::Human => self.report(&format!("{severity}: {message}\n")),
            MessageFormat::Json => self.print_json(&messages::json_problem(severity, message))?,
        }
        Ok(())
    }

    /// Reports what stopped a command.
    pub fn fail(&self, error: &Error) {
        if let (MessageFormat::Json, Error::NotText(place)) = (self.format, error)
            && self.print_json(&messages::json_not_text(place)).is_ok()
        {
            return;
        }
        self.report(&format!("error: {error}\n"));
    }

    /// Says what a command did, beside its findings, in one line.
    pub fn say(&self, line: &str) -> Result<(), Error> {
        self.tell(&line_of(line))
    }

    /// Prints a unified diff, beside the findings.
    pub fn print_diff(&self, diff: &str) -> Result<(), Error> {
        let style = match self.format {
            MessageFormat::Human => self.stdout,
            MessageFormat::Json => self.stderr,
        };
        let diff = visible(diff);
        match style {
            Style::Plain => self.tell(&diff),
            Style::Coloured => self.tell(&coloured_diff(&diff)),
        }
    }

    fn tell(&self, escaped: &str) -> Result<(), Error> {
        match self.format {
            MessageFormat::Human => write_stdout(escaped.as_bytes()),
            MessageFormat::Json => {
                write_stderr(escaped);
                Ok(())
            }
        }
    }

    /// Writes one line to standard error.
    pub fn report(&self, line: &str) {
        write_stderr(&line_of(line));
    }

    /// Writes text for people to standard output.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        write_stdout(visible(text).as_bytes())
    }

    /// Writes JSON to standard output.
    pub fn print_json(&self, text: &str) -> Result<(), Error> {
        write_stdout(json(text).as_bytes())
    }

    /// Writes data that is text to standard output: as it is, unless a terminal would show it.
    pub fn print_data(&self, text: &str) -> Result<(), Error> {
        write_stdout(for_reader(text, visible).as_bytes())
    }

    /// As [`print_data`](Self::print_data), of JSON.
    pub fn print_json_data(&self, text: &str) -> Result<(), Error> {
        write_stdout(for_reader(text, json).as_bytes())
    }

    /// Writes bytes to standard output, which must not be a terminal.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        write_stdout(bytes)
    }

    /// Standard output for many lines of JSON, which are data.
    pub fn lines(&self) -> Lines {
        Lines::new()
    }
}

/// A message and its line feed.
fn line_of(line: &str) -> String {
    let text = line.strip_suffix('\n').unwrap_or(line);
    format!("{}\n", one_line(text))
}

fn for_reader(text: &str, escape: fn(&str) -> Cow<'_, str>) -> Cow<'_, str> {
    if io::stdout().is_terminal() {
        escape(text)
    } else {
        Cow::Borrowed(text)
    }
}

/// That this can fail is ignored: there is no third stream to say so.
fn write_stderr(escaped: &str) {
    let _ = io::stderr().write_all(escaped.as_bytes());
}

/// A reader that went away (`tl ... | head`) has seen what it wanted: that is no error.
fn write_stdout(bytes: &[u8]) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(bytes).and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::Stdout(error)),
        _ => Ok(()),
    }
}

/// Shows what is wrong with a command line, or the help that it asks for. Colours are clap's; they are
/// left out where a value of the command line has characters that are escaped.
pub fn show_usage(error: &clap::Error) -> io::Result<()> {
    let text = error.render().to_string();
    match visible(&text) {
        Cow::Owned(escaped) if error.use_stderr() => io::stderr().write_all(escaped.as_bytes()),
        _ => error.print(),
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
    fn a_message_is_one_line() {
        assert_eq!(line_of("a `x\nerror: b`\n"), "a `x\\u{a}error: b`\n");
        assert_eq!(line_of("a\u{1b}[2J"), "a\\u{1b}[2J\n");
    }

    #[test]
    fn an_empty_no_color_is_none() {
        assert!(!is_set(None));
        assert!(!is_set(Some(OsStr::new(""))));
        assert!(is_set(Some(OsStr::new("0"))));
    }
}

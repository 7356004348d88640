//! Standard output and standard error: colours, and readers that go away early.

use std::io::{self, ErrorKind, IsTerminal, Write};

use tl_parser::diagnostic::Style;

use crate::error::Error;

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
}

impl Output {
    /// Decides for each stream whether it gets colours.
    pub fn new(color: Color) -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some();
        Self {
            stdout: color.style(io::stdout().is_terminal(), no_color),
            stderr: color.style(io::stderr().is_terminal(), no_color),
        }
    }

    /// The style of what [`report`](Self::report) is given.
    pub fn report_style(&self) -> Style {
        self.stderr
    }

    /// Writes to standard error. That this can fail is ignored: there is no third
    /// stream to say so.
    pub fn report(&self, text: &str) {
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Writes to standard output. A reader that went away (`tl ... | head`) has seen
    /// what it wanted: that is no error.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        let mut stdout = io::stdout().lock();
        let written = stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush());
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::Stdout(error)),
            _ => Ok(()),
        }
    }

    /// Writes a unified diff to standard output.
    pub fn print_diff(&self, diff: &str) -> Result<(), Error> {
        match self.stdout {
            Style::Plain => self.print(diff),
            Style::Coloured => self.print(&coloured_diff(diff)),
        }
    }
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
}

//! How far a long run is, on standard error, if a person is looking at it.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

/// So many bytes of input are one step of the bar.
const STEP: u64 = 1 << 18;

/// A bar, or without a known length a count.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    done: u64,
}

impl Progress {
    /// Of an input of so many bytes. It is shown only on a terminal, and not among the answers: if
    /// they go to the terminal they are the progress.
    pub fn new(length: Option<u64>) -> Self {
        let is_shown = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = match (is_shown, length) {
            (false, _) => ProgressBar::hidden(),
            (true, Some(length)) => styled(
                ProgressBar::new(length),
                "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
            ),
            (true, None) => styled(
                ProgressBar::no_length(),
                "{spinner} {bytes}, {bytes_per_sec}, {elapsed}",
            ),
        };
        Self { bar, done: 0 }
    }

    /// So many bytes of the input more are done.
    pub fn add(&mut self, bytes: usize) {
        self.done = self.done.saturating_add(bytes as u64);
        if self.done >= STEP {
            self.bar.inc(self.done);
            self.done = 0;
        }
    }

    /// Takes the bar away.
    pub fn finish(self) {
        self.bar.finish_and_clear();
    }
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    // A template that is wrong leaves the usual look.
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

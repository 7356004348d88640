//! Figures to Markdown: one column a subject, this project's first, its strongest peer's
//! second, and how many times as much that one takes.

use std::fmt::{self, Display, Write};

/// A table whose first subject is this project and whose second is what it is compared with.
#[derive(Debug)]
pub struct Table {
    subjects: Vec<&'static str>,
    rows: Vec<Row>,
}

/// One line: the same thing measured for each subject.
#[derive(Debug)]
pub struct Row {
    /// What is measured.
    pub what: String,
    /// What the figures count.
    pub unit: Unit,
    /// A figure a subject, in their order; None where a subject has none.
    pub figures: Vec<Option<f64>>,
    /// The ratio that is to be reached, if there is one.
    pub at_least: Option<f64>,
}

/// What a figure counts, and so how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Seconds, written in milliseconds where it is less than one.
    Seconds,
    /// Bytes, written in megabytes.
    Bytes,
    /// Nanoseconds, written in microseconds from ten of them on.
    Nanoseconds,
    /// Whole things.
    Count,
}

impl Table {
    /// An empty table with a column for each of `subjects`, of which there are two at least.
    #[must_use]
    pub fn new(subjects: &[&'static str]) -> Self {
        let subjects = subjects.to_vec();
        Self {
            subjects,
            rows: Vec::new(),
        }
    }

    /// Whether it has no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a line.
    pub fn push(&mut self, row: Row) {
        self.rows.push(row);
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subjects = self.subjects.join(" | ");
        writeln!(f, "| | {subjects} | ratio | at least |")?;
        writeln!(f, "|---|{}---|---|", "---|".repeat(self.subjects.len()))?;
        for row in &self.rows {
            writeln!(f, "{row}")?;
        }
        Ok(())
    }
}

/// A line of the medians of a figure of the samples of each subject.
pub fn medians<S, const N: usize>(
    what: impl Into<String>,
    unit: Unit,
    subjects: [&[S]; N],
    figure: impl Fn(&S) -> f64,
    at_least: Option<f64>,
) -> Row {
    let figures = subjects.map(|samples| median(samples.iter().map(&figure).collect()));
    Row {
        what: what.into(),
        unit,
        figures: figures.to_vec(),
        at_least,
    }
}

/// The middle of the figures, the larger of two; None if there are none.
#[must_use]
pub fn median(mut figures: Vec<f64>) -> Option<f64> {
    figures.sort_unstable_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied()
}

impl Row {
    /// How many times as much the second subject takes as the first.
    fn ratio(&self) -> Option<f64> {
        match self.figures[..] {
            [Some(ours), Some(peer), ..] if ours > 0.0 => Some(peer / ours),
            _ => None,
        }
    }
}

impl Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut figures = String::new();
        for figure in &self.figures {
            let figure = figure.map(|figure| self.unit.show(figure));
            write!(figures, " {} |", figure.unwrap_or_else(nothing))?;
        }
        let ratio = self.ratio().map(|ratio| format!("{ratio:.2}"));
        let at_least = self.at_least.map(|ratio| format!("{ratio}"));
        write!(
            f,
            "| {} |{figures} {} | {} |",
            self.what,
            ratio.unwrap_or_else(nothing),
            at_least.unwrap_or_default(),
        )
    }
}

fn nothing() -> String {
    "-".into()
}

impl Unit {
    fn show(self, figure: f64) -> String {
        match self {
            Self::Seconds if figure < 1.0 => format!("{:.1} ms", figure * 1e3),
            Self::Seconds => format!("{figure:.2} s"),
            Self::Bytes => format!("{:.1} MB", figure / 1e6),
            Self::Nanoseconds if figure < 1e4 => format!("{figure:.1} ns"),
            Self::Nanoseconds => format!("{:.1} us", figure / 1e3),
            Self::Count => format!("{figure:.0}"),
        }
    }
}

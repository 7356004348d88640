//! What is wrong, with the schema or with the configuration, as one value.

use std::fmt;

use tl_parser::diagnostic::{Style, Suggestions};
use tl_parser::text::one_line;
use tl_parser::{Diagnostics, Severity, Sources};

/// A mistake in a build script rather than in a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
}

/// All findings of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The texts that [`diagnostics`](Report::diagnostics) point into.
    pub sources: Sources,
    /// What is wrong with the schema.
    pub diagnostics: Diagnostics,
    /// What is wrong with the configuration or the file system.
    pub problems: Vec<Problem>,
    suggestions: Suggestions,
}

impl Report {
    /// Whether nothing can be generated.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
            || self
                .problems
                .iter()
                .any(|problem| problem.severity == Severity::Error)
    }

    /// All findings in the look of rustc's.
    pub fn render(&self, style: Style) -> String {
        let mut text = self.diagnostics.render(&self.sources, style);
        for problem in &self.problems {
            text += &format!("{}: {}\n", problem.severity, problem.message);
        }
        text
    }

    /// The errors, one line each: `schema/api.tl:120:14: unknown type ...`.
    pub fn error_lines(&self) -> impl Iterator<Item = String> + '_ {
        let diagnostics = self
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity() == Severity::Error)
            .map(|diagnostic| diagnostic.one_line(&self.sources));
        let problems = self
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .map(|problem| problem.message.clone());
        diagnostics.chain(problems)
    }

    /// What is odd about the configuration.
    pub(crate) fn config_warnings(&self) -> impl Iterator<Item = &str> {
        let problems = self.problems.iter();
        problems
            .filter(|problem| problem.severity == Severity::Warning)
            .map(|problem| problem.message.as_str())
    }

    /// `; did you mean `name`?`, or nothing.
    pub(crate) fn hint<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> String {
        let similar = self.suggestions.nearest(name, candidates);
        similar.map_or_else(String::new, |it| format!("; did you mean `{it}`?"))
    }

    pub(crate) fn error(&mut self, message: impl Into<String>) {
        self.problems.push(Problem {
            severity: Severity::Error,
            message: one_line(&message.into()).into_owned(),
        });
    }

    pub(crate) fn warning(&mut self, message: impl Into<String>) {
        self.problems.push(Problem {
            severity: Severity::Warning,
            message: one_line(&message.into()).into_owned(),
        });
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Style::Plain))
    }
}

impl std::error::Error for Report {}

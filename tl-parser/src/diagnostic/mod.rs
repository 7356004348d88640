//! What is wrong with a schema, and where: values that any stage adds to and that
//! only a front end shows.

mod code;
mod render;
mod suggestions;

pub use code::{Code, Severity};
pub use render::Style;
pub use suggestions::{Suggestions, nearest_keyword};

use crate::source::Span;
use crate::text::one_line;

/// One finding: a code, a message, the place, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken; also decides the severity.
    pub code: Code,
    /// The token or range that is wrong.
    pub span: Span,
    /// One sentence in lower case, names in backticks, no full stop. It is one line without hidden
    /// characters, whatever the names hold.
    pub message: String,
    /// How to mend it, if that is known.
    pub help: Option<String>,
    /// Other places that explain the finding, each with a short label.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// A finding without help or related places.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: one_line(&message.into()).into_owned(),
            help: None,
            related: Vec::new(),
        }
    }

    /// Adds a sentence that says how to mend it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(one_line(&help.into()).into_owned());
        self
    }

    /// Adds "did you mean" if a similar name exists.
    #[must_use]
    pub fn with_suggestion(self, similar: Option<&str>) -> Self {
        match similar {
            Some(name) => self.with_help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// Adds another place that explains the finding.
    #[must_use]
    pub fn with_related(mut self, span: Span, label: impl Into<String>) -> Self {
        let label = one_line(&label.into()).into_owned();
        self.related.push((span, label));
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// How many findings of a severity are kept. No schema in use has a tenth of it; a file
/// that is none would have as many as it has bytes.
const MOST_KEPT: usize = 5_000;

/// The findings of a run, in the order in which they were made until [`sort`] is
/// called. The first 5,000 errors and the first 5,000 warnings are kept, the others
/// counted.
///
/// [`sort`]: Diagnostics::sort
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let count = self.counter(diagnostic.severity());
        *count += 1;
        if *count <= MOST_KEPT {
            self.list.push(diagnostic);
        }
    }

    /// Adds all findings of another run.
    pub fn extend(&mut self, other: Diagnostics) {
        let omitted = [Severity::Error, Severity::Warning].map(|it| (it, other.omitted_of(it)));
        for diagnostic in other.list {
            self.push(diagnostic);
        }
        for (severity, count) in omitted {
            *self.counter(severity) += count;
        }
    }

    fn counter(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        }
    }

    /// Sorts by file and offset; findings at one place keep their order.
    pub fn sort(&mut self) {
        self.list
            .sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start));
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// The number of findings of one severity, with those that were not kept.
    pub fn count(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
        }
    }

    /// The number of findings that were not kept.
    pub fn omitted(&self) -> usize {
        self.errors + self.warnings - self.list.len()
    }

    fn omitted_of(&self, severity: Severity) -> usize {
        let kept = self.iter().filter(|it| it.severity() == severity).count();
        self.count(severity) - kept
    }

    /// The findings that were kept.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

//! Diagnostics as text, in the look of rustc's.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{Sources, Span};

/// Whether rendered text carries terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Plain text.
    Plain,
    /// ANSI colours.
    Coloured,
}

impl Diagnostic {
    /// The finding with the lines of source that it is about.
    pub fn render(&self, sources: &Sources, style: Style) -> String {
        let level = match self.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = Group::with_title(
            level
                .primary_title(self.message.as_str())
                .id(self.code.as_str()),
        )
        .element(self.primary_snippet(sources));
        for (span, label) in self.related_elsewhere() {
            let annotation = AnnotationKind::Context.span(shown_range(sources, *span));
            group = group.element(snippet(sources, *span).annotation(annotation.label(label)));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer(style).render(&[group])
    }

    /// The finding in one line: `file:line:column: message`.
    pub fn one_line(&self, sources: &Sources) -> String {
        format!("{}: {}", sources.location(self.span), self.message)
    }

    fn primary_snippet<'a>(&'a self, sources: &'a Sources) -> SourceSnippet<'a> {
        let primary = AnnotationKind::Primary.span(shown_range(sources, self.span));
        self.related
            .iter()
            .filter(|(span, _)| span.file == self.span.file)
            .fold(
                snippet(sources, self.span).annotation(primary),
                |snippet, (span, label)| {
                    let annotation = AnnotationKind::Context.span(shown_range(sources, *span));
                    snippet.annotation(annotation.label(label))
                },
            )
    }

    fn related_elsewhere(&self) -> impl Iterator<Item = &(Span, String)> {
        self.related
            .iter()
            .filter(|(span, _)| span.file != self.span.file)
    }
}

impl Diagnostics {
    /// All findings, each followed by a blank line.
    pub fn render(&self, sources: &Sources, style: Style) -> String {
        self.iter()
            .map(|diagnostic| diagnostic.render(sources, style) + "\n\n")
            .collect()
    }
}

type SourceSnippet<'a> = Snippet<'a, annotate_snippets::Annotation<'a>>;

fn snippet(sources: &Sources, span: Span) -> SourceSnippet<'_> {
    Snippet::source(sources.text(span.file)).path(sources.name(span.file))
}

/// A range that lies within the text, so that the end of a file can be pointed at.
fn shown_range(sources: &Sources, span: Span) -> std::ops::Range<usize> {
    let text = sources.text(span.file);
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.ceil_char_boundary(span.end as usize).min(text.len());
    start..end.max(start)
}

fn renderer(style: Style) -> Renderer {
    match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
}

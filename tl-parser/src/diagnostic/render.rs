//! Diagnostics as text, in the look of rustc's.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{FileId, Sources, Span};

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
        let title = level.primary_title(self.message.as_str());
        let mut group = Group::with_title(title.id(self.code.as_str()));
        for part in self.parts(sources) {
            group = part.add_to(group, sources);
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

    /// The pieces of source to show, the one with the finding itself first: what lies near
    /// to it is shown in one piece with it.
    fn parts(&self, sources: &Sources) -> Vec<Part<'_>> {
        let mut parts = vec![Part::new(sources, AnnotationKind::Primary, self.span, None)];
        for (span, label) in &self.related {
            let part = Part::new(sources, AnnotationKind::Context, *span, Some(label));
            let near = parts.iter_mut().find(|other| other.is_near(&part));
            match near {
                Some(other) => other.join(part),
                None => parts.push(part),
            }
        }
        parts
    }
}

impl Diagnostics {
    /// All findings that were kept, each followed by a blank line.
    pub fn render(&self, sources: &Sources, style: Style) -> String {
        let mut text: String = self
            .iter()
            .map(|diagnostic| diagnostic.render(sources, style) + "\n\n")
            .collect();
        if self.omitted() > 0 {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{} more findings are not shown\n", self.omitted());
        }
        text
    }
}

/// Two places that so many lines lie between are shown in two pieces.
const FAR: usize = 200;

/// Of a longer piece only the place is shown, so that a file without line ends is not gone
/// through for every finding.
const LONGEST: usize = 64 * 1024;

/// Lines of a file with the places to mark in them.
struct Part<'d> {
    file: FileId,
    /// The first and the last line, counted from 0.
    lines: (usize, usize),
    marks: Vec<(AnnotationKind, Span, Option<&'d str>)>,
}

impl<'d> Part<'d> {
    fn new(sources: &Sources, kind: AnnotationKind, span: Span, label: Option<&'d String>) -> Self {
        let line = |offset| sources.line_of(span.file, offset);
        Self {
            file: span.file,
            lines: (line(span.start), line(span.end)),
            marks: vec![(kind, span, label.map(String::as_str))],
        }
    }

    fn is_near(&self, other: &Self) -> bool {
        let (first, last) = self.lines;
        let (other_first, other_last) = other.lines;
        let is_within = other_first <= last + FAR && first <= other_last + FAR;
        self.file == other.file && is_within
    }

    fn join(&mut self, other: Self) {
        self.lines.0 = self.lines.0.min(other.lines.0);
        self.lines.1 = self.lines.1.max(other.lines.1);
        self.marks.extend(other.marks);
    }

    fn add_to<'s>(self, group: Group<'s>, sources: &'s Sources) -> Group<'s>
    where
        'd: 's,
    {
        let range = sources.lines(self.file, self.lines.0, self.lines.1);
        if range.len() > LONGEST {
            let places = self.marks.into_iter().map(|(_, span, _)| span);
            return places.fold(group, |group, span| group.element(origin(sources, span)));
        }
        let text = &sources.text(self.file)[range.clone()];
        let snippet = Snippet::source(text)
            .path(sources.name(self.file))
            .line_start(self.lines.0 + 1);
        let marks = self.marks.into_iter().map(|(kind, span, label)| {
            let annotation = kind.span(within(text, span, range.start));
            match label {
                Some(label) => annotation.label(label),
                None => annotation,
            }
        });
        group.element(marks.fold(snippet, |snippet, mark| snippet.annotation(mark)))
    }
}

/// A place without its line.
fn origin(sources: &Sources, span: Span) -> Origin<'_> {
    let place = sources.location(span);
    Origin::path(place.file)
        .line(place.line)
        .char_column(place.column)
}

/// A place in a piece of text that begins at `start`, so that the end of a file can be
/// pointed at.
fn within(text: &str, span: Span, start: usize) -> std::ops::Range<usize> {
    let first = text.floor_char_boundary(span.start as usize - start);
    let last = text.ceil_char_boundary(span.end as usize - start);
    first..last.min(text.len()).max(first)
}

fn renderer(style: Style) -> Renderer {
    match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
}

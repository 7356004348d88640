//! Diagnostics as text, in the look of rustc's.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{FileId, Sources, Span};
use crate::text::{one_line, visible};

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
        let shown = Shown::new(&sources.text(self.file)[range.clone()]);
        let places: Vec<_> = self
            .marks
            .iter()
            .map(|(_, span, _)| shown.range(*span, range.start))
            .collect();
        let snippet = Snippet::source(shown.text)
            .path(one_line(sources.name(self.file)))
            .line_start(self.lines.0 + 1);
        let marks = self.marks.into_iter().zip(places);
        let marks = marks.map(|((kind, _, label), place)| {
            let annotation = kind.span(place);
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
    Origin::path(one_line(place.file))
        .line(place.line)
        .char_column(place.column)
}

/// Lines of source as they are shown: a hidden character takes as many columns as its escape.
struct Shown<'s> {
    text: Cow<'s, str>,
    source: &'s str,
}

impl<'s> Shown<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            text: visible_lines(source),
            source,
        }
    }

    /// A place in the lines, which begin at `start`, so that the end of a file can be pointed at.
    fn range(&self, span: Span, start: usize) -> Range<usize> {
        let first = self.source.floor_char_boundary(span.start as usize - start);
        let last = self.source.ceil_char_boundary(span.end as usize - start);
        let last = last.min(self.source.len()).max(first);
        self.offset(first)..self.offset(last)
    }

    /// The place where a character of the source is shown.
    fn offset(&self, offset: usize) -> usize {
        match self.text {
            Cow::Borrowed(_) => offset,
            Cow::Owned(_) => {
                let (before, after) = self.source.split_at(offset);
                let is_in_line_end = after.starts_with('\n');
                let before = if is_in_line_end {
                    before.trim_end_matches('\r')
                } else {
                    before
                };
                visible_lines(before).len().min(self.text.len())
            }
        }
    }
}

/// The carriage return before a line feed is the end of a line.
fn visible_lines(source: &str) -> Cow<'_, str> {
    if source.contains("\r\n") {
        let lines = source.replace("\r\n", "\n");
        return Cow::Owned(visible(&lines).into_owned());
    }
    visible(source)
}

fn renderer(style: Style) -> Renderer {
    match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
}

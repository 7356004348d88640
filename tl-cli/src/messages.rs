//! Findings as JSON for programs, and the option that asks for it.
//!
//! As JSON, standard output holds one object a line and nothing else, as cargo does it;
//! `book/message-json.md` describes the keys.

use serde::Serialize;
use tl_parser::{Diagnostic, Diagnostics, Severity, Sources, Span};

use crate::error::NotText;

/// How findings are reported: in the look of rustc's, or one JSON object a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum MessageFormat {
    Human,
    Json,
}

/// For the commands that report findings.
#[derive(Debug, clap::Args)]
pub struct MessageArgs {
    /// How to report; json: one object a line on standard output, and all else on standard
    /// error
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
}

/// A finding as a line of JSON. The order of the fields is that of the keys.
#[derive(Debug, Serialize)]
struct Line<'a> {
    code: Option<&'a str>,
    severity: String,
    message: &'a str,
    file: Option<&'a str>,
    start: Option<usize>,
    end: Option<usize>,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
}

/// Another place that explains a finding.
#[derive(Debug, Serialize)]
struct Related<'a> {
    message: &'a str,
    file: &'a str,
    start: u32,
    end: u32,
    line: usize,
    column: usize,
}

/// All findings, each on its line.
pub fn json_lines(sources: &Sources, diagnostics: &Diagnostics) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| line_of(sources, diagnostic).into_text())
        .collect()
}

/// A finding that is about no place, such as an option that names nothing.
pub fn json_problem(severity: Severity, message: &str) -> String {
    let line = Line {
        code: None,
        severity: severity.to_string(),
        message,
        file: None,
        start: None,
        end: None,
        line: None,
        column: None,
        help: None,
        related: Vec::new(),
    };
    line.into_text()
}

/// A file that is not UTF-8.
pub fn json_not_text(place: &NotText) -> String {
    let line = Line {
        code: None,
        severity: Severity::Error.to_string(),
        message: &place.message(),
        file: Some(&place.file),
        start: Some(place.offset),
        end: Some(place.offset + 1),
        line: Some(place.line),
        column: Some(place.column),
        help: None,
        related: Vec::new(),
    };
    line.into_text()
}

fn line_of<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Line<'a> {
    let place = sources.location(diagnostic.span);
    Line {
        code: Some(diagnostic.code.as_str()),
        severity: diagnostic.severity().to_string(),
        message: &diagnostic.message,
        file: Some(place.file),
        start: Some(diagnostic.span.start as usize),
        end: Some(diagnostic.span.end as usize),
        line: Some(place.line),
        column: Some(place.column),
        help: diagnostic.help.as_deref(),
        related: diagnostic
            .related
            .iter()
            .map(|(span, label)| related(sources, *span, label))
            .collect(),
    }
}

fn related<'a>(sources: &'a Sources, span: Span, message: &'a str) -> Related<'a> {
    let place = sources.location(span);
    Related {
        message,
        file: place.file,
        start: span.start,
        end: span.end,
        line: place.line,
        column: place.column,
    }
}

impl Line<'_> {
    fn into_text(self) -> String {
        let text = serde_json::to_string(&self);
        let mut text = text.expect("numbers and strings are always JSON");
        text.push('\n');
        text
    }
}

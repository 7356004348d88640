//! The declarations that an id or a name has in schema files, a line each:
//!
//! ```text
//! a455de90 function schema/api.tl:38:1  messages.exportChatInvite#a455de90 flags:# ... = ExportedChatInvite
//! ```
//!
//! The name of a type finds its constructors. The id is the written one or, without
//! one, that of the official rule.

use std::collections::BTreeSet;

use tl_parser::diagnostic::Suggestions;
use tl_parser::id::{self, Rule};
use tl_parser::syntax::Arena;
use tl_parser::syntax::ast::{
    Builtin, Combinator, Declaration, DeclarationKind, File, Section, TermKind,
};
use tl_parser::{Diagnostics, Severity, Sources, Span, syntax};

use crate::commands::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::text::counted;

/// So many names are suggested at most.
const MOST_SUGGESTIONS: usize = 5;

/// Prints what `what` finds in all files.
pub fn run(what: &str, sources: &Sources, output: &Output) -> Result<Outcome, Error> {
    let arena = Arena::new();
    let files = parse(&arena, sources, output)?;
    let entries: Vec<_> = files
        .iter()
        .flat_map(|file| &file.declarations)
        .filter_map(Entry::of)
        .collect();
    let query = Query::of(what);
    let lines: String = entries
        .iter()
        .filter(|entry| query.finds(entry))
        .map(|entry| entry.line(sources))
        .collect();
    if lines.is_empty() {
        output.problem(Severity::Error, &query.not_found(&entries))?;
        return Ok(Outcome::Bad);
    }
    output.print(&lines)?;
    Ok(Outcome::Good)
}

/// Reads what can be read. What cannot is not searched, and that is said.
fn parse<'a>(
    arena: &'a Arena,
    sources: &'a Sources,
    output: &Output,
) -> Result<Vec<File<'a>>, Error> {
    let mut files = Vec::new();
    for file in sources.ids() {
        let mut found = Diagnostics::default();
        files.push(syntax::parse(arena, sources.text(file), file, &mut found));
        let errors = found.count(Severity::Error);
        if errors > 0 {
            let message = format!(
                "{} has {}: declarations with errors are not searched",
                sources.name(file),
                counted(errors, "syntax error"),
            );
            output.problem(Severity::Warning, &message)?;
        }
    }
    Ok(files)
}

/// A declaration that has an id.
struct Entry<'t> {
    id: u32,
    kind: &'static str,
    name: &'t str,
    /// The type that a constructor belongs to; none for a function.
    ty: Option<&'t str>,
    span: Span,
    tl: String,
}

impl<'t> Entry<'t> {
    fn of<'a: 't>(declaration: &'t Declaration<'a>) -> Option<Self> {
        match &declaration.kind {
            DeclarationKind::Combinator(combinator) => {
                Some(Self::of_combinator(combinator, declaration))
            }
            DeclarationKind::Builtin(builtin) => Some(Self::of_builtin(builtin, declaration.span)),
            DeclarationKind::Statement(_) | DeclarationKind::Partial(_) => None,
        }
    }

    fn of_combinator(combinator: &'t Combinator<'_>, declaration: &Declaration<'_>) -> Self {
        let is_function = declaration.section == Section::Functions || combinator.arrow.is_some();
        let ty = match &combinator.result.head().kind {
            TermKind::Name(name) if !is_function => Some(*name),
            _ => None,
        };
        let id = combinator.id.map(|id| id.value);
        Self {
            id: id.unwrap_or_else(|| id::compute(combinator, Rule::Official)),
            kind: if is_function {
                "function"
            } else {
                "constructor"
            },
            name: combinator.name.text,
            ty,
            span: combinator.name.span,
            tl: combinator.to_string(),
        }
    }

    fn of_builtin(builtin: &'t Builtin<'_>, span: Span) -> Self {
        let (name, result) = (builtin.name.text, builtin.result.text);
        let id = builtin.id.map(|id| id.value);
        Self {
            id: id.unwrap_or_else(|| id::of_builtin(name, result)),
            kind: "builtin",
            name,
            ty: Some(result),
            span,
            tl: format!("{name} ? = {result}"),
        }
    }

    fn line(&self, sources: &Sources) -> String {
        let Self { id, kind, tl, .. } = self;
        let place = sources.location(self.span);
        format!("{id:08x} {kind} {place}  {tl}\n")
    }
}

/// What is searched for. `face` can be an id as well as a name: then it is both.
struct Query<'q> {
    what: &'q str,
    id: Option<u32>,
    name: Option<&'q str>,
}

impl<'q> Query<'q> {
    fn of(what: &'q str) -> Self {
        let marked = ["0x", "0X", "#"]
            .iter()
            .find_map(|mark| what.strip_prefix(mark));
        Self {
            what,
            id: hex(marked.unwrap_or(what)),
            name: marked.is_none().then_some(what),
        }
    }

    fn finds(&self, entry: &Entry<'_>) -> bool {
        let by_name = |name| entry.name == name || entry.ty == Some(name);
        self.id == Some(entry.id) || self.name.is_some_and(by_name)
    }

    fn not_found(&self, entries: &[Entry<'_>]) -> String {
        let what = self.what;
        let similar = match self.name {
            Some(name) => similar(name, entries),
            None => Vec::new(),
        };
        match similar[..] {
            [] => format!("nothing is declared with the {} `{what}`", self.kind()),
            _ => format!(
                "nothing is declared with the {} `{what}`; did you mean {}?",
                self.kind(),
                alternatives(&similar)
            ),
        }
    }

    fn kind(&self) -> &'static str {
        match (self.id, self.name) {
            (Some(_), None) => "id",
            (Some(_), Some(_)) => "id or name",
            (None, _) => "name",
        }
    }
}

/// 1 to 8 hex digits, in either case: ids are copied from many places.
fn hex(digits: &str) -> Option<u32> {
    let is_id = (1..=8).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| is_id)
}

/// The names that lack only the namespace of what was meant, or the nearest one.
fn similar<'t>(name: &str, entries: &[Entry<'t>]) -> Vec<&'t str> {
    let names: BTreeSet<_> = entries
        .iter()
        .flat_map(|entry| [Some(entry.name), entry.ty])
        .flatten()
        .collect();
    let same: Vec<_> = names
        .iter()
        .copied()
        .filter(|it| local(it).eq_ignore_ascii_case(local(name)))
        .take(MOST_SUGGESTIONS)
        .collect();
    match same.is_empty() {
        true => Suggestions::new()
            .nearest(name, names)
            .into_iter()
            .collect(),
        false => same,
    }
}

/// The name without its namespace.
fn local(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

fn alternatives(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(" or ")
}

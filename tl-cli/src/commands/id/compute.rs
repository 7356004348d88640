//! The ids of declarations given as text, a line each:
//!
//! ```text
//! 115a0343 by the official parser's rule
//! a455de90 by Telegram's rule
//! a455de90 is written: agrees with Telegram's rule
//! ```
//!
//! Where both rules agree, the first line is the id alone. With several declarations
//! the name of its own follows the id in each line.

use tl_parser::id::{self, Rule};
use tl_parser::syntax::Arena;
use tl_parser::syntax::ast::{Builtin, Combinator, Declaration, DeclarationKind};
use tl_parser::{Diagnostics, Severity, Sources, syntax};

use crate::commands::Outcome;
use crate::error::Error;
use crate::output::Output;

/// Prints the ids of all declarations of a text.
pub fn run((name, text): (String, String), output: &Output) -> Result<Outcome, Error> {
    let mut sources = Sources::new();
    let file = sources.add(name, with_end(text));
    let mut found = Diagnostics::default();
    let arena = Arena::new();
    let tree = syntax::parse(&arena, sources.text(file), file, &mut found);
    output.diagnostics(&sources, &found)?;

    let (with_id, without): (Vec<_>, Vec<_>) = tree
        .declarations
        .iter()
        .map(|declaration| (declaration, Ids::of(declaration)))
        .partition(|(_, ids)| ids.is_some());
    for (declaration, _) in &without {
        let place = sources.location(declaration.span);
        let message = format!("{place}: this is no combinator, so it has no id");
        output.problem(Severity::Error, &message)?;
    }
    if tree.declarations.is_empty() && !found.has_errors() {
        output.problem(Severity::Error, "there is no declaration")?;
    }
    let is_one = with_id.len() == 1;
    for ids in with_id.iter().filter_map(|(_, ids)| ids.as_ref()) {
        output.print(&ids.lines(is_one))?;
    }
    match with_id.is_empty() || !without.is_empty() || found.has_errors() {
        true => Ok(Outcome::Bad),
        false => Ok(Outcome::Good),
    }
}

/// The last declaration may lack its `;`.
fn with_end(text: String) -> String {
    if is_well_formed(&text) {
        return text;
    }
    // On a line of its own: a comment may end the text.
    let ended = format!("{text}\n;");
    if is_well_formed(&ended) { ended } else { text }
}

fn is_well_formed(text: &str) -> bool {
    let mut sources = Sources::new();
    let file = sources.add("", text);
    let mut found = Diagnostics::default();
    syntax::parse(&Arena::new(), sources.text(file), file, &mut found);
    !found.has_errors()
}

/// What there is to say of the id of one declaration.
struct Ids<'a> {
    name: &'a str,
    official: u32,
    telegram: u32,
    written: Option<u32>,
}

impl<'a> Ids<'a> {
    fn of(declaration: &Declaration<'a>) -> Option<Self> {
        match &declaration.kind {
            DeclarationKind::Combinator(combinator) => Some(Self::of_combinator(combinator)),
            DeclarationKind::Builtin(builtin) => Some(Self::of_builtin(builtin)),
            DeclarationKind::Statement(_) | DeclarationKind::Partial(_) => None,
        }
    }

    fn of_combinator(combinator: &Combinator<'a>) -> Self {
        Self {
            name: combinator.name.text,
            official: id::compute(combinator, Rule::Official),
            telegram: id::compute(combinator, Rule::Telegram),
            written: combinator.id.map(|id| id.value),
        }
    }

    fn of_builtin(builtin: &Builtin<'a>) -> Self {
        let id = id::of_builtin(builtin.name.text, builtin.result.text);
        Self {
            name: builtin.name.text,
            official: id,
            telegram: id,
            written: builtin.id.map(|id| id.value),
        }
    }

    fn lines(&self, is_one: bool) -> String {
        let line = |id: u32, note: &str| {
            let name = if is_one { "" } else { self.name };
            let parts = [&format!("{id:08x}"), name, note];
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(" ") + "\n"
        };
        let mut lines = match self.official == self.telegram {
            true => line(self.official, ""),
            false => {
                line(self.official, "by the official parser's rule")
                    + &line(self.telegram, "by Telegram's rule")
            }
        };
        if let Some(written) = self.written {
            let note = format!("is written: {}", self.verdict(written));
            lines += &line(written, &note);
        }
        lines
    }

    fn verdict(&self, written: u32) -> &'static str {
        match (written == self.official, written == self.telegram) {
            (true, true) => "agrees",
            (true, false) => "agrees with the official parser's rule",
            (false, true) => "agrees with Telegram's rule",
            (false, false) => "differs",
        }
    }
}

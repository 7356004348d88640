//! Syntax trees as canonical TL: one space between the parts, and `;` only in a file.
//!
//! What is printed parses to an equal tree, places and comments aside. [`format`] lays out
//! a text as its writer wrote it; here there is only a tree.
//!
//! [`format`]: crate::format

#[cfg(test)]
mod tests;

use std::fmt::{self, Display, Formatter, Write};

use crate::syntax::File;
use crate::syntax::ast::{
    Arg, Builtin, Combinator, Condition, Declaration, DeclarationKind, Field, Id, Name,
    OptionalArgs, Repeat, Section, Statement, Term, TermKind,
};

/// Stands for a number that does not fit in 32 bits: this one does not either.
const TOO_LARGE: u64 = 1 << 32;

/// Prints a declaration a line, and a marker where the section or the layer changes.
/// Comments are left out.
impl Display for File<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (mut layer, mut section) = (None, Section::Types);
        for declaration in &self.declarations {
            if layer != declaration.layer {
                layer_mark(f, declaration.layer)?;
                (layer, section) = (declaration.layer, Section::Types);
            }
            if section != declaration.section {
                section = declaration.section;
                section_mark(f, section)?;
            }
            writeln!(f, "{declaration};")?;
        }
        Ok(())
    }
}

/// No marker leads out of the layers: what stands in none comes first, and needs none.
fn layer_mark(f: &mut Formatter<'_>, layer: Option<u32>) -> fmt::Result {
    match layer {
        Some(layer) => writeln!(f, "==={layer}==="),
        None => Ok(()),
    }
}

fn section_mark(f: &mut Formatter<'_>, section: Section) -> fmt::Result {
    let name = match section {
        Section::Types => "types",
        Section::Functions => "functions",
    };
    writeln!(f, "---{name}---")
}

impl Display for Declaration<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl Display for DeclarationKind<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            DeclarationKind::Combinator(combinator) => combinator.fmt(f),
            DeclarationKind::Builtin(builtin) => builtin.fmt(f),
            DeclarationKind::Statement(statement) => statement.fmt(f),
            DeclarationKind::Partial(term) => term.fmt(f),
        }
    }
}

impl Display for Builtin<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name.text)?;
        id(f, self.id)?;
        write!(f, " ? = {}", self.result.text)
    }
}

impl Display for Statement<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.keyword.text, self.ty.text)
    }
}

/// Prints a combinator as it would be declared: `@any name#id {X:Type} args = Result`.
///
/// The id is printed with eight digits and only if one was written.
impl Display for Combinator<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for annotation in &self.annotations {
            write!(f, "@{} ", annotation.text.trim_start_matches('@'))?;
        }
        f.write_str(self.name.text)?;
        id(f, self.id)?;
        for optional in &self.optional {
            write!(f, " {optional}")?;
        }
        for arg in &self.args {
            write!(f, " {arg}")?;
        }
        let arrow = if self.arrow.is_some() { "=>" } else { "=" };
        write!(f, " {arrow} {}", self.result)
    }
}

impl Display for OptionalArgs<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('{')?;
        names(f, &self.names)?;
        write!(f, ":{}}}", self.ty)
    }
}

impl Display for Arg<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Arg::Field(field) => field.fmt(f),
            Arg::Repeat(repeat) => repeat.fmt(f),
        }
    }
}

impl Display for Field<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.parenthesized {
            f.write_char('(')?;
        }
        if !self.names.is_empty() {
            names(f, &self.names)?;
            f.write_char(':')?;
        }
        if let Some(condition) = &self.condition {
            condition.fmt(f)?;
        }
        if self.exclamation.is_some() {
            f.write_char('!')?;
        }
        self.ty.fmt(f)?;
        if self.parenthesized {
            f.write_char(')')?;
        }
        Ok(())
    }
}

impl Display for Condition<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.variable.text)?;
        if let Some((bit, _)) = self.bit {
            write!(f, ".{}", bit.map_or(TOO_LARGE, u64::from))?;
        }
        f.write_char('?')
    }
}

impl Display for Repeat<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            write!(f, "{}:", name.text)?;
        }
        if let Some(count) = &self.count {
            write!(f, "{count}*")?;
        }
        f.write_char('[')?;
        for arg in &self.args {
            write!(f, " {arg}")?;
        }
        f.write_str(" ]")
    }
}

impl Display for Term<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            TermKind::Name(name) => f.write_str(name),
            TermKind::Nat => f.write_char('#'),
            TermKind::Number(number) => write!(f, "{}", number.map_or(TOO_LARGE, u64::from)),
            TermKind::Bare(inner) => write!(f, "%{inner}"),
            TermKind::Sum(terms) => separated(f, terms, "+"),
            TermKind::Parens(inner) => write!(f, "({inner})"),
            TermKind::Apply(head, args) if self.is_angled(args) => {
                write!(f, "{head}<")?;
                separated(f, args, ",")?;
                f.write_char('>')
            }
            TermKind::Apply(head, args) => {
                write!(f, "{head} ")?;
                separated(f, args, " ")
            }
        }
    }
}

impl Term<'_> {
    /// Whether the arguments were written as `<a,b>`: then the term ends behind the
    /// last of them.
    fn is_angled(&self, args: &[Term<'_>]) -> bool {
        args.last()
            .is_some_and(|last| last.span.end < self.span.end)
    }
}

fn id(f: &mut Formatter<'_>, id: Option<Id>) -> fmt::Result {
    match id {
        Some(id) => write!(f, "#{:08x}", id.value),
        None => Ok(()),
    }
}

fn names(f: &mut Formatter<'_>, names: &[Name<'_>]) -> fmt::Result {
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            f.write_char(' ')?;
        }
        f.write_str(name.text)?;
    }
    Ok(())
}

fn separated(f: &mut Formatter<'_>, terms: &[Term<'_>], separator: &str) -> fmt::Result {
    for (index, term) in terms.iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        term.fmt(f)?;
    }
    Ok(())
}

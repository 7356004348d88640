//! Syntax trees as canonical TL: one space between the parts, and `;` only in a file.
//!
//! What is printed parses to an equal tree, places and comments aside. [`format`] lays out
//! a text as its writer wrote it; here there is only a tree.
//!
//! [`format`]: crate::format

mod printer;
#[cfg(test)]
mod tests;
mod written;

use std::fmt::{self, Display, Formatter};

use crate::syntax::File;
use crate::syntax::ast::{
    Arg, Builtin, Combinator, Declaration, DeclarationKind, Field, OptionalArgs, Repeat, Section,
    Statement, Term,
};

use printer::Printer;
pub(crate) use printer::{decimal, with_args};
pub(crate) use written::as_written;

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
        Printer::new(f).builtin(self)
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
        Printer::new(f).combinator(self)
    }
}

impl Display for OptionalArgs<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Printer::new(f).optional(self)
    }
}

impl Display for Arg<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Printer::new(f).arg(self)
    }
}

impl Display for Field<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Printer::new(f).field(self)
    }
}

impl Display for Repeat<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Printer::new(f).repeat(self)
    }
}

impl Display for Term<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Printer::new(f).term(self)
    }
}

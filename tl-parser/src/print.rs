//! Syntax trees as canonical TL: one space between the parts, no `;`.

use std::fmt::{self, Display, Formatter, Write};

use crate::syntax::ast::{
    Arg, Combinator, Condition, Field, Name, OptionalArgs, Repeat, Term, TermKind,
};

/// Prints a combinator as it would be declared: `name#id {X:Type} args = Result`.
///
/// The id is printed with eight digits and only if one was written.
impl Display for Combinator<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name.text)?;
        if let Some(id) = self.id {
            write!(f, "#{:08x}", id.value)?;
        }
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
        if let Some((Some(bit), _)) = self.bit {
            write!(f, ".{bit}")?;
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
            TermKind::Number(number) => write!(f, "{}", number.unwrap_or(u32::MAX)),
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

//! The parts of a tree written one behind the other.

use std::fmt::{self, Write};
use std::ops::Range;

use crate::syntax::ast::{
    Arg, Builtin, Combinator, Condition, Field, Id, Name, OptionalArgs, Repeat, Term, TermKind,
};

/// Stands for a number that does not fit in 32 bits: this one does not either.
const TOO_LARGE: u64 = 1 << 32;

/// A combinator in canonical form without its annotations, and where each of its
/// arguments lies in the text: those in repetitions too, in the order in which they
/// begin.
pub(crate) fn with_args(combinator: &Combinator<'_>, args: &mut Vec<Range<u32>>) -> String {
    let mut text = String::new();
    let mut printer = Printer::new(&mut text);
    args.clear();
    std::mem::swap(&mut printer.args, args);
    // Writing to a string cannot fail.
    let _ = printer.declaration(combinator);
    std::mem::swap(&mut printer.args, args);
    text
}

/// Writes a number in decimal digits. Flag bits are many and short: `format_args!` would
/// take more time for them than for all the rest of a declaration.
pub(crate) fn decimal(out: &mut impl Write, number: u64) -> fmt::Result {
    if number > 9 {
        decimal(out, number / 10)?;
    }
    out.write_char(char::from(b'0' + (number % 10) as u8))
}

/// Writes the parts of a declaration, and notes where arguments lie.
pub struct Printer<'w, W> {
    out: &'w mut W,
    /// Bytes written so far.
    written: u32,
    args: Vec<Range<u32>>,
}

impl<'w, W: Write> Printer<'w, W> {
    pub fn new(out: &'w mut W) -> Self {
        Self {
            out,
            written: 0,
            args: Vec::new(),
        }
    }

    fn text(&mut self, text: &str) -> fmt::Result {
        self.written += text.len() as u32;
        self.out.write_str(text)
    }

    pub fn combinator(&mut self, combinator: &Combinator<'_>) -> fmt::Result {
        for annotation in combinator.annotations {
            self.text(annotation.text)?;
            self.text(" ")?;
        }
        self.declaration(combinator)
    }

    fn declaration(&mut self, combinator: &Combinator<'_>) -> fmt::Result {
        self.text(combinator.name.text)?;
        if let Some(id) = combinator.id {
            self.id(id)?;
        }
        for optional in combinator.optional {
            self.text(" ")?;
            self.optional(optional)?;
        }
        for arg in combinator.args {
            self.text(" ")?;
            self.arg(arg)?;
        }
        self.text(match combinator.arrow {
            Some(_) => " => ",
            None => " = ",
        })?;
        self.term(&combinator.result)
    }

    pub fn builtin(&mut self, builtin: &Builtin<'_>) -> fmt::Result {
        self.text(builtin.name.text)?;
        if let Some(id) = builtin.id {
            self.id(id)?;
        }
        self.text(" ? = ")?;
        self.text(builtin.result.text)
    }

    fn id(&mut self, id: Id) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.text("#")?;
        for shift in (0..8).rev() {
            let digit = DIGITS[(id.value >> (4 * shift)) as usize & 15];
            self.out.write_char(digit.into())?;
        }
        self.written += 8;
        Ok(())
    }

    fn number(&mut self, number: Option<u32>) -> fmt::Result {
        let number = number.map_or(TOO_LARGE, u64::from);
        self.written += number.checked_ilog10().unwrap_or(0) + 1;
        decimal(self.out, number)
    }

    pub fn optional(&mut self, optional: &OptionalArgs<'_>) -> fmt::Result {
        self.text("{")?;
        self.names(optional.names)?;
        self.text(":")?;
        self.term(&optional.ty)?;
        self.text("}")
    }

    pub fn arg(&mut self, arg: &Arg<'_>) -> fmt::Result {
        let index = self.args.len();
        self.args.push(self.written..self.written);
        match arg {
            Arg::Field(field) => self.field(field),
            Arg::Repeat(repeat) => self.repeat(repeat),
        }?;
        self.args[index].end = self.written;
        Ok(())
    }

    pub fn field(&mut self, field: &Field<'_>) -> fmt::Result {
        if field.is_canonical() {
            return self.text(field.text.0);
        }
        if field.parenthesized {
            self.text("(")?;
        }
        if !field.names.is_empty() {
            self.names(field.names)?;
            self.text(":")?;
        }
        if let Some(condition) = field.condition {
            self.condition(condition)?;
        }
        if field.exclamation.is_some() {
            self.text("!")?;
        }
        self.term(&field.ty)?;
        match field.parenthesized {
            true => self.text(")"),
            false => Ok(()),
        }
    }

    fn condition(&mut self, condition: &Condition<'_>) -> fmt::Result {
        self.text(condition.variable.text)?;
        if let Some((bit, _)) = condition.bit {
            self.text(".")?;
            self.number(bit)?;
        }
        self.text("?")
    }

    pub fn repeat(&mut self, repeat: &Repeat<'_>) -> fmt::Result {
        if let Some(name) = &repeat.name {
            self.text(name.text)?;
            self.text(":")?;
        }
        if let Some(condition) = repeat.condition {
            self.condition(condition)?;
        }
        if let Some(count) = &repeat.count {
            self.term(count)?;
            self.text("*")?;
        }
        self.text("[")?;
        for arg in repeat.args {
            self.text(" ")?;
            self.arg(arg)?;
        }
        self.text(" ]")
    }

    pub fn term(&mut self, term: &Term<'_>) -> fmt::Result {
        match &term.kind {
            TermKind::Name(name) => self.text(name),
            TermKind::Nat => self.text("#"),
            TermKind::Number(number) => self.number(*number),
            TermKind::Bare(inner) => {
                self.text("%")?;
                self.term(inner)
            }
            TermKind::Sum(terms) => self.separated(terms, "+"),
            TermKind::Parens(inner) => {
                self.text("(")?;
                self.term(inner)?;
                self.text(")")
            }
            TermKind::Apply(head, args) if term.is_angled(args) => {
                self.term(head)?;
                self.text("<")?;
                self.separated(args, ",")?;
                self.text(">")
            }
            TermKind::Apply(head, args) => {
                self.term(head)?;
                self.text(" ")?;
                self.separated(args, " ")
            }
        }
    }

    fn names(&mut self, names: &[Name<'_>]) -> fmt::Result {
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                self.text(" ")?;
            }
            self.text(name.text)?;
        }
        Ok(())
    }

    fn separated(&mut self, terms: &[Term<'_>], separator: &str) -> fmt::Result {
        for (index, term) in terms.iter().enumerate() {
            if index > 0 {
                self.text(separator)?;
            }
            self.term(term)?;
        }
        Ok(())
    }
}

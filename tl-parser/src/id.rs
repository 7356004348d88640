//! Constructor ids: the CRC-32 of a combinator's normalised text
//! (<https://core.telegram.org/mtproto/TL-formal#combinator-identifiers>).

use crate::print::decimal;
use crate::syntax::ast::{Arg, Combinator, Condition, Field, Repeat, Term, TermKind};

/// Which text is hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The rule of the official parser, for combinators without a written id.
    Official,
    /// The rule that the ids of Telegram's published schemas agree with: conditional
    /// `true` arguments are left out, `bytes` as a whole type counts as `string`,
    /// and `!` is kept.
    Telegram,
}

/// The id of a combinator by `rule`, whatever id is written.
///
/// ```
/// # use tl_parser::{id::{self, Rule}, syntax::{self, Arena, ast::DeclarationKind}, Diagnostics, Sources};
/// let mut sources = Sources::new();
/// let file = sources.add("", "message msg_id:long seqno:int bytes:int body:Object = Message;");
/// let arena = Arena::new();
/// let tree = syntax::parse(&arena, sources.text(file), file, &mut Diagnostics::default());
/// let DeclarationKind::Combinator(message) = &tree.declarations[0].kind else { panic!() };
/// assert_eq!(id::compute(message, Rule::Official), 0x5bb8e511);
/// ```
pub fn compute(combinator: &Combinator<'_>, rule: Rule) -> u32 {
    Ids::default().compute(combinator, rule)
}

/// Computes many ids with one buffer.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    buffer: String,
}

impl Ids {
    /// As [`compute`].
    pub fn compute(&mut self, combinator: &Combinator<'_>, rule: Rule) -> u32 {
        self.buffer.clear();
        write_text(&mut self.buffer, combinator, rule);
        crc32fast::hash(self.buffer.as_bytes())
    }
}

/// The id of a built-in declaration `int ? = Int`.
pub fn of_builtin(name: &str, result: &str) -> u32 {
    crc32fast::hash(format!("{name} ? = {result}").as_bytes())
}

/// The text that [`compute`] hashes.
pub fn hashed_text(combinator: &Combinator<'_>, rule: Rule) -> String {
    let mut text = String::with_capacity(128);
    write_text(&mut text, combinator, rule);
    text
}

fn write_text(out: &mut String, combinator: &Combinator<'_>, rule: Rule) {
    let mut text = Text { out, rule };
    text.out.push_str(combinator.name.text);
    for optional in combinator.optional {
        for name in optional.names {
            text.space();
            text.label(name.text);
            text.term(&optional.ty);
        }
    }
    for arg in combinator.args {
        text.arg(arg);
    }
    text.out.push_str(" =");
    text.space();
    text.term(&combinator.result);
}

struct Text<'o> {
    out: &'o mut String,
    rule: Rule,
}

impl Text<'_> {
    fn space(&mut self) {
        self.out.push(' ');
    }

    fn label(&mut self, name: &str) {
        self.out.push_str(name);
        self.out.push(':');
    }

    fn arg(&mut self, arg: &Arg<'_>) {
        match arg {
            Arg::Field(field) => self.field(field),
            Arg::Repeat(repeat) => self.repeat(repeat),
        }
    }

    fn field(&mut self, field: &Field<'_>) {
        let whole = match &field.ty.unwrapped().kind {
            TermKind::Name(name) => Some(*name),
            _ => None,
        };
        let telegram = self.rule == Rule::Telegram;
        if telegram && field.condition.is_some() && whole == Some("true") {
            return;
        }
        let is_simple = matches!(field.ty.kind, TermKind::Name(_) | TermKind::Nat);
        if is_simple && !(telegram && whole == Some("bytes")) && field.is_canonical() {
            self.space();
            return self.out.push_str(field.text.0);
        }
        let label_and_type = |text: &mut Self, name: Option<&str>| {
            text.space();
            if let Some(name) = name {
                text.label(name);
            }
            if let Some(condition) = field.condition {
                text.condition(condition);
            }
            if telegram && field.exclamation.is_some() {
                text.out.push('!');
            }
            match whole {
                Some("bytes") if telegram => text.out.push_str("string"),
                _ => text.term(&field.ty),
            }
        };
        if field.names.is_empty() {
            label_and_type(self, None);
        }
        for name in field.names {
            label_and_type(self, Some(name.text));
        }
    }

    fn condition(&mut self, condition: &Condition<'_>) {
        self.out.push_str(condition.variable.text);
        if let Some((Some(bit), _)) = condition.bit {
            self.out.push('.');
            self.number(bit);
        }
        self.out.push('?');
    }

    fn repeat(&mut self, repeat: &Repeat<'_>) {
        self.space();
        if let Some(name) = &repeat.name {
            self.label(name.text);
        }
        if let Some(condition) = repeat.condition {
            self.condition(condition);
        }
        if let Some(count) = &repeat.count {
            self.term(count);
            self.out.push('*');
        }
        self.out.push('[');
        for arg in repeat.args {
            self.arg(arg);
        }
        self.out.push_str(" ]");
    }

    fn term(&mut self, term: &Term<'_>) {
        match &term.kind {
            TermKind::Name(name) => self.out.push_str(name),
            TermKind::Nat => self.out.push('#'),
            TermKind::Number(number) => {
                self.number(number.unwrap_or(u32::MAX));
            }
            TermKind::Bare(inner) => {
                if is_boxed(inner) {
                    self.out.push('%');
                }
                self.term(inner);
            }
            TermKind::Parens(inner) => self.term(inner),
            TermKind::Apply(head, args) => {
                self.term(head);
                for arg in *args {
                    self.space();
                    self.term(arg);
                }
            }
            TermKind::Sum(terms) => self.sum(terms),
        }
    }

    /// Numbers are folded and stand behind the variable: `1+n+2` is `n+3`.
    fn sum(&mut self, terms: &[Term<'_>]) {
        let number = |term: &Term<'_>| match term.unwrapped().kind {
            TermKind::Number(number) => Some(number.unwrap_or(u32::MAX)),
            _ => None,
        };
        let total = terms.iter().filter_map(number).fold(0, u32::wrapping_add);
        let variables: Vec<_> = terms.iter().filter(|term| number(term).is_none()).collect();
        for (index, variable) in variables.iter().enumerate() {
            if index > 0 {
                self.out.push('+');
            }
            self.term(variable);
        }
        if !variables.is_empty() {
            self.out.push('+');
        }
        self.number(total);
    }

    fn number(&mut self, number: u32) {
        // Writing to a string cannot fail.
        let _ = decimal(self.out, number.into());
    }
}

/// Whether the head of a term is a boxed type: its last part begins upper-case.
fn is_boxed(term: &Term<'_>) -> bool {
    match &term.head().kind {
        TermKind::Name(name) => is_boxed_name(name),
        _ => false,
    }
}

/// Whether a name is that of a boxed type: its last part begins upper-case.
pub fn is_boxed_name(name: &str) -> bool {
    let mut starts = true;
    let mut boxed = false;
    // Names are short: a search for the last dot would take longer to begin.
    for byte in name.bytes() {
        if starts {
            boxed = byte.is_ascii_uppercase();
        }
        starts = byte == b'.';
    }
    boxed
}

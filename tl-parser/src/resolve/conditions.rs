//! Conditions bound to the flags words that they look at.

use super::lower::Lowering;
use crate::Dialect;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Condition, Kind};
use crate::syntax::ast::{self, Arg, Name, Repeat};

impl<'a> Lowering<'_, '_, 'a, '_> {
    /// `flags.3?`: an earlier `#` and a bit from 0 to 31. `later` are the arguments behind
    /// the one that has the condition.
    pub fn condition(
        &mut self,
        condition: &ast::Condition<'a>,
        later: &[Arg<'a>],
    ) -> Option<Condition> {
        let name = condition.variable;
        let variable = self.terms.scope.get(name.text);
        let Some(word) = variable.filter(|variable| variable.kind == Kind::Nat) else {
            let diagnostic = self.no_word(name, later);
            self.push(diagnostic);
            return None;
        };
        let Some((number, span)) = condition.bit else {
            let message = "a condition without a bit number is not supported";
            let help = format!("write `{}.N?` with the number of a bit", name.text);
            self.push(Diagnostic::new(Code::BadCondition, name.span, message).with_help(help));
            return None;
        };
        if let Some(bit @ 0..=31) = number {
            return Some(Condition {
                word: word.var,
                bit: bit as u8,
            });
        }
        let message = match number {
            Some(bit) => format!("flag bit {bit} is out of range: a word has the bits 0 to 31"),
            None => "flag bit is out of range: a word has the bits 0 to 31".to_owned(),
        };
        let help = format!("use a second word, such as `{}2:#`", name.text);
        self.push(Diagnostic::new(Code::BadBit, span, message).with_help(help));
        None
    }

    /// Why a condition names no flags word.
    fn no_word(&self, name: Name<'a>, later: &[Arg<'a>]) -> Diagnostic {
        let shown = name.text;
        let of = |message| Diagnostic::new(Code::BadCondition, name.span, message);
        if let Some(declared) = later.iter().find_map(|arg| declaration(arg, shown)) {
            return of(format!("flags field `{shown}` is declared after its use"))
                .with_related(declared.span, "declared here")
                .with_help(format!("move `{shown}:#` before this argument"));
        }
        if let Some(field) = self.terms.scope.field(shown) {
            return of(format!("`{shown}` is no flags word"))
                .with_related(field.span, "declared here with another type than `#`");
        }
        let unknown = of(format!("unknown flags field `{shown}`"));
        let words = self.terms.scope.names();
        match self.terms.names.nearest(shown, words) {
            Some(similar) => unknown.with_suggestion(Some(similar)),
            None => unknown.with_help(format!("declare `{shown}:#` before this argument")),
        }
    }

    /// `flags.0?[ ... ]`, as only VK has it; with a count it is clear in any dialect.
    pub fn check_condition_of_repeat(&mut self, repeat: &Repeat<'a>) {
        if repeat.count.is_none() && self.dialect != Dialect::Vk {
            let message = "a condition cannot stand directly before a repetition";
            let help = "give it a count, as in `flags.0?n*[ int ]`";
            let found = Diagnostic::new(Code::BadCondition, repeat.open, message);
            self.push(found.with_help(help));
        }
    }
}

fn declaration<'a>(arg: &Arg<'a>, text: &str) -> Option<Name<'a>> {
    match arg {
        Arg::Field(field) => field.names.iter().find(|name| name.text == text).copied(),
        Arg::Repeat(repeat) => repeat.name.filter(|name| name.text == text),
    }
}

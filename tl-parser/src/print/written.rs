//! Which parts of a tree are written in canonical form already: nearly all are, and the
//! source is their printed form.

use std::ops::Range;

use crate::source::Span;
use crate::syntax::ast::{Arg, Combinator, Condition, Field, Term, TermKind};

/// As [`with_args`](super::with_args), for a combinator that is written in canonical form
/// already. Gives where.
pub(crate) fn as_written(combinator: &Combinator<'_>, args: &mut Vec<Range<u32>>) -> Option<Span> {
    if !combinator.optional.is_empty() || combinator.arrow.is_some() {
        return None;
    }
    args.clear();
    let name = combinator.name.span;
    let text = combinator.text.0;
    let mut end = match combinator.id {
        None => name.end,
        Some(id) if id.span.range().len() == 8 => id.span.end,
        Some(_) => return None,
    };
    for arg in combinator.args {
        let Arg::Field(field) = arg else {
            return None;
        };
        let span = field.span;
        let between = &text[(end - name.start) as usize..(span.start - name.start) as usize];
        if between != " " || !field.is_canonical() {
            return None;
        }
        args.push(span.start - name.start..span.end - name.start);
        end = span.end;
    }
    let result = combinator.result.span;
    let equals = &text[(end - name.start) as usize..(result.start - name.start) as usize];
    let is_canonical = equals == " = " && combinator.result.length() == Some(result.range().len());
    is_canonical.then(|| name.to(result))
}

impl Field<'_> {
    /// Whether it is written in canonical form already, as nearly all are: its parts, none
    /// of which needs a space, fill it.
    pub(crate) fn is_canonical(&self) -> bool {
        let label = match self.names {
            [] => Some(0),
            [name] => Some(name.text.len() + 1),
            _ => None,
        };
        let condition = self.condition.map_or(Some(0), Condition::length);
        let parts = [label, condition, self.ty.length()];
        let length = parts.into_iter().try_fold(0, |sum, part| Some(sum + part?));
        length == Some(self.text.0.len())
    }
}

impl Condition<'_> {
    /// The length in canonical form; none for one that is not legal anyway.
    fn length(&self) -> Option<usize> {
        let (Some(bit @ 0..=31), _) = self.bit? else {
            return None;
        };
        let digits = if bit < 10 { 1 } else { 2 };
        Some(self.variable.text.len() + 1 + digits + 1)
    }
}

impl Term<'_> {
    /// The length in canonical form, for terms that hold no space then.
    fn length(&self) -> Option<usize> {
        match self.kind {
            TermKind::Name(name) => Some(name.len()),
            TermKind::Nat => Some(1),
            TermKind::Bare(inner) => Some(1 + inner.length()?),
            TermKind::Apply(head, args) if self.is_angled(args) => args
                .iter()
                .try_fold(head.length()? + 1, |sum, arg| Some(sum + arg.length()? + 1)),
            _ => None,
        }
    }

    /// Whether the arguments were written as `<a,b>`: then the term ends behind the
    /// last of them.
    pub(super) fn is_angled(&self, args: &[Term<'_>]) -> bool {
        args.last()
            .is_some_and(|last| last.span.end < self.span.end)
    }
}

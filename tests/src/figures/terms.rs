//! Figures of types, wherever they are written.

use tl_parser::syntax::ast::{Arg, Combinator, Term, TermKind};

use super::arguments::each_arg;

/// How often what is counted occurs in the terms of a file.
#[derive(Default)]
pub struct Occurrences {
    pub percent: usize,
    pub boxed_vector: usize,
    pub bare_vector: usize,
}

impl Occurrences {
    pub fn of(combinators: &[&Combinator<'_>]) -> Self {
        let mut found = Self::default();
        for combinator in combinators {
            each_term(combinator, &mut |term| match term.kind {
                TermKind::Bare(_) => found.percent += 1,
                TermKind::Name("Vector") => found.boxed_vector += 1,
                TermKind::Name("vector") => found.bare_vector += 1,
                _ => {}
            });
        }
        found
    }
}

/// The name that a term consists of.
pub fn name_of<'a>(term: &Term<'a>) -> Option<&'a str> {
    match term.kind {
        TermKind::Name(name) => Some(name),
        _ => None,
    }
}

/// Visits the terms of the arguments and of the result, and every term in them. The
/// `Type` of an optional argument is none of them.
pub fn each_term<'a>(combinator: &Combinator<'a>, visit: &mut impl FnMut(&Term<'a>)) {
    for arg in each_arg(combinator.args) {
        match arg {
            Arg::Field(field) => each_part(&field.ty, visit),
            Arg::Repeat(repeat) => repeat
                .count
                .iter()
                .for_each(|count| each_part(count, visit)),
        }
    }
    each_part(&combinator.result, visit);
}

fn each_part<'a>(term: &Term<'a>, visit: &mut impl FnMut(&Term<'a>)) {
    visit(term);
    match &term.kind {
        TermKind::Name(_) | TermKind::Nat | TermKind::Number(_) => {}
        TermKind::Bare(inner) | TermKind::Parens(inner) => each_part(inner, visit),
        TermKind::Sum(terms) => terms.iter().for_each(|term| each_part(term, visit)),
        TermKind::Apply(head, args) => {
            each_part(head, visit);
            args.iter().for_each(|arg| each_part(arg, visit));
        }
    }
}

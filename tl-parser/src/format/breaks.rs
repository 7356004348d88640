//! Where the arguments of declarations begin: a syntax tree in, offsets out. Which tokens
//! make an argument is for the parser to say (`a:n * [ b ] c` has two).

use crate::syntax::File;
use crate::syntax::ast::{Arg, Combinator, DeclarationKind};

/// The offsets of all arguments of a file, also those in braces and inside of
/// repetitions, in ascending order.
pub fn of_arguments(file: &File<'_>) -> Vec<u32> {
    let mut offsets = Vec::new();
    for declaration in &file.declarations {
        if let DeclarationKind::Combinator(combinator) = &declaration.kind {
            collect(combinator, &mut offsets);
        }
    }
    offsets
}

fn collect(combinator: &Combinator<'_>, offsets: &mut Vec<u32>) {
    offsets.extend(combinator.optional.iter().map(|args| args.span.start));
    collect_args(combinator.args, offsets);
}

fn collect_args(args: &[Arg<'_>], offsets: &mut Vec<u32>) {
    for arg in args {
        match arg {
            Arg::Field(field) => offsets.push(field.span.start),
            Arg::Repeat(repeat) => {
                offsets.push(repeat.span.start);
                collect_args(repeat.args, offsets);
            }
        }
    }
}

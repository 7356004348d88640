//! The syntax tree: what was written, with the place of every part. Nothing is
//! resolved and nothing is checked here.
//!
//! Lists and inner terms lie in an [`Arena`](super::Arena): a tree of 70,000 parts is made
//! and dropped without an allocation for each of them.

use std::fmt;

use crate::source::Span;

/// A file.
#[derive(Debug, Clone, Default)]
pub struct File<'a> {
    /// What it declares, in order.
    pub declarations: Vec<Declaration<'a>>,
    /// All comments, in order; documentation and `// LAYER n` are found among them.
    pub comments: Vec<Comment<'a>>,
    /// The documentation of types, in order.
    pub classes: Vec<ClassDoc<'a>>,
}

/// An item of documentation: `@key text`, with the lines that go on behind it.
#[derive(Debug, Clone, Copy)]
pub struct DocItem<'a> {
    /// `description`, or the name of an argument.
    pub key: Name<'a>,
    /// The text, a piece for each line of the source.
    pub lines: &'a [&'a str],
}

impl fmt::Display for DocItem<'_> {
    /// The text, its lines joined by one space.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, line) in self.lines.iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            write!(f, "{space}{line}")?;
        }
        Ok(())
    }
}

/// The documentation of a type: `//@class Name @description text`.
#[derive(Debug, Clone, Copy)]
pub struct ClassDoc<'a> {
    /// The type.
    pub name: Name<'a>,
    /// What is said of it.
    pub items: &'a [DocItem<'a>],
}

/// A line or block comment with its delimiters (without the line's end).
#[derive(Debug, Clone, Copy)]
pub struct Comment<'a> {
    /// The comment as written.
    pub text: &'a str,
    /// Where.
    pub span: Span,
}

/// Where a declaration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Behind `---types---`, and at the start of a file.
    Types,
    /// Behind `---functions---`.
    Functions,
}

/// A declaration without its `;`.
#[derive(Debug, Clone, Copy)]
pub struct Declaration<'a> {
    /// The section that it stands in.
    pub section: Section,
    /// The `===N===` layer that it stands in.
    pub layer: Option<u32>,
    /// From its first token to the one before the `;`.
    pub span: Span,
    /// Its documentation; only combinators and built-ins have any.
    pub doc: &'a [DocItem<'a>],
    /// What it declares.
    pub kind: DeclarationKind<'a>,
}

/// The four forms of a declaration.
#[derive(Debug, Clone, Copy)]
pub enum DeclarationKind<'a> {
    /// `name#id {X:Type} args = Result`
    Combinator(Combinator<'a>),
    /// `int ? = Int`
    Builtin(Builtin<'a>),
    /// `New Type`, `Final Type`, `Empty Type`
    Statement(Statement<'a>),
    /// `Vector int`: a partial application of a type or a combinator.
    Partial(Term<'a>),
}

/// A word of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// The word, with its namespace.
    pub text: &'a str,
    /// Where.
    pub span: Span,
}

/// A piece of the source as it is written. Like a place it belongs to the text and not to
/// the meaning: shown for debugging, trees that mean the same look the same.
#[derive(Clone, Copy)]
pub struct Written<'a>(pub &'a str);

impl fmt::Debug for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

/// A constructor or function.
#[derive(Debug, Clone, Copy)]
pub struct Combinator<'a> {
    /// VK's `@read` and the like, with the `@`.
    pub annotations: &'a [Name<'a>],
    /// Its name; `_` is the default constructor of a type.
    pub name: Name<'a>,
    /// The id behind `#`.
    pub id: Option<Id>,
    /// The arguments in braces.
    pub optional: &'a [OptionalArgs<'a>],
    /// The arguments that are serialized.
    pub args: &'a [Arg<'a>],
    /// The `=>` that was written instead of `=`.
    pub arrow: Option<Span>,
    /// The type behind `=`.
    pub result: Term<'a>,
    /// All of it, from its name on.
    pub text: Written<'a>,
}

/// A constructor id of 1 to 8 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id {
    /// The number that the digits stand for.
    pub value: u32,
    /// The digits, without `#`.
    pub span: Span,
}

/// `int ? = Int`
#[derive(Debug, Clone, Copy)]
pub struct Builtin<'a> {
    /// The bare name.
    pub name: Name<'a>,
    /// The id behind `#`.
    pub id: Option<Id>,
    /// The boxed name.
    pub result: Name<'a>,
}

/// `Final Foo`
#[derive(Debug, Clone, Copy)]
pub struct Statement<'a> {
    /// `New`, `Final` or `Empty`.
    pub keyword: Name<'a>,
    /// The type that it is about.
    pub ty: Name<'a>,
}

/// `{X Y:Type}`
#[derive(Debug, Clone, Copy)]
pub struct OptionalArgs<'a> {
    /// The variables.
    pub names: &'a [Name<'a>],
    /// `Type` or `#`.
    pub ty: Term<'a>,
    /// With the braces.
    pub span: Span,
}

/// An argument of a combinator.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// `x:int`, `int`, `(x y:int)`, `x:flags.3?int`, `x:!X`
    Field(Field<'a>),
    /// `x:n*[ int ]`
    Repeat(&'a Repeat<'a>),
}

impl Arg<'_> {
    /// The whole argument.
    pub fn span(&self) -> Span {
        match self {
            Self::Field(field) => field.span,
            Self::Repeat(repeat) => repeat.span,
        }
    }
}

/// One or, in parentheses, several arguments of one type.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// The names; empty for an anonymous argument. `_` may occur any number of times.
    pub names: &'a [Name<'a>],
    /// Whether it is written in parentheses.
    pub parenthesized: bool,
    /// `flags.3?`
    pub condition: Option<&'a Condition<'a>>,
    /// The `!` of `!X`.
    pub exclamation: Option<Span>,
    /// The type.
    pub ty: Term<'a>,
    /// The whole argument.
    pub text: Written<'a>,
    /// The whole argument.
    pub span: Span,
}

/// `flags.3?`, or `flags?` for "not zero".
#[derive(Debug, Clone, Copy)]
pub struct Condition<'a> {
    /// The variable.
    pub variable: Name<'a>,
    /// The bit; no value stands for a number that does not fit.
    pub bit: Option<(Option<u32>, Span)>,
}

/// `x:n*[ a b ]`
#[derive(Debug, Clone, Copy)]
pub struct Repeat<'a> {
    /// The name, if there is one.
    pub name: Option<Name<'a>>,
    /// `flags.3?`, which only VK's dialect has here.
    pub condition: Option<&'a Condition<'a>>,
    /// The term before `*`.
    pub count: Option<Term<'a>>,
    /// The `[`.
    pub open: Span,
    /// What is repeated.
    pub args: &'a [Arg<'a>],
    /// The whole argument.
    pub span: Span,
}

/// A type or number expression.
#[derive(Debug, Clone, Copy)]
pub struct Term<'a> {
    /// What it is.
    pub kind: TermKind<'a>,
    /// Where, with its parentheses.
    pub span: Span,
}

/// The forms of a [`Term`].
#[derive(Debug, Clone, Copy)]
pub enum TermKind<'a> {
    /// A type, constructor or variable.
    Name(&'a str),
    /// `#`
    Nat,
    /// A number; no value stands for one that does not fit in 32 bits.
    Number(Option<u32>),
    /// `%T`
    Bare(&'a Term<'a>),
    /// `Vector<T>` or `Vector T`: the head and its arguments.
    Apply(&'a Term<'a>, &'a [Term<'a>]),
    /// `n+1`
    Sum(&'a [Term<'a>]),
    /// `( ... )`
    Parens(&'a Term<'a>),
}

impl<'a> Term<'a> {
    /// The term without parentheses around it.
    pub fn unwrapped(&self) -> &Term<'a> {
        let mut term = self;
        while let TermKind::Parens(inner) = term.kind {
            term = inner;
        }
        term
    }

    /// The head of an application, without parentheses; the term itself otherwise.
    pub fn head(&self) -> &Term<'a> {
        let mut term = self.unwrapped();
        while let TermKind::Apply(head, _) = term.kind {
            term = head.unwrapped();
        }
        term
    }
}

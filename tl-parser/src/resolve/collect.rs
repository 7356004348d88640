//! The names that are declared, before any of them is used.

use indexmap::map::Entry;

use super::Map;
use super::builtins::check_builtin;
use super::meanings::Meaning;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Suggestions};
use crate::id::{self, Rule};
use crate::schema::{ConstructorId, Kind, TypeId};
use crate::source::Span;
use crate::syntax::File;
use crate::syntax::ast::{
    self, Combinator, DeclarationKind, DocItem, Name, OptionalArgs, Section, Statement, Term,
    TermKind,
};
use crate::{Dialect, Options};

/// A combinator and the place that it stands in.
pub struct Declared<'f, 'a> {
    pub combinator: &'f Combinator<'a>,
    pub layer: Option<u32>,
    /// Its documentation.
    pub doc: &'a [DocItem<'a>],
    /// Whether its result has other arguments than the first one of its type.
    pub kinds_differ: bool,
}

/// A type as its constructors declare it.
pub struct DeclaredType<'a> {
    pub name: &'a str,
    pub span: Span,
    pub params: Vec<Kind>,
    pub constructors: Vec<ConstructorId>,
}

/// All declarations of a schema, found by name.
#[derive(Default)]
pub struct Names<'f, 'a> {
    dialect: Dialect,
    pub constructors: Vec<Declared<'f, 'a>>,
    pub functions: Vec<Declared<'f, 'a>>,
    pub types: Vec<DeclaredType<'a>>,
    /// The type of each constructor; none if its result is no type.
    pub type_of: Vec<Option<TypeId>>,
    pub type_by_name: Map<&'a str, TypeId>,
    /// What a type expression can name.
    pub meanings: Map<&'a str, Meaning>,
    pub statements: Vec<(&'f Statement<'a>, Section)>,
    pub partials: Vec<(&'f Term<'a>, Section)>,
    suggestions: Suggestions,
    /// What each name was first declared as, a name of a layer apart from others.
    first: Map<(Option<u32>, &'a str), First<'f, 'a>>,
}

#[derive(Clone, Copy)]
struct First<'f, 'a> {
    combinator: &'f Combinator<'a>,
    is_function: bool,
}

/// Goes through all declarations once.
pub fn collect<'f, 'a>(
    files: &'f [File<'a>],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Names<'f, 'a> {
    let mut names = Names {
        dialect: options.dialect,
        ..Names::default()
    };
    names.reserve(files.iter().map(|file| file.declarations.len()).sum());
    for declaration in files.iter().flat_map(|file| &file.declarations) {
        match &declaration.kind {
            DeclarationKind::Combinator(combinator) => {
                names.combinator(combinator, declaration, diagnostics);
            }
            DeclarationKind::Builtin(builtin) => {
                check_builtin(builtin, declaration.span, diagnostics);
            }
            DeclarationKind::Statement(statement) => {
                names.statements.push((statement, declaration.section));
            }
            DeclarationKind::Partial(term) => names.partials.push((term, declaration.section)),
        }
    }
    names.add_meanings();
    names
}

impl<'f, 'a> Names<'f, 'a> {
    /// The candidate that a misspelt name most likely means, of those that are boxed or not as
    /// `name` is.
    pub fn nearest(
        &self,
        name: &str,
        candidates: impl Iterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let is_boxed = id::is_boxed_name(name);
        let mut skipped = 0;
        let alike = candidates.filter(|it| {
            let is_alike = id::is_boxed_name(it) == is_boxed;
            skipped += usize::from(!is_alike);
            is_alike
        });
        let found = self.suggestions.nearest(name, alike);
        self.suggestions.charge(skipped);
        found
    }

    /// The argument that the key of a documentation comment most likely means.
    pub fn nearest_argument<'n>(&self, key: &str, arguments: &[&'n str]) -> Option<&'n str> {
        let arguments = arguments.iter().copied();
        self.suggestions.nearest(key, arguments)
    }

    /// Where a function is declared outside of layers.
    pub fn function(&self, name: &str) -> Option<Span> {
        let first = self.first.get(&(None, name))?;
        first.is_function.then_some(first.combinator.name.span)
    }

    fn reserve(&mut self, declarations: usize) {
        self.constructors.reserve(declarations);
        self.type_of.reserve(declarations);
        self.first.reserve(declarations);
    }

    fn combinator(
        &mut self,
        combinator: &'f Combinator<'a>,
        declaration: &ast::Declaration<'a>,
        diagnostics: &mut Diagnostics,
    ) {
        let is_function = combinator.arrow.is_some() || declaration.section == Section::Functions;
        if self.is_repeated(combinator, declaration.layer, is_function, diagnostics) {
            return;
        }
        let declared = Declared {
            combinator,
            layer: declaration.layer,
            doc: declaration.doc,
            kinds_differ: false,
        };
        if is_function {
            self.functions.push(declared);
            return;
        }
        let id = ConstructorId(self.constructors.len() as u32);
        self.constructors.push(declared);
        let ty = self.constructor_of_type(combinator, id, diagnostics);
        self.type_of.push(ty.map(|(ty, _)| ty));
        self.constructors[id.0 as usize].kinds_differ = ty.is_some_and(|(_, differ)| differ);
    }

    /// The boxed type that a bare name in its place may have meant.
    pub fn boxed_of(&self, head: &Term<'a>) -> Option<&'a str> {
        let TermKind::Name(name) = head.kind else {
            return None;
        };
        if self.suggestions.is_exhausted() {
            return None;
        }
        self.suggestions.charge(self.types.len());
        let is_it = |ty: &&str| ty.eq_ignore_ascii_case(name);
        self.types.iter().map(|ty| ty.name).find(is_it)
    }

    /// Whether the name is taken. The same declaration in another file is no mistake:
    /// schemas that belong together often each bring the built-in ones.
    fn is_repeated(
        &mut self,
        combinator: &'f Combinator<'a>,
        layer: Option<u32>,
        is_function: bool,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let name = combinator.name;
        if name.text == "_" {
            return false;
        }
        let first = match self.first.entry((layer, name.text)) {
            Entry::Vacant(entry) => {
                entry.insert(First {
                    combinator,
                    is_function,
                });
                return false;
            }
            Entry::Occupied(entry) => *entry.get(),
        };
        let other_file = first.combinator.name.span.file != name.span.file;
        if !(other_file && is_same(first.combinator, combinator)) {
            report_repeated(name, &first, is_function, diagnostics);
        }
        true
    }

    fn constructor_of_type(
        &mut self,
        combinator: &'f Combinator<'a>,
        id: ConstructorId,
        diagnostics: &mut Diagnostics,
    ) -> Option<(TypeId, bool)> {
        let head = combinator.result.head();
        let TermKind::Name(name) = head.kind else {
            return None;
        };
        if !id::is_boxed_name(name) && self.dialect != Dialect::Mtcute {
            return None;
        }
        let params = result_kinds(combinator);
        match self.type_by_name.entry(name) {
            Entry::Vacant(entry) => {
                let ty = *entry.insert(TypeId(self.types.len() as u32));
                self.types.push(DeclaredType {
                    name,
                    span: head.span,
                    params,
                    constructors: vec![id],
                });
                Some((ty, false))
            }
            Entry::Occupied(entry) => {
                let ty_id = *entry.get();
                let ty = &mut self.types[ty_id.0 as usize];
                ty.constructors.push(id);
                let differ = ty.params != params;
                if differ {
                    let message = difference(name, &ty.params, &params);
                    diagnostics.push(
                        Diagnostic::new(Code::BadArguments, head.span, message)
                            .with_related(ty.span, "first declared here"),
                    );
                }
                Some((ty_id, differ))
            }
        }
    }
}

/// In what a constructor disagrees with the first one of its type.
fn difference(name: &str, first: &[Kind], other: &[Kind]) -> String {
    let differing = first.iter().zip(other).position(|(a, b)| a != b);
    match differing {
        Some(index) if first.len() == other.len() => {
            let kind = |kind| match kind {
                Kind::Type => "a type",
                Kind::Nat => "a number",
            };
            format!(
                "argument {} of `{name}` was declared as {}, here it is {}",
                index + 1,
                kind(first[index]),
                kind(other[index]),
            )
        }
        _ => {
            let count = first.len();
            let s = if count == 1 { "" } else { "s" };
            format!("`{name}` was declared with {count} argument{s}")
        }
    }
}

/// The kinds of the variables that a constructor's result is applied to.
fn result_kinds(combinator: &Combinator<'_>) -> Vec<Kind> {
    let TermKind::Apply(_, args) = &combinator.result.unwrapped().kind else {
        return Vec::new();
    };
    args.iter()
        .map(|arg| match &arg.unwrapped().kind {
            TermKind::Name(name) => variable_kind(name, combinator.optional),
            TermKind::Number(_) | TermKind::Nat | TermKind::Sum(_) => Kind::Nat,
            _ => Kind::Type,
        })
        .collect()
}

fn variable_kind(name: &str, optional: &[OptionalArgs<'_>]) -> Kind {
    let is_nat = optional
        .iter()
        .filter(|args| args.names.iter().any(|variable| variable.text == name))
        .any(|args| matches!(args.ty.unwrapped().kind, TermKind::Nat));
    if is_nat { Kind::Nat } else { Kind::Type }
}

/// Whether two declarations mean the same, the id included.
fn is_same(a: &Combinator<'_>, b: &Combinator<'_>) -> bool {
    let id = |combinator: &Combinator<'_>| match combinator.id {
        Some(id) => id.value,
        None => id::compute(combinator, Rule::Official),
    };
    id(a) == id(b) && id::hashed_text(a, Rule::Official) == id::hashed_text(b, Rule::Official)
}

fn report_repeated(
    name: Name<'_>,
    first: &First<'_, '_>,
    is_function: bool,
    diagnostics: &mut Diagnostics,
) {
    let kind = |is_function| {
        if is_function {
            "function"
        } else {
            "constructor"
        }
    };
    let message = match first.is_function == is_function {
        true => format!("duplicate {} `{}`", kind(is_function), name.text),
        false => format!(
            "`{}` is already declared as a {}",
            name.text,
            kind(first.is_function)
        ),
    };
    diagnostics.push(
        Diagnostic::new(Code::DuplicateName, name.span, message)
            .with_related(first.combinator.name.span, "first declared here"),
    );
}

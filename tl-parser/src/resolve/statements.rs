//! `New`, `Final`, `Empty` and partial applications: they declare nothing, but they
//! must not contradict what is declared.

use super::collect::Names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::id::is_boxed_name;
use crate::syntax::ast::{Section, Statement, Term, TermKind};

/// Checks every statement and partial application.
pub fn check(names: &Names<'_, '_>, diagnostics: &mut Diagnostics) {
    for (statement, section) in &names.statements {
        check_statement(names, statement, *section, diagnostics);
    }
    for (term, section) in &names.partials {
        check_partial(names, term, *section, diagnostics);
    }
    check_defaults(names, diagnostics);
}

fn check_statement(
    names: &Names<'_, '_>,
    statement: &Statement<'_>,
    section: Section,
    diagnostics: &mut Diagnostics,
) {
    let keyword = statement.keyword;
    if section == Section::Functions {
        let message = format!("`{}` is not allowed in the functions section", keyword.text);
        diagnostics.push(Diagnostic::new(Code::BadStatement, keyword.span, message));
        return;
    }
    let ty = statement.ty;
    let constructors = names
        .type_by_name
        .get(ty.text)
        .map_or(&[][..], |id| &names.types[id.0 as usize].constructors);
    let spans = constructors
        .iter()
        .map(|id| names.constructors[id.0 as usize].combinator.name.span);
    match keyword.text {
        "Final" => {
            for span in spans.filter(|span| span.file == ty.span.file && span.start > ty.span.start)
            {
                let message = format!("new constructor for the finished type `{}`", ty.text);
                diagnostics.push(
                    Diagnostic::new(Code::BadStatement, span, message)
                        .with_related(ty.span, "finished here"),
                );
            }
        }
        "New" => {
            let mut earlier =
                spans.filter(|span| span.file == ty.span.file && span.start < ty.span.start);
            if let Some(first) = earlier.next() {
                let message = format!("`{}` is already declared", ty.text);
                diagnostics.push(
                    Diagnostic::new(Code::BadStatement, ty.span, message)
                        .with_related(first, "its first constructor"),
                );
            }
        }
        _ => {}
    }
}

fn check_partial(
    names: &Names<'_, '_>,
    term: &Term<'_>,
    section: Section,
    diagnostics: &mut Diagnostics,
) {
    let head = term.head();
    let TermKind::Name(name) = head.kind else {
        return;
    };
    if is_boxed_name(name) && section == Section::Functions {
        let message = "partial type application is not allowed in the functions section";
        diagnostics.push(Diagnostic::new(Code::BadStatement, term.span, message));
        return;
    }
    let is_known = names.meanings.contains_key(name) || names.function(name).is_some();
    if !is_known {
        let similar = names.nearest(name, names.types.iter().map(|ty| ty.name));
        let message = format!("`{name}` is not declared");
        let diagnostic = Diagnostic::new(Code::UnknownName, head.span, message);
        diagnostics.push(diagnostic.with_suggestion(similar));
    }
}

/// A type has at most one constructor that is called `_`.
fn check_defaults(names: &Names<'_, '_>, diagnostics: &mut Diagnostics) {
    for ty in &names.types {
        let mut defaults = ty
            .constructors
            .iter()
            .map(|id| names.constructors[id.0 as usize].combinator.name)
            .filter(|name| name.text == "_");
        let (Some(first), Some(second)) = (defaults.next(), defaults.next()) else {
            continue;
        };
        let message = format!("`{}` has two default constructors", ty.name);
        diagnostics.push(
            Diagnostic::new(Code::DuplicateName, second.span, message)
                .with_related(first.span, "the first one"),
        );
    }
}

//! What must hold between the sections: methods list errors that are described, every
//! description is used, and a name has as many numbers as arguments.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use tl_parser::diagnostic::Suggestions;
use tl_parser::text::{BadArgument, Piece, pieces};
use tl_parser::{Code, Diagnostic, Diagnostics};

use super::form::bad;
use super::{Retry, RpcErrorFacts, SideData};

/// What stands for a number in the name of an error.
pub const NUMBER: &str = "%d";

/// The longest text of an error, in bytes: it is repeated for every method that lists the error.
const LONGEST_ERROR_TEXT: usize = 4096;

pub fn check(data: &SideData, suggestions: &Suggestions, diagnostics: &mut Diagnostics) {
    for (name, error) in &data.errors {
        check_arguments(name, error, diagnostics);
        check_text(error, suggestions, diagnostics);
        check_retry(name, error, diagnostics);
    }
    check_methods(data, suggestions, diagnostics);
    check_unused(data, diagnostics);
}

fn check_arguments(name: &str, error: &RpcErrorFacts, diagnostics: &mut Diagnostics) {
    if !is_error_name(name) {
        let message = format!("`{name}` is not a name of letters, digits, `_` and `{NUMBER}`");
        diagnostics.push(bad(error.span, message));
    }
    let numbers = name.matches(NUMBER).count();
    let arguments = error.arguments.len();
    if numbers != arguments {
        let message =
            format!("`{name}` has {numbers} `{NUMBER}`, but `args` names {arguments} arguments");
        diagnostics.push(bad(error.span, message));
    }
    let mut seen = BTreeSet::new();
    for argument in &error.arguments {
        if !is_argument(argument) {
            let message = format!("`{argument}` is not a name of lower-case letters and `_`");
            diagnostics.push(bad(error.span, message));
        }
        if !seen.insert(argument) {
            let message = format!("two arguments are called `{argument}`");
            diagnostics.push(bad(error.span, message));
        }
    }
}

/// Whether side data may call an error so: letters, digits, `_`, and `%d` for a number.
#[must_use]
pub fn is_error_name(name: &str) -> bool {
    let words = name.replace(NUMBER, "");
    words.contains(|c: char| c.is_ascii_alphabetic())
        && words.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A word in lower case that is no keyword of Rust: it becomes the name of a field.
fn is_argument(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        && syn::parse_str::<proc_macro2::Ident>(name).is_ok()
}

/// Braces in a text stand around the name of an argument, and nowhere else.
fn check_text(error: &RpcErrorFacts, suggestions: &Suggestions, diagnostics: &mut Diagnostics) {
    let Some(text) = &error.text else { return };
    if text.value().len() > LONGEST_ERROR_TEXT {
        let message = format!("the text is longer than {LONGEST_ERROR_TEXT} bytes");
        diagnostics.push(bad(error.span, message));
    }
    let text = text.message();
    let names = match pieces(&text) {
        Ok(pieces) => pieces.into_iter().filter_map(|piece| match piece {
            Piece::Argument(name) => Some(name),
            Piece::Text(_) => None,
        }),
        Err(BadArgument::Unbalanced) => {
            let found = bad(error.span, "the text has a brace without another");
            return diagnostics.push(found.with_help("write an argument as `{name}`"));
        }
        Err(BadArgument::NotAName(name)) => {
            return diagnostics.push(not_an_argument(error, name, suggestions));
        }
    };
    for name in names.filter(|name| !error.arguments.iter().any(|it| it == name)) {
        diagnostics.push(not_an_argument(error, name, suggestions));
    }
}

fn not_an_argument(error: &RpcErrorFacts, name: &str, suggestions: &Suggestions) -> Diagnostic {
    let message = format!("the text names `{{{name}}}`, which is no argument");
    let similar = suggestions.nearest(name, error.arguments.iter().map(String::as_str));
    bad(error.span, message).with_suggestion(similar)
}

/// What is to be waited for, or where to go, is a number of the name.
fn check_retry(name: &str, error: &RpcErrorFacts, diagnostics: &mut Diagnostics) {
    let takes_number = matches!(error.retry, Retry::Wait | Retry::Migrate);
    if takes_number && error.arguments.len() != 1 {
        let message = format!("`retry` of `{name}` needs a name with one `{NUMBER}`");
        diagnostics.push(bad(error.span, message));
    }
}

fn check_methods(data: &SideData, suggestions: &Suggestions, diagnostics: &mut Diagnostics) {
    let global: HashSet<(i32, &str)> = data.global_errors().collect();
    for function in data.functions.values() {
        let mut seen = BTreeMap::new();
        for (code, name, span) in &function.errors {
            let Some(error) = data.errors.get(name) else {
                let similar = suggestions.nearest(name, data.errors.keys().map(String::as_str));
                let message = format!("unknown error `{name}`");
                let found = Diagnostic::new(Code::UnknownInSideData, *span, message);
                diagnostics.push(found.with_suggestion(similar));
                continue;
            };
            if global.contains(&(*code, name.as_str())) {
                let message = format!("any call may fail with {code} `{name}`");
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateSideData, *span, message)
                        .with_related(error.span, "its `codes` say so here"),
                );
            }
            if let Some(first) = seen.insert((*code, name), *span) {
                let message = format!("duplicate error {code} `{name}`");
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateSideData, *span, message)
                        .with_related(first, "first listed here"),
                );
            }
        }
    }
}

fn check_unused(data: &SideData, diagnostics: &mut Diagnostics) {
    let methods = data.functions.values();
    let used: BTreeSet<_> = methods
        .flat_map(|function| function.errors.iter().map(|(_, name, _)| name))
        .collect();
    for (name, error) in &data.errors {
        if error.codes.is_empty() && !used.contains(name) {
            let message = format!("no method lists the error `{name}`");
            let help = "list it, or give the `codes` with which any call may fail with it";
            let found = Diagnostic::new(Code::UnusedSideData, error.span, message);
            diagnostics.push(found.with_help(help));
        }
    }
}

//! Declarations of built-in types: what they say must be what everybody knows.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::schema::Builtin;
use crate::source::Span;
use crate::syntax::ast;

/// `int ? = Int`: the names must be those of a built-in type.
pub fn check_builtin(builtin: &ast::Builtin<'_>, span: Span, diagnostics: &mut Diagnostics) {
    let (name, result) = (builtin.name.text, builtin.result.text);
    let expected = match name {
        "object" => Some("Object".into()),
        "function" => Some("Function".into()),
        _ => Builtin::from_name(name).map(|_| capitalised(name)),
    };
    match expected {
        None => {
            let message = format!("unknown built-in type `{name}`");
            let code = Code::UnknownBuiltin;
            diagnostics.push(Diagnostic::new(code, builtin.name.span, message));
        }
        Some(expected) if expected != result => {
            let message = format!("built-in `{name}` must have result `{expected}`");
            diagnostics.push(Diagnostic::new(Code::BadBuiltin, span, message));
        }
        Some(_) => {}
    }
}

fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_ascii_uppercase() + rest
}

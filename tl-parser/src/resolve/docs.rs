//! Documentation comments: each item must be about something that is declared, and no
//! two about the same.

use super::collect::Names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;
use crate::syntax::File;
use crate::syntax::ast::{Arg, DeclarationKind, DocItem};

/// Checks the documentation of all declarations and types.
pub fn check(files: &[File<'_>], names: &Names<'_, '_>, diagnostics: &mut Diagnostics) {
    for file in files {
        for declaration in file.declarations.iter().filter(|it| !it.doc.is_empty()) {
            let mut fields = Vec::new();
            if let DeclarationKind::Combinator(combinator) = &declaration.kind {
                collect_fields(combinator.args, &mut fields);
            }
            check_items(declaration.doc, &fields, diagnostics);
        }
        check_classes(file, names, diagnostics);
    }
}

fn collect_fields<'a>(args: &[Arg<'a>], fields: &mut Vec<&'a str>) {
    for arg in args {
        match arg {
            Arg::Field(field) => fields.extend(field.names.iter().map(|name| name.text)),
            Arg::Repeat(repeat) => {
                fields.extend(repeat.name.map(|name| name.text));
                collect_fields(repeat.args, fields);
            }
        }
    }
}

fn check_items(items: &[DocItem<'_>], fields: &[&str], diagnostics: &mut Diagnostics) {
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for item in items {
        let key = item.key;
        let Some(subject) = subject(key.text, fields) else {
            let message = format!("documentation for unknown argument `{}`", key.text);
            let similar = crate::diagnostic::nearest(key.text, fields.iter().copied());
            let found = Diagnostic::new(Code::UnknownDoc, key.span, message);
            diagnostics.push(found.with_suggestion(similar));
            continue;
        };
        match seen.iter().find(|(name, _)| *name == subject) {
            Some((_, first)) => report_repeated(key.text, key.span, *first, diagnostics),
            None => seen.push((subject, key.span)),
        }
    }
}

/// What a key is about: the declaration itself (the empty name) or an argument. An
/// argument that is called `description` has the key `param_description`.
fn subject<'k>(key: &'k str, fields: &[&str]) -> Option<&'k str> {
    let plain = key.strip_prefix("param_").unwrap_or(key);
    match key {
        "description" => Some(""),
        _ if fields.contains(&key) => Some(key),
        _ if fields.contains(&plain) => Some(plain),
        _ => None,
    }
}

fn check_classes(file: &File<'_>, names: &Names<'_, '_>, diagnostics: &mut Diagnostics) {
    let mut seen = super::Map::default();
    for class in &file.classes {
        let name = class.name;
        if !names.meanings.contains_key(name.text) {
            let message = format!("documentation for unknown type `{}`", name.text);
            let similar = names.nearest(name.text, names.types.iter().map(|ty| ty.name));
            let found = Diagnostic::new(Code::UnknownDoc, name.span, message);
            diagnostics.push(found.with_suggestion(similar));
        } else if let Some(first) = seen.insert(name.text, name.span) {
            report_repeated(name.text, name.span, first, diagnostics);
        }
        check_items(class.items, &[], diagnostics);
    }
}

fn report_repeated(name: &str, span: Span, first: Span, diagnostics: &mut Diagnostics) {
    let message = format!("duplicate documentation for `{name}`");
    diagnostics.push(
        Diagnostic::new(Code::DuplicateDoc, span, message)
            .with_related(first, "first documented here"),
    );
}

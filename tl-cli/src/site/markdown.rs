//! The reference as Markdown: the same views, a file each, and one index.

use askama::Template;
use tl_parser::schema::{ConstructorId, TypeId};

use super::inline::Span;
use super::linked::Piece;
use super::pages::{Constructor, List, Method, Overview, Type};
use super::{Files, Input, Site, parallel, text};

/// The pages of declarations lie a folder below the root.
const ROOT: &str = "../";

/// A template around a view. Markdown is text to askama: what is foreign is escaped here.
macro_rules! templates {
    ($($name:ident $path:literal $view:ident;)+) => {
        $(
            #[derive(Template)]
            #[template(path = $path)]
            struct $name<'s> {
                it: $view<'s>,
            }
        )+
    };
}

templates! {
    MethodPage "method.md" Method;
    ConstructorPage "constructor.md" Constructor;
    TypePage "type.md" Type;
}

#[derive(Template)]
#[template(path = "index.md")]
struct IndexPage<'s> {
    title: &'s str,
    it: Overview<'s>,
    lists: [List<'s>; 3],
}

/// The whole reference.
pub fn markdown(input: &Input<'_>) -> Files {
    let site = Site::new(input, "md");
    let schema = input.schema;
    let mut files = Files::new();
    files.extend(parallel(schema.functions.len(), |index| {
        let it = Method::new(&site, index);
        Some((
            site.paths.method(index).to_owned(),
            text(&MethodPage { it }),
        ))
    }));
    files.extend(parallel(schema.constructors.len(), |index| {
        let id = ConstructorId(index as u32);
        let it = Constructor::new(&site, id)?;
        let path = site.paths.constructor(id)?.to_owned();
        Some((path, text(&ConstructorPage { it })))
    }));
    files.extend(parallel(schema.types.len(), |index| {
        let id = TypeId(index as u32);
        let it = Type::new(&site, id)?;
        Some((site.paths.ty(id)?.to_owned(), text(&TypePage { it })))
    }));
    let index = IndexPage {
        title: &site.title,
        it: Overview::new(&site),
        lists: [List::methods, List::types, List::constructors].map(|list| list(&site)),
    };
    files.insert("index.md".to_owned(), text(&index));
    files
}

/// A text on a line of its own.
fn line(spans: &[Span<'_>]) -> String {
    spans
        .iter()
        .map(|span| match span.is_code {
            true => format!("`{}`", one_line(span.text)),
            false => escaped(&one_line(span.text)),
        })
        .collect()
}

/// A text in a table, where a bar ends the cell also in code.
fn cell(spans: &[Span<'_>]) -> String {
    spans
        .iter()
        .map(|span| match span.is_code {
            true => format!("`{}`", one_line(span.text).replace('|', "\\|")),
            false => escaped(&one_line(span.text)),
        })
        .collect()
}

/// Types that lead to their pages.
fn tl(pieces: &[Piece<'_>]) -> String {
    pieces
        .iter()
        .map(|piece| match piece.path {
            Some(path) => format!("[{}]({ROOT}{path})", escaped(piece.text)),
            None => escaped(piece.text),
        })
        .collect()
}

/// The declaration as it is, for a block of code.
fn declaration(pieces: &[Piece<'_>]) -> String {
    pieces.iter().map(|piece| piece.text).collect()
}

/// A line break would end a table's row.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// What Markdown, or HTML in it, would take for more than text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\`*_[]<>|&#".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::inline::spans;

    #[test]
    fn foreign_text_stays_text() {
        let spans = spans("a|b <script>\n`x|y` *z*");
        assert_eq!(line(&spans), r"a\|b \<script\> `x|y` \*z\*");
        assert_eq!(cell(&spans), r"a\|b \<script\> `x\|y` \*z\*");
    }
}

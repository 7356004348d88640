//! The reference as Markdown: the same views, a file each, and one index.

use askama::Template;
use tl_parser::schema::{ConstructorId, TypeId};
use tl_parser::text::{markdown_block, markdown_code, markdown_name};

use super::example::HexLine;
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

/// Types that lead to their pages.
fn tl(pieces: &[Piece<'_>]) -> String {
    pieces
        .iter()
        .map(|piece| match piece.path {
            Some(path) => format!("[{}]({ROOT}{path})", markdown_name(piece.text)),
            None => markdown_name(piece.text),
        })
        .collect()
}

/// The declaration in a block of code.
fn declaration(pieces: &[Piece<'_>]) -> String {
    let tl: String = pieces.iter().map(|piece| piece.text).collect();
    markdown_block("", &format!("{tl};"))
}

/// The bytes of an example with what they mean.
fn hex(lines: &[HexLine]) -> String {
    let line = |it: &HexLine| format!("{}  {}   {}", it.offset, it.bytes, it.note);
    let lines: Vec<_> = lines.iter().map(line).collect();
    markdown_block("text", &lines.join("\n"))
}

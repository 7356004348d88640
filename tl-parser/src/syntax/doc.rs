//! Documentation comments: `//@key text`, with `//-text` to go on.
//!
//! ```text
//! //@description A dog
//! //-of any size @name How it is called
//! dog name:string = Pet;
//! //@class Pet @description What a person may own
//! ```
//!
//! Any number of lines up to a combinator document it; blank lines and section markers
//! between change nothing. A line that begins with `@class` is about a type. In front of
//! `@` more than two slashes are taken too.

use super::ast::{ClassDoc, Comment, DocItem, Name};
use super::parser::Parser;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

impl<'a> Parser<'a, '_> {
    /// The documentation among the comments before the declaration that begins at
    /// `start`; types that are documented there are noted. Comments inside of the
    /// declaration document nothing.
    pub fn documentation(&mut self, start: u32) -> &'a [DocItem<'a>] {
        let mut block = Block::default();
        while let Some(comment) = self.lexer.comments.get(self.documented) {
            if comment.span.start >= start {
                break;
            }
            self.documented += 1;
            block.add(*comment);
        }
        self.documented = self.lexer.comments.len();
        if block.is_empty() {
            return &[];
        }
        for (name, items) in block.classes {
            let items = self.doc_items(items);
            self.classes.push(ClassDoc { name, items });
        }
        self.doc_items(block.items)
    }

    /// Says so if documentation stands at the end of a file.
    pub fn end_of_documentation(&mut self) {
        if let [first, ..] = self.documentation(u32::MAX) {
            let message = "no declaration follows this documentation";
            self.report(Diagnostic::new(Code::UnknownDoc, first.key.span, message));
        }
    }

    fn doc_items(&self, items: Vec<Item<'a>>) -> &'a [DocItem<'a>] {
        let items: Vec<_> = items
            .into_iter()
            .map(|item| DocItem {
                key: item.key,
                lines: self.list(&item.lines),
            })
            .collect();
        self.list(&items)
    }
}

/// The longest key or name of a class.
const LONGEST: usize = 255;

/// An item whose lines are still read.
struct Item<'a> {
    key: Name<'a>,
    /// Where the text begins, on the line of the key.
    start: Span,
    lines: Vec<&'a str>,
}

/// The documentation up to a declaration.
#[derive(Default)]
struct Block<'a> {
    items: Vec<Item<'a>>,
    classes: Vec<(Name<'a>, Vec<Item<'a>>)>,
    /// Whether the last line was about a type.
    in_class: bool,
}

impl<'a> Block<'a> {
    fn is_empty(&self) -> bool {
        self.items.is_empty() && self.classes.is_empty()
    }

    fn add(&mut self, comment: Comment<'a>) {
        let Some(slashes) = comment.text.strip_prefix("//") else {
            return;
        };
        if let Some(text) = slashes.strip_prefix('-') {
            let end = next_item(text).unwrap_or(text.len());
            self.go_on(text[..end].trim());
            self.target().extend(items(comment, 3 + end));
        } else if is_documentation(comment.text) {
            self.line(items(
                comment,
                comment.text.len() - slashes.trim_start_matches('/').len(),
            ));
        } else if is_declaration(slashes) {
            // What was documented has been taken out, and its documentation with it.
            *self = Self {
                classes: std::mem::take(&mut self.classes),
                ..Self::default()
            };
        }
    }

    /// `//-text`: one more line of the item before.
    fn go_on(&mut self, text: &'a str) {
        if let Some(item) = self.target().last_mut() {
            item.lines.push(text);
        }
    }

    /// The items of what the last line was about.
    fn target(&mut self) -> &mut Vec<Item<'a>> {
        match (self.in_class, self.classes.last_mut()) {
            (true, Some((_, items))) => items,
            _ => &mut self.items,
        }
    }

    fn line(&mut self, mut items: Vec<Item<'a>>) {
        self.in_class = items.first().is_some_and(|item| item.key.text == "class");
        match self.in_class {
            true => {
                let class = items.remove(0);
                self.classes.push((class_name(&class), items));
            }
            false => self.items.append(&mut items),
        }
    }
}

/// The items of a line, the first of them at the `@` at `start`: one more begins at each
/// `@` between a space and a letter.
fn items(comment: Comment<'_>, start: usize) -> Vec<Item<'_>> {
    let text = comment.text;
    let mut items = Vec::new();
    let mut start = (start < text.len()).then_some(start);
    while let Some(at) = start {
        let next = next_item(&text[at + 1..]).map(|offset| at + 1 + offset);
        let item = &text[at + 1..next.unwrap_or(text.len())];
        let key = first_word(item);
        let value = item[key.len()..].trim();
        let behind_key = item[key.len()..].trim_start().len();
        items.push(Item {
            key: name_at(comment, at + 1, key),
            start: name_at(comment, at + 1 + item.len() - behind_key, "").span,
            lines: if value.is_empty() {
                vec![]
            } else {
                vec![value]
            },
        });
        start = next;
    }
    items
}

/// Where the next `@` stands that begins an item.
fn next_item(text: &str) -> Option<usize> {
    let letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut spaced = text.match_indices(" @").map(|(space, _)| space + 1);
    spaced.find(|at| letter(at + 1))
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| c <= ' ').next().unwrap_or_default()
}

/// The first word behind `@class`.
fn class_name<'a>(class: &Item<'a>) -> Name<'a> {
    let text = class.lines.first().copied().unwrap_or_default();
    let word = first_word(text);
    let name = &word[..word.floor_char_boundary(LONGEST)];
    Name {
        text: name,
        span: Span {
            end: class.start.start + name.len() as u32,
            ..class.start
        },
    }
}

/// A word of a comment; one that no message could show is cut off.
fn name_at<'a>(comment: Comment<'a>, offset: usize, text: &'a str) -> Name<'a> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let start = comment.span.start + offset as u32;
    Name {
        text,
        span: Span {
            start,
            end: start + text.len() as u32,
            ..comment.span
        },
    }
}

/// Whether a comment begins documentation, `//@` with any number of slashes more.
pub fn is_documentation(comment: &str) -> bool {
    let text = comment.strip_prefix("//");
    text.is_some_and(|text| text.trim_start_matches('/').starts_with('@'))
}

/// Whether a comment holds a declaration that was taken out.
fn is_declaration(text: &str) -> bool {
    text.trim_end().ends_with(';') && text.contains('=')
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::source::Sources;
    use crate::syntax::{Arena, ast::DocItem, parse};

    /// The documentation of each declaration and then of each type, an item a line.
    fn documented(text: &str) -> Vec<String> {
        let mut sources = Sources::new();
        let file = sources.add("t.tl", text);
        let arena = Arena::new();
        let mut diagnostics = Diagnostics::default();
        let tree = parse(&arena, sources.text(file), file, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let items = |items: &[DocItem<'_>]| {
            let lines = items
                .iter()
                .map(|item| format!("{}: {item}", item.key.text));
            lines.collect::<Vec<_>>().join("\n")
        };
        let declarations = tree.declarations.iter().map(|it| items(it.doc));
        let classes = tree.classes.iter();
        let classes = classes.map(|it| format!("{} {}", it.name.text, items(it.items)));
        declarations.chain(classes).collect()
    }

    #[test]
    fn items_share_lines_and_go_on_behind_them() {
        assert_eq!(
            documented(
                "//@description A dog; write to a@b.c, or @ home\n//-of any size @x Wide\n\
                 ///@name How it is called @param_description\tWhat is said\r\n\
                 dog name:string description:string = Dog;\ncat = Cat;"
            ),
            [
                "description: A dog; write to a@b.c, or @ home of any size\n\
                 x: Wide\nname: How it is called\nparam_description: What is said",
                "",
            ]
        );
    }

    #[test]
    fn a_block_reaches_over_blank_lines_markers_and_statements() {
        assert_eq!(
            documented(
                "//@description Gets it\n\n// a note\nNew Dog;\n---functions---\n\
                 //@id Which\nget id:int /* //@id inside */ //@id inside\n = Dog; // behind\n\
                 ---types---\ndog = Dog;"
            ),
            ["", "description: Gets it\nid: Which", ""]
        );
    }

    #[test]
    fn what_was_taken_out_documents_nothing() {
        assert_eq!(
            documented("//@description Gone\n//gone x:int = Dog;\n//@description Here\ndog = Dog;"),
            ["description: Here"]
        );
    }

    #[test]
    fn a_class_is_a_type() {
        assert_eq!(
            documented(
                "//@class  Pet @description Any\n//-of them\n//@description One\n//-of them\n\
                 dog = Pet;"
            ),
            ["description: One of them", "Pet description: Any of them"]
        );
    }
}

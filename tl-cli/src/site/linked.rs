//! Pieces of TL in which the names of types lead to their pages.
//!
//! ```text
//! peer:InputPeer = ExportedChatInvite
//!      ^^^^^^^^^   ^^^^^^^^^^^^^^^^^^
//! ```
//!
//! The text is the schema's own, so that it reads as it was declared; which of its words are
//! types, the model says.

use std::collections::BTreeMap;

use tl_parser::Schema;
use tl_parser::schema::{Combinator, Param};

use super::links::{Links, Target};
use super::paths::Paths;

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'s> {
    pub text: &'s str,
    /// The page that it leads to, from the root of the site.
    pub path: Option<&'s str>,
}

/// The words of one combinator that lead somewhere.
pub struct Words<'s> {
    paths: BTreeMap<&'s str, &'s str>,
}

impl<'s> Words<'s> {
    pub fn of(
        combinator: &'s Combinator,
        schema: &'s Schema,
        links: &Links,
        pages: &'s Paths,
    ) -> Self {
        let mut paths = BTreeMap::new();
        for target in links.targets_of(combinator) {
            if let Target::Constructor(id) = target {
                let path = pages.constructor(id);
                paths.extend(path.map(|path| (&*schema.constructor(id).name, path)));
            }
            let ty = match target {
                Target::Type(id) => Some(id),
                // `%Message` names the type of a bare constructor.
                Target::Constructor(id) => links.type_of(id),
            };
            if let Some(id) = ty {
                paths.extend(pages.ty(id).map(|path| (&*schema.ty(id).name, path)));
            }
        }
        Self { paths }
    }

    /// The whole declaration.
    pub fn declaration(&self, combinator: &'s Combinator) -> Vec<Piece<'s>> {
        let text = combinator.tl.as_str();
        let (name, rest) = text.split_at(combinator.name.len().min(text.len()));
        let name = Piece {
            text: name,
            path: None,
        };
        let mut pieces = vec![name];
        pieces.extend(self.pieces(rest));
        pieces
    }

    /// The type of a parameter, without its condition.
    pub fn param(&self, combinator: &'s Combinator, param: &Param) -> Vec<Piece<'s>> {
        self.pieces(combinator.type_tl(param))
    }

    /// What stands behind the `=`.
    pub fn result(&self, combinator: &'s Combinator) -> Vec<Piece<'s>> {
        self.pieces(combinator.result_tl())
    }

    /// A text with its words linked that are no names of fields.
    fn pieces(&self, text: &'s str) -> Vec<Piece<'s>> {
        let mut pieces = Vec::new();
        let mut plain = 0;
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            let word = &rest[..length];
            let is_field = rest[length..].starts_with(':');
            if let (Some(path), false) = (self.paths.get(word), is_field) {
                pieces.extend(plain_piece(&text[plain..at]));
                pieces.push(Piece {
                    text: word,
                    path: Some(path),
                });
                plain = at + length;
            }
            // Behind the word stands one character that is part of none.
            let behind = rest[length..].chars().next().map_or(0, char::len_utf8);
            at += length + behind;
        }
        pieces.extend(plain_piece(&text[plain..]));
        pieces
    }
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}

fn plain_piece(text: &str) -> Option<Piece<'_>> {
    (!text.is_empty()).then_some(Piece { text, path: None })
}

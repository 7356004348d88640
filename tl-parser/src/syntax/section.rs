//! Sections, layers, and the declarations in them.

use super::ast::{File, Section};
use super::parser::{Failed, Parsed, Parser};
use super::token::{Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, nearest_keyword};

/// What the markers read so far say about the next declaration.
#[derive(Clone, Copy)]
pub struct Place {
    pub section: Section,
    pub layer: Option<u32>,
}

impl<'a> Parser<'a, '_> {
    /// `program = { section-mark | layer-mark | declaration ";" }`
    pub fn file(mut self) -> File<'a> {
        // A declaration of the full API takes 114 bytes: a list that grows is copied.
        let mut declarations = Vec::with_capacity(self.text.len() / 100);
        let mut place = Place {
            section: Section::Types,
            layer: None,
        };
        loop {
            let outcome = match self.peek().kind {
                TokenKind::End if self.next_declaration() => Ok(()),
                TokenKind::End => break,
                TokenKind::SectionMark | TokenKind::Dashes => self.section_mark().map(|section| {
                    place.section = section;
                }),
                TokenKind::Punct(b';') => self.stray_semicolon(),
                TokenKind::LayerMark => {
                    if let Ok(layer) = self.layer_mark() {
                        place = Place {
                            section: Section::Types,
                            layer: Some(layer),
                        };
                    }
                    Ok(())
                }
                _ => self.declaration(place).map(|declaration| {
                    declarations.push(declaration);
                }),
            };
            if outcome.is_err() {
                self.recover();
            }
        }
        self.end_of_documentation();
        File {
            declarations,
            classes: self.classes,
            comments: self.lexer.comments,
        }
    }

    fn stray_semicolon(&mut self) -> Parsed<()> {
        let span = self.bump().span;
        let message = "expected a declaration, found `;`";
        self.report(Diagnostic::new(Code::UnexpectedToken, span, message));
        Ok(())
    }

    /// `"---" ( "functions" | "types" ) "---"`; Telethon writes `constructors`.
    fn section_mark(&mut self) -> Parsed<Section> {
        let open = self.bump();
        let word = self.peek();
        let known = match self.token_text(word) {
            "functions" => Some(Section::Functions),
            "types" | "constructors" => Some(Section::Types),
            _ => None,
        };
        if word.kind == TokenKind::Lower && known.is_none() && open.kind == TokenKind::SectionMark {
            let name = self.token_text(word);
            self.skip_section_mark();
            let message = format!("unknown section `{name}`; expected `functions` or `types`");
            let similar = nearest_keyword(name, &["functions", "types"]);
            let found = Diagnostic::new(Code::BadSection, word.span, message);
            self.report(found.with_suggestion(similar));
            return Ok(Section::Types);
        }
        if known.is_some() {
            self.bump();
        }
        let close = self.peek();
        let well_formed = open.kind == TokenKind::SectionMark
            && close.kind == TokenKind::SectionMark
            && known.is_some();
        if matches!(close.kind, TokenKind::SectionMark | TokenKind::Dashes) {
            self.bump();
        }
        match known {
            Some(section) if well_formed => Ok(section),
            _ => {
                if known.is_none() {
                    self.skip_line();
                }
                let span = self.span_from(open.span);
                let message =
                    "malformed section marker; expected `---functions---` or `---types---`";
                let help = "write exactly three dashes on both sides";
                self.report(Diagnostic::new(Code::BadSection, span, message).with_help(help));
                // The section is clear all the same: what follows is read as part of it.
                Ok(known.unwrap_or(Section::Types))
            }
        }
    }

    fn skip_section_mark(&mut self) {
        self.bump();
        if self.peek().kind == TokenKind::SectionMark {
            self.bump();
        }
    }

    /// `"===" nat-const "==="`
    fn layer_mark(&mut self) -> Parsed<u32> {
        self.bump();
        let number = self.peek();
        let layer = match number.kind {
            TokenKind::Number => self.token_text(number).parse().ok(),
            _ => None,
        };
        let Some(layer) = layer else {
            return self.fail_layer_mark(number);
        };
        self.bump();
        let close = self.peek();
        if close.kind != TokenKind::LayerMark {
            return self.fail_layer_mark(close);
        }
        self.bump();
        Ok(layer)
    }

    fn fail_layer_mark<T>(&mut self, at: Token) -> Parsed<T> {
        let message = "malformed layer marker; expected `===N===`";
        self.skip_line();
        self.report(Diagnostic::new(Code::BadLayer, at.span, message));
        Err(Failed)
    }

    /// The rest of the line of a broken marker would otherwise be read as something else.
    fn skip_line(&mut self) {
        loop {
            let (last, next) = (self.previous(), self.peek());
            let between = &self.text[last.span.end as usize..next.span.start as usize];
            if next.kind == TokenKind::End || between.contains('\n') {
                return;
            }
            self.bump();
        }
    }
}

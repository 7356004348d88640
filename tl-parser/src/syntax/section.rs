//! Sections, layers, and the declarations in them.

use super::ast::{File, Section};
use super::parser::{Parsed, Parser};
use super::token::{Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic};

/// What the markers read so far say about the next declaration.
#[derive(Clone, Copy)]
pub struct Place {
    pub section: Section,
    pub layer: Option<u32>,
}

impl<'a> Parser<'a, '_> {
    /// `program = { section-mark | layer-mark | declaration ";" }`
    pub fn file(mut self) -> File<'a> {
        // A declaration of the full API takes 114 bytes.
        let mut declarations = Vec::with_capacity(self.text.len() / 128);
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
                TokenKind::LayerMark => self.layer_mark().map(|layer| {
                    place = Place {
                        section: Section::Types,
                        layer: Some(layer),
                    };
                }),
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
            let name = self.shown(word);
            self.skip_section_mark();
            return self.fail(
                Code::BadSection,
                word.span,
                format!("unknown section {name}; expected `functions` or `types`"),
            );
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
                let span = self.span_from(open.span);
                self.report(Diagnostic::new(
                    Code::BadSection,
                    span,
                    "malformed section marker; expected `---functions---` or `---types---`",
                ));
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
        // The rest of the line would otherwise be read as another marker.
        while !matches!(self.peek().kind, TokenKind::LayerMark | TokenKind::End) {
            self.bump();
        }
        self.bump();
        self.fail(Code::BadLayer, at.span, message)
    }
}

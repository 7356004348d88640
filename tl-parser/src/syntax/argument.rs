//! Arguments of combinators.

use super::ast::{Arg, Condition, Field, Name, Repeat, Term};
use super::parser::{Parsed, Parser};
use super::token::{Token, TokenKind};
use crate::diagnostic::Code;
use crate::source::Span;

impl<'a> Parser<'a, '_> {
    /// ```text
    /// arg = "(" var { var } ":" typed ")"
    ///     | [ var ":" ] [ term "*" ] "[" { arg } "]"
    ///     | [ var ":" ] typed
    /// ```
    pub fn arg(&mut self) -> Parsed<Arg<'a>> {
        let start = self.peek().span;
        if self.at(b'(') && self.names_behind_paren() {
            return self.multiple(start);
        }
        let name = self.label();
        if self.at(b'[') {
            return self.repeat(start, name, None);
        }
        if let Some(condition) = self.condition()? {
            return self.conditional(start, name, condition);
        }
        if let Some(exclamation) = self.eat(b'!') {
            let ty = self.typed_term(name)?;
            return Ok(self.field(start, name, None, Some(exclamation.span), ty));
        }
        let ty = self.typed_term(name)?;
        if self.eat(b'*').is_some() {
            if !self.at(b'[') {
                return self.fail_expected("`[` after `*`");
            }
            return self.repeat(start, name, Some(ty));
        }
        Ok(self.field(start, name, None, None, ty))
    }

    /// Whether `( name name :` is next.
    fn names_behind_paren(&self) -> bool {
        let names = (1..)
            .take_while(|&ahead| is_variable(self.peek_at(ahead)))
            .count();
        names > 0 && self.peek_at(names + 1).is(b':')
    }

    /// `"(" var { var } ":" [ cond ] [ "!" ] term ")"`
    fn multiple(&mut self, start: Span) -> Parsed<Arg<'a>> {
        self.bump();
        let mut names = Vec::new();
        while !self.at(b':') {
            let token = self.bump();
            names.push(self.name(token));
        }
        self.bump();
        let condition = self.condition()?;
        let exclamation = self.eat(b'!').map(|token| token.span);
        let ty = self.term()?;
        if self.eat(b')').is_none() {
            return self.fail_expected("`)` to close `(`");
        }
        Ok(Arg::Field(Field {
            names,
            parenthesized: true,
            condition,
            exclamation,
            ty,
            span: self.span_from(start),
        }))
    }

    /// `var ":"`
    fn label(&mut self) -> Option<Name<'a>> {
        let token = self.peek();
        if !is_variable(token) || !self.peek_at(1).is(b':') {
            return None;
        }
        self.bump();
        self.bump();
        Some(self.name(token))
    }

    /// `cond = var "." nat-const "?"`; the language page also has `var "?"`.
    fn condition(&mut self) -> Parsed<Option<Condition<'a>>> {
        let token = self.peek();
        if !matches!(token.kind, TokenKind::Lower | TokenKind::Upper) {
            return Ok(None);
        }
        let next = self.peek_at(1);
        if next.is(b'?') {
            return self.condition_without_number(token);
        }
        if !next.is(b'.') {
            return Ok(None);
        }
        self.bump();
        self.bump();
        let bit = self.peek();
        if bit.kind != TokenKind::Number {
            return self.fail(Code::BadCondition, bit.span, "expected a bit number");
        }
        self.bump();
        if self.eat(b'?').is_none() {
            let found = self.peek();
            let message = "expected `?` after the flag bit";
            return self.fail(Code::UnexpectedToken, found.span, message);
        }
        Ok(Some(Condition {
            variable: self.name(token),
            bit: Some((self.token_text(bit).parse().ok(), bit.span)),
        }))
    }

    /// `flags?T`; in `flags.x?T` the bit is not a number.
    fn condition_without_number(&mut self, token: Token) -> Parsed<Option<Condition<'a>>> {
        let name = self.name(token);
        if let Some(dot) = name.text.rfind('.') {
            let mut span = token.span;
            span.start += dot as u32 + 1;
            return self.fail(Code::BadCondition, span, "expected a bit number");
        }
        self.bump();
        self.bump();
        Ok(Some(Condition {
            variable: name,
            bit: None,
        }))
    }

    fn conditional(
        &mut self,
        start: Span,
        name: Option<Name<'a>>,
        condition: Condition<'a>,
    ) -> Parsed<Arg<'a>> {
        if self.at(b'[') {
            let span = self.peek().span;
            let message = "a condition cannot stand directly before a repetition";
            return self.fail(Code::BadCondition, span, message);
        }
        let exclamation = self.eat(b'!').map(|token| token.span);
        let ty = self.term()?;
        Ok(self.field(start, name, Some(condition), exclamation, ty))
    }

    /// A term behind a label; says so if there is none.
    fn typed_term(&mut self, name: Option<Name<'a>>) -> Parsed<Term<'a>> {
        match name {
            Some(name) if !self.at_term() => {
                let span = self.peek().span;
                let message = format!("expected a type after `{}:`", name.text);
                self.fail(Code::UnexpectedToken, span, message)
            }
            _ => self.term(),
        }
    }

    /// `"[" { arg } "]"`
    fn repeat(
        &mut self,
        start: Span,
        name: Option<Name<'a>>,
        count: Option<Term<'a>>,
    ) -> Parsed<Arg<'a>> {
        self.bump();
        let args = self.nested(|parser| {
            let mut args = Vec::new();
            while !parser.at(b']') {
                if parser.at(b';') || parser.at(b'=') || parser.peek().kind == TokenKind::End {
                    return parser.fail_expected("`]` to close `[`");
                }
                args.push(parser.arg()?);
            }
            parser.bump();
            Ok(args)
        })?;
        Ok(Arg::Repeat(Repeat {
            name,
            count,
            args,
            span: self.span_from(start),
        }))
    }

    fn field(
        &self,
        start: Span,
        name: Option<Name<'a>>,
        condition: Option<Condition<'a>>,
        exclamation: Option<Span>,
        ty: Term<'a>,
    ) -> Arg<'a> {
        Arg::Field(Field {
            names: name.into_iter().collect(),
            parenthesized: false,
            condition,
            exclamation,
            ty,
            span: self.span_from(start),
        })
    }
}

fn is_variable(token: Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Lower | TokenKind::Upper | TokenKind::Punct(b'_')
    )
}

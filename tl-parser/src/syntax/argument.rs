//! Arguments of combinators.

use super::ast::{Arg, Condition, Field, Name, Repeat, Term, Written};
use super::parser::{Parsed, Parser};
use super::token::{Token, TokenKind};
use crate::diagnostic::Code;
use crate::source::Span;

impl<'a> Parser<'a, '_> {
    /// ```text
    /// arg = "(" var { var } ":" [ cond ] [ "!" ] term ")"
    ///     | [ var ":" ] [ cond ] [ term "*" ] "[" { arg } "]"
    ///     | [ var ":" ] [ cond ] [ "!" ] term
    /// ```
    pub fn arg(&mut self) -> Parsed<Arg<'a>> {
        let start = self.peek().span;
        self.count_variable(start)?;
        if self.at(b'(') && self.names_behind_paren() {
            return self.multiple(start);
        }
        let label = Label {
            start,
            name: self.label(),
            condition: self.condition()?,
        };
        if self.at(b'[') {
            return self.repeat(label, None);
        }
        if let Some(exclamation) = self.eat(b'!') {
            let ty = self.typed_term(label.name)?;
            return Ok(self.field(label, Some(exclamation.span), ty));
        }
        let ty = self.typed_term(label.name)?;
        if self.eat(b'*').is_some() {
            if !self.at(b'[') {
                return self.fail_expected("`[` after `*`");
            }
            return self.repeat(label, Some(ty));
        }
        Ok(self.field(label, None, ty))
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
        while !self.at(b':') {
            let token = self.bump();
            self.count_variable(token.span)?;
            self.names.push(self.name(token));
        }
        let names = self.take_names(0);
        self.bump();
        let condition = self.condition()?;
        let exclamation = self.eat(b'!').map(|token| token.span);
        let ty = self.term()?;
        if self.eat(b')').is_none() {
            return self.fail_unclosed("`)` to close `(`", start);
        }
        let span = self.span_from(start);
        Ok(Arg::Field(Field {
            names,
            parenthesized: true,
            condition,
            exclamation,
            ty,
            text: Written(&self.text[span.range()]),
            span,
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
    fn condition(&mut self) -> Parsed<Option<&'a Condition<'a>>> {
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
            let help = format!(
                "write `{}.{}?int`",
                self.token_text(token),
                self.token_text(bit)
            );
            return self.fail_with(Code::UnexpectedToken, found.span, message, help);
        }
        Ok(Some(self.keep(Condition {
            variable: self.name(token),
            bit: Some((self.token_text(bit).parse().ok(), bit.span)),
        })))
    }

    /// `flags?T`; in `flags.x?T` the bit is not a number.
    fn condition_without_number(&mut self, token: Token) -> Parsed<Option<&'a Condition<'a>>> {
        let name = self.name(token);
        if let Some(dot) = name.text.rfind('.') {
            let mut span = token.span;
            span.start += dot as u32 + 1;
            return self.fail(Code::BadCondition, span, "expected a bit number");
        }
        self.bump();
        self.bump();
        Ok(Some(self.keep(Condition {
            variable: name,
            bit: None,
        })))
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
    fn repeat(&mut self, label: Label<'a>, count: Option<Term<'a>>) -> Parsed<Arg<'a>> {
        let open = self.bump().span;
        let start = self.args.len();
        self.nested(|parser| {
            while parser.eat(b']').is_none() {
                if parser.at(b';') || parser.at(b'=') || parser.peek().kind == TokenKind::End {
                    return parser.fail_unclosed("`]` to close `[`", open);
                }
                let arg = parser.arg()?;
                parser.args.push(arg);
            }
            Ok(())
        })?;
        let args = self.take_args(start);
        Ok(Arg::Repeat(self.keep(Repeat {
            name: label.name,
            condition: label.condition,
            count,
            open,
            args,
            span: self.span_from(label.start),
        })))
    }

    fn field(&self, label: Label<'a>, exclamation: Option<Span>, ty: Term<'a>) -> Arg<'a> {
        let span = self.span_from(label.start);
        Arg::Field(Field {
            names: match label.name {
                Some(name) => self.list(&[name]),
                None => &[],
            },
            parenthesized: false,
            condition: label.condition,
            exclamation,
            ty,
            text: Written(&self.text[span.range()]),
            span,
        })
    }
}

/// What stands before the type of an argument.
struct Label<'a> {
    start: Span,
    name: Option<Name<'a>>,
    condition: Option<&'a Condition<'a>>,
}

fn is_variable(token: Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Lower | TokenKind::Upper | TokenKind::Punct(b'_')
    )
}

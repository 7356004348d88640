//! Terms: types, numbers and variables, alone and applied.

use super::ast::{Term, TermKind};
use super::parser::{Parsed, Parser};
use super::token::TokenKind;
use crate::diagnostic::Code;
use crate::source::Span;

impl<'a> Parser<'a, '_> {
    /// `expr = subexpr { subexpr }`: juxtaposition applies the first to the rest.
    pub fn expr(&mut self) -> Parsed<Term<'a>> {
        let head = self.subexpr()?;
        let start = self.terms.len();
        while self.at_term() {
            let arg = self.subexpr()?;
            self.terms.push(arg);
        }
        Ok(self.applied(head, start))
    }

    /// `head` applied to the terms from `start` on; just the head if there are none.
    pub fn applied(&mut self, head: Term<'a>, start: usize) -> Term<'a> {
        if self.terms.len() == start {
            return head;
        }
        Term {
            kind: TermKind::Apply(self.keep(head), self.take_terms(start)),
            span: self.span_from(head.span),
        }
    }

    /// `subexpr = term { "+" term }`; how many variables a sum may hold is checked
    /// later.
    pub fn subexpr(&mut self) -> Parsed<Term<'a>> {
        let first = self.term()?;
        if !self.at(b'+') {
            return Ok(first);
        }
        let start = self.terms.len();
        self.terms.push(first);
        while self.eat(b'+').is_some() {
            if !self.at_term() {
                let span = self.peek().span;
                let message = "expected a number after `+`";
                return self.fail(Code::UnexpectedToken, span, message);
            }
            let term = self.term()?;
            self.terms.push(term);
        }
        Ok(Term {
            kind: TermKind::Sum(self.take_terms(start)),
            span: self.span_from(first.span),
        })
    }

    /// Whether the next token can begin a term.
    pub fn at_term(&self) -> bool {
        matches!(
            self.peek().kind,
            TokenKind::Lower
                | TokenKind::Upper
                | TokenKind::Number
                | TokenKind::Punct(b'#' | b'(' | b'%')
        )
    }

    /// `term = { "%" } ( "(" expr ")" | name [ "<" expr { "," expr } ">" ] | "#" | nat )`
    pub fn term(&mut self) -> Parsed<Term<'a>> {
        let token = self.peek();
        match token.kind {
            TokenKind::Punct(b'%') => self.bare(),
            TokenKind::Punct(b'(') => self.parens(),
            TokenKind::Punct(b'#') => {
                self.bump();
                self.angle_args(TermKind::Nat)
            }
            TokenKind::Number => {
                self.bump();
                Ok(Term {
                    kind: TermKind::Number(self.token_text(token).parse().ok()),
                    span: token.span,
                })
            }
            TokenKind::Lower | TokenKind::Upper => {
                self.bump();
                self.angle_args(TermKind::Name(self.token_text(token)))
            }
            TokenKind::Punct(b'>') => {
                let help = "no `<` is open here";
                self.fail_with(Code::UnexpectedToken, token.span, "unexpected `>`", help)
            }
            _ => self.fail_expected("a type"),
        }
    }

    fn bare(&mut self) -> Parsed<Term<'a>> {
        let percent = self.bump().span;
        let inner = self.nested(Self::term)?;
        let span = self.span_from(percent);
        if matches!(inner.kind, TermKind::Number(_)) {
            let message = "`%` cannot be applied to a number";
            return self.fail(Code::BadArguments, span, message);
        }
        Ok(Term {
            kind: TermKind::Bare(self.keep(inner)),
            span,
        })
    }

    fn parens(&mut self) -> Parsed<Term<'a>> {
        let open = self.bump().span;
        let inner = self.nested(|parser| {
            let inner = parser.expr()?;
            if parser.eat(b')').is_none() {
                return parser.fail_unclosed("`)` to close `(`", open);
            }
            Ok(inner)
        })?;
        Ok(Term {
            kind: TermKind::Parens(self.keep(inner)),
            span: self.span_from(open),
        })
    }

    /// `[ "<" expr { "," expr } ">" ]` behind the head that was just read.
    fn angle_args(&mut self, head: TermKind<'a>) -> Parsed<Term<'a>> {
        let head = Term {
            kind: head,
            span: self.previous().span,
        };
        if self.eat(b'<').is_none() {
            return Ok(head);
        }
        let start = self.terms.len();
        let open = self.previous().span;
        self.nested(|parser| parser.angle_list(open))?;
        Ok(self.applied(head, start))
    }

    /// Leaves its terms on the stack.
    fn angle_list(&mut self, open: Span) -> Parsed<()> {
        loop {
            let arg = self.expr()?;
            self.terms.push(arg);
            if self.eat(b'>').is_some() {
                return Ok(());
            }
            if self.eat(b',').is_none() {
                return self.fail_unclosed("`,` or `>` to close `<`", open);
            }
            if self.at(b'>') {
                let span = self.peek().span;
                let message = "expected a type argument after `,`";
                return self.fail(Code::UnexpectedToken, span, message);
            }
        }
    }
}

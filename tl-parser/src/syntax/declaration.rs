//! Declarations.

use super::ast::{
    Builtin, Combinator, Declaration, DeclarationKind, Id, Name, OptionalArgs, Statement, Term,
    TermKind, Written,
};
use super::parser::{Failed, Parsed, Parser};
use super::section::Place;
use super::token::{Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic};

impl<'a> Parser<'a, '_> {
    /// `declaration = combinator | builtin | statement | partial`
    pub fn declaration(&mut self, place: Place) -> Parsed<Declaration<'a>> {
        let start = self.peek().span;
        let parsed = self.declaration_kind();
        let doc = match &parsed {
            Ok((DeclarationKind::Statement(_) | DeclarationKind::Partial(_), _)) => &[],
            _ => self.documentation(start.start),
        };
        let (kind, what) = parsed?;
        let span = self.span_from(start);
        self.end_of_declaration(&what)?;
        Ok(Declaration {
            section: place.section,
            layer: place.layer,
            span,
            doc,
            kind,
        })
    }

    fn declaration_kind(&mut self) -> Parsed<(DeclarationKind<'a>, Name<'a>)> {
        let annotations = self.annotations();
        let first = self.peek();
        match first.kind {
            TokenKind::Upper => self.upper_declaration(first),
            TokenKind::Lower | TokenKind::Punct(b'_') => self.lower_declaration(annotations),
            _ => self.fail_expected("a declaration"),
        }
    }

    fn annotations(&mut self) -> &'a [Name<'a>] {
        while self.peek().kind == TokenKind::Annotation {
            let token = self.bump();
            self.names.push(self.name(token));
        }
        self.take_names(0)
    }

    /// `New T`, `Final T`, `Empty T`, `T expr ...`, or a misnamed combinator.
    fn upper_declaration(&mut self, first: Token) -> Parsed<(DeclarationKind<'a>, Name<'a>)> {
        let name = self.name(first);
        if matches!(name.text, "New" | "Final" | "Empty")
            && self.peek_at(1).kind == TokenKind::Upper
        {
            self.bump();
            let ty = self.bump();
            let statement = Statement {
                keyword: name,
                ty: self.name(ty),
            };
            return Ok((DeclarationKind::Statement(statement), name));
        }
        if self.looks_like_combinator() {
            let local = name.text.rfind('.').map_or(0, |dot| dot + 1);
            let mut span = first.span;
            span.start += local as u32;
            let message = "a combinator name must start with a lower-case letter";
            let (namespace, last) = name.text.split_at(local);
            let (letter, rest) = last.split_at(1);
            let help = format!("write `{namespace}{}{rest}`", letter.to_ascii_lowercase());
            return self.fail_with(Code::BadName, span, message, help);
        }
        let term = self.expr()?;
        Ok((DeclarationKind::Partial(term), name))
    }

    /// Whether a `=` follows before the declaration ends.
    fn looks_like_combinator(&self) -> bool {
        (0..)
            .map(|ahead| self.peek_at(ahead).kind)
            .take_while(|kind| !matches!(kind, TokenKind::Punct(b';') | TokenKind::End))
            .any(|kind| matches!(kind, TokenKind::Punct(b'=' | b':') | TokenKind::Arrow))
    }

    fn lower_declaration(
        &mut self,
        annotations: &'a [Name<'a>],
    ) -> Parsed<(DeclarationKind<'a>, Name<'a>)> {
        let token = self.bump();
        let name = self.name(token);
        self.name_end()?;
        let id = self.id()?;
        let kind = if self.at(b'?') {
            DeclarationKind::Builtin(self.builtin(name, id)?)
        } else if id.is_none() && !self.looks_like_combinator() && !self.at_end() {
            DeclarationKind::Partial(self.partial_combinator(name)?)
        } else {
            DeclarationKind::Combinator(self.combinator(annotations, name, id)?)
        };
        Ok((kind, name))
    }

    fn at_end(&self) -> bool {
        self.at(b';') || self.peek().kind == TokenKind::End
    }

    /// A name must not be followed by a dot that joins nothing.
    fn name_end(&mut self) -> Parsed<()> {
        let Some(dot) = self.eat(b'.') else {
            return Ok(());
        };
        let next = self.peek();
        if next.span.start == dot.span.end {
            return self.fail(Code::BadName, next.span, "expected a letter after `.`");
        }
        self.fail(Code::BadName, dot.span.after(), "expected a name after `.`")
    }

    /// `hex-id = 1 to 8 of 0-9 a-f`, not 0 or ffffffff.
    fn id(&mut self) -> Parsed<Option<Id>> {
        let token = self.peek();
        if token.kind != TokenKind::Id {
            return Ok(None);
        }
        self.bump();
        let digits = self.token_text(token);
        let next = self.peek();
        if digits.is_empty() && matches!(next.kind, TokenKind::Number | TokenKind::Lower) {
            let message = "an id must follow `#` without a space";
            return self.fail(Code::BadId, next.span, message);
        }
        match check_id(digits) {
            Ok(value) => Ok(Some(Id {
                value,
                span: token.span,
            })),
            Err((message, help)) => {
                let found = Diagnostic::new(Code::BadId, token.span, message);
                self.report(match help {
                    Some(help) => found.with_help(help),
                    None => found,
                });
                Err(Failed)
            }
        }
    }

    /// `builtin = name "?" "=" uc-ident`
    fn builtin(&mut self, name: Name<'a>, id: Option<Id>) -> Parsed<Builtin<'a>> {
        self.bump();
        if self.eat(b'=').is_none() {
            return self.fail_expected("`=`");
        }
        if self.peek().kind != TokenKind::Upper {
            let found = self.peek();
            let message = format!("expected a boxed type, found {}", self.shown(found));
            let help = "a built-in declaration reads `int ? = Int`";
            return self.fail_with(Code::UnexpectedToken, found.span, message, help);
        }
        let result = self.bump();
        Ok(Builtin {
            name,
            id,
            result: self.name(result),
        })
    }

    /// `combinator = name { "{" var { var } ":" term "}" } { arg } "=" result`
    fn combinator(
        &mut self,
        annotations: &'a [Name<'a>],
        name: Name<'a>,
        id: Option<Id>,
    ) -> Parsed<Combinator<'a>> {
        self.reset_variables();
        let mut optional = Vec::new();
        while self.at(b'{') {
            optional.push(self.optional_args()?);
        }
        while !self.at(b'=') && self.peek().kind != TokenKind::Arrow {
            if self.at_end() {
                return self.fail_expected("an argument or `=`");
            }
            let arg = self.arg()?;
            self.args.push(arg);
        }
        let args = self.take_args(0);
        let equals = self.bump();
        let arrow = (equals.kind == TokenKind::Arrow).then_some(equals.span);
        let result = self.result()?;
        Ok(Combinator {
            annotations,
            name,
            id,
            optional: self.list(&optional),
            args,
            arrow,
            text: Written(&self.text[self.span_from(name.span).range()]),
            result,
        })
    }

    fn optional_args(&mut self) -> Parsed<OptionalArgs<'a>> {
        let open = self.bump();
        while matches!(self.peek().kind, TokenKind::Lower | TokenKind::Upper) {
            let token = self.bump();
            self.count_variable(token.span)?;
            self.names.push(self.name(token));
        }
        let names = self.take_names(0);
        if names.is_empty() {
            let found = self.peek();
            let message = "an optional argument must be named";
            let help = "write `{X:Type}` for a type, `{n:#}` for a number";
            return self.fail_with(Code::BadOptionalArgument, found.span, message, help);
        }
        if self.eat(b':').is_none() {
            return self.fail_expected("`:` and then `Type` or `#`");
        }
        let ty = self.term()?;
        if self.eat(b'}').is_none() {
            return self.fail_unclosed("`}`", open.span);
        }
        Ok(OptionalArgs {
            names,
            ty,
            span: self.span_from(open.span),
        })
    }

    /// `result = uc-ident ( "<" expr { "," expr } ">" | { subexpr } )`; whether the
    /// head may stand there is checked later.
    fn result(&mut self) -> Parsed<Term<'a>> {
        if self.at_end() {
            let found = self.peek();
            let message = "expected a result type after `=`";
            return self.fail(Code::UnexpectedToken, found.span, message);
        }
        self.expr()
    }

    fn partial_combinator(&mut self, name: Name<'a>) -> Parsed<Term<'a>> {
        let head = Term {
            kind: TermKind::Name(name.text),
            span: name.span,
        };
        while !self.at_end() {
            let arg = self.subexpr()?;
            self.terms.push(arg);
        }
        Ok(self.applied(head, 0))
    }

    /// The `;` behind a declaration.
    fn end_of_declaration(&mut self, what: &Name<'a>) -> Parsed<()> {
        if self.eat(b';').is_some() {
            return Ok(());
        }
        let found = self.peek();
        let shown = self.shown(found);
        let message = if found.kind == TokenKind::End {
            format!(
                "expected `;` at the end of the declaration of `{}`, found {shown}",
                what.text
            )
        } else {
            format!(
                "expected `;`, found {shown}; the declaration of `{}` may lack its `;`",
                what.text
            )
        };
        self.report(
            Diagnostic::new(Code::UnexpectedToken, found.span, message)
                .with_related(what.span, "this declaration"),
        );
        Err(Failed)
    }
}

/// The number, or what is wrong and how to mend it.
fn check_id(digits: &str) -> Result<u32, (String, Option<String>)> {
    let is_lower_hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    if digits.is_empty() {
        let help = "without an id, leave `#` out too";
        return Err(("expected hex digits after `#`".into(), Some(help.into())));
    }
    if digits.len() > 8 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
        let message = format!("an id must be 1 to 8 lower-case hex digits, found `{digits}`");
        return Err((message, None));
    }
    if !digits.chars().all(is_lower_hex) {
        let help = format!("write `{}`", digits.to_ascii_lowercase());
        return Err(("an id must use lower-case hex digits".into(), Some(help)));
    }
    let help = "leave the id out, and it is computed from the text";
    match u32::from_str_radix(digits, 16) {
        Ok(0) => Err(("id 0 is reserved".into(), Some(help.into()))),
        Ok(u32::MAX) => Err(("id 0xffffffff is reserved".into(), Some(help.into()))),
        Ok(value) => Ok(value),
        Err(error) => Err((error.to_string(), None)),
    }
}

//! Arguments to fields, conditions bound to the `#` that they look at.

use super::lower::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Kind, Nat, Param, Text, Ty, VarId};
use crate::syntax::ast::{self, Arg, Field, Repeat};

impl<'a> Lowering<'_, '_, 'a, '_> {
    /// All arguments of a level, in order.
    pub fn params(&mut self, args: &[Arg<'a>]) -> Vec<Param> {
        let mut params = Vec::with_capacity(args.len());
        for (index, arg) in args.iter().enumerate() {
            match arg {
                Arg::Field(field) => self.field(field, &args[index + 1..], &mut params),
                Arg::Repeat(repeat) => params.extend(self.repeat(repeat, &args[index + 1..])),
            }
        }
        params
    }

    fn field(&mut self, field: &Field<'a>, later: &[Arg<'a>], params: &mut Vec<Param>) {
        let tl = self.next_arg();
        let condition = match field.condition {
            Some(condition) => match self.condition(condition, later) {
                Some(condition) => Some(condition),
                None => return self.skip_field(field),
            },
            None => None,
        };
        if self.is_untyped(field, later) {
            return;
        }
        let Some(ty) = self.terms.field_type(&field.ty) else {
            return self.skip_field(field);
        };
        self.check_exclamation(field, &ty);
        let mut param = Param {
            name: None,
            var: VarId(0),
            span: field.ty.span,
            tl,
            ty,
            condition,
            exclamation: field.exclamation.is_some(),
            is_flags: false,
            is_recursive: false,
            doc: None,
        };
        if field.names.is_empty() {
            param.var = self.declare_unnamed(&param.ty);
        }
        // The last one takes the type, those before it a copy.
        if let Some((last, others)) = field.names.split_last() {
            for name in others {
                param.var = self.declare_field(*name, &param.ty);
                param.name = self.shown_name(*name);
                param.doc = self.docs.of_field(name.text, self.sources);
                params.push(param.clone());
            }
            param.var = self.declare_field(*last, &param.ty);
            param.name = self.shown_name(*last);
            param.doc = self.docs.of_field(last.text, self.sources);
        }
        params.push(param);
    }

    /// A name that can be referred to.
    fn shown_name(&self, name: ast::Name<'_>) -> Option<Text> {
        (name.text != "_").then(|| self.sources.slice(name.span))
    }

    /// A field that could not be resolved still declares its name, so that one
    /// mistake is reported once.
    fn skip_field(&mut self, field: &Field<'a>) {
        for name in field.names {
            self.terms.scope.add_field(*name);
        }
    }

    fn declare_unnamed(&mut self, ty: &Ty) -> VarId {
        let var = self.terms.scope.number();
        if *ty == Ty::Nat {
            self.terms.scope.add("", Kind::Nat, var);
        }
        var
    }

    fn declare_field(&mut self, name: ast::Name<'a>, ty: &Ty) -> VarId {
        let var = self.terms.scope.number();
        if name.text != "_"
            && let Some(first) = self.terms.scope.add_field(name)
        {
            let message = format!(
                "duplicate argument `{}` in `{}`",
                name.text, self.combinator_name
            );
            self.push(
                Diagnostic::new(Code::DuplicateName, name.span, message)
                    .with_related(first.span, "first declared here"),
            );
        }
        if *ty == Ty::Nat {
            self.terms.scope.add(name.text, Kind::Nat, var);
        }
        var
    }

    /// `!X` is for type variables of functions.
    fn check_exclamation(&mut self, field: &Field<'a>, ty: &Ty) {
        let Some(exclamation) = field.exclamation else {
            return;
        };
        if !matches!(ty, Ty::Var(_)) {
            let message = "`!` needs a type variable";
            let help = "declare `{X:Type}` and write `!X`; a value needs no `!`";
            let found = Diagnostic::new(Code::BadExclamation, field.ty.span, message);
            self.push(found.with_help(help));
        } else if !self.in_function {
            let message = "`!` is allowed only in functions";
            let span = exclamation.to(field.ty.span);
            self.report(Code::ExclamationInConstructor, span, message);
        }
    }

    /// `n*[ ... ]`; without a count, the last `#` of this level.
    fn repeat(&mut self, repeat: &Repeat<'a>, later: &[Arg<'a>]) -> Option<Param> {
        let tl = self.next_arg();
        let condition = match repeat.condition {
            Some(condition) => {
                self.check_condition_of_repeat(repeat);
                Some(self.condition(condition, later)?)
            }
            None => None,
        };
        let count = match &repeat.count {
            Some(count) => self
                .terms
                .nat(count, "a repetition count must be a number")?,
            None => match self.terms.scope.last_nat() {
                Some(var) => Nat {
                    variable: Some(var),
                    plus: 0,
                },
                None => {
                    let message = "a repetition without a count needs an earlier `#`";
                    let help = "write `4*[ int ]`, or declare `n:#` before it";
                    let found = Diagnostic::new(Code::BadCount, repeat.span, message);
                    self.push(found.with_help(help));
                    return None;
                }
            },
        };
        let var = self.terms.scope.number();
        if let Some(name) = repeat.name {
            self.terms.scope.add_field(name);
        }
        let level = self.terms.scope.open();
        let params = self.params(repeat.args).into();
        self.terms.scope.close(level);
        Some(Param {
            name: repeat.name.and_then(|name| self.shown_name(name)),
            var,
            span: repeat.span,
            tl,
            ty: Ty::Repeat { count, params },
            condition,
            exclamation: false,
            is_flags: false,
            is_recursive: false,
            doc: repeat
                .name
                .and_then(|name| self.docs.of_field(name.text, self.sources)),
        })
    }
}

/// Marks each `#` that a condition looks at.
pub fn mark_flags(params: &mut [Param]) {
    let mut words = Vec::new();
    collect_words(params, &mut words);
    if !words.is_empty() {
        words.dedup();
        mark_words(params, &words);
    }
}

fn collect_words(params: &[Param], words: &mut Vec<VarId>) {
    for param in params {
        words.extend(param.condition.map(|condition| condition.word));
        if let Ty::Repeat { params, .. } = &param.ty {
            collect_words(params, words);
        }
    }
}

fn mark_words(params: &mut [Param], words: &[VarId]) {
    for param in params {
        param.is_flags = words.contains(&param.var);
        if let Ty::Repeat { params, .. } = &mut param.ty {
            mark_words(params, words);
        }
    }
}

//! What side data says about parameters and fields.

use std::collections::BTreeMap;

use tl_parser::Diagnostic;
use tl_parser::schema::{Builtin, Combinator, Param, Ty, TypeId};

use super::form::{Value, bad, unknown_key};
use super::read::Reading;
use super::{Example, ParamFacts, Unit};

impl<'s> Reading<'s> {
    /// The table `params` of a combinator, by the places of its parameters.
    pub fn params(
        &mut self,
        combinator: &'s Combinator,
        value: Value<'_>,
    ) -> BTreeMap<usize, ParamFacts> {
        let name_of = |param: &'s Param| param.name.as_deref();
        let mut params = BTreeMap::new();
        for entry in self.table(value) {
            let index = combinator
                .params
                .iter()
                .position(|it| name_of(it) == Some(entry.key));
            match index {
                Some(index) => {
                    let facts = self.param(&combinator.params[index], entry.value);
                    params.insert(index, facts);
                }
                None => {
                    let names = combinator.params.iter().filter_map(name_of);
                    let similar = self.suggestions.nearest(entry.key, names);
                    let kind = format!("parameter of `{}`:", combinator.name);
                    self.unknown(entry.span, &kind, entry.key, similar);
                }
            }
        }
        params
    }

    /// A text, or a table with more.
    fn param(&mut self, param: &Param, value: Value<'_>) -> ParamFacts {
        let mut facts = ParamFacts::default();
        if let Ok(text) = value.text() {
            facts.text = Some(self.description(text));
            return facts;
        }
        let Ok(parts) = value.table(value.span.file) else {
            self.report(value.mismatch("a text or a table"));
            return facts;
        };
        for part in parts {
            match part.key {
                "text" => facts.text = self.text(part.value),
                "unit" => {
                    let units: Vec<_> = Unit::ALL.iter().map(|it| (it.as_str(), *it)).collect();
                    facts.unit = self.ok(part.value.choice(&units));
                }
                "example" => {
                    let example = example(self, param, part.value);
                    facts.example = self.ok(example);
                }
                "default" => facts.is_default = self.ok(part.value.bool()).unwrap_or_default(),
                _ => {
                    let allowed = ["text", "unit", "example", "default"];
                    self.report(unknown_key(&part, &allowed));
                }
            }
        }
        facts
    }
}

/// An example must be a value of the parameter's type.
fn example(reading: &Reading<'_>, param: &Param, value: Value<'_>) -> Result<Example, Diagnostic> {
    match &param.ty {
        Ty::Builtin(Builtin::Int) => {
            let number = value.integer()?;
            match i32::try_from(number) {
                Ok(_) => Ok(Example::Integer(number)),
                Err(_) => Err(bad(value.span, "the example does not fit into an `int`")),
            }
        }
        Ty::Builtin(Builtin::Long) => value.integer().map(Example::Integer),
        Ty::Builtin(Builtin::String) => value.text().map(|text| Example::Text(text.to_owned())),
        Ty::Bool | Ty::Builtin(Builtin::True) => value.bool().map(Example::Bool),
        Ty::Boxed(id, _) => constructor(reading, *id, value),
        _ => Err(bad(
            value.span,
            "examples are of `int`, `long`, `string`, `Bool`, `true` and types",
        )),
    }
}

/// The example of a type is the name of one of its constructors.
fn constructor(reading: &Reading<'_>, id: TypeId, value: Value<'_>) -> Result<Example, Diagnostic> {
    let Reading {
        schema,
        suggestions,
        ..
    } = reading;
    let name = value.text()?;
    let ty = schema.ty(id);
    if let Some(found) = reading.constructor_of(id, name) {
        return Ok(Example::Constructor(found));
    }
    let message = format!("`{name}` is no constructor of `{}`", ty.name);
    let names = ty.constructors.iter();
    let names = names.map(|id| schema.constructor(*id).name.as_str());
    Err(bad(value.span, message).with_suggestion(suggestions.nearest(name, names)))
}

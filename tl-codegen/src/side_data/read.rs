//! From tables to facts: the names of the schema become ids.

use std::collections::HashMap;

use tl_parser::diagnostic::nearest;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Param, Ty, TypeId};
use tl_parser::{Code, Diagnostic, Diagnostics, FileId, Schema, Span};

use super::form::{self, Entry, Value, bad, unknown_key};
use super::{
    Callers, ConstructorFacts, Example, FORMAT, FunctionFacts, ParamFacts, Retry, RpcErrorFacts,
    SideData, Unit,
};

const SECTIONS: [&str; 7] = [
    "format",
    "layer",
    "source",
    "errors",
    "methods",
    "constructors",
    "types",
];

const RETRIES: [(&str, Retry); 4] = [
    ("none", Retry::None),
    ("wait", Retry::Wait),
    ("migrate", Retry::Migrate),
    ("reauth", Retry::Reauth),
];

/// Files on their way to facts.
pub struct Reading<'s> {
    schema: &'s Schema,
    functions: HashMap<&'s str, usize>,
    constructors: HashMap<&'s str, ConstructorId>,
    types: HashMap<&'s str, TypeId>,
    diagnostics: &'s mut Diagnostics,
    data: SideData,
    /// Where each thing was described, to tell the first place from the second.
    places: HashMap<(&'static str, String), Span>,
    file: Option<FileId>,
}

impl<'s> Reading<'s> {
    pub fn new(schema: &'s Schema, diagnostics: &'s mut Diagnostics) -> Self {
        let functions = schema.functions.iter().enumerate();
        let constructors = schema.constructors.iter().zip(0..);
        let types = schema.types.iter().zip(0..);
        Self {
            schema,
            functions: functions
                .map(|(index, it)| (it.name.as_str(), index))
                .collect(),
            constructors: constructors
                .map(|(it, index)| (it.name.as_str(), ConstructorId(index)))
                .collect(),
            types: types
                .map(|(it, index)| (it.name.as_str(), TypeId(index)))
                .collect(),
            diagnostics,
            data: SideData::default(),
            places: HashMap::new(),
            file: None,
        }
    }

    pub fn finish(self) -> SideData {
        self.data
    }

    pub fn file(&mut self, file: FileId, text: &str) {
        self.file = Some(file);
        let table = form::parse(file, text, self.diagnostics);
        let entries = form::entries(file, table.get_ref());
        if !entries.iter().any(|entry| entry.key == "format") {
            let message = format!("the file does not say `format = \"{FORMAT}\"`");
            self.diagnostics.push(bad(form::span(file, 0..0), message));
        }
        for entry in entries {
            match entry.key {
                "format" => self.format(entry.value),
                "layer" => self.layer(entry.value),
                "source" => self.source(entry.value),
                "errors" => self.each(entry.value, Self::error),
                "methods" => self.each(entry.value, Self::function),
                "constructors" => self.each(entry.value, Self::constructor),
                "types" => self.each(entry.value, Self::ty),
                _ => self.diagnostics.push(unknown_key(&entry, &SECTIONS)),
            }
        }
    }

    /// The value, or a finding and nothing.
    fn ok<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|found| self.diagnostics.push(found)).ok()
    }

    fn table<'d>(&mut self, value: Value<'d>) -> Vec<Entry<'d>> {
        let file = value.span.file;
        self.ok(value.table(file)).unwrap_or_default()
    }

    fn each<'d>(&mut self, value: Value<'d>, read: impl Fn(&mut Self, Entry<'d>)) {
        for entry in self.table(value) {
            read(self, entry);
        }
    }

    fn format(&mut self, value: Value<'_>) {
        if self.ok(value.text()).is_some_and(|format| format != FORMAT) {
            let message = format!("this tool reads the format `{FORMAT}`");
            self.diagnostics.push(bad(value.span, message));
        }
    }

    fn layer(&mut self, value: Value<'_>) {
        let layer = self.ok(value.integer());
        if let Some(layer) = layer {
            match u32::try_from(layer) {
                Ok(layer) => self.data.layer = Some(layer),
                Err(_) => self
                    .diagnostics
                    .push(bad(value.span, "no layer has this number")),
            }
        }
    }

    fn source(&mut self, value: Value<'_>) {
        let source = self.ok(value.text()).map(str::to_owned);
        self.data.sources.extend(source);
    }

    /// Whether it is the first description of a thing.
    fn is_first(&mut self, section: &'static str, entry: &Entry<'_>) -> bool {
        let key = (section, entry.key.to_owned());
        if let Some(first) = self.places.get(&key) {
            let message = format!("duplicate entry for `{}`", entry.key);
            let found = Diagnostic::new(Code::DuplicateSideData, entry.span, message);
            self.diagnostics
                .push(found.with_related(*first, "first described here"));
            return false;
        }
        self.places.insert(key, entry.span);
        true
    }

    fn unknown(&mut self, span: Span, kind: &str, name: &str, similar: Option<&str>) {
        let message = format!("unknown {kind} `{name}`");
        let found = Diagnostic::new(Code::UnknownInSideData, span, message);
        self.diagnostics.push(found.with_suggestion(similar));
    }

    fn error(&mut self, entry: Entry<'_>) {
        if !self.is_first("errors", &entry) {
            return;
        }
        let mut error = RpcErrorFacts {
            text: None,
            arguments: Vec::new(),
            retry: Retry::None,
            codes: Vec::new(),
            span: entry.span,
        };
        for part in self.table(entry.value) {
            match part.key {
                "text" => error.text = self.text(part.value),
                "args" => error.arguments = self.texts(part.value),
                "retry" => error.retry = self.ok(part.value.choice(&RETRIES)).unwrap_or_default(),
                "codes" => error.codes = self.codes(part.value),
                _ => {
                    let allowed = ["text", "args", "retry", "codes"];
                    self.diagnostics.push(unknown_key(&part, &allowed));
                }
            }
        }
        self.data.errors.insert(entry.key.to_owned(), error);
    }

    fn text(&mut self, value: Value<'_>) -> Option<String> {
        self.ok(value.text()).map(str::to_owned)
    }

    fn list<'d>(&mut self, value: Value<'d>) -> Vec<Value<'d>> {
        let file = value.span.file;
        self.ok(value.list(file)).unwrap_or_default()
    }

    fn texts(&mut self, value: Value<'_>) -> Vec<String> {
        let values = self.list(value).into_iter();
        values.filter_map(|value| self.text(value)).collect()
    }

    fn codes(&mut self, value: Value<'_>) -> Vec<i32> {
        let values = self.list(value).into_iter();
        values
            .filter_map(|value| {
                let code = value.integer().and_then(|code| {
                    i32::try_from(code).map_err(|_| bad(value.span, "no error has this code"))
                });
                self.ok(code)
            })
            .collect()
    }

    fn function(&mut self, entry: Entry<'_>) {
        if !self.is_first("methods", &entry) {
            return;
        }
        let Some(index) = self.functions.get(entry.key).copied() else {
            let similar = nearest(entry.key, self.functions.keys().copied()).map(str::to_owned);
            return self.unknown(entry.span, "method", entry.key, similar.as_deref());
        };
        let mut facts = FunctionFacts::default();
        for part in self.table(entry.value) {
            match part.key {
                "text" => facts.text = self.text(part.value),
                "callers" => facts.callers = self.callers(part.value),
                "errors" => facts.errors = self.errors_by_code(part.value),
                "params" => {
                    facts.params = self.params(&self.schema.functions[index], part.value);
                }
                _ => {
                    let allowed = ["text", "callers", "errors", "params"];
                    self.diagnostics.push(unknown_key(&part, &allowed));
                }
            }
        }
        self.data.functions.insert(index, facts);
    }

    fn callers(&mut self, value: Value<'_>) -> Callers {
        let mut callers = Callers::default();
        for part in self.table(value) {
            let caller = match part.key {
                "user" => &mut callers.user,
                "bot" => &mut callers.bot,
                "business" => &mut callers.business,
                "unauthorized" => &mut callers.unauthorized,
                _ => {
                    let allowed = ["user", "bot", "business", "unauthorized"];
                    self.diagnostics.push(unknown_key(&part, &allowed));
                    continue;
                }
            };
            match part.value.bool() {
                Ok(may) => *caller = Some(may),
                Err(found) => self.diagnostics.push(found),
            }
        }
        callers
    }

    /// `{ 400 = ["A", "B"], 403 = ["C"] }`
    fn errors_by_code(&mut self, value: Value<'_>) -> Vec<(i32, String, Span)> {
        let mut errors = Vec::new();
        for part in self.table(value) {
            let Ok(code) = part.key.parse::<i32>() else {
                let message = format!("`{}` is no error code", part.key);
                self.diagnostics.push(bad(part.span, message));
                continue;
            };
            for name in self.list(part.value) {
                if let Some(text) = self.text(name) {
                    errors.push((code, text, name.span));
                }
            }
        }
        errors
    }

    fn constructor(&mut self, entry: Entry<'_>) {
        if !self.is_first("constructors", &entry) {
            return;
        }
        let Some(id) = self.constructors.get(entry.key).copied() else {
            let similar = nearest(entry.key, self.constructors.keys().copied());
            let similar = similar.map(str::to_owned);
            return self.unknown(entry.span, "constructor", entry.key, similar.as_deref());
        };
        let mut facts = ConstructorFacts::default();
        for part in self.table(entry.value) {
            match part.key {
                "text" => facts.text = self.text(part.value),
                "params" => {
                    facts.params = self.params(self.schema.constructor(id), part.value);
                }
                _ => self
                    .diagnostics
                    .push(unknown_key(&part, &["text", "params"])),
            }
        }
        self.data.constructors.insert(id, facts);
    }

    fn ty(&mut self, entry: Entry<'_>) {
        if !self.is_first("types", &entry) {
            return;
        }
        let Some(id) = self.types.get(entry.key).copied() else {
            let similar = nearest(entry.key, self.types.keys().copied()).map(str::to_owned);
            return self.unknown(entry.span, "type", entry.key, similar.as_deref());
        };
        for part in self.table(entry.value) {
            match part.key {
                "text" => {
                    let text = self.text(part.value);
                    self.data.types.extend(text.map(|text| (id, text)));
                }
                _ => self.diagnostics.push(unknown_key(&part, &["text"])),
            }
        }
    }

    fn params(
        &mut self,
        combinator: &'s Combinator,
        value: Value<'_>,
    ) -> std::collections::BTreeMap<usize, ParamFacts> {
        let name_of = |param: &'s Param| param.name.as_deref();
        let mut params = std::collections::BTreeMap::new();
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
                    let similar = nearest(entry.key, combinator.params.iter().filter_map(name_of));
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
            facts.text = Some(text.to_owned());
            return facts;
        }
        let Ok(parts) = value.table(value.span.file) else {
            self.diagnostics.push(value.mismatch("a text or a table"));
            return facts;
        };
        for part in parts {
            match part.key {
                "text" => facts.text = self.text(part.value),
                "unit" => {
                    let units: Vec<_> = Unit::ALL.iter().map(|it| (it.as_str(), *it)).collect();
                    facts.unit = self.ok(part.value.choice(&units));
                }
                "example" => facts.example = self.ok(example(param, part.value)),
                "default" => facts.is_default = self.ok(part.value.bool()).unwrap_or_default(),
                _ => {
                    let allowed = ["text", "unit", "example", "default"];
                    self.diagnostics.push(unknown_key(&part, &allowed));
                }
            }
        }
        facts
    }
}

/// An example must be a value of the parameter's type.
fn example(param: &Param, value: Value<'_>) -> Result<Example, Diagnostic> {
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
        _ => Err(bad(
            value.span,
            "examples are of `int`, `long`, `string`, `Bool` and `true`",
        )),
    }
}

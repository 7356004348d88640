//! From tables to facts: the names of the schema become ids.

use std::collections::HashMap;

use tl_parser::diagnostic::Suggestions;
use tl_parser::schema::{ConstructorId, TypeId};
use tl_parser::text::UntrustedText;
use tl_parser::{Code, Diagnostic, Diagnostics, FileId, Schema, Span};

use super::form::{self, Entry, Value, bad, unknown_key};
use crate::layers::Layers;

use super::{Callers, ConstructorFacts, FORMAT, FunctionFacts, Retry, RpcErrorFacts, SideData};

const SECTIONS: [&str; 8] = [
    "format",
    "markdown",
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
    pub schema: &'s Schema,
    functions: HashMap<&'s str, usize>,
    constructors: HashMap<&'s str, ConstructorId>,
    types: HashMap<&'s str, TypeId>,
    /// All constructors of a name, of older layers too.
    of_types: HashMap<(TypeId, &'s str), ConstructorId>,
    diagnostics: &'s mut Diagnostics,
    pub suggestions: &'s Suggestions,
    data: SideData,
    /// Whether the texts of the present file are Markdown.
    is_markdown: bool,
    /// Where each thing was described, to tell the first place from the second.
    places: HashMap<(&'static str, String), Span>,
}

impl<'s> Reading<'s> {
    pub fn new(
        schema: &'s Schema,
        suggestions: &'s Suggestions,
        diagnostics: &'s mut Diagnostics,
    ) -> Self {
        // Of one name in several layers, the newest is meant.
        let layers = Layers::new(schema);
        let functions = schema.functions.iter().enumerate();
        let functions = functions.filter(|(index, _)| layers.function(*index).is_none());
        let constructors = schema.constructors.iter().zip((0..).map(ConstructorId));
        let constructors = constructors.filter(|(_, id)| layers.constructor(*id).is_none());
        let types = schema.types.iter().zip(0..);
        Self {
            schema,
            functions: functions
                .map(|(index, it)| (it.name.as_str(), index))
                .collect(),
            constructors: constructors
                .map(|(it, id)| (it.name.as_str(), id))
                .collect(),
            types: types
                .map(|(it, index)| (it.name.as_str(), TypeId(index)))
                .collect(),
            of_types: of_types(schema),
            diagnostics,
            suggestions,
            data: SideData::default(),
            is_markdown: false,
            places: HashMap::new(),
        }
    }

    /// The constructor of a type that has a name.
    pub fn constructor_of(&self, ty: TypeId, name: &str) -> Option<ConstructorId> {
        self.of_types.get(&(ty, name)).copied()
    }

    pub fn finish(self) -> SideData {
        self.data
    }

    pub fn file(&mut self, file: FileId, text: &str) {
        let table = form::parse(file, text, self.diagnostics);
        let entries = form::entries(file, table.get_ref());
        if !entries.iter().any(|entry| entry.key == "format") {
            let message = format!("the file does not say `format = \"{FORMAT}\"`");
            self.report(bad(form::span(file, 0..0), message));
        }
        self.is_markdown = self.markdown(&entries);
        for entry in entries {
            match entry.key {
                "markdown" => {}
                "format" => self.format(entry.value),
                "layer" => self.layer(entry.value),
                "source" => self.source(entry.value),
                "errors" => self.each(entry.value, Self::error),
                "methods" => self.each(entry.value, Self::function),
                "constructors" => self.each(entry.value, Self::constructor),
                "types" => self.each(entry.value, Self::ty),
                _ => self.report(unknown_key(&entry, &SECTIONS)),
            }
        }
    }

    /// Adds a finding.
    pub fn report(&mut self, found: Diagnostic) {
        self.diagnostics.push(found);
    }

    /// The value, or a finding and nothing.
    pub fn ok<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|found| self.report(found)).ok()
    }

    /// The entries of a table; none, and a finding, if it is none.
    pub fn table<'d>(&mut self, value: Value<'d>) -> Vec<Entry<'d>> {
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
            self.report(bad(value.span, message));
        }
    }

    /// It counts for the whole file, wherever it stands.
    fn markdown(&mut self, entries: &[Entry<'_>]) -> bool {
        let entry = entries.iter().find(|entry| entry.key == "markdown");
        let is_markdown = entry.map(|entry| self.ok(entry.value.bool()));
        is_markdown.flatten().unwrap_or_default()
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
        let source = self.ok(value.text());
        self.data.sources.extend(source.map(UntrustedText::plain));
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

    /// Reports a name that the schema does not have.
    pub fn unknown(&mut self, span: Span, kind: &str, name: &str, similar: Option<&str>) {
        let message = format!("unknown {kind} `{name}`");
        let found = Diagnostic::new(Code::UnknownInSideData, span, message);
        self.report(found.with_suggestion(similar));
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
                "args" => error.arguments = self.names(part.value),
                "retry" => error.retry = self.ok(part.value.choice(&RETRIES)).unwrap_or_default(),
                "codes" => error.codes = self.codes(part.value),
                _ => {
                    let allowed = ["text", "args", "retry", "codes"];
                    self.report(unknown_key(&part, &allowed));
                }
            }
        }
        self.data.errors.insert(entry.key.to_owned(), error);
    }

    /// A description, or a finding and nothing.
    pub fn text(&mut self, value: Value<'_>) -> Option<UntrustedText> {
        let text = self.ok(value.text())?;
        Some(self.description(text))
    }

    /// A description, in the form that the file has.
    pub fn description(&self, text: &str) -> UntrustedText {
        if self.is_markdown {
            UntrustedText::from_markdown(text)
        } else {
            UntrustedText::plain(text)
        }
    }

    /// A name, or a finding and nothing.
    fn name(&mut self, value: Value<'_>) -> Option<String> {
        self.ok(value.text()).map(str::to_owned)
    }

    fn list<'d>(&mut self, value: Value<'d>) -> Vec<Value<'d>> {
        let file = value.span.file;
        self.ok(value.list(file)).unwrap_or_default()
    }

    fn names(&mut self, value: Value<'_>) -> Vec<String> {
        let values = self.list(value).into_iter();
        values.filter_map(|value| self.name(value)).collect()
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
            let names = self.functions.keys().copied();
            let similar = self.suggestions.nearest(entry.key, names);
            return self.unknown(entry.span, "method", entry.key, similar);
        };
        let mut facts = FunctionFacts::default();
        for part in self.table(entry.value) {
            match part.key {
                "text" => facts.text = self.text(part.value),
                "callers" => facts.callers = self.callers(part.value),
                "errors" => {
                    facts.errors = self.errors_by_code(part.value);
                    facts.errors_known = true;
                }
                "params" => {
                    facts.params = self.params(&self.schema.functions[index], part.value);
                }
                _ => {
                    let allowed = ["text", "callers", "errors", "params"];
                    self.report(unknown_key(&part, &allowed));
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
                    self.report(unknown_key(&part, &allowed));
                    continue;
                }
            };
            match part.value.bool() {
                Ok(may) => *caller = Some(may),
                Err(found) => self.report(found),
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
                self.report(bad(part.span, message));
                continue;
            };
            for name in self.list(part.value) {
                if let Some(text) = self.name(name) {
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
            let names = self.constructors.keys().copied();
            let similar = self.suggestions.nearest(entry.key, names);
            return self.unknown(entry.span, "constructor", entry.key, similar);
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
            let names = self.types.keys().copied();
            let similar = self.suggestions.nearest(entry.key, names);
            return self.unknown(entry.span, "type", entry.key, similar);
        };
        for part in self.table(entry.value) {
            match part.key {
                "text" => {
                    let text = self.text(part.value);
                    self.data.types.extend(text.map(|text| (id, text)));
                }
                _ => self.report(unknown_key(&part, &["text"])),
            }
        }
    }
}

fn of_types(schema: &Schema) -> HashMap<(TypeId, &str), ConstructorId> {
    let mut of_types = HashMap::with_capacity(schema.constructors.len());
    for ty in schema.type_ids() {
        for id in &schema.ty(ty).constructors {
            let name = schema.constructor(*id).name.as_str();
            of_types.entry((ty, name)).or_insert(*id);
        }
    }
    of_types
}

//! What the sources say together: what is new, and what contradicts.

use std::collections::{BTreeMap, BTreeSet};

use tl_codegen::SideData;
use tl_codegen::side_data::{Callers, is_error_name};
use tl_parser::Schema;
use tl_parser::text::UntrustedText;

use super::published::Published;

/// Where something is said, and whether side data says it already.
#[derive(Debug, Default)]
struct Sayings {
    /// The codes, with the sources that give them.
    codes: BTreeMap<i32, BTreeSet<String>>,
    is_known: bool,
}

/// All that the sources say about the methods of a schema.
pub struct Facts<'s> {
    methods: BTreeSet<&'s str>,
    /// By method and name; an empty method stands for any call.
    errors: BTreeMap<(String, String), Sayings>,
    texts: BTreeMap<String, UntrustedText>,
    known_texts: BTreeSet<String>,
    callers: BTreeMap<String, Callers>,
    known_callers: BTreeSet<String>,
    /// Methods that the schema does not have.
    pub unknown_methods: BTreeSet<String>,
    /// Names of errors that side data cannot have.
    pub bad_names: BTreeSet<String>,
}

impl<'s> Facts<'s> {
    pub fn new(schema: &'s Schema) -> Self {
        Self {
            methods: schema.functions.iter().map(|it| it.name.as_str()).collect(),
            errors: BTreeMap::new(),
            texts: BTreeMap::new(),
            known_texts: BTreeSet::new(),
            callers: BTreeMap::new(),
            known_callers: BTreeSet::new(),
            unknown_methods: BTreeSet::new(),
            bad_names: BTreeSet::new(),
        }
    }

    /// What side data says already, to be compared and left out.
    pub fn add_known(&mut self, schema: &Schema, data: &SideData, source: &str) {
        for (code, name) in data.global_errors() {
            self.say("", name, code, source).is_known = true;
        }
        for (index, function) in &data.functions {
            let method = &schema.functions[*index].name;
            for (code, name, _) in &function.errors {
                self.say(method, name, *code, source).is_known = true;
            }
            if function.callers != Callers::default() {
                self.known_callers.insert(method.to_string());
            }
        }
        self.known_texts.extend(data.errors.keys().cloned());
    }

    /// What a source says.
    pub fn add(&mut self, published: &Published, source: &str) {
        for (code, name, methods) in published.errors() {
            if !is_error_name(name) {
                self.bad_names.insert(name.to_owned());
                continue;
            }
            if methods.is_empty() {
                self.say("", name, code, source);
            }
            for method in methods {
                if self.has(method) {
                    self.say(method, name, code, source);
                }
            }
        }
        for (name, text) in &published.descriptions {
            self.texts
                .entry(name.clone())
                .or_insert_with(|| without_arguments(text));
        }
        self.add_callers(&published.user_only, Some(true), Some(false));
        self.add_callers(&published.bot_only, Some(false), Some(true));
    }

    fn add_callers(&mut self, methods: &[String], user: Option<bool>, bot: Option<bool>) {
        for method in methods {
            if self.has(method) && !self.known_callers.contains(method) {
                let callers = self.callers.entry(method.clone()).or_default();
                (callers.user, callers.bot) = (user, bot);
            }
        }
    }

    /// Whether the schema has a method; those that it has not are remembered.
    fn has(&mut self, method: &str) -> bool {
        let is_there = self.methods.contains(method);
        if !is_there {
            self.unknown_methods.insert(method.to_owned());
        }
        is_there
    }

    fn say(&mut self, method: &str, name: &str, code: i32, source: &str) -> &mut Sayings {
        let key = (method.to_owned(), name.to_owned());
        let sayings = self.errors.entry(key).or_default();
        sayings
            .codes
            .entry(code)
            .or_default()
            .insert(source.to_owned());
        sayings
    }

    /// The errors that side data does not have, and about which the sources agree: method (none
    /// for any call), code, name.
    pub fn new_errors(&self) -> impl Iterator<Item = (&str, i32, &str)> {
        let new = self
            .errors
            .iter()
            .filter(|(_, it)| !it.is_known && !it.is_disputed());
        new.flat_map(|((method, name), sayings)| {
            let codes = sayings.codes.keys();
            codes.map(move |code| (method.as_str(), *code, name.as_str()))
        })
    }

    /// The text of an error that side data does not describe.
    pub fn text(&self, name: &str) -> Option<&UntrustedText> {
        self.texts.get(name)
    }

    /// Whether side data describes an error.
    pub fn is_described(&self, name: &str) -> bool {
        self.known_texts.contains(name)
    }

    /// Who may call what, where side data says nothing.
    pub fn callers(&self) -> impl Iterator<Item = (&str, Callers)> {
        self.callers
            .iter()
            .map(|(method, callers)| (method.as_str(), *callers))
    }

    /// What sources say differently, a sentence each.
    pub fn conflicts(&self) -> Vec<String> {
        let disputed = self.errors.iter().filter(|(_, it)| it.is_disputed());
        disputed
            .map(|((method, name), sayings)| {
                let place = if method.is_empty() {
                    "any call"
                } else {
                    method
                };
                let codes = sayings.codes.iter().map(|(code, sources)| {
                    let sources: Vec<_> = sources.iter().map(String::as_str).collect();
                    format!("{code} in {}", sources.join(" and "))
                });
                let codes: Vec<_> = codes.collect();
                format!("{place}: {name} is {}", codes.join(", "))
            })
            .collect()
    }
}

/// A brace of the source would name an argument.
fn without_arguments(text: &str) -> UntrustedText {
    UntrustedText::plain(&text.replace('{', "(").replace('}', ")"))
}

impl Sayings {
    /// Whether a source gives a code that another one, which knows the error, does not give.
    fn is_disputed(&self) -> bool {
        let mut sources = self.codes.values();
        let first = sources.next();
        sources.any(|others| Some(others) != first)
    }
}

//! Options that are given by path: which TL names a path matches, and what of it
//! stands at each name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::Parser;
use tl_parser::Schema;
use tl_parser::schema::{ConstructorId, TypeId};

use crate::report::Report;

/// Attributes as they were given.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    entries: Vec<(String, String)>,
}

impl Attributes {
    pub fn add(&mut self, path: String, attribute: String) {
        self.entries.push((path, attribute));
    }

    /// Attributes of types, enums and functions.
    pub fn resolve(&self, schema: &Schema, report: &mut Report) -> PathTable {
        if self.is_empty() {
            return PathTable::default();
        }
        self.resolve_among(&known_paths(schema), report)
    }

    /// Attributes of fields.
    pub fn resolve_fields(&self, schema: &Schema, report: &mut Report) -> PathTable {
        if self.is_empty() {
            return PathTable::default();
        }
        let mut known = known_paths(schema);
        for combinator in schema.combinators() {
            let fields = combinator
                .params
                .iter()
                .filter_map(|param| param.name.as_ref());
            known.extend(fields.map(|field| format!("{}.{field}", combinator.name)));
        }
        self.resolve_among(&known, report)
    }

    fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn resolve_among(&self, known: &BTreeSet<String>, report: &mut Report) -> PathTable {
        let mut table = PathTable::default();
        for (path, attribute) in &self.entries {
            warn_if_unknown(path, known, report);
            match syn::Attribute::parse_outer.parse_str(attribute) {
                Ok(parsed) if !parsed.is_empty() => {
                    let tokens = parsed.iter().map(ToTokens::to_token_stream);
                    table
                        .entries
                        .entry(path.clone())
                        .or_default()
                        .extend(tokens);
                }
                Ok(_) => report.error(format!("`{attribute}` for `{path}` is not an attribute")),
                Err(error) => report.error(format!(
                    "`{attribute}` for `{path}` is not an attribute: {error}"
                )),
            }
        }
        table
    }
}

/// What stands at each path.
#[derive(Debug, Default)]
pub struct PathTable {
    entries: BTreeMap<String, Vec<TokenStream>>,
}

impl PathTable {
    /// What the most specific path that matches `name` gives.
    pub fn get(&self, name: &str) -> &[TokenStream] {
        most_specific(name, |path| self.entries.get(path)).map_or(&[], Vec::as_slice)
    }
}

/// What the most specific path that matches `name` gives: the name itself, then its
/// namespaces from the inside out, then `.`.
pub fn most_specific<'t, T>(name: &str, get: impl Fn(&str) -> Option<&'t T>) -> Option<&'t T> {
    let mut path = name;
    loop {
        if let Some(found) = get(path) {
            return Some(found);
        }
        match path.rfind('.') {
            Some(dot) => path = &path[..dot],
            None => return get("."),
        }
    }
}

/// `.`, every namespace, every type and every combinator.
pub fn known_paths(schema: &Schema) -> BTreeSet<String> {
    let mut known = BTreeSet::from([".".to_owned()]);
    let names = schema
        .combinators()
        .map(|combinator| combinator.name.as_str())
        .chain(schema.types.iter().map(|ty| ty.name.as_str()));
    for name in names {
        known.insert(name.to_owned());
        let dots = name.match_indices('.');
        known.extend(dots.map(|(dot, _)| name[..dot].to_owned()));
    }
    known
}

/// The place of the first declaration of each name.
pub fn first_of_each_name<'s>(names: impl Iterator<Item = &'s str>) -> HashMap<&'s str, u32> {
    let mut places = HashMap::new();
    for (name, place) in names.zip(0..) {
        places.entry(name).or_insert(place);
    }
    places
}

/// A path that is not known is most likely misspelt.
pub fn warn_if_unknown(path: &str, known: &BTreeSet<String>, report: &mut Report) {
    if known.contains(path) {
        return;
    }
    let hint = report.hint(path, known.iter().map(String::as_str));
    report.warning(format!("the path `{path}` matches nothing{hint}"));
}

/// A path of Rust that was given for `what`.
pub fn rust_path(what: &str, rust_path: &str, report: &mut Report) -> Option<TokenStream> {
    match syn::parse_str::<syn::Path>(rust_path) {
        Ok(path) => Some(path.to_token_stream()),
        Err(error) => {
            report.error(format!("`{rust_path}` for `{what}` is not a path: {error}"));
            None
        }
    }
}

/// `extern_path` as it was given.
#[derive(Debug, Clone, Default)]
pub struct ExternPaths {
    entries: Vec<(String, String)>,
}

/// Rust types that stand in for parts of the schema.
#[derive(Debug, Default)]
pub struct Externs {
    pub types: BTreeMap<TypeId, TokenStream>,
    pub constructors: BTreeMap<ConstructorId, TokenStream>,
}

impl ExternPaths {
    pub fn add(&mut self, name: String, rust_path: String) {
        self.entries.push((name, rust_path));
    }

    pub fn resolve(&self, schema: &Schema, report: &mut Report) -> Externs {
        let mut externs = Externs::default();
        if self.entries.is_empty() {
            return externs;
        }
        let types = first_of_each_name(schema.types.iter().map(|it| &*it.name));
        let constructors = first_of_each_name(schema.constructors.iter().map(|it| &*it.name));
        let known = known_paths(schema);
        for (name, rust_path) in &self.entries {
            let Some(tokens) = self::rust_path(name, rust_path, report) else {
                continue;
            };
            if let Some(index) = types.get(name.as_str()) {
                externs.types.insert(TypeId(*index), tokens);
            } else if let Some(index) = constructors.get(name.as_str()) {
                externs.constructors.insert(ConstructorId(*index), tokens);
            } else {
                warn_if_unknown(name, &known, report);
            }
        }
        externs
    }
}

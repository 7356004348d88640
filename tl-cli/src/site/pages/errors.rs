//! The page of all errors.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::Site;
use crate::site::facts::{ErrorView, error, global_errors};
use crate::site::names::{Link, sorted};

/// All errors that side data describes.
#[derive(Debug)]
pub struct Errors<'s> {
    /// Those that any call may fail with.
    pub global: Vec<ErrorRow<'s>>,
    /// Those that methods list, by name and code.
    pub own: Vec<ErrorRow<'s>>,
}

/// An error and who lists it.
#[derive(Debug)]
pub struct ErrorRow<'s> {
    pub error: ErrorView<'s>,
    /// Whether it is the first row of its name: that one has the fragment.
    pub is_first: bool,
    pub methods: Vec<Link<'s>>,
}

impl<'s> Errors<'s> {
    pub fn new(site: &'s Site<'s>) -> Self {
        let mut own = BTreeMap::<(&str, i32), Vec<usize>>::new();
        for index in 0..site.schema.functions.len() {
            for (code, name) in site.known.errors(index) {
                own.entry((name, code)).or_default().push(index);
            }
        }
        let mut seen = BTreeSet::new();
        let global = global_errors(site).into_iter().map(|error| ErrorRow {
            is_first: seen.insert(error.name),
            error,
            methods: Vec::new(),
        });
        Self {
            global: global.collect(),
            own: own
                .into_iter()
                .map(|((name, code), methods)| ErrorRow {
                    error: error(site, code, name),
                    is_first: seen.insert(name),
                    methods: sorted(methods.into_iter().map(|it| site.method_link(it)).collect()),
                })
                .collect(),
        }
    }

    /// How many there are, each with each of its codes.
    pub fn count(&self) -> usize {
        self.global.len() + self.own.len()
    }
}

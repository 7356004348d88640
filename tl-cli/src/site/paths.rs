//! The file of each page. TL tells names by case and file systems may not, so what differs only
//! in case has its id, or the places of its capitals, in the file's name:
//!
//! | declared | file, without its ending |
//! |---|---|
//! | `messages.exportChatInvite` | `methods/messages.exportChatInvite` |
//! | `chatInvite`, `ChatInvite` | `constructors/chatInvite`, `types/ChatInvite` |
//! | `dog#00000001`, `Dog#00000002`, both constructors | `constructors/dog-00000001`, `constructors/Dog-00000002` |
//! | `Dog`, `DOG`, both types | `types/Dog-1`, `types/DOG-7` |
//!
//! Nothing depends on what is declared first.

use std::collections::BTreeMap;

use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId, Type, TypeId};

use super::links::Links;

/// Paths from the root of the site, with `/`; none for what has no page.
#[derive(Debug)]
pub struct Paths {
    methods: Vec<Option<String>>,
    constructors: Vec<Option<String>>,
    types: Vec<Option<String>>,
}

impl Paths {
    /// The paths of all pages; `ending` is `html` or `md`. What is built in has a page only
    /// if something refers to it.
    pub fn of(schema: &Schema, links: &Links, ending: &str) -> Self {
        let has_page = |id: TypeId| {
            let uses = links.uses(id);
            let is_used = !uses.returned_by.is_empty()
                || !uses.accepted_by.is_empty()
                || !uses.contained_in.is_empty();
            !schema.ty(id).is_builtin || is_used
        };
        let functions = schema.functions.iter();
        let constructors = (0..).map(ConstructorId).zip(&schema.constructors);
        Self {
            methods: files(
                "methods",
                ending,
                functions.map(|it| Some((&*it.name, of_combinator(it)))),
            ),
            constructors: files(
                "constructors",
                ending,
                constructors.map(|(id, it)| {
                    let is_shown = links.type_of(id).is_none_or(has_page);
                    is_shown.then(|| (&*it.name, of_combinator(it)))
                }),
            ),
            types: files(
                "types",
                ending,
                schema.type_ids().map(|id| {
                    let ty = schema.ty(id);
                    has_page(id).then(|| (&*ty.name, of_type(ty)))
                }),
            ),
        }
    }

    /// The page of a function, by its place. All functions have one.
    pub fn method(&self, index: usize) -> &str {
        self.methods[index].as_deref().unwrap_or_default()
    }

    /// The page of a constructor.
    pub fn constructor(&self, id: ConstructorId) -> Option<&str> {
        self.constructors[id.0 as usize].as_deref()
    }

    /// The page of a type.
    pub fn ty(&self, id: TypeId) -> Option<&str> {
        self.types[id.0 as usize].as_deref()
    }
}

/// Names and what tells them apart, to paths.
fn files<'n>(
    folder: &str,
    ending: &str,
    names: impl Iterator<Item = Option<(&'n str, String)>>,
) -> Vec<Option<String>> {
    let names: Vec<_> = names.collect();
    let mut alike = BTreeMap::<String, usize>::new();
    for (name, _) in names.iter().flatten() {
        *alike.entry(name.to_ascii_lowercase()).or_default() += 1;
    }
    let path = |(name, mark): (&str, String)| {
        let is_alone = alike[&name.to_ascii_lowercase()] == 1 && !is_reserved(name);
        match is_alone {
            true => format!("{folder}/{name}.{ending}"),
            false => format!("{folder}/{name}-{mark}.{ending}"),
        }
    };
    names.into_iter().map(|it| it.map(path)).collect()
}

/// What Windows takes for a device, whatever the ending.
fn is_reserved(name: &str) -> bool {
    let name = name.split('.').next().unwrap_or_default();
    ["con", "prn", "aux", "nul"]
        .iter()
        .any(|device| name.eq_ignore_ascii_case(device))
}

/// Blocks of layers can declare the same again.
fn of_combinator(combinator: &Combinator) -> String {
    match combinator.layer {
        None => format!("{:08x}", combinator.id),
        Some(layer) => format!("{:08x}-{layer}", combinator.id),
    }
}

/// Which letters are capitals, a bit each.
fn of_type(ty: &Type) -> String {
    let bits = ty.name.bytes().map(|byte| byte.is_ascii_uppercase());
    let bits: Vec<_> = bits.collect();
    let mut digits: String = bits
        .chunks(4)
        .rev()
        .map(|bits| {
            let number = bits
                .iter()
                .rev()
                .fold(0, |sum, bit| sum * 2 + u32::from(*bit));
            char::from_digit(number, 16).unwrap_or('0')
        })
        .collect();
    let zeroes = digits.len() - digits.trim_start_matches('0').len();
    digits.drain(..zeroes.min(digits.len().saturating_sub(1)));
    digits
}

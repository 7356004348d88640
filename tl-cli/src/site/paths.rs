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
//! | `aux`, `aux.get`, which Windows reserves | `methods/aux-00000005`, `methods/aux-00000006.get` |
//! | one of more than 100 bytes | its first 60, `-`, and a hash of all of it |
//!
//! Nothing depends on what is declared first.

use std::collections::BTreeMap;

use tl_codegen::output::{is_reserved, shortened};
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
        let is_alone = alike[&name.to_ascii_lowercase()] == 1;
        let stem = stem(name, &mark, is_alone);
        format!("{folder}/{}.{ending}", shortened(&stem))
    };
    names.into_iter().map(|it| it.map(path)).collect()
}

/// A name that the whole folder has once. Of one that Windows reserves, it sees the part before the
/// first dot.
fn stem(name: &str, mark: &str, is_alone: bool) -> String {
    if is_reserved(name) {
        let (first, rest) = name.split_at(name.find('.').unwrap_or(name.len()));
        format!("{first}-{mark}{rest}")
    } else if is_alone {
        name.to_owned()
    } else {
        format!("{name}-{mark}")
    }
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

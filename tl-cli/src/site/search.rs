//! The index that `search.js` looks into: a script, since pages from a disk cannot fetch data.
//!
//! ```js
//! tlIndex = [
//!   [["messages.exportChatInvite", "a455de90", "peer title"], ..],        // methods
//!   [["chatInviteExported", "a22cbd96", "link date"], ..],                // constructors
//!   [["ExportedChatInvite"], ..],                                         // types
//!   [["USAGE_LIMIT_INVALID", "400", [0]], ..],                            // errors, and their methods by number
//! ]
//! ```
//!
//! An entry ends with the file's name if that is not the entry's own.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tl_parser::schema::{Combinator, ConstructorId};

use super::facts::anchor;
use super::{MARKS, Site};

/// The text of `search-index.js`.
pub fn index(site: &Site<'_>) -> String {
    let lists = [methods(site), constructors(site), types(site), errors(site)];
    let mut text = format!("{}\nwindow.tlIndex = [\n", MARKS[2]);
    for list in lists {
        // A line an entry, so that two versions of a site can be compared.
        let lines: Vec<_> = list.iter().map(Value::to_string).collect();
        text += &format!("[\n{}\n],\n", lines.join(",\n"));
    }
    text + "];\n"
}

fn methods(site: &Site<'_>) -> Vec<Value> {
    let functions = site.schema.functions.iter().enumerate();
    functions
        .map(|(index, function)| combinator(function, site.paths.method(index)))
        .collect()
}

fn constructors(site: &Site<'_>) -> Vec<Value> {
    let constructors = (0..).map(ConstructorId).zip(&site.schema.constructors);
    constructors
        .filter_map(|(id, it)| Some(combinator(it, site.paths.constructor(id)?)))
        .collect()
}

fn combinator(combinator: &Combinator, path: &str) -> Value {
    let params = combinator.params.iter().filter(|param| !param.is_flags);
    let params: Vec<_> = params.filter_map(|param| param.name.as_deref()).collect();
    let id = format!("{:08x}", combinator.id);
    let mut entry = vec![json!(*combinator.name), json!(id), json!(params.join(" "))];
    entry.extend(other_file(&combinator.name, path));
    entry.into()
}

fn types(site: &Site<'_>) -> Vec<Value> {
    let ids = site.schema.type_ids();
    ids.filter_map(|id| {
        let name = &*site.schema.ty(id).name;
        let mut entry = vec![json!(name)];
        entry.extend(other_file(name, site.paths.ty(id)?));
        Some(entry.into())
    })
    .collect()
}

/// The name of the file, if it is not that of what it is about.
fn other_file(name: &str, path: &str) -> Option<Value> {
    let (_, file) = path.rsplit_once('/')?;
    let file = file.strip_suffix(".html")?;
    (file != name).then(|| json!(file))
}

/// Each name once, with its codes.
fn errors(site: &Site<'_>) -> Vec<Value> {
    let mut errors = BTreeMap::<&str, (Vec<i32>, Vec<usize>)>::new();
    for (code, name) in site.known.global_errors() {
        errors.entry(name).or_default().0.push(code);
    }
    for index in 0..site.schema.functions.len() {
        for (code, name) in site.known.errors(index) {
            let (codes, methods) = errors.entry(name).or_default();
            codes.push(code);
            methods.push(index);
        }
    }
    let errors = errors.into_iter();
    errors
        .map(|(name, (mut codes, mut methods))| {
            codes.sort_unstable();
            codes.dedup();
            methods.dedup();
            let codes: Vec<_> = codes.iter().map(i32::to_string).collect();
            json!([name, codes.join(", "), methods, anchor(name)])
        })
        .collect()
}

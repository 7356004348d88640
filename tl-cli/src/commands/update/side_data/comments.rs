//! Removes tables and keeps the comments of their parts of the file.
//!
//! ```toml
//! # Errors that methods list.           stays: a blank line parts it from the table
//!
//! # Nobody has seen this one.           goes
//! [errors.CHAT_ID_INVALID]
//! ```

use std::collections::{BTreeMap, HashSet};

use toml_edit::{DocumentMut, Item, Table, TableLike};

/// What stands before tables, in the order of the file.
type Prefixes = BTreeMap<isize, String>;

/// Removes `[section.name]` of all `names` with all that is in it.
pub fn remove(toml: &mut DocumentMut, section: &str, names: &HashSet<&str>) {
    let Some(entries) = toml.get_mut(section).filter(|_| !names.is_empty()) else {
        return;
    };
    let removed = entries.as_table_like().map(|it| prefixes_of(it, names));
    retain(entries, |name| !names.contains(name));
    let removed = removed.unwrap_or_default();
    if removed.values().any(|prefix| prefix.contains('#')) {
        keep_comments(toml, &removed);
    }
}

/// Removes the entries of a table that `keep` does not hold for. To remove one after the other would
/// take the square of their number.
pub fn retain(table: &mut Item, keep: impl Fn(&str) -> bool) {
    if let Some(table) = table.as_table_mut() {
        table.retain(|name, _| keep(name));
    } else if let Some(table) = table.as_inline_table_mut() {
        table.retain(|name, _| keep(name));
    }
}

fn prefixes_of(entries: &dyn TableLike, names: &HashSet<&str>) -> Prefixes {
    let entries = entries.iter().filter(|(name, _)| names.contains(name));
    let tables = entries.filter_map(|(_, item)| item.as_table());
    let with_place = tables.filter_map(|table| Some((table.position()?, prefix(table).to_owned())));
    with_place.collect()
}

/// Gives the comments that stay to the tables behind those that were removed.
fn keep_comments(toml: &mut DocumentMut, removed: &Prefixes) {
    let mut all = Prefixes::new();
    add_prefixes(toml.as_table(), &mut all);
    all.extend(removed.iter().map(|(at, prefix)| (*at, prefix.clone())));
    let mut changed = Prefixes::new();
    let mut kept = String::new();
    for (at, own) in all {
        let has_kept = !kept.is_empty();
        let whole = match has_kept {
            true => std::mem::take(&mut kept) + own.trim_start_matches('\n'),
            false => own,
        };
        if removed.contains_key(&at) {
            kept = comment_of_part(whole);
        } else if has_kept {
            changed.insert(at, whole);
        }
    }
    set_prefixes(toml.as_table_mut(), &mut changed);
    if !kept.is_empty() {
        let trailing = toml.trailing().as_str().unwrap_or_default();
        let trailing = kept + trailing;
        toml.set_trailing(trailing);
    }
}

fn prefix(table: &Table) -> &str {
    let prefix = table.decor().prefix().and_then(|it| it.as_str());
    prefix.unwrap_or_default()
}

/// All up to the last blank line, if there is a comment in it.
fn comment_of_part(mut prefix: String) -> String {
    prefix.truncate(prefix.rfind("\n\n").map_or(0, |at| at + 2));
    match prefix.contains('#') {
        true => prefix,
        false => String::new(),
    }
}

/// Adds what stands before the tables with a header.
fn add_prefixes(table: &Table, found: &mut Prefixes) {
    for (_, item) in table {
        if let Item::Table(table) = item {
            if let Some(at) = table.position().filter(|_| !table.is_implicit()) {
                found.insert(at, prefix(table).to_owned());
            }
            add_prefixes(table, found);
        }
    }
}

fn set_prefixes(table: &mut Table, prefixes: &mut Prefixes) {
    for (_, item) in table.iter_mut() {
        if let Item::Table(table) = item {
            let at = table.position().filter(|_| !table.is_implicit());
            if let Some(prefix) = at.and_then(|at| prefixes.remove(&at)) {
                table.decor_mut().set_prefix(prefix);
            }
            set_prefixes(table, prefixes);
        }
    }
}

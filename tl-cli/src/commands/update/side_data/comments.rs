//! Removes a table and keeps the comment of its part of the file.
//!
//! ```toml
//! # Errors that methods list.           stays: a blank line parts it from the table
//!
//! # Nobody has seen this one.           goes
//! [errors.CHAT_ID_INVALID]
//! ```

use toml_edit::{DocumentMut, Item, Table};

/// Removes `[section.name]` with all that is in it.
pub fn remove(toml: &mut DocumentMut, section: &str, name: &str) {
    let Some(entries) = toml.get_mut(section).and_then(Item::as_table_like_mut) else {
        return;
    };
    let Some(Item::Table(removed)) = entries.remove(name) else {
        return;
    };
    let kept = comment_of_part(prefix(&removed)).to_owned();
    if kept.is_empty() {
        return;
    }
    let place = removed.position().unwrap_or_default();
    let next = positions(toml.as_table())
        .into_iter()
        .filter(|it| *it > place);
    match next.min().and_then(|next| at(toml.as_table_mut(), next)) {
        Some(table) => {
            let own = prefix(table).trim_start_matches('\n').to_owned();
            table.decor_mut().set_prefix(kept + &own);
        }
        None => {
            let trailing = toml.trailing().as_str().unwrap_or_default().to_owned();
            toml.set_trailing(kept + &trailing);
        }
    }
}

fn prefix(table: &Table) -> &str {
    let prefix = table.decor().prefix().and_then(|it| it.as_str());
    prefix.unwrap_or_default()
}

/// All up to the last blank line, if there is a comment in it.
fn comment_of_part(prefix: &str) -> &str {
    let end = prefix.rfind("\n\n").map_or(0, |at| at + 2);
    match &prefix[..end] {
        part if part.contains('#') => part,
        _ => "",
    }
}

/// Where the tables with a header stand.
fn positions(table: &Table) -> Vec<isize> {
    let mut found = Vec::new();
    for (_, item) in table {
        if let Item::Table(table) = item {
            found.extend(table.position().filter(|_| !table.is_implicit()));
            found.extend(positions(table));
        }
    }
    found
}

fn at(table: &mut Table, position: isize) -> Option<&mut Table> {
    for (_, item) in table.iter_mut() {
        if let Item::Table(table) = item {
            if table.position() == Some(position) && !table.is_implicit() {
                return Some(table);
            }
            if let Some(found) = at(table, position) {
                return Some(found);
            }
        }
    }
    None
}

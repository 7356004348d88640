//! Documentation from side data: what a reference page would say on hover.
//!
//! ```text
//! /// Makes an invite link for a chat.
//! ///
//! /// The function `messages.exportChatInvite`. Returns [`ExportedChatInvite`](..).
//! /// Fails with [`messages.exportChatInvite`](errors::messages::ExportChatInvite).
//! ///
//! /// Callers: users and bots; not over a business connection, not before logging in.
//! ```

use std::collections::BTreeMap;

use tl_parser::schema::{Combinator, Param};

use super::place::Place;
use super::{docs, errors};
use crate::side_data::{Callers, ParamFacts, SideData};

/// The facts about the parameters of a combinator.
pub type Params = BTreeMap<usize, ParamFacts>;

/// A text, if there is one, before what can be said of everything.
pub fn first(text: Option<&str>, sentence: &str) -> String {
    match text {
        Some(text) => format!("{text}\n\n{sentence}"),
        None => sentence.to_owned(),
    }
}

/// What is known of a function.
pub fn function(place: &Place<'_, '_>, data: &SideData, index: usize, sentence: &str) -> String {
    let facts = data.function(index);
    let text = facts.and_then(|facts| facts.text.as_deref());
    let mut docs = first(text, sentence);
    if let Some(path) = errors::path(&place.owned(), data, index) {
        let name = &place.bindings.schema.functions[index].name;
        let shown = match errors::has_own(data, index) {
            true => format!("errors of {name}"),
            false => "AnyError".to_owned(),
        };
        docs += &format!("\nFails with {}.", docs::link(&shown, &path));
    }
    if let Some(callers) = facts.and_then(|facts| sentence_of(facts.callers)) {
        docs += &format!("\n\n{callers}");
    }
    docs
}

/// Who may call, who may not, and of whom that is not known.
fn sentence_of(callers: Callers) -> Option<String> {
    let kinds = [
        (callers.user, "users", "not users"),
        (callers.bot, "bots", "not bots"),
        (
            callers.business,
            "bots over a business connection",
            "not over a business connection",
        ),
        (
            callers.unauthorized,
            "anybody before logging in",
            "not before logging in",
        ),
    ];
    let named = |wanted: Option<bool>| {
        let found = kinds.iter().filter(move |(may, _, _)| *may == wanted);
        found.map(move |(_, yes, no)| if wanted == Some(false) { *no } else { *yes })
    };
    let allowed: Vec<_> = named(Some(true)).collect();
    let refused: Vec<_> = named(Some(false)).collect();
    let unknown: Vec<_> = named(None).collect();
    if unknown.len() == kinds.len() {
        return None;
    }
    let mut parts = Vec::new();
    if !allowed.is_empty() {
        parts.push(allowed.join(" and "));
    }
    if !refused.is_empty() {
        parts.push(refused.join(", "));
    }
    if !unknown.is_empty() {
        parts.push(format!("unknown of {}", unknown.join(" and ")));
    }
    Some(format!("Callers: {}.", parts.join("; ")))
}

/// The facts about one parameter.
pub fn of_param<'f>(
    facts: Option<&'f Params>,
    combinator: &Combinator,
    param: &Param,
) -> Option<&'f ParamFacts> {
    let params = combinator.params.iter();
    let index = params.enumerate().find(|(_, it)| std::ptr::eq(*it, param));
    facts?.get(&index?.0)
}

/// A field: its text, its declaration, what its number counts, and whether the wire needs it.
pub fn field(tl: &str, param: &Param, facts: Option<&ParamFacts>) -> String {
    let Some(facts) = facts else {
        return format!("`{tl}`");
    };
    let mut docs = first(facts.text.as_deref(), &format!("`{tl}`"));
    docs += match param.condition {
        Some(_) => ": optional on the wire",
        None => ": required on the wire",
    };
    if facts.is_default {
        docs += ", filled in by clients";
    }
    if let Some(unit) = facts.unit {
        docs += &format!(", in {}", unit.words());
    }
    docs + "."
}

/// `with_title`
pub fn setter(name: &str, facts: Option<&ParamFacts>) -> String {
    match facts.and_then(|facts| facts.text.as_deref()) {
        Some(text) => format!("Sets `{name}`: {}", lower(text)),
        None => format!("Sets `{name}`."),
    }
}

/// The text as it goes on within a sentence.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

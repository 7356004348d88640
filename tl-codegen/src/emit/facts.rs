//! Documentation from side data and from the comments of a schema: what a reference page
//! would say on hover.
//!
//! ```text
//! /// Makes an invite link for a chat.
//! ///
//! /// The function `messages.exportChatInvite`. Returns [`ExportedChatInvite`](..).
//! /// Fails with [`messages.exportChatInvite`](errors::messages::ExportChatInvite).
//! ///
//! /// Callers: users and bots; not over a business connection, not before logging in.
//! ```

use tl_parser::schema::{ConstructorId, Param};
use tl_parser::text::UntrustedText;

use super::place::Place;
use super::{Bindings, docs, errors};
use crate::side_data::{Callers, ParamFacts};
use crate::texts::Owner;

/// A text, if there is one, before what can be said of everything.
pub fn first(text: Option<&UntrustedText>, sentence: &str) -> String {
    match text {
        Some(text) => format!("{}\n\n{sentence}", text.markdown()),
        None => sentence.to_owned(),
    }
}

/// What is known of a function.
pub fn function(place: &Place<'_, '_>, index: usize, sentence: &str) -> String {
    let bindings = place.bindings;
    let mut docs = first(bindings.texts().of(Owner::Function(index)), sentence);
    let Some(data) = bindings.side_data else {
        return docs;
    };
    if let Some(path) = errors::path(&place.owned(), data, index) {
        let name = &bindings.schema.functions[index].name;
        let shown = match errors::has_own(data, index) {
            true => format!("errors of {name}"),
            false => "AnyError".to_owned(),
        };
        docs += &format!("\nFails with {}.", docs::link(&shown, &path));
    }
    let facts = data.function(index);
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

/// What is known of a constructor.
pub fn constructor(bindings: &Bindings<'_>, id: ConstructorId, sentence: &str) -> String {
    first(bindings.texts().of(Owner::Constructor(id)), sentence)
}

/// A field: its text, its declaration, what its number counts, and whether the wire needs it.
pub fn field(bindings: &Bindings<'_>, owner: Owner, at: usize, tl: &str, param: &Param) -> String {
    let text = bindings.texts().of_param(owner, at);
    let mut docs = first(text, &format!("`{tl}`"));
    let Some(facts) = facts_of(bindings, owner, at) else {
        return docs;
    };
    docs += match param.condition {
        Some(_) => ": optional on the wire",
        None => ": required on the wire",
    };
    if facts.is_default {
        docs += ", filled in by clients";
    }
    if let Some(unit) = facts.unit {
        docs += &format!("; unit: {}", unit.words());
    }
    docs + "."
}

fn facts_of<'b>(bindings: &Bindings<'b>, owner: Owner, at: usize) -> Option<&'b ParamFacts> {
    let data = bindings.side_data?;
    owner.param(data, at)
}

/// `with_title`
pub fn setter(bindings: &Bindings<'_>, owner: Owner, at: usize, name: &str) -> String {
    match bindings.texts().of_param(owner, at) {
        Some(text) => format!("Sets `{name}`: {}", lower(&text.markdown_line())),
        None => format!("Sets `{name}`."),
    }
}

/// The text as it goes on within a sentence. `URL` stays as it is.
fn lower(text: &str) -> String {
    let word = text.split(|c: char| !c.is_alphanumeric()).next();
    let mut rest = word.unwrap_or_default().chars().skip(1);
    if rest.any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

//! Variants of enums: the constructor's name without the type's name in front.

use std::borrow::Cow;

use tl_parser::Schema;
use tl_parser::schema::Type;

use super::case::{pascal, pascal_full};
use super::items::distinct;

/// The variant of each constructor, by its index; `names` are what the constructors are called.
pub fn of_types(schema: &Schema, names: &[Cow<'_, str>]) -> Vec<String> {
    let mut variants = vec![String::new(); schema.constructors.len()];
    for ty in &schema.types {
        let attempts: Vec<_> = ty
            .constructors
            .iter()
            .map(|id| {
                let name = &names[id.0 as usize];
                ((), attempts(ty, name, schema.constructor(*id).id))
            })
            .collect();
        for (id, variant) in ty.constructors.iter().zip(distinct(&attempts)) {
            variants[id.0 as usize] = variant;
        }
    }
    variants
}

fn attempts(ty: &Type, name: &str, id: u32) -> [String; 3] {
    let full = pascal_full(name);
    let with_id = format!("{full}{id:08x}");
    [short(ty, name), full, with_id]
}

/// The name without the type's name in front. Where that leaves `Self`, nothing or
/// digits, the name is taken from the last capital before that rest on.
fn short(ty: &Type, name: &str) -> String {
    let name = pascal(name);
    let prefix = pascal(&ty.name);
    let rest = match name.strip_prefix(&prefix) {
        Some(rest) if starts_word(rest) => rest,
        _ => name.as_str(),
    };
    let is_usable = rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest != "Self";
    if is_usable {
        return rest.to_owned();
    }
    if rest != "Self" && !rest.chars().all(|c| c.is_ascii_digit()) {
        return name;
    }
    let before = &name[..name.len() - rest.len()];
    let capital = before.rfind(|c: char| c.is_ascii_uppercase()).unwrap_or(0);
    name[capital..].to_owned()
}

/// Whether a rest begins a word of its own, so that `chats` is not `Chat` and `s`.
fn starts_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use tl_parser::Sources;

    fn variants(tl: &str) -> Vec<String> {
        let mut sources = Sources::new();
        sources.add("t.tl", tl);
        let schema = tl_parser::check(&sources).schema.expect("valid schema");
        let names: Vec<_> = schema
            .constructors
            .iter()
            .map(|it| it.name.as_str().into())
            .collect();
        super::of_types(&schema, &names)
    }

    #[test]
    fn the_types_name_is_left_out() {
        for (tl, name) in [
            ("inputPeerUser = InputPeer;", "User"),
            ("inputPeerSelf = InputPeer;", "PeerSelf"),
            ("message = Message;", "Message"),
            (
                "inputBotInlineMessageID64 = InputBotInlineMessageID;",
                "Id64",
            ),
            ("decryptedMessage8 = DecryptedMessage;", "Message8"),
            (
                "messages.exportedChatInvites = messages.ExportedChatInvites;",
                "Invites",
            ),
            ("new_session_created = NewSession;", "Created"),
            ("chatsSlice = Chat;", "ChatsSlice"),
        ] {
            assert_eq!(variants(tl)[0], name, "{tl}");
        }
    }

    #[test]
    fn equal_variants_fall_back_to_the_full_name() {
        let variants = variants("a.state = State; b.state x:int = State; other = State;");
        assert_eq!(variants, ["AState", "BState", "Other"]);
    }
}

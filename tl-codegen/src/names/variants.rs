//! Variants of enums: the constructor's name without the type's name in front.

use tl_parser::Schema;
use tl_parser::schema::{Combinator, Type};

use super::case::{pascal, pascal_full};
use super::items::distinct;

/// The variant of each constructor, by its index.
pub fn of_types(schema: &Schema) -> Vec<String> {
    let mut variants = vec![String::new(); schema.constructors.len()];
    for ty in &schema.types {
        let attempts: Vec<_> = ty
            .constructors
            .iter()
            .map(|id| ((), attempts(ty, schema.constructor(*id))))
            .collect();
        for (id, variant) in ty.constructors.iter().zip(distinct(&attempts)) {
            variants[id.0 as usize] = variant;
        }
    }
    variants
}

fn attempts(ty: &Type, constructor: &Combinator) -> [String; 3] {
    let full = pascal_full(&constructor.name);
    let with_id = format!("{full}{:08x}", constructor.id);
    [short(ty, constructor), full, with_id]
}

/// The name without the type's name in front. Where that leaves `Self`, nothing or
/// digits, the name is taken from the last capital before that rest on.
fn short(ty: &Type, constructor: &Combinator) -> String {
    let name = pascal(&constructor.name);
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

    fn variant(tl: &str) -> String {
        let mut sources = Sources::new();
        sources.add("t.tl", tl);
        let schema = tl_parser::check(&sources).schema.expect("valid schema");
        super::of_types(&schema)[0].clone()
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
            assert_eq!(variant(tl), name, "{tl}");
        }
    }

    #[test]
    fn equal_variants_fall_back_to_the_full_name() {
        let mut sources = Sources::new();
        sources.add(
            "t.tl",
            "a.state = State; b.state x:int = State; other = State;",
        );
        let schema = tl_parser::check(&sources).schema.expect("valid schema");
        assert_eq!(super::of_types(&schema), ["AState", "BState", "Other"]);
    }
}

//! Single words: from TL's spelling to Rust's.

use heck::ToSnakeCase;
use proc_macro2::{Ident, Span};

/// `ns.some_OK_name` to `SomeOkName`: the local part in Pascal case, a run of
/// capitals and the letter behind it folded to one word (`JSONValue` to `Jsonvalue`),
/// as grammers does.
pub fn pascal(name: &str) -> String {
    let local = name.rfind('.').map_or(name, |dot| &name[dot + 1..]);
    let mut out = String::with_capacity(local.len());
    let mut starts_word = true;
    let mut after_capital = false;
    for c in local.chars() {
        if c == '_' {
            starts_word = true;
            continue;
        }
        let shown = match (starts_word, after_capital) {
            (true, _) => c.to_ascii_uppercase(),
            (false, true) => c.to_ascii_lowercase(),
            (false, false) => c,
        };
        after_capital = starts_word || c.is_ascii_uppercase();
        starts_word = false;
        out.push(shown);
    }
    out
}

/// The full name with its namespace: `messages.exportChatInvite` to
/// `MessagesExportChatInvite`.
pub fn pascal_full(name: &str) -> String {
    name.split('.').map(pascal).collect()
}

/// A field or namespace in snake case.
pub fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// An identifier; keywords become raw, or get a `_` where no raw form exists.
pub fn ident(name: &str) -> Ident {
    let span = Span::call_site();
    match name {
        "self" | "Self" | "super" | "crate" => Ident::new(&format!("{name}_"), span),
        _ if is_keyword(name) => Ident::new_raw(name, span),
        _ => Ident::new(name, span),
    }
}

/// Keywords of all editions up to 2024, reserved ones included.
fn is_keyword(name: &str) -> bool {
    const KEYWORDS: [&str; 48] = [
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in",
        "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
        "return", "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe",
        "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{ident, pascal, pascal_full};

    #[test]
    fn capitals_are_folded() {
        for (tl, rust) in [
            ("ns.some_OK_name", "SomeOkName"),
            ("inputBotInlineMessageID64", "InputBotInlineMessageId64"),
            ("server_DH_params_ok", "ServerDhParamsOk"),
            ("p_q_inner_data", "PQInnerData"),
            ("jsonObject", "JsonObject"),
            ("JSONValue", "Jsonvalue"),
            ("resPQ", "ResPq"),
        ] {
            assert_eq!(pascal(tl), rust);
        }
        assert_eq!(pascal_full("a.b.cDog"), "ABCdog");
    }

    #[test]
    fn keywords_are_raw_where_they_can_be() {
        assert_eq!(ident("gen").to_string(), "r#gen");
        assert_eq!(ident("crate").to_string(), "crate_");
        assert_eq!(ident("link").to_string(), "link");
    }
}

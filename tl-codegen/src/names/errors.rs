//! Variants of RPC errors: `CHAT_ADMIN_REQUIRED` is `ChatAdminRequired`, `FLOOD_WAIT_%d` is
//! `FloodWait`.

use proc_macro2::Ident;

use super::case::pascal;
use super::ident;
use super::items::distinct;

/// The variant of each error of one enum: code and name. Of two equal names both get their code.
pub fn error_variants(errors: &[(i32, &str)]) -> Vec<Ident> {
    let attempts: Vec<_> = errors
        .iter()
        .map(|(code, name)| {
            let plain = variant(name);
            let with_code = format!("{plain}{}", code.unsigned_abs());
            // The letters alone may be equal: `A_B` and `AB`.
            let whole = format!(
                "{with_code}{}",
                name.replace(|c: char| !c.is_alphanumeric(), "_")
            );
            let first = match plain.as_str() {
                "Global" | "Other" => with_code.clone(),
                _ => plain,
            };
            ((), [first, with_code, whole])
        })
        .collect();
    distinct(&attempts).iter().map(|name| ident(name)).collect()
}

fn variant(name: &str) -> String {
    let words = name.replace("%d", "").to_ascii_lowercase();
    let pascal = pascal(words.trim_matches('_'));
    // `2FA_CONFIRM_WAIT_%d` begins with a digit.
    match pascal.starts_with(|first: char| first.is_ascii_digit()) {
        true => format!("E{pascal}"),
        false => pascal,
    }
}

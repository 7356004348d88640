//! Fields: snake case; `self` is `is_self`.

use proc_macro2::Ident;
use tl_parser::schema::Combinator;

use super::case::{ident, snake};

/// The name of each parameter, by its index.
///
/// Of several that would be equal, the one that is spelt like that keeps the name and
/// the others get a number, in the order of their spelling.
pub fn field_idents(combinator: &Combinator) -> Vec<Ident> {
    let tl_names: Vec<&str> = combinator
        .params
        .iter()
        .map(|param| param.name.as_deref().unwrap_or("unnamed"))
        .collect();
    let wanted: Vec<String> = tl_names.iter().map(|name| rust_name(name)).collect();
    let entries = tl_names.iter().zip(&wanted);
    entries
        .map(|(tl_name, name)| {
            let rivals = tl_names.iter().zip(&wanted);
            let rivals = rivals.filter(|(_, other)| *other == name);
            let key = |tl_name: &str| (tl_name != name, tl_name.to_owned());
            let before = rivals
                .filter(|(rival, _)| key(rival) < key(tl_name))
                .count();
            match before {
                0 => ident(name),
                number => ident(&format!("{}_{}", name.trim_end_matches('_'), number + 1)),
            }
        })
        .collect()
}

/// As [`ident`] would spell it, so that a renamed keyword is seen to equal another name.
fn rust_name(tl_name: &str) -> String {
    match snake(tl_name).as_str() {
        "self" => "is_self".to_owned(),
        name => ident(name).to_string().trim_start_matches("r#").to_owned(),
    }
}

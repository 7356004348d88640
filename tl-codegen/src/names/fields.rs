//! Fields: snake case; `self` is `is_self`.

use proc_macro2::Ident;
use tl_parser::schema::Combinator;

use super::case::{ident, snake};

/// The name of each parameter, by its index. Two that would be equal keep the
/// spelling of the schema.
pub fn field_idents(combinator: &Combinator) -> Vec<Ident> {
    let tl_names: Vec<&str> = combinator
        .params
        .iter()
        .map(|param| param.name.as_deref().unwrap_or("unnamed"))
        .collect();
    let snake_names: Vec<String> = tl_names.iter().map(|name| snake(name)).collect();
    tl_names
        .iter()
        .zip(&snake_names)
        .map(|(tl_name, name)| {
            let is_taken = snake_names.iter().filter(|other| *other == name).count() > 1;
            match (name.as_str(), is_taken) {
                ("self", _) => ident("is_self"),
                (_, true) => ident(tl_name),
                (name, false) => ident(name),
            }
        })
        .collect()
}

//! Documentation comments and aliases: what a user sees on hover, and finds by the
//! names and ids of TL.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::Combinator;

/// `/// text`, a line each.
pub fn lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!(" {line}"),
    });
    quote! { #(#[doc = #lines])* }
}

/// A sentence, the declaration, an example, and aliases for the TL name and the hex id.
pub fn combinator(sentence: &str, combinator: &Combinator, example: Option<String>) -> TokenStream {
    let example = example.map(|example| format!("\n\n{example}"));
    let text = lines(&format!(
        "{sentence}\n\n```text\n{};\n```{}",
        tl_line(combinator),
        example.unwrap_or_default()
    ));
    let name = combinator.name.as_str();
    let id = format!("{:08x}", combinator.id);
    quote! {
        #text
        #[doc(alias = #name)]
        #[doc(alias = #id)]
    }
}

/// The declaration with its id, also when none was written.
fn tl_line(combinator: &Combinator) -> String {
    let name = combinator.name.as_str();
    match combinator.tl.strip_prefix(&format!("{name}#")) {
        Some(_) => combinator.tl.to_string(),
        None => combinator
            .tl
            .replacen(name, &format!("{name}#{:08x}", combinator.id), 1),
    }
}

/// An alias for a TL name, unless the item has that name anyway.
pub fn alias(tl_name: &str, ident: &Ident) -> TokenStream {
    if *ident == tl_name {
        return TokenStream::new();
    }
    quote! { #[doc(alias = #tl_name)] }
}

/// A path as the target of an intra-doc link. There `#` would begin a fragment, so that raw
/// names stand without their mark.
pub fn link(shown: &str, path: &TokenStream) -> String {
    let path = path.to_string().replace(' ', "").replace("r#", "");
    format!("[`{shown}`]({path})")
}

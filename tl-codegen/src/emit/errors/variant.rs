//! One variant of an enum of errors, and its arm in each `match`.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use tl_parser::text::{Piece, UntrustedText, pieces};

use crate::emit::docs;
use crate::names::{error_variants, ident};
use crate::side_data::{Retry, RpcErrorFacts, SideData};

/// A variant with everything that the templates need of it.
pub struct Variant<'d> {
    code: i32,
    name: &'d str,
    ident: Ident,
    arguments: Vec<Ident>,
    facts: &'d RpcErrorFacts,
}

/// The variants of one enum. What side data does not describe has been reported.
pub fn variants<'d>(data: &'d SideData, errors: &[(i32, &'d str)]) -> Vec<Variant<'d>> {
    let names = error_variants(errors);
    let with_facts = errors
        .iter()
        .zip(names)
        .filter_map(|((code, name), variant)| {
            let facts = data.errors.get(*name)?;
            Some(Variant {
                code: *code,
                name,
                ident: variant,
                arguments: facts.arguments.iter().map(|name| ident(name)).collect(),
                facts,
            })
        });
    with_facts.collect()
}

pub fn definition(variant: &Variant<'_>) -> TokenStream {
    let Variant {
        code, name, ident, ..
    } = variant;
    let text = variant.facts.text.as_ref();
    let text = text.map_or_else(|| "Not described.".to_owned(), UntrustedText::markdown_line);
    let docs = docs::lines(&format!("`{code} {name}`: {text}"));
    let fields = variant.arguments.iter().map(|argument| {
        let docs = docs::lines(&argument_doc(variant.facts.retry, argument));
        quote! { #docs #argument: u32, }
    });
    let fields = match variant.arguments.is_empty() {
        true => TokenStream::new(),
        false => quote! { { #(#fields)* } },
    };
    quote! { #docs #[doc(alias = #name)] #ident #fields, }
}

fn argument_doc(retry: Retry, argument: &Ident) -> String {
    match retry {
        Retry::Wait => "How long to wait, in seconds.".to_owned(),
        Retry::Migrate => "The number of the data centre.".to_owned(),
        Retry::None | Retry::Reauth => format!("`{argument}`, a number of the name."),
    }
}

/// Names of locals for the arguments: `n0`. No argument has a digit, and nothing else in the arms
/// is called so, however an argument is called.
fn locals(variant: &Variant<'_>) -> Vec<Ident> {
    let numbers = 0..variant.arguments.len();
    numbers.map(|number| format_ident!("n{number}")).collect()
}

/// `FloodWait { seconds: n0 }`, to match and to construct.
fn pattern(variant: &Variant<'_>) -> TokenStream {
    let Variant {
        ident, arguments, ..
    } = variant;
    let locals = locals(variant);
    match arguments.is_empty() {
        true => quote! { #ident },
        false => quote! { #ident { #(#arguments: #locals),* } },
    }
}

/// A variant with fields is looked up among types, where `Self::Error` is the type of `TryFrom`.
fn enum_path(error: &Ident, variant: &Variant<'_>) -> TokenStream {
    if variant.arguments.is_empty() {
        quote! { Self }
    } else {
        quote! { #error }
    }
}

pub fn from_arm(error: &Ident, variant: &Variant<'_>) -> TokenStream {
    let Variant {
        code,
        name,
        ident,
        arguments,
        ..
    } = variant;
    let code = Literal::i32_unsuffixed(*code);
    let locals = locals(variant);
    let path = enum_path(error, variant);
    let value = match arguments.is_empty() {
        true => quote! { #path::#ident },
        false => quote! { #path::#ident { #(#arguments: *#locals),* } },
    };
    quote! { (#code, #name, [#(#locals),*]) => #value, }
}

pub fn into_arm(error: &Ident, variant: &Variant<'_>) -> TokenStream {
    let Variant { code, name, .. } = variant;
    let code = Literal::i32_unsuffixed(*code);
    let pattern = pattern(variant);
    let locals = locals(variant);
    let value = match locals.is_empty() {
        true => quote! { __rt::RpcError::new(#code, #name) },
        false => quote! { __rt::RpcError::with_numbers(#code, #name, &[#(#locals),*]) },
    };
    quote! { #error::#pattern => #value, }
}

/// The text with its arguments. Side data is checked: where its braces are wrong nothing is generated.
pub fn display_arm(error: &Ident, variant: &Variant<'_>) -> TokenStream {
    let text = variant.facts.text.as_ref();
    let text = text.map_or_else(|| variant.name.to_owned(), UntrustedText::message);
    let pieces = pieces(&text).unwrap_or_else(|_| vec![Piece::Text(&text)]);
    let mut format = String::new();
    let mut used = BTreeSet::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => format += &text.replace('{', "{{").replace('}', "}}"),
            Piece::Argument(name) => {
                let number = variant.facts.arguments.iter().position(|it| it == name);
                used.extend(number);
                format += &number.map(|it| format!("{{n{it}}}")).unwrap_or_default();
            }
        }
    }
    let pattern = pattern_of(variant, &used);
    let path = enum_path(error, variant);
    if used.is_empty() {
        return quote! { #path::#pattern => f.write_str(#text), };
    }
    let used = used.iter().map(|number| format_ident!("n{number}"));
    quote! { #path::#pattern => f.write_fmt(__rt::format_args!(#format, #(#used = #used),*)), }
}

/// As [`pattern`], with some of the arguments only.
fn pattern_of(variant: &Variant<'_>, used: &BTreeSet<usize>) -> TokenStream {
    let Variant {
        ident, arguments, ..
    } = variant;
    let fields = used.iter().filter_map(|number| {
        let argument = arguments.get(*number)?;
        let local = format_ident!("n{number}");
        Some(quote! { #argument: #local })
    });
    if arguments.is_empty() {
        quote! { #ident }
    } else if used.len() < arguments.len() {
        quote! { #ident { #(#fields,)* .. } }
    } else {
        quote! { #ident { #(#fields),* } }
    }
}

pub fn retry_arm(error: &Ident, variant: &Variant<'_>) -> Option<TokenStream> {
    if variant.facts.retry != Retry::Wait {
        return None;
    }
    let pattern = pattern(variant);
    let local = locals(variant).into_iter().next()?;
    Some(quote! { #error::#pattern => __rt::retry(*#local), })
}

/// The errors as a table of Markdown.
pub fn table(variants: &[Variant<'_>]) -> String {
    let rows = variants.iter().map(|variant| {
        let Variant { code, name, .. } = variant;
        let text = variant.facts.text.as_ref();
        let text = text.map(UntrustedText::markdown_cell).unwrap_or_default();
        format!("| {code} | `{name}` | {text} |\n")
    });
    let rows: String = rows.collect();
    format!("| code | name | |\n|---|---|---|\n{rows}")
}

//! One variant of an enum of errors, and its arm in each `match`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

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
    let text = variant.facts.text.as_deref().unwrap_or("Not described.");
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

fn pattern(variant: &Variant<'_>) -> TokenStream {
    let Variant {
        ident, arguments, ..
    } = variant;
    match arguments.is_empty() {
        true => quote! { #ident },
        false => quote! { #ident { #(#arguments),* } },
    }
}

pub fn from_arm(variant: &Variant<'_>) -> TokenStream {
    let Variant {
        code,
        name,
        ident,
        arguments,
        ..
    } = variant;
    let code = Literal::i32_unsuffixed(*code);
    let value = match arguments.is_empty() {
        true => quote! { Self::#ident },
        false => quote! { Self::#ident { #(#arguments: *#arguments),* } },
    };
    quote! { (#code, #name, [#(#arguments),*]) => #value, }
}

pub fn into_arm(error: &Ident, variant: &Variant<'_>) -> TokenStream {
    let Variant {
        code,
        name,
        arguments,
        ..
    } = variant;
    let code = Literal::i32_unsuffixed(*code);
    let pattern = pattern(variant);
    let value = match arguments.is_empty() {
        true => quote! { __rt::RpcError::new(#code, #name) },
        false => quote! { __rt::RpcError::with_numbers(#code, #name, &[#(#arguments),*]) },
    };
    quote! { #error::#pattern => #value, }
}

/// The text is a format string already: its braces name arguments.
pub fn display_arm(variant: &Variant<'_>) -> TokenStream {
    let pattern = pattern(variant);
    let text = variant.facts.text.as_deref().unwrap_or(variant.name);
    let used = |argument: &&Ident| text.contains(&format!("{{{argument}}}"));
    let arguments: Vec<_> = variant.arguments.iter().filter(used).collect();
    match arguments.is_empty() {
        true => quote! { Self::#pattern => f.write_str(#text), },
        false => {
            quote! { Self::#pattern => f.write_fmt(__rt::format_args!(#text, #(#arguments = #arguments),*)), }
        }
    }
}

pub fn retry_arm(variant: &Variant<'_>) -> Option<TokenStream> {
    if variant.facts.retry != Retry::Wait {
        return None;
    }
    let pattern = pattern(variant);
    let argument = variant.arguments.first()?;
    Some(quote! { Self::#pattern => __rt::retry(*#argument), })
}

/// The errors as a table of Markdown.
pub fn table(variants: &[Variant<'_>]) -> String {
    let rows = variants.iter().map(|variant| {
        let Variant { code, name, .. } = variant;
        let text = variant.facts.text.as_deref().unwrap_or_default();
        format!("| {code} | `{name}` | {text} |\n")
    });
    let rows: String = rows.collect();
    format!("| code | name | |\n|---|---|---|\n{rows}")
}

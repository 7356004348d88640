//! What older layers declare: the table of it, and the names of each `===N===` layer.
//!
//! ```text
//! pub static HISTORY: &[Historic] = &[Historic { id: 0x6e24fc9d, name: "chatInviteExported", .. }];
//! pub static LAYERS: &[i32] = &[8, 17, 45];
//! pub mod layers { pub mod layer17 { pub mod types { pub use .. as DecryptedMessage; } } }
//! ```

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use tl_parser::schema::{Combinator, ConstructorId};

use super::parts::hex;
use super::{Bindings, docs};
use crate::layers::{Layers, Older};
use crate::names::{ItemName, ident};
use crate::upgrade::Step;

/// What a documentation comment says about a constructor of an older layer.
pub fn of_constructor(bindings: &Bindings<'_>, id: ConstructorId) -> Option<String> {
    let older = bindings.layers.constructor(id)?;
    let combinator = bindings.schema.constructor(id);
    Some(sentence(
        combinator,
        older,
        bindings.upgrades.constructor(id),
    ))
}

/// What a documentation comment says about a function of an older layer.
pub fn of_function(bindings: &Bindings<'_>, index: usize) -> Option<String> {
    let older = bindings.layers.function(index)?;
    let combinator = &bindings.schema.functions[index];
    Some(sentence(
        combinator,
        older,
        bindings.upgrades.function(index),
    ))
}

fn sentence(
    combinator: &Combinator,
    older: Older,
    upgrade: Option<Result<&[Step], &str>>,
) -> String {
    let layer = older.layer;
    let since = match combinator.until {
        Some(_) => format!("As in layer {layer}, the last of the given ones that has it."),
        None => format!("As layer {layer} declares it; a newer one declares it anew."),
    };
    match upgrade {
        Some(Ok(_)) => format!("{since} `upgrade` gives what it is now."),
        Some(Err(reason)) => format!("{since} It cannot be upgraded: {reason}."),
        None => since,
    }
}

/// `HISTORY` and `LAYERS`, if there is anything to tell.
pub fn tables(bindings: &Bindings<'_>) -> TokenStream {
    if bindings.layers.are_none() && bindings.layers.blocks.is_empty() {
        return TokenStream::new();
    }
    let schema = bindings.schema;
    let constructors = bindings.selection.constructors.iter().filter_map(|id| {
        let older = bindings.layers.constructor(*id)?;
        let upgrade = bindings.upgrades.constructor(*id);
        Some(row(schema.constructor(*id), older, upgrade))
    });
    let functions = bindings.selection.functions.iter().filter_map(|index| {
        let older = bindings.layers.function(*index)?;
        let upgrade = bindings.upgrades.function(*index);
        Some(row(&schema.functions[*index], older, upgrade))
    });
    let rows = constructors.chain(functions);
    let layers = layers(bindings);
    quote! {
        /// What older layers declare otherwise: constructors, then functions, by their names.
        pub static HISTORY: &[::tl_runtime::__v0_1::Historic] = {
            use ::tl_runtime::__v0_1::Historic;
            // All of them can be upgraded, or none.
            #[allow(unused_imports)]
            use ::tl_runtime::__v0_1::None;
            #[allow(unused_imports)]
            use ::tl_runtime::__v0_1::Some;
            &[#(#rows),*]
        };
        #layers
    }
}

fn row(
    combinator: &Combinator,
    older: Older,
    upgrade: Option<Result<&[Step], &str>>,
) -> TokenStream {
    let id = hex(combinator.id);
    let name = combinator.name.as_str();
    let layer = Literal::u32_unsuffixed(older.layer);
    let obstacle = match upgrade {
        Some(Err(reason)) => quote! { Some(#reason) },
        _ => quote! { None },
    };
    quote! { Historic { id: #id, name: #name, layer: #layer, obstacle: #obstacle } }
}

fn layers(bindings: &Bindings<'_>) -> TokenStream {
    let blocks = &bindings.layers.blocks;
    if blocks.is_empty() {
        return TokenStream::new();
    }
    let layers = blocks.iter().copied().map(Literal::u32_unsuffixed);
    quote! {
        /// The layers of the schema, for `tl_runtime::layers::nearest`. The module `layers` has
        /// the names of each.
        pub static LAYERS: &[i32] = &[#(#layers),*];
    }
}

/// What stands in `layers` for a layer.
pub fn layer(bindings: &Bindings<'_>, layer: u32) -> Vec<TokenStream> {
    let schema = bindings.schema;
    let names = bindings.names;
    let constructors = Layers::in_layer(&schema.constructors, layer).into_iter();
    let constructors = constructors.filter(|at| {
        bindings
            .selection
            .constructors
            .contains(&ConstructorId(*at as u32))
    });
    let constructors = constructors.map(|at| {
        let older = bindings.layers.constructor(ConstructorId(at as u32));
        (at, older.and_then(|it| it.newest).unwrap_or(at))
    });
    let functions = Layers::in_layer(&schema.functions, layer).into_iter();
    let functions = functions.filter(|at| bindings.selection.functions.contains(at));
    let functions = functions.map(|at| {
        let older = bindings.layers.function(at);
        (at, older.and_then(|it| it.newest).unwrap_or(at))
    });
    let types = exports("types", &names.constructors, constructors, layer);
    let functions = exports("functions", &names.functions, functions, layer);
    types.into_iter().chain(functions).collect()
}

/// A module with the items at some places, under the names of others.
fn exports(
    top: &str,
    names: &[ItemName],
    places: impl Iterator<Item = (usize, usize)>,
    layer: u32,
) -> Option<TokenStream> {
    let mut namespaces: BTreeMap<&[String], Vec<TokenStream>> = BTreeMap::new();
    for (place, newest) in places {
        let (item, shown) = (names[place].ident(), names[newest].ident());
        let modules = &names[place].modules;
        // Out of the namespace, `types`, `layerN` and `layers`.
        let up = (0..modules.len() + 3).map(|_| quote! { super:: });
        let path = modules.iter().map(|module| ident(module));
        let top = ident(top);
        let alias = (item != shown).then(|| quote! { as #shown });
        let export = quote! { pub use #(#up)* #top :: #(#path ::)* #item #alias; };
        namespaces.entry(modules).or_default().push(export);
    }
    if namespaces.is_empty() {
        return None;
    }
    let tree = module(&namespaces, &[]);
    let docs = docs::lines(&match top {
        "types" => format!("The constructors of layer {layer}, a struct each."),
        _ => format!("The functions of layer {layer}, a struct each."),
    });
    let top = ident(top);
    Some(quote! { #docs pub mod #top { #tree } })
}

/// The items of a namespace, and the namespaces in it.
fn module(namespaces: &BTreeMap<&[String], Vec<TokenStream>>, path: &[String]) -> TokenStream {
    let own = namespaces.get(path).map_or(&[][..], Vec::as_slice);
    let mut below: Vec<&String> = namespaces
        .keys()
        .filter(|it| it.starts_with(path))
        .filter_map(|it| it.get(path.len()))
        .collect();
    below.dedup();
    let below = below.into_iter().map(|name| {
        let inner = [path, std::slice::from_ref(name)].concat();
        let items = module(namespaces, &inner);
        let docs = docs::lines(&format!("The namespace `{name}`."));
        let name = ident(name);
        quote! { #docs pub mod #name { #items } }
    });
    quote! { #(#own)* #(#below)* }
}

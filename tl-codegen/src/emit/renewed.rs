//! `upgrade()` of enums: which variant becomes which.
//!
//! ```text
//! impl ExportedChatInvite {
//!     pub fn upgrade(self) -> Self {
//!         match self { Self::ChatInviteExportedLayer134(x) => Self::ChatInviteExported(x.upgrade()), other => other }
//!     }
//! }
//! ```

use std::collections::{BTreeMap, HashMap};

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::{ConstructorId, Ty, TypeId};

use super::Bindings;
use super::place::Place;
use super::upgrade::function_changes;
use crate::layers::Older;
use crate::names::ident;

/// A variant of an enum of a boxed type, as far as an upgrade has to know it.
pub struct Variant<'v> {
    pub id: ConstructorId,
    pub ident: &'v Ident,
    pub structure: &'v TokenStream,
    pub is_unit: bool,
    pub is_boxed: bool,
}

/// `upgrade` of the enum of a boxed type; `is_whole` says whether these are all variants.
pub fn boxed_type(
    place: &Place<'_, '_>,
    id: TypeId,
    ident: &Ident,
    variants: &[Variant<'_>],
    is_whole: bool,
) -> Option<TokenStream> {
    let bindings = place.bindings;
    let is_wanted = bindings.upgrades.changes(&Ty::Boxed(id, Box::default()));
    if !is_wanted || place.is_borrowed() {
        return None;
    }
    let by_id: HashMap<_, _> = variants.iter().map(|it| (it.id, it)).collect();
    let arms = variants.iter();
    let arms: Vec<_> = arms
        .filter_map(|variant| arm(bindings, variant, &by_id))
        .collect();
    let has_others = arms.len() < variants.len() || !is_whole;
    let others = has_others.then(|| quote! { other => other, });
    Some(quote! {
        impl #ident {
            /// The same value as the newest layer has it, with all that it holds, where nothing is
            /// lost by that. What cannot be upgraded stays as it is; `HISTORY` says why.
            #[must_use]
            pub fn upgrade(self) -> Self {
                match self {
                    #(#arms)*
                    #others
                }
            }
        }
    })
}

fn arm(
    bindings: &Bindings<'_>,
    variant: &Variant<'_>,
    variants: &HashMap<ConstructorId, &Variant<'_>>,
) -> Option<TokenStream> {
    let target = renewed_constructor(bindings, variant.id)?;
    let target = variants.get(&target)?;
    let (from, structure, to) = (variant.ident, variant.structure, target.ident);
    let (pattern, value) = match (variant.is_unit, variant.is_boxed) {
        (true, _) => (quote! {}, quote! { #structure {} }),
        (false, true) => (quote! { (x) }, quote! { (*x) }),
        (false, false) => (quote! { (x) }, quote! { x }),
    };
    let result = match (target.is_unit, target.is_boxed) {
        (true, _) => quote! { Self::#to },
        (false, true) => quote! { Self::#to(__rt::Box::new(#value.upgrade())) },
        (false, false) => quote! { Self::#to(#value.upgrade()) },
    };
    // A unit has nothing to look at.
    let pattern = match target.is_unit && !variant.is_unit {
        true => quote! { (_) },
        false => pattern,
    };
    Some(quote! { Self::#from #pattern => #result, })
}

/// A variant of `Object` or `AnyFunction` that an upgrade changes, and what it becomes.
pub struct Renewed {
    pub from: Ident,
    pub to: Ident,
}

/// `upgrade` of `Object`, if anything in it may change.
pub fn object(bindings: &Bindings<'_>, has_function: bool) -> Option<TokenStream> {
    let (names, selection) = (bindings.names, bindings.selection);
    let types = selection.types.iter();
    let types = types.filter(|id| is_generated_type(bindings, **id));
    let types = types.map(|id| Renewed {
        from: names.object_variant(*id),
        to: names.object_variant(*id),
    });
    let own: BTreeMap<_, _> = names.own_variants().collect();
    let own = own
        .iter()
        .filter(|(id, _)| selection.constructors.contains(id))
        .filter_map(|(id, from)| {
            let to = renewed_constructor(bindings, *id)?;
            let to = own.get(&to)?;
            Some(Renewed {
                from: from.clone(),
                to: to.clone(),
            })
        });
    let boxed: Vec<_> = types.chain(own).collect();
    let function = has_function && !any_function_variants(bindings).is_empty();
    let function = function.then(|| quote! { Self::Function(x) => Self::Function(x.upgrade()), });
    // `Object` holds `Bool`, too.
    let more = quote! { #function other => other, };
    let is_wanted = !boxed.is_empty() || function.is_some();
    is_wanted.then(|| at_root(&ident("Object"), &boxed, &more))
}

/// `upgrade` of `AnyFunction`, if anything in it may change.
pub fn any_function(bindings: &Bindings<'_>) -> Option<TokenStream> {
    let variants = any_function_variants(bindings);
    let more = match variants.len() < bindings.selection.functions.len() {
        true => quote! { other => other, },
        false => TokenStream::new(),
    };
    (!variants.is_empty()).then(|| at_root(&ident("AnyFunction"), &variants, &more))
}

fn any_function_variants(bindings: &Bindings<'_>) -> Vec<Renewed> {
    let functions = bindings.selection.functions.iter();
    functions
        .filter_map(|index| {
            let to = renewed_function(bindings, *index)?;
            Some(Renewed {
                from: bindings.names.function_variant(*index),
                to: bindings.names.function_variant(to),
            })
        })
        .collect()
}

fn is_generated_type(bindings: &Bindings<'_>, id: TypeId) -> bool {
    bindings.upgrades.changes(&Ty::Boxed(id, Box::default()))
}

/// What a constructor becomes: the newest of its name, or itself with other fields.
fn renewed_constructor(bindings: &Bindings<'_>, id: ConstructorId) -> Option<ConstructorId> {
    match bindings.layers.constructor(id) {
        Some(Older { newest, .. }) => {
            bindings.upgrades.constructor(id)?.ok()?;
            newest.map(|it| ConstructorId(it as u32))
        }
        None => {
            let bare = Ty::Bare(id, Box::default());
            bindings.upgrades.changes(&bare).then_some(id)
        }
    }
}

/// What a function becomes.
fn renewed_function(bindings: &Bindings<'_>, index: usize) -> Option<usize> {
    match bindings.layers.function(index) {
        Some(Older { newest, .. }) => {
            bindings.upgrades.function(index)?.ok()?;
            newest
        }
        None => function_changes(bindings, index).then_some(index),
    }
}

/// An enum at the root, where nothing may be imported; all payloads are boxed.
fn at_root(name: &Ident, variants: &[Renewed], more: &TokenStream) -> TokenStream {
    let arms = variants.iter().map(|Renewed { from, to }| {
        quote! { Self::#from(x) => Self::#to(::tl_runtime::__v0_1::Box::new((*x).upgrade())), }
    });
    quote! {
        impl #name {
            /// The same value as the newest layer has it, with all that it holds, where nothing is
            /// lost by that. What cannot be upgraded stays as it is; `HISTORY` says why.
            #[must_use]
            pub fn upgrade(self) -> Self {
                match self {
                    #(#arms)*
                    #more
                }
            }
        }
    }
}

//! `upgrade()`: values of older layers as the newest layer has them, as deep as they are.
//!
//! ```text
//! impl ChatInviteExportedLayer134 {
//!     pub fn upgrade(self) -> ChatInviteExported { ChatInviteExported { link: self.link, title: None, .. } }
//! }
//! impl ExportedChatInvite {
//!     pub fn upgrade(self) -> Self {
//!         match self { Self::ChatInviteExportedLayer134(x) => Self::ChatInviteExported(x.upgrade()), other => other }
//!     }
//! }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::{Combinator, ConstructorId, Param, Ty, TypeId};

use super::Bindings;
use super::place::Place;
use crate::layers::Older;
use crate::names::{field_idents, ident};
use crate::upgrade::{Step, is_widened};

/// A struct that gets an `upgrade`.
struct Subject<'s> {
    ident: Ident,
    combinator: &'s Combinator,
    /// Functions are marked where they are defined.
    must_use: TokenStream,
}

/// `upgrade` of the struct of a constructor.
pub fn constructor(place: &Place<'_, '_>, id: ConstructorId) -> Option<TokenStream> {
    let bindings = place.bindings;
    let schema = bindings.schema;
    let subject = Subject {
        ident: bindings.names.constructors[id.0 as usize].ident(),
        combinator: schema.constructor(id),
        must_use: quote! { #[must_use] },
    };
    match bindings.layers.constructor(id) {
        Some(Older { newest, .. }) => {
            let steps = bindings.upgrades.constructor(id)?.ok()?;
            let newest = ConstructorId(newest? as u32);
            let target = place.constructor(newest);
            let newest = schema.constructor(newest);
            Some(to_newest(bindings, &subject, newest, &target, steps))
        }
        None => {
            let bare = Ty::Bare(id, Box::default());
            let is_wanted = bindings.upgrades.changes(&bare);
            is_wanted.then(|| in_place(bindings, &subject, &TokenStream::new()))
        }
    }
}

/// `upgrade` of the struct of a function.
pub fn function(place: &Place<'_, '_>, index: usize) -> Option<TokenStream> {
    let bindings = place.bindings;
    let functions = &bindings.schema.functions;
    let subject = Subject {
        ident: bindings.names.functions[index].ident(),
        combinator: &functions[index],
        must_use: TokenStream::new(),
    };
    match bindings.layers.function(index) {
        Some(Older { newest, .. }) => {
            let steps = bindings.upgrades.function(index)?.ok()?;
            let target = place.item("functions", &bindings.names.functions[newest?]);
            Some(to_newest(
                bindings,
                &subject,
                &functions[newest?],
                &target,
                steps,
            ))
        }
        None => function_changes(bindings, index).then(|| {
            let any = place.at_root(&ident("AnyFunction"));
            let arguments = functions[index].generics.iter().map(|_| &any);
            let arguments = match functions[index].generics.is_empty() {
                true => TokenStream::new(),
                false => quote! { <#(#arguments),*> },
            };
            in_place(bindings, &subject, &arguments)
        }),
    }
}

/// Whether a function of the newest layer may hold what can be upgraded.
fn function_changes(bindings: &Bindings<'_>, index: usize) -> bool {
    let function = &bindings.schema.functions[index];
    let mut params = function.params.iter();
    params.any(|param| changes(bindings, param))
}

/// What a type variable stands for is any function.
fn changes(bindings: &Bindings<'_>, param: &Param) -> bool {
    match (&param.ty, bindings.any) {
        (Ty::Var(_), true) => bindings.upgrades.changes(&Ty::Function),
        (Ty::Var(_), false) => false,
        (ty, _) => bindings.upgrades.changes(ty),
    }
}

fn to_newest(
    bindings: &Bindings<'_>,
    subject: &Subject<'_>,
    newest: &Combinator,
    target: &TokenStream,
    steps: &[Step],
) -> TokenStream {
    let Subject {
        ident,
        combinator: older,
        must_use,
    } = subject;
    let from = field_idents(older);
    let to = field_idents(newest);
    let fields = steps.iter().zip(&newest.params).zip(&to);
    let fields = fields.filter_map(|((step, param), to)| match step {
        Step::Computed => None,
        Step::Absent if param.is_flags => Some(quote! { #to: 0 }),
        Step::Absent if param.is_bit() => Some(quote! { #to: false }),
        Step::Absent => Some(quote! { #to: __rt::None }),
        Step::Kept(at) => {
            let value = value(bindings, &older.params[*at], &from[*at], param);
            Some(quote! { #to: #value })
        }
    });
    quote! {
        impl #ident {
            /// The same value as the newest layer has it. Nothing is lost, and nothing made up.
            #must_use
            pub fn upgrade(self) -> #target {
                #target { #(#fields),* }
            }
        }
    }
}

/// The same struct, with its fields upgraded.
fn in_place(
    bindings: &Bindings<'_>,
    subject: &Subject<'_>,
    arguments: &TokenStream,
) -> TokenStream {
    let Subject {
        ident,
        combinator,
        must_use,
    } = subject;
    let words = &bindings.options.unknown_bits;
    let idents = field_idents(combinator);
    let params = combinator.params.iter().zip(&idents);
    let stored = params.filter(|(it, _)| !it.is_flags || words.keeps(combinator, it));
    let fields = stored.map(|(param, ident)| {
        let value = value(bindings, param, ident, param);
        quote! { #ident: #value }
    });
    quote! {
        impl #ident #arguments {
            /// The same value with all that it holds of older layers as the newest layer has it,
            /// where nothing is lost by that.
            #must_use
            pub fn upgrade(self) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// A field of the newest struct out of one of the older.
fn value(bindings: &Bindings<'_>, old: &Param, field: &Ident, new: &Param) -> TokenStream {
    let own = quote! { self.#field };
    if old.is_flags || old.is_bit() {
        return own;
    }
    let is_changed = changes(bindings, new) || is_widened(&old.ty, &new.ty);
    let is_moved = old.is_recursive != new.is_recursive;
    let inner = |from: TokenStream| match (is_changed || is_moved, old.is_recursive) {
        (false, _) => from,
        (true, is_boxed) => {
            let from = if is_boxed {
                quote! { (*#from) }
            } else {
                from
            };
            let value = match is_changed {
                true => converted(&old.ty, &new.ty, from),
                false => from,
            };
            match new.is_recursive {
                true => quote! { __rt::Box::new(#value) },
                false => value,
            }
        }
    };
    match (old.condition.is_some(), new.condition.is_some()) {
        (true, _) if is_changed && !old.is_recursive && !new.is_recursive => {
            let each = conversion(&old.ty, &new.ty);
            quote! { #own.map(#each) }
        }
        (true, _) if is_changed || is_moved => {
            let value = inner(quote! { x });
            quote! { #own.map(|x| #value) }
        }
        (true, _) => own,
        (false, true) => {
            let value = inner(own);
            quote! { __rt::Some(#value) }
        }
        (false, false) => inner(own),
    }
}

/// What makes the one of the other, as a function.
fn conversion(old: &Ty, new: &Ty) -> TokenStream {
    let is_number = !matches!(old, Ty::Vector { .. }) && is_widened(old, new);
    match is_number {
        true => quote! { __rt::Into::into },
        false => {
            let value = converted(old, new, quote! { x });
            quote! { |x| #value }
        }
    }
}

fn converted(old: &Ty, new: &Ty, from: TokenStream) -> TokenStream {
    match (old, new) {
        (Ty::Vector { element: old, .. }, Ty::Vector { element: new, .. }) => {
            let each = conversion(old, new);
            quote! { #from.into_iter().map(#each).collect() }
        }
        _ if is_widened(old, new) => quote! { __rt::Into::into(#from) },
        _ => quote! { #from.upgrade() },
    }
}

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
    let arms: Vec<_> = variants
        .iter()
        .filter_map(|variant| arm(bindings, variant, variants))
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
    variants: &[Variant<'_>],
) -> Option<TokenStream> {
    let target = renewed_constructor(bindings, variant.id)?;
    let target = variants.iter().find(|it| it.id == target)?;
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
    let own: Vec<_> = names.own_variants().collect();
    let own = own
        .iter()
        .filter(|(id, _)| selection.constructors.contains(id))
        .filter_map(|(id, from)| {
            let to = renewed_constructor(bindings, *id)?;
            let (_, to) = own.iter().find(|(it, _)| *it == to)?;
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

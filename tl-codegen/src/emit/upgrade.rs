//! `upgrade()` of structs: values of older layers as the newest layer has them, as deep as they are.
//! `renewed` does the same for enums.
//!
//! ```text
//! impl ChatInviteExportedLayer134 {
//!     pub fn upgrade(self) -> ChatInviteExported { ChatInviteExported { link: self.link, title: None, .. } }
//! }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::{Combinator, ConstructorId, Param, Ty};

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
pub fn function_changes(bindings: &Bindings<'_>, index: usize) -> bool {
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
                #target { #(#fields,)* }
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
    let stored = params.filter(|(it, _)| match it.is_flags {
        true => words.keeps(combinator, it),
        false => !bindings.options.unknown.is_length(combinator, it),
    });
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

//! `impl Encode` of structs: flags words are computed from what is set.
//!
//! ```text
//! let flags = (self.revoked as u32) | (self.title.is_some() as u32) << 8;
//! w.nat(flags);
//! w.string(&self.link);
//! w.opt(&self.title);
//! ```

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use tl_parser::schema::{Combinator, Ty};

use super::codec::Codec;
use super::fields::{Field, Fields};
use super::parts::hex;
use super::place::Place;
use super::runs;
use crate::names::ItemName;
use crate::words::unknown_bits;

/// For a constructor: the fields alone.
pub fn constructor(
    place: &Place<'_, '_>,
    combinator: &Combinator,
    name: &ItemName,
    fields: &Fields<'_>,
) -> TokenStream {
    implementation(place, combinator, name, fields, None)
}

/// For a function: its id, then the fields.
pub fn function(
    place: &Place<'_, '_>,
    combinator: &Combinator,
    name: &ItemName,
    fields: &Fields<'_>,
) -> TokenStream {
    let id = hex(combinator.id);
    implementation(place, combinator, name, fields, Some(quote! { #id }))
}

fn implementation(
    place: &Place<'_, '_>,
    combinator: &Combinator,
    name: &ItemName,
    fields: &Fields<'_>,
    write_id: Option<TokenStream>,
) -> TokenStream {
    let ident = &name.ident();
    let codec = place.codec();
    let parameters = place.parameters(combinator, &quote! { __rt::Encode });
    let arguments = place.arguments(combinator);
    // A later word may decide a bit of an earlier one.
    let words = fields
        .in_order()
        .iter()
        .rev()
        .filter(|field| field.param.is_flags);
    let compute_words = words.map(|word| compute_word(combinator, fields, word));
    let is_bare = write_id.is_none();
    let write_fields = runs::join(write_id, fields, |field| write_field(codec, fields, field));
    let is_empty = is_bare && fields.in_order().is_empty();
    let writer = if is_empty {
        quote! { _ }
    } else {
        quote! { w }
    };
    quote! {
        impl #parameters __rt::Encode for #ident #arguments {
            fn encode_into<const ONCE: bool>(&self, #writer: &mut __rt::Writer) {
                #(#compute_words)*
                #write_fields
            }
        }
    }
}

fn compute_word(combinator: &Combinator, fields: &Fields<'_>, word: &Field<'_>) -> TokenStream {
    let bits: BTreeSet<u8> = fields
        .in_order()
        .iter()
        .filter_map(|field| field.param.condition)
        .filter(|condition| condition.word == word.param.var)
        .map(|condition| condition.bit)
        .collect();
    let local = &word.local;
    let terms = bits.iter().map(|bit| {
        let is_set = is_bit_set(combinator, fields, word, *bit);
        match bit {
            0 => quote! { #is_set as u32 },
            bit => {
                let bit = Literal::u8_unsuffixed(*bit);
                quote! { (#is_set as u32) << #bit }
            }
        }
    });
    let others = other_bits(combinator, word).into_iter();
    let terms = others.chain(terms);
    quote! { let #local = #(#terms)|*; }
}

/// The bits that stand for no field, where the struct has them.
fn other_bits(combinator: &Combinator, word: &Field<'_>) -> Option<TokenStream> {
    if !word.is_stored() {
        return None;
    }
    let name = combinator.name.as_str();
    let tl_name = word.param.name.as_deref().unwrap_or_default();
    let ident = &word.ident;
    let own = hex(!unknown_bits(combinator, word.param));
    Some(quote! { w.other_bits(#name, #tl_name, self.#ident, #own) })
}

/// Fields that share a bit are all set or none is.
fn is_bit_set(
    combinator: &Combinator,
    fields: &Fields<'_>,
    word: &Field<'_>,
    bit: u8,
) -> TokenStream {
    let on_bit = fields.on_bit(word.param.var, bit);
    let (words, values): (Vec<_>, Vec<_>) =
        on_bit.into_iter().partition(|field| field.param.is_flags);
    let mut set: Vec<_> = values.iter().map(|field| is_set(field)).collect();
    // A word is there, as 0, when the others are; alone it is there unless it is 0.
    let others = set.clone();
    set.extend(words.iter().map(|word| {
        let local = &word.local;
        match others.is_empty() {
            true => quote! { (#local != 0) },
            false => quote! { (#(#others)|* | (#local != 0)) },
        }
    }));
    match &set[..] {
        [only] => only.clone(),
        several => {
            let name = combinator.name.as_str();
            let bit = format!("{}.{bit}", word.param.name.as_deref().unwrap_or_default());
            quote! { w.shared_bit(#name, #bit, &[#(#several),*]) }
        }
    }
}

fn is_set(field: &Field<'_>) -> TokenStream {
    let ident = &field.ident;
    match field.param.is_bit() {
        true => quote! { self.#ident },
        false => quote! { self.#ident.is_some() },
    }
}

fn write_field(codec: Codec<'_>, fields: &Fields<'_>, field: &Field<'_>) -> TokenStream {
    let Field {
        param,
        ident,
        local,
        ..
    } = field;
    let place = quote! { self.#ident };
    if param.is_flags {
        let Some(condition) = param.condition else {
            let kept = field.is_stored().then(|| quote! { w.kept_bits(#place); });
            return quote! { w.nat(#local); #kept };
        };
        let outer = fields.word(condition.word);
        let bit = Literal::u8_unsuffixed(condition.bit);
        let kept = field.is_stored().then(|| quote! { w.kept_bits(#place); });
        return quote! {
            if __rt::Reader::flag(#outer, #bit) { w.nat(#local); }
            #kept
        };
    }
    if field.is_length {
        return quote! { let #local = w.length(); };
    }
    if let Some(at) = field.length {
        let length = &fields.in_order()[at].local;
        let write = codec.write(&param.ty, &place, false);
        return quote! { w.sized(#length, |w| { #write }); };
    }
    let is_shared = fields.shares_bit(field);
    match param.condition {
        None => codec.write(&param.ty, &place, false),
        Some(_) if param.is_bit() && is_shared => quote! { w.shared_flag(#place); },
        Some(_) if param.is_bit() => TokenStream::new(),
        Some(_) => write_optional(codec, &param.ty, &place, is_shared),
    }
}

fn write_optional(codec: Codec<'_>, ty: &Ty, place: &TokenStream, is_shared: bool) -> TokenStream {
    if codec.is_own_form(ty) {
        return match is_shared {
            true => quote! { w.shared_opt(&#place); },
            false => quote! { w.opt(&#place); },
        };
    }
    let write = codec.write(ty, &quote! { x }, true);
    match is_shared {
        true => quote! { w.shared_opt_with(&#place, |w, x| { #write }); },
        false => quote! { w.opt_with(&#place, |w, x| { #write }); },
    }
}

//! `impl Decode` of structs. The reader remembers the first error, so that the code
//! is a straight line.
//!
//! ```text
//! let flags = r.nat();
//! Self {
//!     revoked: __rt::Reader::flag(flags, 0),
//!     link: r.string(),
//!     title: r.opt(flags, 8),
//! }
//! ```

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use tl_parser::schema::{Combinator, Condition, Param, Ty};

use super::codec::Codec;
use super::fields::{Field, Fields};
use super::heavy;
use super::parts::hex;
use super::place::Place;
use crate::UnknownBits;
use crate::extent::{Heavy, Weight};
use crate::names::{ItemName, ident};
use crate::words::unknown_bits;

/// For a constructor: the fields alone.
pub fn constructor(
    place: &Place<'_, '_>,
    combinator: &Combinator,
    name: &ItemName,
    fields: &Fields<'_>,
    weight: Weight,
) -> TokenStream {
    let min_size = (combinator.min_size < 4).then(|| quote! { const MIN_SIZE: usize = 0; });
    let min_size = min_size.unwrap_or_default();
    let body = match (weight.is_endless, combinator.nests) {
        (true, _) => heavy::endless(),
        (false, true) => {
            let body = body(place, combinator, fields, weight);
            nested(&quote! { { #body } })
        }
        (false, false) => body(place, combinator, fields, weight),
    };
    let heavy = weight.is_heavy.then(|| {
        let enter = combinator.nests.then(|| quote! { r.enter(); });
        let leave = combinator.nests.then(|| quote! { r.leave(); });
        let enter = enter.unwrap_or_default();
        heavy_items(
            place,
            combinator,
            fields,
            &enter,
            &leave.unwrap_or_default(),
        )
    });
    implementation(
        place,
        combinator,
        name,
        fields.in_order().len(),
        &quote! { #min_size #heavy },
        &body,
    )
}

/// For a function: its id, then the fields. `tl_name` is what errors call it.
pub fn function(
    place: &Place<'_, '_>,
    combinator: &Combinator,
    name: &ItemName,
    tl_name: &str,
    fields: &Fields<'_>,
    weight: Weight,
) -> TokenStream {
    let id = hex(combinator.id);
    let names = place.at_root(&ident("SCHEMA"));
    let body = body(place, combinator, fields, weight);
    let expect = quote! { r.expect_id(#id, #tl_name, &#names); };
    let heavy = weight
        .is_heavy
        .then(|| heavy_items(place, combinator, fields, &expect, &TokenStream::new()));
    let body = match weight.is_endless {
        true => heavy::endless(),
        false => quote! { #expect #body },
    };
    let parts = fields.in_order().len().saturating_add(1);
    implementation(place, combinator, name, parts, &quote! { #heavy }, &body)
}

/// Counts one level of nesting around `value`.
pub fn nested(value: &TokenStream) -> TokenStream {
    quote! {
        r.enter();
        let value = #value;
        r.leave();
        value
    }
}

fn implementation(
    place: &Place<'_, '_>,
    combinator: &Combinator,
    name: &ItemName,
    parts: usize,
    min_size: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let ident = &name.ident();
    let parameters = place.parameters(combinator, &quote! { __rt::Decode });
    let arguments = place.arguments(combinator);
    let reader = match parts {
        0 => quote! { _ },
        _ => quote! { r },
    };
    let inline = inline(parts);
    let Signature {
        name,
        method,
        input,
    } = signature(place);
    quote! {
        impl #parameters #name for #ident #arguments {
            #min_size
            #inline
            fn #method<const ONCE: bool>(#reader: &mut #input) -> Self {
                #body
            }
        }
    }
}

/// What has more parts than these is read out of line: an optimiser that puts all types into a few
/// functions takes twice as long, and the code is not faster.
const MOST_INLINED: usize = 3;

/// The attribute of a function that reads so many fields, or variants.
pub fn inline(parts: usize) -> Option<TokenStream> {
    (parts > MOST_INLINED).then(|| quote! { #[inline(never)] })
}

/// The trait that a form is decoded by.
pub struct Signature {
    pub name: TokenStream,
    pub method: TokenStream,
    pub input: TokenStream,
}

pub fn signature(place: &Place<'_, '_>) -> Signature {
    match place.is_borrowed() {
        false => Signature {
            name: quote! { __rt::Decode },
            method: quote! { read },
            input: quote! { __rt::Reader<'_> },
        },
        true => Signature {
            name: quote! { __rt::DecodeRef<'a> },
            method: quote! { read_ref },
            input: quote! { __rt::Reader<'a> },
        },
    }
}

/// Reads what lies behind a pointer.
pub fn boxed(codec: Codec<'_>, ty: &Ty) -> TokenStream {
    match codec.is_borrowed(ty) {
        true => quote! { r.box_ref() },
        false => quote! { r.value() },
    }
}

/// Flags words and lengths become variables. What stands before the last of them is read into a
/// variable too, the rest in the struct itself.
fn body(
    place: &Place<'_, '_>,
    combinator: &Combinator,
    fields: &Fields<'_>,
    weight: Weight,
) -> TokenStream {
    let reading = Reading {
        codec: place.codec(),
        heavy: place.bindings.heavy,
        is_wide: weight.is_wide,
    };
    let in_order = fields.in_order();
    let behind_words = in_order
        .iter()
        .rposition(|field| field.param.is_flags)
        .map_or(0, |last| last + 1);
    let lengths = in_order.iter().filter_map(|field| field.length);
    let behind_words = lengths.map(|it| it + 1).fold(behind_words, usize::max);
    let (early, late) = in_order.split_at(behind_words);
    let bindings = early.iter().map(|field| {
        let variable = &field.local;
        let value = read_field(&reading, combinator, fields, field);
        let kept = keep(combinator, field);
        quote! { let #variable = #value; #kept }
    });
    let early_values = early.iter().filter(|field| field.is_stored()).map(|field| {
        let ident = &field.ident;
        let variable = &field.local;
        match field.param.is_flags {
            true => {
                let kept = kept_local(field);
                quote! { #ident: #kept }
            }
            false => quote! { #ident: #variable },
        }
    });
    let late_values = late.iter().map(|field| {
        let ident = &field.ident;
        let value = read_field(&reading, combinator, fields, field);
        quote! { #ident: #value }
    });
    let values = early_values.chain(late_values);
    quote! {
        #(#bindings)*
        Self { #(#values),* }
    }
}

/// How the fields of a combinator are read.
struct Reading<'s> {
    codec: Codec<'s>,
    heavy: &'s Heavy,
    is_wide: bool,
}

/// Reads a heavy struct field by field, and gives up where one fails.
fn heavy_items(
    place: &Place<'_, '_>,
    combinator: &Combinator,
    fields: &Fields<'_>,
    before: &TokenStream,
    after: &TokenStream,
) -> TokenStream {
    let reading = Reading {
        codec: place.codec(),
        heavy: place.bindings.heavy,
        is_wide: true,
    };
    let bindings = fields.in_order().iter().map(|field| {
        let variable = &field.local;
        let value = match field.param.condition {
            None => heavy_field(&reading, combinator, fields, field),
            Some(_) => read_field(&reading, combinator, fields, field),
        };
        let kept = keep(combinator, field);
        let is_plain = matches!(field.param.ty, Ty::Builtin(_) | Ty::Nat);
        let check = (!is_plain).then(heavy::check);
        quote! { let #variable = #value; #kept #check }
    });
    let values = fields.stored().map(|field| {
        let ident = &field.ident;
        let value = match field.param.is_flags {
            true => kept_local(field),
            false => field.local.clone(),
        };
        quote! { #ident: #value }
    });
    heavy::items(&quote! {
        #before
        #(#bindings)*
        #after
        __rt::Some(Self { #(#values),* })
    })
}

/// A required field of a heavy struct.
fn heavy_field(
    reading: &Reading<'_>,
    combinator: &Combinator,
    fields: &Fields<'_>,
    field: &Field<'_>,
) -> TokenStream {
    match (&field.param.ty, field.length) {
        (Ty::Boxed(..) | Ty::Bare(..), None) => quote! { r.try_value()? },
        (Ty::Boxed(..) | Ty::Bare(..), Some(at)) => {
            let length = &fields.in_order()[at].local;
            quote! { r.sized(#length, |r| r.try_value())? }
        }
        _ => read_field(reading, combinator, fields, field),
    }
}

fn read_field(
    reading: &Reading<'_>,
    combinator: &Combinator,
    fields: &Fields<'_>,
    field: &Field<'_>,
) -> TokenStream {
    let codec = reading.codec;
    let param = field.param;
    if param.is_flags {
        return read_word(combinator, fields, field);
    }
    let Some(Condition { word, bit }) = param.condition else {
        let value = read_present(codec, param);
        return match field.length {
            Some(at) => {
                let length = &fields.in_order()[at].local;
                quote! { r.sized(#length, |r| #value) }
            }
            None => value,
        };
    };
    let word = fields.word(word);
    let bit = Literal::u8_unsuffixed(bit);
    let is_shared = fields.shares_bit(field);
    if param.is_bit() {
        return match is_shared {
            true => quote! { r.shared_flag(#word, #bit) },
            false => quote! { __rt::Reader::flag(#word, #bit) },
        };
    }
    let value = read_present(codec, param);
    let is_heavy = reading.heavy.ty(&param.ty);
    if is_heavy || reading.is_wide && matches!(param.ty, Ty::Boxed(..) | Ty::Bare(..)) {
        let is_set = match is_shared {
            true => quote! { r.shared_flag(#word, #bit) },
            false => quote! { __rt::Reader::flag(#word, #bit) },
        };
        let value = match is_heavy {
            true => quote! { r.try_value() },
            false => quote! { __rt::Some(#value) },
        };
        return quote! { if #is_set && !r.is_failed() { #value } else { __rt::None } };
    }
    let is_own_form = codec.is_own_form(&param.ty) && !codec.is_borrowed(&param.ty);
    match (is_own_form, is_shared) {
        (true, false) => quote! { r.opt(#word, #bit) },
        (true, true) => quote! { r.shared_opt(#word, #bit) },
        (false, false) => quote! { r.opt_with(#word, #bit, |r| #value) },
        (false, true) => quote! { r.shared_opt_with(#word, #bit, |r| #value) },
    }
}

fn read_present(codec: Codec<'_>, param: &Param) -> TokenStream {
    match param.is_recursive {
        true => boxed(codec, &param.ty),
        false => codec.read(&param.ty),
    }
}

/// The bits of a flags word that stand for no field, where the struct has them.
fn keep(combinator: &Combinator, word: &Field<'_>) -> Option<TokenStream> {
    if !word.param.is_flags || !word.is_stored() {
        return None;
    }
    let kept = kept_local(word);
    let local = &word.local;
    let others = hex(unknown_bits(combinator, word.param));
    Some(quote! { let #kept = r.kept_bits(#local, #others); })
}

fn kept_local(word: &Field<'_>) -> Ident {
    // No name of TL begins with an underscore.
    format_ident!("__kept_{}", word.local.to_string().trim_start_matches("r#"))
}

fn read_word(combinator: &Combinator, fields: &Fields<'_>, word: &Field<'_>) -> TokenStream {
    let tl_name = word.param.name.as_deref().unwrap_or_default();
    let read = match word.unknown_bits {
        UnknownBits::Refuse => {
            let own = hex(!unknown_bits(combinator, word.param));
            quote! { r.known_bits(#tl_name, #own) }
        }
        UnknownBits::Drop | UnknownBits::Keep => quote! { r.nat() },
    };
    let Some(Condition { word: outer, bit }) = word.param.condition else {
        return read;
    };
    // Encoding leaves it out if it has no bits, unless another field sets the bit.
    let on_bit = fields.on_bit(outer, bit);
    let is_alone = on_bit.iter().all(|field| field.param.is_flags);
    let outer = fields.word(outer);
    let bit = Literal::u8_unsuffixed(bit);
    let read = match is_alone {
        true => quote! { { let bits = #read; r.lone_word(#tl_name, bits) } },
        false => quote! { { #read } },
    };
    quote! { if __rt::Reader::flag(#outer, #bit) #read else { 0 } }
}

//! The fields of a struct, with everything that the templates need of them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::{Combinator, Param, VarId};

use super::place::Place;
use crate::UnknownBits;
use crate::names::{field_idents, ident, snake};

/// A parameter of a combinator: a field, or a flags word that is computed.
pub struct Field<'b> {
    pub param: &'b Param,
    /// Its place in `Combinator::params`.
    pub at: usize,
    /// The name of the struct's field.
    pub ident: Ident,
    /// A variable for it: of a flags word, or of a field that is read before one.
    pub local: Ident,
    /// The type of the struct's field.
    pub ty: TokenStream,
    /// The type without `Option` and `Box`: what `new` and `with_*` take.
    pub inner: TokenStream,
    /// For a flags word: what becomes of the bits that stand for no field.
    pub unknown_bits: UnknownBits,
    /// The place of the field that says how many bytes this one takes.
    pub length: Option<usize>,
    /// Whether it holds the length of another field, and so is computed.
    pub is_length: bool,
}

impl Field<'_> {
    /// Whether the struct has it. Of a flags word it has the bits that stand for no
    /// field, if they are to be kept.
    pub fn is_stored(&self) -> bool {
        match self.param.is_flags {
            true => self.unknown_bits == UnknownBits::Keep,
            false => !self.is_length,
        }
    }

    /// Whether `new` leaves it out.
    pub fn is_optional(&self) -> bool {
        self.param.is_flags || self.param.condition.is_some()
    }
}

/// All parameters of a combinator, flags words included.
pub struct Fields<'b> {
    all: Vec<Field<'b>>,
}

impl<'b> Fields<'b> {
    pub fn new(place: &Place<'_, '_>, combinator: &'b Combinator) -> Self {
        let words = &place.bindings.options.unknown_bits;
        let unknown = &place.bindings.options.unknown;
        let all = combinator
            .params
            .iter()
            .zip(field_idents(combinator))
            .zip(locals(combinator))
            .enumerate()
            .map(|(at, ((param, ident), local))| Field {
                param,
                at,
                ident,
                local,
                ty: match param.is_flags {
                    true => quote! { u32 },
                    false => place.field_type(param),
                },
                inner: place.ty(&param.ty),
                unknown_bits: words.get(combinator, param),
                length: unknown.length_of(combinator, param),
                is_length: unknown.is_length(combinator, param),
            })
            .collect();
        Self { all }
    }

    /// In the order of the wire.
    pub fn in_order(&self) -> &[Field<'b>] {
        &self.all
    }

    /// Those that the struct has.
    pub fn stored(&self) -> impl Iterator<Item = &Field<'b>> {
        self.all.iter().filter(|field| field.is_stored())
    }

    /// The local variable of a flags word.
    pub fn word(&self, word: VarId) -> &Ident {
        let field = self.all.iter().find(|field| field.param.var == word);
        &field
            .expect("resolve binds conditions to earlier fields")
            .local
    }

    /// Whether other fields that the struct has are on the bit of this one.
    pub fn shares_bit(&self, field: &Field<'_>) -> bool {
        let Some(condition) = field.param.condition else {
            return false;
        };
        let on_bit = self.on_bit(condition.word, condition.bit);
        on_bit.iter().filter(|field| !field.param.is_flags).count() > 1
    }

    /// Those on bit `bit` of `word`.
    pub fn on_bit(&self, word: VarId, bit: u8) -> Vec<&Field<'b>> {
        let is_there = |field: &&Field<'_>| {
            let condition = field.param.condition;
            condition.is_some_and(|it| it.word == word && it.bit == bit)
        };
        self.all.iter().filter(is_there).collect()
    }
}

/// A variable for each parameter. None is that of the reader or the writer, and no two
/// are equal: a number parts those that would be.
fn locals(combinator: &Combinator) -> Vec<Ident> {
    let mut taken: Vec<String> = vec!["r".into(), "w".into(), "value".into()];
    let mut locals = Vec::with_capacity(combinator.params.len());
    for param in &combinator.params {
        let name = snake(param.name.as_deref().unwrap_or("unnamed"));
        let wanted = match param.is_flags {
            true => name,
            false => format!("{name}_value"),
        };
        let free = (2..).map(|number| format!("{wanted}_{number}"));
        let local = std::iter::once(wanted.clone())
            .chain(free)
            .find(|local| !taken.contains(local))
            .unwrap_or(wanted);
        locals.push(match local.as_str() {
            "self" => ident("self_word"),
            local => ident(local),
        });
        taken.push(local);
    }
    locals
}

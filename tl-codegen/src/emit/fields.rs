//! The fields of a struct, with everything that the templates need of them.

use proc_macro2::{Ident, TokenStream};
use tl_parser::schema::{Combinator, Param, VarId};

use super::place::Place;
use crate::names::{field_idents, ident, snake};

/// A parameter of a combinator: a field, or a flags word that is computed.
pub struct Field<'b> {
    pub param: &'b Param,
    pub ident: Ident,
    /// The type of the struct's field.
    pub ty: TokenStream,
    /// The type without `Option` and `Box`: what `new` and `with_*` take.
    pub inner: TokenStream,
}

/// All parameters of a combinator, flags words included.
pub struct Fields<'b> {
    all: Vec<Field<'b>>,
}

impl<'b> Fields<'b> {
    pub fn new(place: &Place<'_, '_>, combinator: &'b Combinator) -> Self {
        let all = combinator
            .params
            .iter()
            .zip(field_idents(combinator))
            .map(|(param, ident)| Field {
                param,
                ident: if param.is_flags {
                    word_ident(param)
                } else {
                    ident
                },
                ty: place.field_type(param),
                inner: place.ty(&param.ty),
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
        self.all.iter().filter(|field| !field.param.is_flags)
    }

    /// The local variable of a flags word.
    pub fn word(&self, word: VarId) -> &Ident {
        let field = self.all.iter().find(|field| field.param.var == word);
        &field
            .expect("resolve binds conditions to earlier fields")
            .ident
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

/// The variable of a flags word must differ from the reader and the writer.
fn word_ident(param: &Param) -> Ident {
    let name = snake(param.name.as_deref().unwrap_or("flags"));
    match name.as_str() {
        "r" | "w" | "self" => ident(&format!("{name}_word")),
        name => ident(name),
    }
}

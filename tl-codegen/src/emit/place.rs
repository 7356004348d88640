//! How one item names another: generated code knows nothing of the module that it is
//! included in, so every path goes up by `super` to the root of the bindings and down
//! from there.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Param, Ty, TypeId};

use super::codec::Codec;
use super::parts::{bounded, in_angles, variables};
use super::{Bindings, Form};
use crate::borrow::Borrows;
use crate::names::{ItemName, ident};

/// A place in the bindings, with all that is needed to name other things from it.
pub struct Place<'b, 's> {
    pub bindings: &'b Bindings<'s>,
    /// How many modules lie between here and the root.
    depth: usize,
    /// Which form of other types is named.
    form: Form,
    /// The combinator whose type variables are in scope.
    combinator: Option<&'b Combinator>,
}

impl<'b, 's> Place<'b, 's> {
    /// Beside `types`, `enums` and `functions`.
    pub fn root(bindings: &'b Bindings<'s>) -> Self {
        Self {
            bindings,
            depth: 0,
            form: Form::Owned,
            combinator: None,
        }
    }

    /// In a module beside `types`: `errors`, `server`.
    pub fn in_module(bindings: &'b Bindings<'s>) -> Self {
        Self {
            depth: 1,
            ..Self::root(bindings)
        }
    }

    /// In the module of an item.
    pub fn of_item(bindings: &'b Bindings<'s>, form: Form, name: &ItemName) -> Self {
        let top = match form {
            Form::Owned => 1,
            Form::Borrowed => 2,
        };
        Self {
            bindings,
            depth: top + name.modules.len(),
            form,
            combinator: None,
        }
    }

    /// The same place, from where the owned forms are named.
    pub fn owned(&self) -> Self {
        Self {
            form: Form::Owned,
            ..*self
        }
    }

    /// Whether the item that stands here is a borrowed form.
    pub fn is_borrowed(&self) -> bool {
        self.form == Form::Borrowed
    }

    pub fn codec(&self) -> Codec<'s> {
        self.bindings.codec(self.form)
    }

    /// The parameters of an impl for the struct of `combinator`: `<X: Bound>`, `<'a>` or nothing.
    pub fn parameters(&self, combinator: &Combinator, bound: &TokenStream) -> TokenStream {
        match self.form {
            Form::Owned => bounded(&variables(combinator), bound),
            Form::Borrowed => quote! { <'a> },
        }
    }

    /// The arguments of that struct: `<X>`, `<'a>` or nothing.
    pub fn arguments(&self, combinator: &Combinator) -> TokenStream {
        match self.form {
            Form::Owned => in_angles(&variables(combinator)),
            Form::Borrowed => quote! { <'a> },
        }
    }

    /// The lifetime of a borrowed form, in angles.
    pub fn lifetime(&self) -> TokenStream {
        match self.form {
            Form::Owned => TokenStream::new(),
            Form::Borrowed => quote! { <'a> },
        }
    }

    /// The same place, with the type variables of `combinator` in scope.
    pub fn within(self, combinator: &'b Combinator) -> Self {
        Self {
            combinator: Some(combinator),
            ..self
        }
    }

    /// Something that stands at the root.
    pub fn at_root(&self, name: &Ident) -> TokenStream {
        let up = self.up();
        quote! { #up #name }
    }

    /// An item below `types`, `enums` or `functions`.
    pub fn item(&self, top: &str, name: &ItemName) -> TokenStream {
        let up = self.up();
        let top = ident(top);
        let modules = name.modules.iter().map(|module| ident(module));
        let item = name.ident();
        quote! { #up #top :: #(#modules ::)* #item }
    }

    /// An enum of errors.
    pub fn errors(&self, modules: &[String], name: &Ident) -> TokenStream {
        let up = self.up();
        let modules = modules.iter().map(|module| ident(module));
        quote! { #up errors :: #(#modules ::)* #name }
    }

    fn up(&self) -> TokenStream {
        let supers = (0..self.depth).map(|_| quote! { super:: });
        quote! { #(#supers)* }
    }

    /// The struct of a constructor.
    pub fn constructor(&self, id: ConstructorId) -> TokenStream {
        if let Some(path) = self.bindings.options.extern_paths.constructors.get(&id) {
            return path.clone();
        }
        let name = &self.bindings.names.constructors[id.0 as usize];
        match self.borrows().is_some_and(|it| it.constructor(id)) {
            true => {
                let path = self.borrowed_item("types", name);
                quote! { #path<'a> }
            }
            false => self.item("types", name),
        }
    }

    /// The enum of a boxed type.
    pub fn boxed_type(&self, id: TypeId) -> TokenStream {
        if let Some(path) = self.bindings.options.extern_paths.types.get(&id) {
            return path.clone();
        }
        let name = &self.bindings.names.types[id.0 as usize];
        match self.borrows().is_some_and(|it| it.boxed_type(id)) {
            true => {
                let path = self.borrowed_item("enums", name);
                quote! { #path<'a> }
            }
            false => self.item("enums", name),
        }
    }

    /// What has a borrowed form, if that is the one to be named.
    fn borrows(&self) -> Option<&'s Borrows> {
        self.bindings.borrows.filter(|_| self.is_borrowed())
    }

    fn borrowed_item(&self, top: &str, name: &ItemName) -> TokenStream {
        let up = self.up();
        let top = ident(top);
        let modules = name.modules.iter().map(|module| ident(module));
        let item = name.ident();
        quote! { #up borrowed :: #top :: #(#modules ::)* #item }
    }

    /// The Rust type of a value.
    pub fn ty(&self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Nat => quote! { u32 },
            Ty::Builtin(builtin) | Ty::BoxedBuiltin(builtin) => match (builtin, self.form) {
                (Builtin::String, Form::Borrowed) => quote! { &'a str },
                (Builtin::Bytes, Form::Borrowed) => quote! { &'a [u8] },
                (builtin, _) => builtin_type(*builtin),
            },
            Ty::Bool => quote! { bool },
            Ty::Object => self.at_root(&ident("Object")),
            Ty::Function => self.at_root(&ident("AnyFunction")),
            Ty::Boxed(id, _) => self.boxed_type(*id),
            Ty::Bare(id, _) => self.constructor(*id),
            Ty::Vector { element, .. } => {
                let element = self.ty(element);
                quote! { __rt::Vec<#element> }
            }
            Ty::Var(var) => {
                let variable = self.variable(*var);
                quote! { #variable }
            }
            Ty::Repeat { .. } => unreachable!("refused by Selection::check"),
        }
    }

    /// The Rust type of what a function returns.
    pub fn return_type(&self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Var(var) => {
                let variable = self.variable(*var);
                quote! { <#variable as __rt::Function>::Return }
            }
            Ty::Vector { element, .. } => {
                let element = self.return_type(element);
                quote! { __rt::Vec<#element> }
            }
            other => self.ty(other),
        }
    }

    /// The Rust type of a field: optional, and behind a pointer where it must be.
    pub fn field_type(&self, param: &Param) -> TokenStream {
        if param.is_bit() {
            return quote! { bool };
        }
        let mut ty = self.ty(&param.ty);
        if param.is_recursive {
            ty = quote! { __rt::Box<#ty> };
        }
        match param.condition {
            Some(_) => quote! { __rt::Option<#ty> },
            None => ty,
        }
    }

    /// The type parameter of a type variable.
    pub fn variable(&self, var: tl_parser::schema::VarId) -> Ident {
        let generics = self.combinator.map_or(&[][..], |it| &it.generics);
        let name = generics
            .iter()
            .find(|generic| generic.var == var)
            .map_or("X", |generic| generic.name.as_str());
        variable_ident(name)
    }
}

/// A type variable as a Rust type parameter.
pub fn variable_ident(name: &str) -> Ident {
    let mut upper = name.to_owned();
    upper[..1].make_ascii_uppercase();
    ident(&upper)
}

fn builtin_type(builtin: Builtin) -> TokenStream {
    match builtin {
        Builtin::Int => quote! { i32 },
        Builtin::Long => quote! { i64 },
        Builtin::Double => quote! { f64 },
        Builtin::Float => quote! { f32 },
        Builtin::Int128 => quote! { [u8; 16] },
        Builtin::Int256 => quote! { [u8; 32] },
        Builtin::Int512 => quote! { [u8; 64] },
        Builtin::String => quote! { __rt::String },
        Builtin::Bytes => quote! { __rt::Vec<u8> },
        Builtin::True => quote! { () },
    }
}

//! Expressions that read and write one value.

use proc_macro2::TokenStream;
use quote::quote;
use tl_parser::Schema;
use tl_parser::schema::{Builtin, Ty};

use super::parts::hex;
use super::place::Place;
use crate::borrow::Borrows;

/// How the values of a schema are read and written.
#[derive(Clone, Copy)]
pub struct Codec<'s> {
    pub schema: &'s Schema,
    /// For borrowed forms, what is borrowed.
    pub borrows: Option<&'s Borrows>,
    /// Whether strings of 2^24 bytes and more have a form.
    pub huge_bytes: bool,
}

impl Codec<'_> {
    /// Whether the Rust type's own `Encode` and `Decode` give the wire form. They do but
    /// for bare vectors, boxed built-ins and strings that may be huge, which share their
    /// Rust type with another form.
    pub fn is_own_form(self, ty: &Ty) -> bool {
        match ty {
            Ty::Vector { bare, element } => !bare && self.is_own_form(element),
            Ty::BoxedBuiltin(_) => false,
            Ty::Builtin(Builtin::String | Builtin::Bytes) => !self.huge_bytes,
            _ => true,
        }
    }

    /// Whether a value borrows from the input. It is then read by methods of the reader, not
    /// by traits of vectors, options and boxes.
    pub fn is_borrowed(self, ty: &Ty) -> bool {
        self.borrows.is_some_and(|borrows| borrows.ty(ty))
    }

    /// Reads what a function returns: what an inner function returns is read by it.
    pub fn read_reply(self, place: &Place<'_, '_>, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Var(var) => {
                let variable = place.variable(*var);
                quote! { #variable::read_reply(r) }
            }
            Ty::Vector { bare, element }
                if !self.is_own_form(ty) || matches!(**element, Ty::Var(_)) =>
            {
                let least = proc_macro2::Literal::usize_unsuffixed(4);
                let read_element = self.read_reply(place, element);
                match bare {
                    true => quote! { r.bare_vector_with(#least, |r| #read_element) },
                    false => quote! { r.vector_with(#least, |r| #read_element) },
                }
            }
            _ => self.read(ty),
        }
    }

    /// Writes what a function returns, `reply`, a reference.
    pub fn write_reply(self, place: &Place<'_, '_>, ty: &Ty, reply: &TokenStream) -> TokenStream {
        match ty {
            Ty::Var(var) => {
                let variable = place.variable(*var);
                quote! { #variable::write_reply(#reply, w); }
            }
            Ty::Vector { bare, element }
                if !self.is_own_form(ty) || matches!(**element, Ty::Var(_)) =>
            {
                let write_element = self.write_reply(place, element, &quote! { x });
                match bare {
                    true => quote! { w.bare_vector_with(#reply, |w, x| { #write_element }); },
                    false => quote! { w.vector_with(#reply, |w, x| { #write_element }); },
                }
            }
            Ty::BoxedBuiltin(Builtin::True) => {
                let id = self.write(ty, reply, true);
                quote! { let () = *#reply; #id }
            }
            _ => self.write(ty, reply, true),
        }
    }

    /// Reads a value from the reader `r`.
    pub fn read(self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Nat => quote! { r.nat() },
            Ty::Builtin(builtin) => self.read_builtin(*builtin),
            Ty::BoxedBuiltin(builtin) => {
                let id = hex(builtin.boxed_id());
                let expected = builtin.name();
                let value = self.read_builtin(*builtin);
                match builtin {
                    Builtin::True => quote! { r.boxed(#id, #expected) },
                    _ => quote! { { r.boxed(#id, #expected); #value } },
                }
            }
            Ty::Bool => quote! { r.bool() },
            Ty::Vector { bare, element } => self.read_vector(*bare, element),
            _ if self.is_borrowed(ty) => quote! { r.value_ref() },
            _ => quote! { r.value() },
        }
    }

    fn read_vector(self, bare: bool, element: &Ty) -> TokenStream {
        if self.is_own_form(element) && !self.is_borrowed(element) {
            return match bare {
                true => quote! { r.bare_vector() },
                false => quote! { r.vector() },
            };
        }
        let least = proc_macro2::Literal::usize_unsuffixed(self.element_min_size(element));
        let read_element = self.read(element);
        match bare {
            true => quote! { r.bare_vector_with(#least, |r| #read_element) },
            false => quote! { r.vector_with(#least, |r| #read_element) },
        }
    }

    /// The fewest bytes of an element, as far as a count is checked against them. All forms of a
    /// vector, and `tl_runtime::inspect`, must use the same, to refuse the same counts:
    /// `Decode::MIN_SIZE` of the element.
    fn element_min_size(self, element: &Ty) -> usize {
        match element {
            Ty::Builtin(_) | Ty::BoxedBuiltin(_) => self.schema.min_size(element),
            Ty::Vector { bare: false, .. } => 8,
            Ty::Bare(id, _) if self.schema.constructor(*id).min_size < 4 => 0,
            _ => 4,
        }
    }

    fn read_builtin(self, builtin: Builtin) -> TokenStream {
        match builtin {
            Builtin::Int => quote! { r.int() },
            Builtin::Long => quote! { r.long() },
            Builtin::Double => quote! { r.double() },
            Builtin::Float => quote! { r.float() },
            Builtin::Int128 | Builtin::Int256 | Builtin::Int512 => quote! { r.raw() },
            Builtin::String => match (self.huge_bytes, self.borrows.is_some()) {
                (false, false) => quote! { r.string() },
                (false, true) => quote! { r.str_ref() },
                (true, false) => quote! { r.huge_string() },
                (true, true) => quote! { r.huge_str_ref() },
            },
            Builtin::Bytes => match (self.huge_bytes, self.borrows.is_some()) {
                (false, false) => quote! { r.bytes() },
                (false, true) => quote! { r.bytes_ref() },
                (true, false) => quote! { r.huge_bytes() },
                (true, true) => quote! { r.huge_bytes_ref() },
            },
            Builtin::True => quote! { () },
        }
    }

    /// Writes the value behind a reference to the writer `w`. `value` is an expression
    /// for the place itself (`self.x`), or for a reference (`x`) if `is_reference`.
    pub fn write(self, ty: &Ty, value: &TokenStream, is_reference: bool) -> TokenStream {
        // What is borrowed from the input is a reference already.
        let is_slice = matches!(
            ty,
            Ty::Builtin(Builtin::String | Builtin::Bytes)
                | Ty::BoxedBuiltin(Builtin::String | Builtin::Bytes)
        );
        let (copied, borrowed) = match is_reference || (is_slice && self.is_borrowed(ty)) {
            true => (quote! { *#value }, quote! { #value }),
            false => (quote! { #value }, quote! { &#value }),
        };
        match ty {
            Ty::Nat => quote! { w.nat(#copied); },
            Ty::Builtin(builtin) => self.write_builtin(*builtin, &copied, &borrowed),
            Ty::BoxedBuiltin(builtin) => {
                let id = hex(builtin.boxed_id());
                let write_bare = self.write_builtin(*builtin, &copied, &borrowed);
                quote! { w.id(#id); #write_bare }
            }
            Ty::Bool => quote! { w.bool(#copied); },
            Ty::Vector { bare, element } => self.write_vector(*bare, element, &borrowed),
            _ => quote! { w.value(#borrowed); },
        }
    }

    fn write_vector(self, bare: bool, element: &Ty, borrowed: &TokenStream) -> TokenStream {
        if self.is_own_form(element) {
            return match bare {
                true => quote! { w.bare_vector(#borrowed); },
                false => quote! { w.vector(#borrowed); },
            };
        }
        let write_element = self.write(element, &quote! { x }, true);
        match bare {
            true => quote! { w.bare_vector_with(#borrowed, |w, x| { #write_element }); },
            false => quote! { w.vector_with(#borrowed, |w, x| { #write_element }); },
        }
    }

    fn write_builtin(
        self,
        builtin: Builtin,
        copied: &TokenStream,
        borrowed: &TokenStream,
    ) -> TokenStream {
        match builtin {
            Builtin::Int => quote! { w.int(#copied); },
            Builtin::Long => quote! { w.long(#copied); },
            Builtin::Double => quote! { w.double(#copied); },
            Builtin::Float => quote! { w.float(#copied); },
            Builtin::Int128 | Builtin::Int256 | Builtin::Int512 => quote! { w.raw(#borrowed); },
            Builtin::String if self.huge_bytes => quote! { w.huge_string(#borrowed); },
            Builtin::Bytes if self.huge_bytes => quote! { w.huge_bytes(#borrowed); },
            Builtin::String => quote! { w.string(#borrowed); },
            Builtin::Bytes => quote! { w.bytes(#borrowed); },
            Builtin::True => TokenStream::new(),
        }
    }
}

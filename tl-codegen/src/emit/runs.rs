//! Fields of fixed size that follow each other are written in one piece.
//!
//! ```text
//! w.run((0xa455de90_u32, flags));
//! w.value(&self.peer);
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use tl_parser::schema::{Builtin, Ty};

use super::fields::{Field, Fields};

/// The most values of a run: what the runtime has impls for.
const LONGEST: usize = 8;

/// The statements that write an id, if there is one, and all fields; `write` writes one that is in
/// no run.
pub fn join(
    id: Option<TokenStream>,
    fields: &Fields<'_>,
    write: impl Fn(&Field<'_>) -> TokenStream,
) -> TokenStream {
    let mut out = TokenStream::new();
    let mut run: Vec<Item> = id.map(Item::id).into_iter().collect();
    for field in fields.in_order() {
        match fixed(field) {
            Some(value) => {
                let alone = write(field);
                run.push(Item { value, alone });
            }
            None => {
                flush(&mut run, &mut out);
                out.extend(write(field));
            }
        }
    }
    flush(&mut run, &mut out);
    out
}

/// A value of fixed size, and the statement that writes it alone.
struct Item {
    value: TokenStream,
    alone: TokenStream,
}

impl Item {
    fn id(id: TokenStream) -> Self {
        let literal: TokenStream = format!("{id}_u32").parse().expect("an id is a literal");
        Self {
            value: literal,
            alone: quote! { w.id(#id); },
        }
    }
}

fn flush(run: &mut Vec<Item>, out: &mut TokenStream) {
    for part in run.chunks(LONGEST) {
        match part {
            [only] => out.extend(only.alone.clone()),
            several => {
                let values = several.iter().map(|item| &item.value);
                out.extend(quote! { w.run((#(#values),*)); });
            }
        }
    }
    run.clear();
}

/// The value of a field that always takes the same number of bytes.
fn fixed(field: &Field<'_>) -> Option<TokenStream> {
    let param = field.param;
    let has_length = field.is_length || field.length.is_some();
    if param.condition.is_some() || param.is_recursive || has_length {
        return None;
    }
    let (ident, local) = (&field.ident, &field.local);
    match &param.ty {
        _ if param.is_flags && field.is_stored() => None,
        _ if param.is_flags => Some(quote! { #local }),
        Ty::Nat | Ty::Builtin(Builtin::Int | Builtin::Long | Builtin::Double | Builtin::Float) => {
            Some(quote! { self.#ident })
        }
        _ => None,
    }
}

//! Who may call a function, as traits that it implements.
//!
//! ```text
//! impl UserCallable for ExportChatInvite {}
//! impl<X: UserCallable> UserCallable for InvokeWithLayer<X> {}
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use tl_parser::schema::Combinator;

use super::place::Place;
use crate::names::ItemName;
use crate::side_data::SideData;

/// A trait for each kind of session that may call the function. Of what is not known the
/// configuration decides.
pub fn callers(
    place: &Place<'_, '_>,
    data: &SideData,
    index: usize,
    function: &Combinator,
    name: &ItemName,
) -> Vec<TokenStream> {
    let known = data
        .function(index)
        .map(|facts| facts.callers)
        .unwrap_or_default();
    let traits = [
        (known.user, quote! { __rt::UserCallable }),
        (known.bot, quote! { __rt::BotCallable }),
        (known.business, quote! { __rt::BusinessCallable }),
        (known.unauthorized, quote! { __rt::UnauthorizedCallable }),
    ];
    let unknown = place.bindings.options.unknown_callers;
    let ident = &name.ident();
    let arguments = place.arguments(function);
    let allowed = traits.into_iter().filter(|(may, _)| may.unwrap_or(unknown));
    allowed
        .map(|(_, callable)| {
            let parameters = place.parameters(function, &callable);
            quote! { impl #parameters #callable for #ident #arguments {} }
        })
        .collect()
}

//! Who may call a function: as traits that it implements, for clients, and as a set, for servers.
//!
//! ```text
//! impl UserCallable for ExportChatInvite {}
//! impl<X: UserCallable> UserCallable for InvokeWithLayer<X> {}
//! impl<X: BusinessCallable> BotCallable for InvokeWithBusinessConnection<X> {}
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use tl_parser::schema::Combinator;

use super::Bindings;
use super::place::Place;
use crate::names::ItemName;
use crate::side_data::SideData;

/// The function of Telegram's API by which a bot calls over a business connection: what it wraps is
/// called by a session of that kind.
const BUSINESS: &str = "invokeWithBusinessConnection";

/// Each kind of session, and whether it may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Callers {
    pub user: bool,
    pub bot: bool,
    pub business: bool,
    pub unauthorized: bool,
}

impl Callers {
    pub const ALL: Self = Self {
        user: true,
        bot: true,
        business: true,
        unauthorized: true,
    };
}

/// Who may call a function. Of what is not known the configuration decides. What is known of a name
/// is true of its older definitions too: their ids must not be a way around it.
pub fn of(bindings: &Bindings<'_>, data: &SideData, index: usize) -> Callers {
    let newest = bindings.layers.function(index).and_then(|it| it.newest);
    let known = data.function(newest.unwrap_or(index));
    let known = known.map(|facts| facts.callers).unwrap_or_default();
    let unknown = bindings.options.unknown_callers;
    Callers {
        user: known.user.unwrap_or(unknown),
        bot: known.bot.unwrap_or(unknown),
        business: known.business.unwrap_or(unknown),
        unauthorized: known.unauthorized.unwrap_or(unknown),
    }
}

/// Whether a bot that calls the function calls what it wraps over a business connection.
pub fn is_business(function: &Combinator) -> bool {
    function.name.as_str() == BUSINESS
}

/// A trait for each kind of session that may call the function.
pub fn callers(
    place: &Place<'_, '_>,
    data: &SideData,
    index: usize,
    function: &Combinator,
    name: &ItemName,
) -> Vec<TokenStream> {
    let Callers {
        user,
        bot,
        business,
        unauthorized,
    } = of(place.bindings, data, index);
    let by_business = quote! { __rt::BusinessCallable };
    let by_bot = quote! { __rt::BotCallable };
    let within_bot = if is_business(function) {
        &by_business
    } else {
        &by_bot
    };
    let by_user = quote! { __rt::UserCallable };
    let by_unauthorized = quote! { __rt::UnauthorizedCallable };
    let traits = [
        (user, &by_user, &by_user),
        (bot, &by_bot, within_bot),
        (business, &by_business, &by_business),
        (unauthorized, &by_unauthorized, &by_unauthorized),
    ];
    let ident = &name.ident();
    let arguments = place.arguments(function);
    let allowed = traits.into_iter().filter(|(may, ..)| *may);
    allowed
        .map(|(_, callable, inner)| {
            let parameters = place.parameters(function, inner);
            quote! { impl #parameters #callable for #ident #arguments {} }
        })
        .collect()
}

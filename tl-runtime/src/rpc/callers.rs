//! Who may call a function: traits that generated code implements from what is known, and the kinds
//! of sessions that a client can have.

use crate::Function;

macro_rules! callers {
    ($($(#[doc = $doc:literal])+ $session:ident, $callable:ident, $message:literal;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $session;

        #[doc = concat!("A function that [`", stringify!($session), "`] may call.")]
        #[diagnostic::on_unimplemented(
            message = $message,
            label = "not a method for this kind of session"
        )]
        pub trait $callable: Function {}

        impl<F: $callable> CallableBy<$session> for F {}
    )+};
}

/// A function that a session of the kind `S` may call.
#[diagnostic::on_unimplemented(
    message = "a session of the kind `{S}` may not call `{Self}`",
    label = "not a method for this kind of session"
)]
pub trait CallableBy<S>: Function {}

callers! {
    /// Somebody who is logged in.
    User, UserCallable, "a user may not call `{Self}`";
    /// A bot.
    Bot, BotCallable, "a bot may not call `{Self}`";
    /// A bot on behalf of a user, over a business connection.
    Business, BusinessCallable, "a bot may not call `{Self}` over a business connection";
    /// Somebody who is not logged in.
    Unauthorized, UnauthorizedCallable, "`{Self}` may not be called before logging in";
}

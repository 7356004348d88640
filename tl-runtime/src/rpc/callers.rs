//! Who may call a function: traits that generated code implements from what is known, and the kinds
//! of sessions that a client can have. A server knows the kind at run time: [`Caller`].

use core::fmt;

use super::Refusal;
use crate::Function;

macro_rules! callers {
    ($($(#[doc = $doc:literal])+ $session:ident, $callable:ident, $message:literal;)+) => {
        /// The kind of session that sends a request, as a server knows it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Caller {
            $($(#[doc = $doc])+ $session,)+
        }
    $(
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

        impl From<$session> for Caller {
            fn from(_: $session) -> Self {
                Self::$session
            }
        }
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

impl fmt::Display for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::User => "a user",
            Self::Bot => "a bot",
            Self::Business => "a bot over a business connection",
            Self::Unauthorized => "somebody who is not logged in",
        })
    }
}

/// A set of kinds of sessions, for generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Callers {
    pub user: bool,
    pub bot: bool,
    pub business: bool,
    pub unauthorized: bool,
}

impl Callers {
    /// Whether a session of this kind may call.
    pub fn contains(self, caller: Caller) -> bool {
        match caller {
            Caller::User => self.user,
            Caller::Bot => self.bot,
            Caller::Business => self.business,
            Caller::Unauthorized => self.unauthorized,
        }
    }
}

/// What a request asks for, for generated code. `F` is the enum of all functions.
#[doc(hidden)]
#[derive(Debug)]
pub struct Asked<'r, F> {
    /// The TL name of the function.
    pub function: &'static str,
    /// Who may call it.
    pub callers: Callers,
    /// The request that it wraps.
    pub inner: Option<&'r F>,
    /// Whether what it wraps is called over a business connection.
    pub is_business: bool,
}

/// Refuses a request if the caller may not call its function, or one that it wraps, however deep. For
/// generated code.
#[doc(hidden)]
pub fn permit<F>(
    request: &F,
    mut caller: Caller,
    asked: for<'r> fn(&'r F) -> Asked<'r, F>,
) -> Result<(), Refusal> {
    let mut next = Some(request);
    while let Some(request) = next {
        let Asked {
            function,
            callers,
            inner,
            is_business,
        } = asked(request);
        if !callers.contains(caller) {
            return Err(Refusal::Forbidden { function, caller });
        }
        if is_business && caller == Caller::Bot {
            caller = Caller::Business;
        }
        next = inner;
    }
    Ok(())
}

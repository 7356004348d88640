//! The other side of a call: what a server answers where it has no typed reply.
//!
//! Generated code has a trait `Handler` with a method for each function, and `serve`, which reads a
//! request, refuses what the caller may not call, calls the method, and writes the reply.

use alloc::vec::Vec;
use core::error::Error;
use core::fmt;
use core::future::{Ready, ready};

use super::{Call, Caller, RpcError};
use crate::{DecodeError, DecodeErrorKind, EncodeError};

/// Why a server has no reply of the function's own.
///
/// As an [`RpcError`] it has the code and the name that Telegram's servers answer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The handler has no method for this function, of this TL name: 400 `INPUT_METHOD_INVALID`.
    Unhandled(&'static str),
    /// The caller may not call this function, of this TL name. A user: 400 `USER_BOT_REQUIRED`; a
    /// bot: 400 `BOT_METHOD_INVALID`, or 400 `BUSINESS_CONNECTION_NOT_ALLOWED` over a business
    /// connection; somebody who is not logged in: 401 `AUTH_KEY_UNREGISTERED`.
    Forbidden {
        /// The function; it may be one that a request wraps.
        function: &'static str,
        /// Who calls it.
        caller: Caller,
    },
    /// The bytes are no request: 400 `INPUT_FETCH_ERROR`, or `INPUT_METHOD_INVALID` if they do not
    /// begin with the id of a function.
    Malformed(DecodeError),
    /// The reply has no bytes: 500 `RPC_CALL_FAIL`.
    Reply(EncodeError),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unhandled(name) => write!(f, "nothing answers `{name}`"),
            Self::Forbidden { function, caller } => write!(f, "{caller} may not call `{function}`"),
            Self::Malformed(error) => write!(f, "the request cannot be read: {error}"),
            Self::Reply(error) => write!(f, "the reply cannot be encoded: {error}"),
        }
    }
}

impl Error for Refusal {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unhandled(_) | Self::Forbidden { .. } => None,
            Self::Malformed(error) => Some(error),
            Self::Reply(error) => Some(error),
        }
    }
}

impl From<Refusal> for RpcError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unhandled(_) => Self::new(400, "INPUT_METHOD_INVALID"),
            Refusal::Forbidden { caller, .. } => forbidden(caller),
            Refusal::Malformed(error) if is_unknown_function(&error) => {
                Self::new(400, "INPUT_METHOD_INVALID")
            }
            Refusal::Malformed(_) => Self::new(400, "INPUT_FETCH_ERROR"),
            Refusal::Reply(_) => Self::new(500, "RPC_CALL_FAIL"),
        }
    }
}

fn forbidden(caller: Caller) -> RpcError {
    match caller {
        Caller::User => RpcError::new(400, "USER_BOT_REQUIRED"),
        Caller::Bot => RpcError::new(400, "BOT_METHOD_INVALID"),
        Caller::Business => RpcError::new(400, "BUSINESS_CONNECTION_NOT_ALLOWED"),
        Caller::Unauthorized => RpcError::new(401, "AUTH_KEY_UNREGISTERED"),
    }
}

fn is_unknown_function(error: &DecodeError) -> bool {
    error.offset() == 0 && matches!(error.kind(), DecodeErrorKind::UnexpectedId { .. })
}

/// The bytes of a typed answer to `F`, for generated code.
#[doc(hidden)]
pub fn reply<F: Call>(
    answer: Result<F::Return, F::Error>,
    refuse: impl FnOnce(Refusal) -> RpcError,
) -> Result<Vec<u8>, RpcError> {
    let reply = answer.map_err(Into::into)?;
    F::encode_reply(&reply).map_err(|error| refuse(Refusal::Reply(error)))
}

/// The answer of a method that is not overridden, for generated code.
#[doc(hidden)]
pub fn refused<T, E: From<RpcError>>(error: RpcError) -> Ready<Result<T, E>> {
    ready(Err(error.into()))
}

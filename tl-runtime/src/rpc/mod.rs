//! Calls of functions: the errors of a server, who may call what, and clients over any transport.
//!
//! ```text
//! request ─▸ Encode ─▸ Transport::invoke ─▸ reply ─▸ Function::decode_reply
//!                                     └─▸ RpcError ─▸ Call::Error
//! ```

mod callers;
mod client;
mod error;

pub use callers::{
    Bot, BotCallable, Business, BusinessCallable, CallableBy, Unauthorized, UnauthorizedCallable,
    User, UserCallable,
};
pub use client::{Client, Failure, InvokeError, Transport};
pub use error::{Call, CallError, RpcError, retry};

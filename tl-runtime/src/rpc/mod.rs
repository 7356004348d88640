//! Calls of functions: the errors of a server, who may call what, clients over any transport, and
//! what servers answer.
//!
//! ```text
//! request ─▸ Encode ─▸ Transport::invoke ─▸ reply ─▸ Function::decode_reply
//!                          ┊          └─▸ RpcError ─▸ Call::Error
//!                          ┊
//!               serve ─▸ AnyFunction ─▸ permit ─▸ Handler ─▸ reply, or Call::Error ─▸ RpcError
//! ```
//!
//! A generator adds a client with a method for each function, and `serve` with `Handler`.

mod callers;
mod client;
mod error;
mod server;

pub use callers::{
    Asked, Bot, BotCallable, Business, BusinessCallable, CallableBy, Caller, Callers, Unauthorized,
    UnauthorizedCallable, User, UserCallable, permit,
};
pub use client::{Answer, Client, Failure, InvokeError, Transport};
pub use error::{Call, CallError, RpcError, retry};
pub use server::{Refusal, refused, reply};

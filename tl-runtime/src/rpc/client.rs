//! [`Client`]: typed calls over anything that carries bytes.

use alloc::vec::Vec;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::marker::PhantomData;

use super::{Call, CallableBy, RpcError};
use crate::{DecodeError, EncodeError, Function, Limits};

/// What carries requests to a server and brings the answers: a connection, a pool of them, or a
/// server in the same process. It decides which runtime its futures need.
pub trait Transport {
    /// Why no answer came.
    type Error: Error;

    /// Sends a request, which begins with the id of its function, and waits for the result: the
    /// boxed value alone, without `rpc_result` around it and not packed.
    fn invoke(
        &self,
        request: Vec<u8>,
    ) -> impl Future<Output = Result<Vec<u8>, Failure<Self::Error>>>;
}

impl<T: Transport + ?Sized> Transport for &T {
    type Error = T::Error;

    fn invoke(
        &self,
        request: Vec<u8>,
    ) -> impl Future<Output = Result<Vec<u8>, Failure<Self::Error>>> {
        (**self).invoke(request)
    }
}

/// Why a transport has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure<E> {
    /// The server answered with an error.
    Rpc(RpcError),
    /// No answer came.
    Transport(E),
}

/// What comes of a call of `F` over the transport `T`: what the function returns, or why it is not
/// there.
pub type Answer<F, T> =
    Result<<F as Function>::Return, InvokeError<<F as Call>::Error, <T as Transport>::Error>>;

/// Why a call has no result. `M` are the errors of the function, `T` those of the transport.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvokeError<M, T> {
    /// The server answered with an error.
    Rpc(M),
    /// No answer came.
    Transport(T),
    /// The request has no bytes; nothing was sent.
    Encode(EncodeError),
    /// The answer is no result of the function.
    Reply {
        /// What is wrong with it.
        error: DecodeError,
        /// The answer, as it came.
        bytes: Vec<u8>,
    },
}

impl<M: fmt::Display, T: fmt::Display> fmt::Display for InvokeError<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rpc(error) => error.fmt(f),
            Self::Transport(error) => write!(f, "no answer: {error}"),
            Self::Encode(error) => write!(f, "the request cannot be encoded: {error}"),
            Self::Reply { error, .. } => write!(f, "the answer cannot be read: {error}"),
        }
    }
}

impl<M: Error + 'static, T: Error + 'static> Error for InvokeError<M, T> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Rpc(error) => Some(error),
            Self::Transport(error) => Some(error),
            Self::Encode(error) => Some(error),
            Self::Reply { error, .. } => Some(error),
        }
    }
}

/// A session of the kind `S` over a transport.
///
/// [`invoke`](Client::invoke) takes any request that such a session may make; generated code has
/// a method for each.
#[derive(Clone, Debug)]
pub struct Client<T, S> {
    transport: T,
    limits: Limits,
    session: PhantomData<S>,
}

impl<T: Transport, S> Client<T, S> {
    /// A client over `transport`, which reads answers within [`Limits::DEFAULT`].
    #[must_use]
    pub fn new(transport: T) -> Self {
        Self::with_limits(transport, Limits::DEFAULT)
    }

    /// A client that reads answers within `limits`.
    #[must_use]
    pub fn with_limits(transport: T, limits: Limits) -> Self {
        Self {
            transport,
            limits,
            session: PhantomData,
        }
    }

    /// What carries the bytes.
    pub fn transport(&self) -> &T {
        &self.transport
    }

    /// Sends a request and reads the result.
    ///
    /// # Errors
    ///
    /// The error of the server, typed; that of the transport; or what is wrong with the request
    /// or the answer.
    pub async fn invoke<F>(&self, request: F) -> Answer<F, T>
    where
        F: Call + CallableBy<S>,
    {
        let request = request.to_bytes().map_err(InvokeError::Encode)?;
        match self.transport.invoke(request).await {
            Ok(bytes) => F::decode_reply_with(&bytes, self.limits)
                .map_err(|error| InvokeError::Reply { error, bytes }),
            Err(Failure::Rpc(error)) => Err(InvokeError::Rpc(error.into())),
            Err(Failure::Transport(error)) => Err(InvokeError::Transport(error)),
        }
    }
}

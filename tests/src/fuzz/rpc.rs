//! Any bytes as the reply of every function, as a server sends it, and any text as an error.

use std::convert::Infallible;
use std::fmt::Debug;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tl_runtime::inspect::{Inspect, Tables, Ty};
use tl_runtime::rpc::{Call, CallError, Client, Failure, InvokeError, RpcError, Transport, User};
use tl_runtime::{DecodeErrorKind, Function, Identifiable, Limit};

use super::canonical::canonical;

/// Checks bytes as the reply of each function of `calls`. Returns whether they are one of any.
///
/// # Panics
///
/// If the bindings and the walker disagree, a reply is not encoded as it came, the client does not
/// give what the function reads, or an error changes on its way through its typed form.
pub fn rpc(data: &[u8]) -> bool {
    use crate::calls::functions;
    let error = &error(data);
    called(data, error);
    let mut is_reply = false;
    macro_rules! boxed {
        ($type:path) => {};
    }
    macro_rules! bare {
        ($type:path) => {};
    }
    macro_rules! function {
        ($function:path) => {
            is_reply |= reply::<$function>(data, error)
        };
    }
    include!(concat!(env!("OUT_DIR"), "/types/calls.rs"));
    is_reply
}

fn reply<F>(data: &[u8], error: &RpcError) -> bool
where
    F: Call + Identifiable + Inspect,
    F::Return: Debug + PartialEq,
{
    let row = F::TABLE.function(F::CONSTRUCTOR_ID);
    let ty = Ty::new(row.expect("the table has each function").result());
    let reply = F::decode_reply(data);
    let walked = canonical(Tables::one(F::TABLE), ty, data);
    match (&reply, &walked) {
        (Ok(reply), Ok(bytes)) => {
            let written = F::encode_reply(reply);
            assert_eq!(written.as_ref(), Ok(bytes), "{reply:?}");
            let again = F::decode_reply(bytes);
            assert_eq!(again.as_ref(), Ok(reply), "{bytes:02x?}");
        }
        (Err(error), _) if is_memory(error.kind()) => {}
        (reply, walked) => assert_eq!(
            reply.as_ref().err(),
            walked.as_ref().err(),
            "{ty} of {data:02x?}"
        ),
    }
    let typed = F::Error::from(error.clone());
    // Neither may panic.
    let _ = (typed.to_string(), typed.retry_after());
    let back: RpcError = typed.into();
    assert_eq!(&back, error);
    reply.is_ok()
}

/// The error of a code and a message: the first four bytes, and the rest as text.
fn error(data: &[u8]) -> RpcError {
    let code = data
        .first_chunk()
        .map_or(400, |code| i32::from_le_bytes(*code));
    // Most codes are not of the schema, so one of those is taken instead of most.
    let code = match code {
        303 | 400 | 403 | 420 => code,
        _ => [303, 400, 403, 420, code][data.len() % 5],
    };
    RpcError::new(
        code,
        String::from_utf8_lossy(data.get(4..).unwrap_or_default()),
    )
}

/// Calls a function over a transport that answers with `data`, and over one that answers with
/// `error`: the client gives what the function reads.
fn called(data: &[u8], error: &RpcError) {
    use crate::calls::functions::Find;
    let client: Client<_, User> = Client::new(Answer(Ok(data)));
    match (
        ready(client.invoke(Find::new("cat"))),
        Find::decode_reply(data),
    ) {
        (Ok(reply), Ok(expected)) => assert_eq!(reply, expected),
        (Err(InvokeError::Reply { error, bytes }), Err(expected)) => {
            assert_eq!((&error, bytes.as_slice()), (&expected, data));
        }
        (reply, expected) => panic!("{reply:?} is not {expected:?}"),
    }
    let client: Client<_, User> = Client::new(Answer(Err(error)));
    match ready(client.invoke(Find::new("cat"))) {
        Err(InvokeError::Rpc(typed)) => assert_eq!(&RpcError::from(typed), error),
        reply => panic!("{reply:?} is not {error:?}"),
    }
}

/// A transport that has one answer.
struct Answer<'a>(Result<&'a [u8], &'a RpcError>);

impl Transport for Answer<'_> {
    type Error = Infallible;

    async fn invoke(&self, _: Vec<u8>) -> Result<Vec<u8>, Failure<Infallible>> {
        match self.0 {
            Ok(reply) => Ok(reply.to_vec()),
            Err(error) => Err(Failure::Rpc(error.clone())),
        }
    }
}

/// The output of a future that never waits.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn is_memory(kind: &DecodeErrorKind) -> bool {
    matches!(
        kind,
        DecodeErrorKind::LimitExceeded {
            limit: Limit::Memory,
            ..
        }
    )
}

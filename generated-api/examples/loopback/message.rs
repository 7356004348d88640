//! MTProto's messages around calls: `message` around a request, and around the `rpc_result` that
//! answers it. What they carry stays bytes: neither side reads it here.

use generated_api::mtproto::{enums, types};
use tl_runtime::rpc::RpcError;
use tl_runtime::{Decode, Encode, EncodeError, Identifiable};

/// The bytes of `msg_id`, `seqno` and `bytes` before the body of a message.
const HEAD: usize = 16;

/// A message: its id, and what it carries.
#[derive(Debug, PartialEq)]
pub struct Message {
    pub id: i64,
    pub body: Vec<u8>,
}

impl Message {
    pub fn to_bytes(&self) -> Vec<u8> {
        let seqno = 1_i32;
        let length = self.body.len() as u32;
        let mut bytes = Vec::with_capacity(HEAD + self.body.len());
        bytes.extend(self.id.to_le_bytes());
        bytes.extend(seqno.to_le_bytes());
        bytes.extend(length.to_le_bytes());
        bytes.extend(&self.body);
        bytes
    }

    /// `None` if the bytes are no message.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk()?;
        let (_seqno, rest) = rest.split_first_chunk::<4>()?;
        let (length, body) = rest.split_first_chunk()?;
        let is_whole = u32::from_le_bytes(*length) as usize == body.len();
        is_whole.then(|| Self {
            id: i64::from_le_bytes(*id),
            body: body.to_owned(),
        })
    }
}

/// The body that answers the message `id`: `rpc_result` with a reply or an `rpc_error`.
pub fn result(id: i64, answer: Result<Vec<u8>, RpcError>) -> Result<Vec<u8>, EncodeError> {
    let answer = match answer {
        Ok(reply) => reply,
        Err(error) => {
            let error = types::RpcError::new(error.code(), error.message());
            enums::RpcError::from(error).to_bytes()?
        }
    };
    let mut body = types::RpcResult::CONSTRUCTOR_ID.to_le_bytes().to_vec();
    body.extend(id.to_le_bytes());
    body.extend(answer);
    Ok(body)
}

/// What a body answers: the id of the message, and the reply or the error. `None` if it is no
/// `rpc_result`, or one with an error that cannot be read.
pub fn answer(body: &[u8]) -> Option<(i64, Result<Vec<u8>, RpcError>)> {
    let (constructor, rest) = body.split_first_chunk()?;
    let (id, answer) = rest.split_first_chunk()?;
    if u32::from_le_bytes(*constructor) != types::RpcResult::CONSTRUCTOR_ID {
        return None;
    }
    let is_error = answer.starts_with(&types::RpcError::CONSTRUCTOR_ID.to_le_bytes());
    let answer = match is_error {
        true => Err(error(answer)?),
        false => Ok(answer.to_owned()),
    };
    Some((i64::from_le_bytes(*id), answer))
}

fn error(bytes: &[u8]) -> Option<RpcError> {
    let error = enums::RpcError::from_bytes(bytes).ok()?;
    let error = types::RpcError::try_from(error).ok()?;
    Some(RpcError::new(error.error_code, error.error_message))
}

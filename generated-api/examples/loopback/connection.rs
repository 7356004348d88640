//! The client's side of a connection: a [`Transport`] that sends one request at a time.

use std::fmt;
use std::io;
use std::net::SocketAddr;

use tl_runtime::rpc::{Failure, Transport};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::Mutex;

use crate::message::{self, Message};
use crate::packet;

/// A connection to a server.
pub struct Connection {
    state: Mutex<State>,
}

struct State {
    stream: TcpStream,
    /// The id of the last message: those of a client rise, and are divisible by four.
    last_id: i64,
}

/// Why no answer came.
#[derive(Debug)]
pub enum Lost {
    /// The connection failed.
    Io(io::Error),
    /// What came is no answer to the request; its bytes.
    Unexpected(Vec<u8>),
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Unexpected(bytes) => write!(f, "{} bytes that are no answer", bytes.len()),
        }
    }
}

impl std::error::Error for Lost {}

impl PartialEq for Lost {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Io(a), Self::Io(b)) => a.kind() == b.kind(),
            (Self::Unexpected(a), Self::Unexpected(b)) => a == b,
            _ => false,
        }
    }
}

impl Connection {
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(&packet::TAG).await?;
        let state = Mutex::new(State { stream, last_id: 0 });
        Ok(Self { state })
    }
}

impl Transport for Connection {
    type Error = Lost;

    async fn invoke(&self, request: Vec<u8>) -> Result<Vec<u8>, Failure<Lost>> {
        let mut state = self.state.lock().await;
        state.last_id += 4;
        let id = state.last_id;
        let message = Message { id, body: request };
        let received = state.exchange(&message).await.map_err(lost)?;
        let answer = Message::from_bytes(&received).and_then(|it| message::answer(&it.body));
        match answer {
            Some((answered, answer)) if answered == id => answer.map_err(Failure::Rpc),
            _ => Err(Failure::Transport(Lost::Unexpected(received))),
        }
    }
}

impl State {
    async fn exchange(&mut self, message: &Message) -> io::Result<Vec<u8>> {
        packet::write(&mut self.stream, &message.to_bytes()).await?;
        packet::read(&mut self.stream).await
    }
}

fn lost(error: io::Error) -> Failure<Lost> {
    Failure::Transport(Lost::Io(error))
}

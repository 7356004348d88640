//! The server: a [`Handler`] for two chats, and what reads its requests.

use std::io;
use std::sync::atomic::{AtomicU32, Ordering};

use generated_api::api::errors::{GlobalError, messages::ExportChatInvite as ExportError};
use generated_api::api::functions::messages::ExportChatInvite;
use generated_api::api::server::{Handler, serve};
use generated_api::api::{enums, types};
use tl_runtime::Limits;
use tl_runtime::rpc::Caller;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};

use crate::message::{self, Message};
use crate::packet;

/// The chat that the bot is an admin of.
pub const OWN_CHAT: i64 = 1;
/// A chat that it is a member of.
pub const OTHER_CHAT: i64 = 2;

/// Who connects here. A real server knows it from the authorization key of the session, and never
/// from what the client says.
const CALLER: Caller = Caller::Bot;

/// The state of the server.
#[derive(Default)]
pub struct Chats {
    /// How often a link was asked for.
    asked: AtomicU32,
}

impl Chats {
    /// Every second time, a caller has to wait for a second and ask again.
    fn limit(&self) -> Result<u32, GlobalError> {
        let before = self.asked.fetch_add(1, Ordering::Relaxed);
        match before % 2 {
            0 => Ok(before / 2 + 1),
            _ => Err(GlobalError::FloodWait { seconds: 1 }),
        }
    }
}

impl Handler for Chats {
    async fn messages_export_chat_invite(
        &self,
        request: ExportChatInvite,
    ) -> Result<enums::ExportedChatInvite, ExportError> {
        match &request.peer {
            enums::InputPeer::Chat(chat) if chat.chat_id == OWN_CHAT => {}
            enums::InputPeer::Chat(_) => return Err(ExportError::ChatAdminRequired),
            _ => return Err(ExportError::PeerIdInvalid),
        }
        let number = self.limit().map_err(ExportError::Global)?;
        let title = request.title.unwrap_or_default();
        let link = format!("https://t.me/+{title}{number}");
        let mut invite = types::ChatInviteExported::new(link, 777_000, 1_767_225_600);
        invite.usage_limit = request.usage_limit;
        Ok(invite.with_title(title).into())
    }
}

/// Serves all who connect, one after the other.
pub async fn run(listener: TcpListener, chats: Chats) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        if let Err(error) = connection(stream, &chats).await
            && error.kind() != io::ErrorKind::UnexpectedEof
        {
            eprintln!("a connection ends: {error}");
        }
    }
}

async fn connection(mut stream: TcpStream, chats: &Chats) -> io::Result<()> {
    let mut tag = [0; 4];
    stream.read_exact(&mut tag).await?;
    if tag != packet::TAG {
        return Err(io::Error::other("another framing"));
    }
    // Messages of a server have ids that are odd.
    for answer_id in (1..).step_by(4) {
        let packet = packet::read(&mut stream).await?;
        let message = Message::from_bytes(&packet).ok_or(io::ErrorKind::InvalidData)?;
        let answer = serve(chats, CALLER, &message.body, Limits::DEFAULT).await;
        let body = message::result(message.id, answer).map_err(io::Error::other)?;
        let answer = Message {
            id: answer_id,
            body,
        };
        packet::write(&mut stream, &answer.to_bytes()).await?;
    }
    Ok(())
}

//! A client and a server in one process, over a loopback TCP connection with MTProto's
//! intermediate framing. A bot exports an invite link, is told that it must be an admin, is
//! asked to wait, and is refused what only users may call.
//!
//! ```text
//! Client ─▸ Connection ─▸ message ─▸ packet ─▸ TCP ─▸ serve ─▸ Chats (a Handler)
//! ```
//!
//! What a real connection has beside this is encryption, salts and sessions; the calls and the
//! handler stay as they are. The futures would run on any runtime; this example takes tokio's.

mod connection;
mod message;
mod packet;
mod server;

use std::error::Error;
use std::time::Duration;

use generated_api::api::client::Client;
use generated_api::api::errors::{GlobalError, messages::ExportChatInvite as ExportError};
use generated_api::api::functions::messages::{DeleteExportedChatInvite, ExportChatInvite};
use generated_api::api::{enums, types};
use tl_runtime::rpc::{Bot, CallError, InvokeError, User};
use tokio::net::TcpListener;

use connection::Connection;
use server::Chats;

/// A bot that calls over TCP.
type Session = Client<Connection, Bot>;

/// What a call of the session fails with.
type Failure = InvokeError<ExportError, connection::Lost>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let bot = connect().await?;

    let link = export(&bot, server::OWN_CHAT).await?;
    println!("a link: {link}");

    match export(&bot, server::OTHER_CHAT).await {
        Err(InvokeError::Rpc(ExportError::ChatAdminRequired)) => println!("refused: no admin"),
        other => return Err(format!("an admin is required, but {other:?}").into()),
    }

    let (link, waited) = export_patiently(&bot, server::OWN_CHAT).await?;
    println!("a link after {waited:?}: {link}");

    println!("refused: {}", delete_as_user(&bot, &link).await?);
    Ok(())
}

/// Lets the bot say that it is a user. For a bot the call does not compile, but the server does not
/// rely on what clients compile.
async fn delete_as_user(bot: &Session, link: &str) -> Result<String, Box<dyn Error>> {
    let user: Client<_, User> = Client::new(bot.rpc().transport());
    let peer = types::InputPeerChat::new(server::OWN_CHAT);
    let request = DeleteExportedChatInvite::new(peer, link);
    match user.messages().delete_exported_chat_invite(request).await {
        Err(InvokeError::Rpc(error)) => Ok(error.to_string()),
        other => Err(format!("a bot may not delete links, but {other:?}").into()),
    }
}

/// Starts a server and connects to it.
async fn connect() -> Result<Session, Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        if let Err(error) = server::run(listener, Chats::default()).await {
            eprintln!("the server ends: {error}");
        }
    });
    Ok(Client::new(Connection::open(address).await?))
}

/// Exports a link for ten users.
async fn export(bot: &Session, chat_id: i64) -> Result<String, Failure> {
    let request = ExportChatInvite::new(types::InputPeerChat::new(chat_id))
        .with_title("Friends")
        .with_usage_limit(10);
    let invite = bot.messages().export_chat_invite(request).await?;
    Ok(match invite {
        enums::ExportedChatInvite::ChatInviteExported(invite) => invite.link,
        other => format!("{other:?}"),
    })
}

/// As [`export`], but waits as long as the server asks for; also says how long.
async fn export_patiently(bot: &Session, chat_id: i64) -> Result<(String, Duration), Failure> {
    let mut waited = Duration::ZERO;
    loop {
        match export(bot, chat_id).await {
            Err(InvokeError::Rpc(error)) if error.retry_after().is_some() => {
                let wait = error.retry_after().unwrap_or_default();
                println!("asked to wait: {error}");
                if let ExportError::Global(GlobalError::FloodWait { seconds }) = error {
                    println!("that is {seconds} s");
                }
                tokio::time::sleep(wait).await;
                waited += wait;
            }
            other => return other.map(|link| (link, waited)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_bot_exports_is_refused_and_waits() {
        let bot = connect().await.expect("the server listens");
        let link = export(&bot, server::OWN_CHAT).await;
        assert_eq!(link.as_deref(), Ok("https://t.me/+Friends1"));

        let refused = export(&bot, server::OTHER_CHAT).await;
        assert_eq!(
            refused,
            Err(InvokeError::Rpc(ExportError::ChatAdminRequired))
        );

        let flood = ExportError::Global(GlobalError::FloodWait { seconds: 1 });
        let limited = export(&bot, server::OWN_CHAT).await;
        assert_eq!(limited, Err(InvokeError::Rpc(flood)));

        let patient = export_patiently(&bot, server::OWN_CHAT).await;
        let link = "https://t.me/+Friends2".to_owned();
        assert_eq!(patient, Ok((link, Duration::ZERO)));
        let patient = export_patiently(&bot, server::OWN_CHAT).await;
        let link = "https://t.me/+Friends3".to_owned();
        assert_eq!(patient, Ok((link, Duration::from_secs(1))));
    }

    #[tokio::test]
    async fn a_bot_that_says_it_is_a_user_is_refused() {
        let bot = connect().await.expect("the server listens");
        let refused = delete_as_user(&bot, "https://t.me/+Friends1").await;
        assert!(refused.is_ok_and(|it| it.contains("BOT_METHOD_INVALID")));
        let link = export(&bot, server::OWN_CHAT).await;
        assert!(link.is_ok(), "the connection goes on: {link:?}");
    }

    #[tokio::test]
    async fn a_server_that_goes_away_is_an_error() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let connection = Connection::open(address).await.expect("it listens");
        drop(listener);
        let bot: Session = Client::new(connection);
        let lost = export(&bot, server::OWN_CHAT).await;
        assert!(matches!(lost, Err(InvokeError::Transport(_))), "{lost:?}");
    }
}

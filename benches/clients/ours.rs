//! A client of this project's bindings, as small as one that talks to Telegram can be:
//! reads updates and messages, writes five requests, and does with the values what its
//! features say. What depends on the shape of the generated code is in this file.

use std::error::Error;

use tl::{enums, functions, types};
use tl_runtime::{Decode, Encode};

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args_os().skip(1) {
        let bytes = std::fs::read(path)?;
        if let Ok(updates) = enums::Updates::from_bytes(&bytes) {
            use_updates(updates)?;
        }
        if let Ok(messages) = enums::messages::Messages::from_bytes(&bytes) {
            use_messages(messages)?;
        }
    }
    for request in requests()? {
        println!("{} bytes", request.len());
    }
    Ok(())
}

fn requests() -> Result<[Vec<u8>; 5], Box<dyn Error>> {
    let peer = || enums::InputPeer::Channel(types::InputPeerChannel::new(1_234_567_890, -42));
    Ok([
        functions::messages::GetHistory::new(peer(), 0, 0, 0, 100, 0, 0, 0).to_bytes()?,
        functions::messages::SendMessage::new(peer(), "Hello", 7).to_bytes()?,
        functions::updates::GetDifference::new(1, 1_700_000_000, 0).to_bytes()?,
        functions::messages::ExportChatInvite::new(peer()).with_title("Friends").to_bytes()?,
        functions::users::GetUsers::new(vec![enums::InputUser::UserSelf]).to_bytes()?,
    ])
}

include!("uses.rs");

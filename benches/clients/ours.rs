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
    let channel = || types::InputPeerChannel {
        channel_id: 1_234_567_890,
        access_hash: -42,
    };
    let peer = || enums::InputPeer::Channel(channel());
    let history = functions::messages::GetHistory {
        peer: peer(),
        offset_id: 0,
        offset_date: 0,
        add_offset: 0,
        limit: 100,
        max_id: 0,
        min_id: 0,
        hash: 0,
    };
    let difference = functions::updates::GetDifference {
        pts: 1,
        pts_limit: None,
        pts_total_limit: None,
        date: 1_700_000_000,
        qts: 0,
        qts_limit: None,
    };
    let invite = functions::messages::ExportChatInvite {
        legacy_revoke_permanent: false,
        request_needed: false,
        peer: peer(),
        expire_date: None,
        usage_limit: None,
        title: Some("Friends".into()),
        subscription_pricing: None,
    };
    let users = functions::users::GetUsers {
        id: vec![enums::InputUser::UserSelf],
    };
    Ok([
        history.to_bytes()?,
        message(peer()).to_bytes()?,
        difference.to_bytes()?,
        invite.to_bytes()?,
        users.to_bytes()?,
    ])
}

fn message(peer: enums::InputPeer) -> functions::messages::SendMessage {
    functions::messages::SendMessage {
        no_webpage: false,
        silent: false,
        background: false,
        clear_draft: false,
        noforwards: false,
        update_stickersets_order: false,
        invert_media: false,
        allow_paid_floodskip: false,
        peer,
        reply_to: None,
        message: "Hello".into(),
        random_id: 7,
        reply_markup: None,
        entities: None,
        schedule_date: None,
        schedule_repeat_period: None,
        send_as: None,
        quick_reply_shortcut: None,
        effect: None,
        allow_paid_stars: None,
        suggested_post: None,
        rich_message: None,
    }
}

#[cfg(feature = "json")]
macro_rules! json {
    ($value:expr) => {
        tl_runtime::inspect::JsonExt::to_json($value)
    };
}

include!("uses.rs");

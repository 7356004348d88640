//! Builds `messages.exportChatInvite` with every optional field, shows what goes on
//! the wire, and reads an answer.

use std::error::Error;

use generated_api::api::{LAYER, SCHEMA, enums, functions, types};
use tl_runtime::inspect::{self, Ty};
use tl_runtime::{Encode, Function};

fn main() -> Result<(), Box<dyn Error>> {
    let request = request();
    println!("request, layer {LAYER}: {request:#?}\n");
    let bytes = request.to_bytes()?;
    println!("{}", inspect::hex(&SCHEMA, Ty::FUNCTION, &bytes));

    let reply = reply().to_bytes()?;
    println!("\nreply:\n{}", inspect::hex(&SCHEMA, Ty::OBJECT, &reply));
    let invite = functions::messages::ExportChatInvite::decode_reply(&reply)?;
    println!("{invite:#?}");
    Ok(())
}

fn request() -> functions::messages::ExportChatInvite {
    let peer = types::InputPeerChannel::new(1_234_567_890, -42);
    functions::messages::ExportChatInvite::new(peer)
        .with_legacy_revoke_permanent(true)
        .with_request_needed(true)
        .with_expire_date(1_767_225_600)
        .with_usage_limit(10)
        .with_title("Friends")
        .with_subscription_pricing(types::StarsSubscriptionPricing::new(2_592_000, 500))
}

/// What a server would answer.
fn reply() -> enums::ExportedChatInvite {
    types::ChatInviteExported::new("https://t.me/+AbCdEfGhIjKlMnOp", 777_000, 1_700_000_000)
        .with_request_needed(true)
        .with_expire_date(1_767_225_600)
        .with_usage_limit(10)
        .with_title("Friends")
        .into()
}

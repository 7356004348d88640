//! Builds `messages.exportChatInvite` with every optional field, shows what goes on
//! the wire, and reads an answer.

use std::error::Error;

use generated_api::api::{LAYER, enums, functions, types};
use tl_runtime::{Encode, Function};

fn main() -> Result<(), Box<dyn Error>> {
    let request = request();
    println!("request, layer {LAYER}: {request:#?}\n");
    print_annotated(&request)?;

    let reply = reply().to_bytes()?;
    println!("\nreply: {}", hex(&reply));
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

/// Prints the bytes of each field on a line of its own.
fn print_annotated(request: &functions::messages::ExportChatInvite) -> Result<(), Box<dyn Error>> {
    let bytes = request.to_bytes()?;
    let mut rest = &bytes[..];
    for (name, length) in fields(request)? {
        let (field, behind) = rest
            .split_at_checked(length)
            .ok_or("the fields are longer than the request")?;
        println!("{:4}  {:40}  {name}", bytes.len() - rest.len(), hex(field));
        rest = behind;
    }
    match rest.is_empty() {
        true => Ok(()),
        false => Err("the request is longer than its fields".into()),
    }
}

/// The fields in the order of the wire, and how many bytes each of them takes.
fn fields(
    request: &functions::messages::ExportChatInvite,
) -> Result<Vec<(String, usize)>, Box<dyn Error>> {
    type Request = functions::messages::ExportChatInvite;
    let mut fields = vec![("id of messages.exportChatInvite".to_owned(), 4)];
    fields.push(("flags, computed from what is set".into(), 4));
    fields.push(("peer:InputPeer".into(), request.peer.to_bytes()?.len()));
    let optional = [
        ("expire_date:flags.0?int", length(&request.expire_date)?),
        ("usage_limit:flags.1?int", length(&request.usage_limit)?),
        ("title:flags.4?string", length(&request.title)?),
        (
            "subscription_pricing:flags.5?StarsSubscriptionPricing",
            length(&request.subscription_pricing)?,
        ),
    ];
    fields.extend(optional.map(|(name, length)| (name.into(), length)));
    Ok(fields)
}

fn length(field: &Option<impl Encode>) -> Result<usize, Box<dyn Error>> {
    match field {
        Some(value) => Ok(value.to_bytes()?.len()),
        None => Ok(0),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

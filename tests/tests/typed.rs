//! The vectors of the slice, built field by field through the typed API as a program
//! would, and read back into the same values.

use std::collections::BTreeSet;
use std::fmt::Debug;

use generated_api::api::{enums, functions, types};
use serde_json::Value;
use tl_runtime::{Decode, Encode};
use tl_tests::jsonl::Error;
use tl_tests::vectors::{self, Vector};

#[test]
fn export_chat_invite_in_all_combinations_of_flags() -> Result<(), Error> {
    let vectors = named(|v| v.name == "messages.exportChatInvite")?;
    let mut masks = BTreeSet::new();
    for vector in &vectors {
        let request = export_chat_invite(&vector.json);
        assert_same(&request, vector)?;
        masks.insert(flags_word(&vector.bytes));
    }
    assert!(masks.iter().copied().eq(0..64), "{masks:?}");
    assert_eq!(vectors.len(), 67);
    Ok(())
}

#[test]
fn exported_chat_invites() -> Result<(), Error> {
    let vectors = named(|v| v.ty == "ExportedChatInvite" && v.name.starts_with("chatInvite"))?;
    for vector in &vectors {
        assert_same(&exported_chat_invite(&vector.json), vector)?;
    }
    assert_eq!(vectors.len(), 14);
    Ok(())
}

#[test]
fn input_peers() -> Result<(), Error> {
    let vectors = named(|v| v.ty == "InputPeer")?;
    let names: BTreeSet<_> = vectors.iter().map(|v| v.name.as_str()).collect();
    for vector in &vectors {
        assert_same(&peer(&vector.json), vector)?;
    }
    assert_eq!((vectors.len(), names.len()), (7, 7));
    Ok(())
}

fn named(is_wanted: impl Fn(&Vector) -> bool) -> Result<Vec<Vector>, Error> {
    let vectors = vectors::mission()?;
    Ok(vectors.into_iter().filter(is_wanted).collect())
}

/// The value has the bytes of the vector, and the bytes have the value.
fn assert_same<T>(value: &T, vector: &Vector) -> Result<(), Error>
where
    T: Encode + Decode + PartialEq + Debug,
{
    assert_eq!(value.to_bytes()?, vector.bytes, "{}", vector.json);
    assert_eq!(&T::from_bytes(&vector.bytes)?, value);
    Ok(())
}

/// The word behind the id, which the typed API neither takes nor shows.
fn flags_word(bytes: &[u8]) -> u32 {
    let word = bytes[4..].first_chunk().expect("a request with flags");
    u32::from_le_bytes(*word)
}

fn export_chat_invite(json: &Value) -> functions::messages::ExportChatInvite {
    let mut request = functions::messages::ExportChatInvite::new(peer(&json["peer"]))
        .with_legacy_revoke_permanent(flag(json, "legacy_revoke_permanent"))
        .with_request_needed(flag(json, "request_needed"));
    if let Some(date) = int(json, "expire_date") {
        request = request.with_expire_date(date);
    }
    if let Some(limit) = int(json, "usage_limit") {
        request = request.with_usage_limit(limit);
    }
    if let Some(title) = json["title"].as_str() {
        request = request.with_title(title);
    }
    if let Some(pricing) = pricing(json) {
        request = request.with_subscription_pricing(pricing);
    }
    request
}

fn exported_chat_invite(json: &Value) -> enums::ExportedChatInvite {
    match json["_"].as_str() {
        Some("chatInvitePublicJoinRequests") => {
            enums::ExportedChatInvite::ChatInvitePublicJoinRequests
        }
        Some("chatInviteExported") => chat_invite_exported(json).into(),
        other => panic!("{other:?} is no ExportedChatInvite"),
    }
}

/// Fields that are absent are `None`, so here the struct is filled instead of `with_*`.
fn chat_invite_exported(json: &Value) -> types::ChatInviteExported {
    types::ChatInviteExported {
        revoked: flag(json, "revoked"),
        permanent: flag(json, "permanent"),
        request_needed: flag(json, "request_needed"),
        link: json["link"].as_str().expect("a link").to_owned(),
        admin_id: long(json, "admin_id"),
        date: int(json, "date").expect("a date"),
        start_date: int(json, "start_date"),
        expire_date: int(json, "expire_date"),
        usage_limit: int(json, "usage_limit"),
        usage: int(json, "usage"),
        requested: int(json, "requested"),
        subscription_expired: int(json, "subscription_expired"),
        title: json["title"].as_str().map(str::to_owned),
        subscription_pricing: pricing(json).map(Into::into),
    }
}

fn pricing(json: &Value) -> Option<types::StarsSubscriptionPricing> {
    let json = json.get("subscription_pricing")?;
    let period = int(json, "period").expect("a period");
    Some(types::StarsSubscriptionPricing::new(
        period,
        long(json, "amount"),
    ))
}

fn peer(json: &Value) -> enums::InputPeer {
    let hash = || long(json, "access_hash");
    let message = || int(json, "msg_id").expect("a message");
    match json["_"].as_str() {
        Some("inputPeerEmpty") => enums::InputPeer::Empty,
        Some("inputPeerSelf") => enums::InputPeer::PeerSelf,
        Some("inputPeerChat") => types::InputPeerChat::new(long(json, "chat_id")).into(),
        Some("inputPeerUser") => types::InputPeerUser::new(long(json, "user_id"), hash()).into(),
        Some("inputPeerChannel") => {
            types::InputPeerChannel::new(long(json, "channel_id"), hash()).into()
        }
        Some("inputPeerUserFromMessage") => types::InputPeerUserFromMessage::new(
            peer(&json["peer"]),
            message(),
            long(json, "user_id"),
        )
        .into(),
        Some("inputPeerChannelFromMessage") => types::InputPeerChannelFromMessage::new(
            peer(&json["peer"]),
            message(),
            long(json, "channel_id"),
        )
        .into(),
        other => panic!("{other:?} is no InputPeer"),
    }
}

fn flag(json: &Value, field: &str) -> bool {
    json[field].as_bool().unwrap_or(false)
}

fn int(json: &Value, field: &str) -> Option<i32> {
    let value = json.get(field)?.as_i64().expect("an int is a number");
    Some(i32::try_from(value).expect("an int has 32 bits"))
}

fn long(json: &Value, field: &str) -> i64 {
    let digits = json[field].as_str().expect("a long is a string");
    digits.parse().expect("a long has 64 bits")
}

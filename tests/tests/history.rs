//! Bytes of older layers, as libraries of their time wrote them, read by bindings of the newest
//! one that know those layers.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;
use tl_runtime::inspect::JsonExt;
use tl_runtime::{Decode, Encode};
use tl_tests::history::{self, HISTORY, enums, types};
use tl_tests::jsonl::{self, Error};

/// A value of a layer.
#[derive(Deserialize)]
struct Vector {
    layer: i32,
    #[serde(rename = "hex", deserialize_with = "tl_tests::hex::deserialize")]
    bytes: Vec<u8>,
    json: Value,
}

impl Vector {
    fn id(&self) -> Result<u32, Error> {
        let id = self.bytes.first_chunk().ok_or("no id")?;
        Ok(u32::from_le_bytes(*id))
    }
}

fn vectors() -> Result<Vec<Vector>, Error> {
    jsonl::read("history.jsonl")
}

/// In JSON an older combinator is called by its id too.
fn without_ids(value: &mut Value) {
    if let Value::Object(members) = value {
        if let Some(Value::String(name)) = members.get_mut("_") {
            name.truncate(name.find('#').unwrap_or(name.len()));
        }
        members.values_mut().for_each(without_ids);
    }
}

#[test]
fn every_vector_is_read_as_what_it_is() -> Result<(), Error> {
    for vector in vectors()? {
        let object = history::Object::from_bytes(&vector.bytes)?;
        assert_eq!(object.to_bytes()?, vector.bytes);
        let json = object.to_json()?;
        let mut value: Value = serde_json::from_str(&json)?;
        without_ids(&mut value);
        assert_eq!(value, vector.json, "layer {}", vector.layer);
        let again = history::Object::from_json(&json)?;
        assert_eq!(again.to_bytes()?, vector.bytes, "{json}");
    }
    Ok(())
}

/// What has become `long` is text in JSON.
fn widened(value: &mut Value) {
    let Value::Object(members) = value else {
        return;
    };
    for (name, member) in members {
        let is_widened = ["chat_id", "user_id", "channel_id", "admin_id"].contains(&name.as_str());
        match member {
            Value::Number(number) if is_widened => *member = number.to_string().into(),
            other => widened(other),
        }
    }
}

/// A client that knows only the newest layer reads what is upgraded.
#[test]
fn what_can_be_upgraded_is_of_the_newest_layer() -> Result<(), Error> {
    let mut kept = BTreeSet::new();
    for vector in vectors()? {
        let id = vector.id()?;
        let object = history::Object::from_bytes(&vector.bytes)?.upgrade();
        let row = HISTORY.iter().find(|row| row.id == id);
        if let Some(obstacle) = row.and_then(|row| row.obstacle) {
            assert_eq!(object.to_bytes()?, vector.bytes);
            kept.insert((id, obstacle));
            continue;
        }
        let newest = generated_api::api::Object::from_bytes(&object.to_bytes()?)?;
        let value: Value = serde_json::from_str(&newest.to_json()?)?;
        let mut expected = vector.json;
        widened(&mut expected);
        assert_eq!(value, expected, "layer {}", vector.layer);
    }
    assert_eq!(
        kept.into_iter().collect::<Vec<_>>(),
        [
            (0x69df3769, "the newest layer has no `chatInviteEmpty`"),
            (0x7d885289, "`chat_id` is gone"),
            (0xfc2e05bc, "`admin_id` is new and required"),
        ]
    );
    Ok(())
}

#[test]
fn every_older_combinator_has_a_vector() -> Result<(), Error> {
    let ids: Result<BTreeSet<_>, _> = vectors()?.iter().map(Vector::id).collect();
    let ids = ids?;
    let missing: Vec<_> = HISTORY
        .iter()
        .filter(|row| !ids.contains(&row.id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(HISTORY.len(), 14);
    Ok(())
}

/// A server of another layer may have put an older value into a newer one.
#[test]
fn layers_may_be_mixed_in_one_value() -> Result<(), Error> {
    let older = types::InputPeerChannelLayer123::new(99, -1);
    let peer = enums::InputPeer::ChannelLayer123(older);
    let mixed = enums::InputPeer::from(types::InputPeerUserFromMessage::new(peer, 7, 8));
    let read = enums::InputPeer::from_bytes(&mixed.to_bytes()?)?;
    assert_eq!(read, mixed);
    let newest = types::InputPeerChannel::new(99, -1);
    let newest = types::InputPeerUserFromMessage::new(newest, 7, 8);
    assert_eq!(read.upgrade(), enums::InputPeer::from(newest));
    Ok(())
}

/// The bindings are those of the newest schema, and keep its names.
#[test]
fn the_schema_is_the_newest() {
    assert_eq!(history::LAYER, generated_api::api::LAYER);
    assert_eq!(history::SCHEMA_HASH, generated_api::api::SCHEMA_HASH);
    let newest = types::ChatInviteExported::new("link", 1_i64, 2);
    assert!(newest.title.is_none());
}

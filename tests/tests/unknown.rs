//! Messages of a server that knows more than these bindings: what is lost, and what errors say.

use generated_api::{api, mtproto};
use tl_runtime::inspect;
use tl_runtime::{Decode, DecodeErrorKind, Encode, Function, Identifiable};
use tl_tests::jsonl::Error;
use tl_tests::vectors;

type ExportChatInvite = api::functions::messages::ExportChatInvite;

/// The id of a constructor that no layer has.
const UNKNOWN: u32 = 0x0000_dead;

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A request with a peer that is unknown, two levels deep.
fn request() -> Vec<u8> {
    let from_message = api::types::InputPeerUserFromMessage::CONSTRUCTOR_ID;
    words(&[
        ExportChatInvite::CONSTRUCTOR_ID,
        0,
        from_message,
        UNKNOWN,
        1,
        2,
        0,
    ])
}

#[test]
fn an_error_says_what_is_unknown_and_where() {
    let error = ExportChatInvite::from_bytes(&request()).expect_err("a peer is unknown");
    assert_eq!(error.offset(), 12);
    assert_eq!(error.path(), Some("messages.exportChatInvite.peer.peer"));
    assert!(matches!(
        error.kind(),
        DecodeErrorKind::UnexpectedId { found: UNKNOWN, .. }
    ));
    assert_eq!(
        error.to_string(),
        "expected InputPeer, found 0x0000dead at byte 12, messages.exportChatInvite.peer.peer"
    );
    let any = api::AnyFunction::from_bytes(&request()).expect_err("a peer is unknown");
    assert_eq!((&any, any.path()), (&error, error.path()));
}

#[test]
fn the_path_of_a_reply_begins_with_what_came() -> Result<(), Error> {
    let pricing = api::types::StarsSubscriptionPricing::new(1, 2);
    let invite = api::types::ChatInviteExported::new("link", 1_i64, 2);
    let invite = invite.with_subscription_pricing(pricing);
    let mut reply = api::enums::ExportedChatInvite::from(invite).to_bytes()?;
    let at = reply
        .len()
        .checked_sub(16)
        .ok_or("it ends with the pricing")?;
    reply.splice(at..at.saturating_add(4), UNKNOWN.to_le_bytes());
    let error = ExportChatInvite::decode_reply(&reply).expect_err("the pricing is unknown");
    assert_eq!(
        error.path(),
        Some("chatInviteExported.subscription_pricing")
    );
    Ok(())
}

fn result(body: &[u8]) -> Vec<u8> {
    let head = words(&[mtproto::types::RpcResult::CONSTRUCTOR_ID, 7, 0]);
    [&head, body].concat()
}

/// Of a result of the API that is not known, the bytes are there for another schema.
#[test]
fn a_result_keeps_its_bytes() -> Result<(), Error> {
    for body in [words(&[UNKNOWN, 1, 2]), request()] {
        let bytes = result(&body);
        let object = mtproto::Object::from_bytes(&bytes)?;
        assert_eq!(object.to_bytes()?, bytes);
        let mtproto::Object::RpcResult(result) = object else {
            return Err(format!("{object:?}").into());
        };
        let result = mtproto::types::RpcResult::try_from(*result);
        let result = result.map_err(|other| format!("{other:?}"))?;
        let mtproto::Object::Unknown(unknown) = result.result else {
            return Err(format!("{:?}", result.result).into());
        };
        assert_eq!(unknown.bytes(), body);
    }
    Ok(())
}

/// A container of three messages, of which the second has something unknown deep inside.
#[test]
fn the_other_messages_of_a_container_are_read() -> Result<(), Error> {
    let pong = mtproto::types::Pong::CONSTRUCTOR_ID;
    let pong = words(&[pong, 1, 0, 2, 0]);
    let bytes = container(&[&pong, &result(&request()), &pong]);
    let object = mtproto::Object::from_bytes(&bytes)?;
    assert_eq!(object.to_bytes()?, bytes);
    let mtproto::Object::MessageContainer(container) = object else {
        return Err(format!("{object:?}").into());
    };
    let container = mtproto::types::MsgContainer::try_from(*container);
    let container = container.map_err(|other| format!("{other:?}"))?;
    let [first, second, third] = &container.messages[..] else {
        return Err(format!("{container:?}").into());
    };
    assert!(matches!(first.body, mtproto::Object::Pong(_)), "{first:?}");
    assert!(matches!(third.body, mtproto::Object::Pong(_)), "{third:?}");
    // The result is known, and what is in it is kept.
    assert!(
        matches!(second.body, mtproto::Object::RpcResult(_)),
        "{second:?}"
    );
    Ok(())
}

/// So do those of what reads bytes without types, also of a bare value, whose type is known there.
#[test]
fn errors_of_inspection_have_a_path() {
    let ty = inspect::Ty::new("!a455de90");
    let error = inspect::to_json(&api::SCHEMA, ty, &request()).expect_err("a peer is unknown");
    let said =
        "expected InputPeer, found 0x0000dead at byte 12, messages.exportChatInvite.peer.peer";
    assert_eq!(error.to_string(), said);
    let ty = inspect::Ty::new("%a87b0a1c");
    let error =
        inspect::to_json(&api::SCHEMA, ty, &request()[12..]).expect_err("a peer is unknown");
    let said = "expected InputPeer, found 0x0000dead at byte 0, inputPeerUserFromMessage.peer";
    assert_eq!(error.to_string(), said);
}

fn container(bodies: &[&[u8]]) -> Vec<u8> {
    let mut bytes = words(&[
        mtproto::types::MsgContainer::CONSTRUCTOR_ID,
        bodies.len() as u32,
    ]);
    for (body, id) in bodies.iter().zip(1_i64..) {
        bytes.extend(id.to_le_bytes());
        bytes.extend(words(&[0, body.len() as u32]));
        bytes.extend(*body);
    }
    bytes
}

/// Whatever comes is refused, or written as what it was read as.
#[test]
fn nothing_is_lost_of_what_is_read() -> Result<(), Error> {
    let vectors = vectors::mission()?;
    let mut kept = 0_usize;
    arbtest::arbtest(|u| {
        let mut bodies = Vec::new();
        for _ in 0..u.int_in_range(1..=4)? {
            let mut body = u.choose(&vectors)?.bytes.clone();
            if u.ratio(1, 2)? {
                body = result(&body);
            }
            bodies.push(body);
        }
        let bodies: Vec<_> = bodies.iter().map(Vec::as_slice).collect();
        let mut bytes = container(&bodies);
        for _ in 0..u.int_in_range(0..=3)? {
            let at = u.choose_index(bytes.len())?;
            bytes[at] = u.arbitrary()?;
        }
        if let Ok(object) = mtproto::Object::from_bytes(&bytes) {
            let written = object.to_bytes().expect("what was read can be written");
            // What pads strings is free, and so is the form of a short length.
            assert_eq!(mtproto::Object::from_bytes(&written).as_ref(), Ok(&object));
            assert_eq!(object.clone(), object);
            kept += usize::from(format!("{object:?}").contains("Unknown("));
        }
        Ok(())
    })
    .budget_ms(2_000);
    assert!(kept > 0, "something is unknown now and then");
    Ok(())
}

/// What is wrong in the API's schema is found from the message on.
#[test]
fn a_path_leads_through_both_schemas() {
    let bytes = [result(&request()), words(&[1])].concat();
    let error = tl_tests::mtproto::Object::from_bytes(&bytes).expect_err("a peer is unknown");
    assert_eq!(error.offset(), 24);
    assert_eq!(error.path(), Some("rpc_result.result.peer.peer"));
}

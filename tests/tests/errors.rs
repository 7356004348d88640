//! What a user reads when bytes are no value, or a value has no bytes: text and place.

use generated_api::{api, mtproto};
use tl_runtime::{Decode, DecodeError, Encode, Function, Limits};
use tl_tests::{hex, layer230};

use api::enums::{ExportedChatInvite, InputPeer};
use api::functions::messages::{DeleteExportedChatInvite, ExportChatInvite};

/// Checks the text of the error; the offset is the number at its end.
#[track_caller]
fn assert_error<T: std::fmt::Debug>(result: Result<T, DecodeError>, offset: usize, text: &str) {
    let error = result.expect_err("refused");
    assert_eq!(error.to_string(), format!("{text} at byte {offset}"));
    assert_eq!((error.offset(), error.path()), (offset, None));
}

#[track_caller]
fn bytes(digits: &str) -> Vec<u8> {
    hex::decode(&digits.replace(' ', "")).expect("hex digits")
}

#[test]
fn truncated_input() {
    assert_error(
        InputPeer::from_bytes(&[]),
        0,
        "expected a constructor id: 4 bytes needed, 0 remain",
    );
    assert_error(
        ExportChatInvite::from_bytes(&bytes("90de55a4 3f000000 ea18")),
        8,
        "expected a constructor id: 4 bytes needed, 2 remain",
    );
    assert_error(
        ExportChatInvite::from_bytes(&bytes("90de55a4 03000000 ea183b7f 00b95569 6300")),
        16,
        "expected an int: 4 bytes needed, 2 remain",
    );
}

#[test]
fn an_id_of_another_type() {
    assert_error(
        InputPeer::from_bytes(&bytes("3fb1c1f7")),
        0,
        "expected InputPeer, found 0xf7c1b13f (inputUserSelf)",
    );
    let error = ExportChatInvite::from_bytes(&bytes("90de55a4 00000000 01000000"));
    let error = error.expect_err("refused");
    assert_eq!(
        (error.offset(), error.path()),
        (8, Some("messages.exportChatInvite.peer"))
    );
    assert_eq!(
        error.to_string(),
        "expected InputPeer, found 0x00000001 at byte 8, messages.exportChatInvite.peer"
    );
}

#[test]
fn an_id_that_is_no_function() {
    assert_error(
        ExportChatInvite::from_bytes(&bytes("c97ea07d")),
        0,
        "expected messages.exportChatInvite, found 0x7da07ec9 (inputPeerSelf)",
    );
    assert_error(
        api::AnyFunction::from_bytes(&bytes("c97ea07d")),
        0,
        "expected a function, found 0x7da07ec9 (inputPeerSelf)",
    );
    assert_error(
        api::Object::from_bytes(&bytes("00000000")),
        0,
        "expected Object, found 0x00000000",
    );
}

#[test]
fn a_count_beyond_the_end() {
    let acks = bytes("59b4d662 15c4b51c ffffff7f 0100000000000000");
    assert_error(
        mtproto::enums::MsgsAck::from_bytes(&acks),
        8,
        "a vector of 2147483647 elements does not fit into 8 remaining bytes",
    );
}

#[test]
fn a_vector_without_its_id() {
    assert_error(
        mtproto::enums::MsgsAck::from_bytes(&bytes("59b4d662 00000000")),
        4,
        "expected Vector, found 0x00000000",
    );
}

#[test]
fn a_string_beyond_the_end() {
    assert_error(
        ExportedChatInvite::from_bytes(&bytes("96bd2ca2 00000000 c8616263")),
        8,
        "expected a string: 204 bytes needed, 4 remain",
    );
    assert_error(
        ExportedChatInvite::from_bytes(&bytes("96bd2ca2 00000000 ff616263")),
        8,
        "invalid length prefix 0xff of a string",
    );
}

#[test]
fn a_string_that_is_no_utf8() {
    assert_error(
        ExportedChatInvite::from_bytes(&bytes(
            "96bd2ca2 00000000 0361ff63 0000000000000000 00000000",
        )),
        10,
        "invalid UTF-8 in a string",
    );
}

#[test]
fn a_reply_that_is_no_bool() {
    assert_error(
        DeleteExportedChatInvite::decode_reply(&bytes("01000000")),
        0,
        "expected Bool, found 0x00000001",
    );
}

#[test]
fn trailing_bytes() {
    assert_error(
        InputPeer::from_bytes(&bytes("c97ea07d 00")),
        4,
        "trailing bytes: 1 left",
    );
}

#[test]
fn too_deep() {
    let nested = |levels: usize| {
        // Each inputPeerUserFromMessage ends with msg_id and user_id.
        let mut nested = bytes("1c0a7ba8").repeat(levels);
        nested.extend(bytes("c97ea07d"));
        nested.resize(nested.len() + 12 * levels, 0);
        nested
    };
    assert!(InputPeer::from_bytes(&nested(63)).is_ok());
    assert_error(
        InputPeer::from_bytes(&nested(64)),
        256,
        "more than 64 levels of nested values",
    );
    assert_error(
        InputPeer::from_bytes_with(&nested(1), Limits::DEFAULT.with_depth(1)),
        4,
        "more than 1 levels of nested values",
    );
}

#[test]
fn beyond_other_limits() {
    let acks = bytes("59b4d662 15c4b51c 01000000 0100000000000000");
    assert_error(
        mtproto::enums::MsgsAck::from_bytes_with(&acks, Limits::DEFAULT.with_elements(0)),
        8,
        "more than 0 vector elements in one message",
    );
    assert_error(
        mtproto::enums::MsgsAck::from_bytes_with(&acks, Limits::DEFAULT.with_bytes(19)),
        0,
        "more than 19 bytes of input",
    );
}

#[test]
fn bytes_too_long_to_encode() {
    let request = |length| {
        let data = vec![0; length];
        mtproto::functions::SetClientDhParams::new([0; 16], [0; 16], data).to_bytes()
    };
    assert!(request((1 << 24) - 1).is_ok());
    assert_eq!(
        request(1 << 24).expect_err("too long").to_string(),
        "a string of 16777216 bytes is too long: at most 16777215 bytes can be encoded"
    );
}

#[test]
fn some_of_the_fields_on_one_bit() {
    use layer230::functions::messages::GetExportedChatInvites;
    let peer = layer230::enums::InputPeer::PeerSelf;
    let request = GetExportedChatInvites::new(peer, layer230::enums::InputUser::UserSelf, 10);
    assert!(request.to_bytes().is_ok());

    let request = request.with_offset_date(0);
    assert_eq!(
        request.to_bytes().expect_err("no link").to_string(),
        "the fields of messages.getExportedChatInvites on flags.2 must be all set or all absent"
    );
    assert!(request.with_offset_link("").to_bytes().is_ok());
}

/// A `true` on the bit counts as set, too.
#[test]
fn a_bare_flag_without_the_fields_on_its_bit() {
    let mut update = layer230::types::UpdateNewAuthorization::new(1);
    update.unconfirmed = true;
    let update = layer230::enums::Update::from(update);
    assert_eq!(
        update.to_bytes().expect_err("no date").to_string(),
        "the fields of updateNewAuthorization on flags.0 must be all set or all absent"
    );
}

//! Error texts, and a published request and reply through hand-written bindings.

mod common;

use common::hex;
use tl_runtime::__v0_1::{
    Decode, DecodeError, Encode, EncodeError, Function, Identifiable, Limits, Reader, Row, Table,
    Writer,
};

static NAMES: Table<'static> = Table::new(
    &[
        Row::new(0x7da0_7ec9, "inputPeerSelf", "", ""),
        Row::new(0xa22c_bd96, "chatInviteExported", "", ""),
    ],
    &[],
);

#[derive(Debug, PartialEq)]
enum InputPeer {
    Myself,
    Chat { chat_id: i64 },
}

impl Encode for InputPeer {
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        match self {
            Self::Myself => w.id(0x7da0_7ec9),
            Self::Chat { chat_id } => {
                w.id(0x35a9_5cb9);
                w.long(*chat_id);
            }
        }
    }
}

impl Decode for InputPeer {
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
        match r.id() {
            0x7da0_7ec9 => Self::Myself,
            0x35a9_5cb9 => Self::Chat { chat_id: r.long() },
            found => {
                r.unexpected_id("InputPeer", found, &NAMES);
                Self::Myself
            }
        }
    }
}

/// `flags:# request_needed:flags.3?true peer:InputPeer expire_date:flags.0?int title:flags.4?string`
struct ExportChatInvite {
    request_needed: bool,
    peer: InputPeer,
    expire_date: Option<i32>,
    title: Option<String>,
}

impl Identifiable for ExportChatInvite {
    const CONSTRUCTOR_ID: u32 = 0xa455_de90;
}

impl Encode for ExportChatInvite {
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer) {
        w.id(Self::CONSTRUCTOR_ID);
        w.nat(
            u32::from(self.request_needed) << 3
                | u32::from(self.expire_date.is_some())
                | u32::from(self.title.is_some()) << 4,
        );
        w.value(&self.peer);
        w.opt(&self.expire_date);
        w.opt(&self.title);
    }
}

impl Function for ExportChatInvite {
    type Return = Vec<InputPeer>;
}

fn request(peer: InputPeer) -> ExportChatInvite {
    ExportChatInvite {
        request_needed: false,
        peer,
        expire_date: None,
        title: None,
    }
}

#[test]
fn a_published_request() {
    let mut r = request(InputPeer::Chat {
        chat_id: 4_242_424_242,
    });
    r.title = Some("Друзья 🎉".into());
    assert_eq!(
        r.to_bytes().unwrap(),
        hex("90de55a410000000b95ca935b241defc0000000011d094d180d183d0b7d18cd18f20f09f8e890000")
    );
    let mut r = request(InputPeer::Chat {
        chat_id: 4_242_424_242,
    });
    r.request_needed = true;
    assert_eq!(
        r.to_bytes().unwrap(),
        hex("90de55a408000000b95ca935b241defc00000000")
    );
    let mut r = request(InputPeer::Myself);
    r.title = Some("x".repeat(254));
    let bytes = r.to_bytes().unwrap();
    assert_eq!(
        (bytes.len(), &bytes[..16]),
        (272, &hex("90de55a410000000c97ea07dfefe0000")[..])
    );
    r.title = Some("x".repeat(253));
    assert_eq!(r.to_bytes().unwrap().len(), 268);
    let mut r = request(InputPeer::Myself);
    r.expire_date = Some(0);
    assert_eq!(
        r.to_bytes().unwrap(),
        hex("90de55a401000000c97ea07d00000000")
    );
}

#[test]
fn a_reply_has_the_type_of_the_function() {
    let bytes = hex("15c4b51c02000000 c97ea07d b95ca935b241defc00000000");
    let peers = [
        InputPeer::Myself,
        InputPeer::Chat {
            chat_id: 4_242_424_242,
        },
    ];
    assert_eq!(ExportChatInvite::decode_reply(&bytes).unwrap(), peers);
    let limits = Limits::DEFAULT.with_elements(1);
    assert!(ExportChatInvite::decode_reply_with(&bytes, limits).is_err());
    assert!(ExportChatInvite::decode_reply(&[&bytes[..], &[0]].concat()).is_err());
}

#[test]
fn every_truncation_is_an_error() {
    let bytes = hex("15c4b51c02000000 c97ea07d b95ca935b241defc00000000");
    for length in 0..bytes.len() {
        assert!(
            Vec::<InputPeer>::from_bytes(&bytes[..length]).is_err(),
            "{length}"
        );
    }
}

#[test]
fn decode_errors_in_words() {
    fn text<T: std::fmt::Debug>(result: Result<T, DecodeError>) -> String {
        result.unwrap_err().to_string()
    }
    let peers = |bytes: &str| text(Vec::<InputPeer>::from_bytes(&hex(bytes)));
    assert_eq!(
        peers("15c4b51c02000000 c97ea07d 96bd2ca2"),
        "expected InputPeer, found 0xa22cbd96 (chatInviteExported) at byte 12, [1]"
    );
    assert_eq!(
        peers("15c4b51c01000000 0d000000"),
        "expected InputPeer, found 0x0000000d at byte 8, [0]"
    );
    assert_eq!(
        peers("15c4b51c03000000 00000000"),
        "a vector of 3 elements does not fit into 4 remaining bytes at byte 4"
    );
    let mut r = Reader::new(b"\0\0\0\0\0\0\0\0\x0cab");
    r.long();
    assert_eq!(
        text(String::decode(&mut r)),
        "expected a string: 16 bytes needed, 3 remain at byte 8"
    );
    let bytes = Vec::<u8>::from_bytes(&[]);
    assert_eq!(
        text(bytes),
        "expected bytes: 4 bytes needed, 0 remain at byte 0"
    );
    let string = |bytes: &[u8]| text(String::from_bytes(bytes));
    assert_eq!(string(b"\x03a\xffb"), "invalid UTF-8 in a string at byte 2");
    assert_eq!(
        string(b"\xff\0\0\0"),
        "invalid length prefix 0xff of a string at byte 0"
    );
    assert_eq!(string(b"\x03abc1234"), "trailing bytes: 4 left at byte 4");
    assert_eq!(
        string(b""),
        "expected a string: 4 bytes needed, 0 remain at byte 0"
    );
    let limited = |limits| {
        text(Vec::<i32>::from_bytes_with(
            &hex("15c4b51c0100000000000000"),
            limits,
        ))
    };
    let limits = Limits::DEFAULT;
    assert_eq!(
        limited(limits.with_bytes(5)),
        "more than 5 bytes of input at byte 0"
    );
    assert_eq!(
        limited(limits.with_elements(0)),
        "more than 0 vector elements in one message at byte 4"
    );
    let mut r = Reader::with_limits(&[], limits.with_depth(0));
    r.enter();
    assert_eq!(
        text(r.check()),
        "more than 0 levels of nested values at byte 0"
    );
}

#[test]
fn encode_errors_in_words() {
    let text = |error: EncodeError| error.to_string();
    assert_eq!(
        text(EncodeError::BytesTooLong {
            length: 16_777_216,
            max: 16_777_215
        }),
        "a string of 16777216 bytes is too long: at most 16777215 bytes can be encoded"
    );
    assert_eq!(
        text(vec![0_u8; 1 << 24].to_bytes().unwrap_err()),
        "a string of 16777216 bytes is too long: at most 16777215 bytes can be encoded"
    );
    assert_eq!(
        text(EncodeError::VectorTooLong {
            length: 4_294_967_295
        }),
        "a vector of 4294967295 elements is too long"
    );
    assert_eq!(
        text(EncodeError::SharedBit {
            combinator: "channelFull",
            bit: "flags.3"
        }),
        "the fields of channelFull on flags.3 must be all set or all absent"
    );
    assert_eq!(
        text(EncodeError::FieldBits {
            combinator: "liteServer.lookupBlock",
            word: "mode",
            bits: 6
        }),
        "bits 0x6 of mode in liteServer.lookupBlock stand for fields: set the fields"
    );
}

#[test]
fn errors_are_errors() {
    fn source_of(error: &dyn std::error::Error) -> String {
        assert!(error.source().is_none());
        error.to_string()
    }
    let error = i32::from_bytes(&[]).unwrap_err();
    assert_eq!(
        source_of(&error),
        format!("{} at byte 0", source_of(error.kind()))
    );
    let error = EncodeError::VectorTooLong { length: 1 };
    assert_eq!(source_of(&error), error.to_string());
}

#[test]
fn the_default_limits() {
    let limits = Limits::default();
    assert_eq!(
        (limits.depth, limits.elements, limits.bytes),
        (64, 16_777_216, 67_108_864)
    );
    assert_eq!(limits, Limits::DEFAULT);
}

/// The version guard of generated code is named after the version of this crate.
#[test]
fn the_guard_has_the_version_of_the_crate() {
    let major_minor = concat!(
        env!("CARGO_PKG_VERSION_MAJOR"),
        "_",
        env!("CARGO_PKG_VERSION_MINOR")
    );
    let source = include_str!("../src/lib.rs");
    assert!(source.contains(&format!("pub mod __v{major_minor} {{")));
}

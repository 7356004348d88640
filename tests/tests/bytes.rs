//! The bytes of one request and one reply, field by field. The pieces are written
//! here by hand with the runtime's [`Writer`]; together they must be what the typed
//! values encode to.

use std::fmt::Write;
use std::path::Path;

use generated_api::api::{enums, functions, types};
use tl_runtime::{Decode, Encode, Function, Writer};

/// An encoded value in labelled pieces.
#[derive(Default)]
struct Annotated {
    pieces: Vec<(&'static str, Vec<u8>)>,
}

impl Annotated {
    /// Adds what `write` writes as one piece.
    fn piece(mut self, label: &'static str, write: impl FnOnce(&mut Writer)) -> Self {
        let mut w = Writer::new();
        write(&mut w);
        let bytes = w.finish().expect("short values have a TL form");
        self.pieces.push((label, bytes));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        self.pieces
            .iter()
            .flat_map(|(_, bytes)| bytes.clone())
            .collect()
    }

    /// A line for each piece: its offset, its label, its bytes in groups of four.
    fn table(&self) -> String {
        let widest = self
            .pieces
            .iter()
            .map(|(label, _)| label.len())
            .max()
            .unwrap_or(0);
        let mut text = String::new();
        let mut offset = 0;
        for (label, bytes) in &self.pieces {
            let hex = groups(bytes);
            writeln!(text, "{offset:4}  {label:widest$}  {hex}")
                .expect("a string can be written to");
            offset += bytes.len();
        }
        writeln!(text, "{offset:4}  end").expect("a string can be written to");
        text
    }
}

fn groups(bytes: &[u8]) -> String {
    let group = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    bytes.chunks(4).map(group).collect::<Vec<_>>().join(" ")
}

fn compare(name: &str, annotated: &Annotated) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    insta::with_settings!({
        snapshot_path => folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("bytes__{name}"), annotated.table());
    });
}

#[test]
fn export_chat_invite_with_all_fields() {
    let request =
        functions::messages::ExportChatInvite::new(types::InputPeerChannel::new(1_234_567_890, -2))
            .with_legacy_revoke_permanent(true)
            .with_request_needed(true)
            .with_expire_date(1_800_000_000)
            .with_usage_limit(25)
            .with_title("Kirchenchor")
            .with_subscription_pricing(types::StarsSubscriptionPricing::new(2_592_000, 500));
    let annotated = Annotated::default()
        .piece("messages.exportChatInvite", |w| w.id(0xa455_de90))
        .piece("flags: bits 0 to 5", |w| w.nat(0b11_1111))
        .piece("peer: inputPeerChannel", |w| w.id(0x27bc_bbfc))
        .piece("peer.channel_id", |w| w.long(1_234_567_890))
        .piece("peer.access_hash", |w| w.long(-2))
        .piece("expire_date", |w| w.int(1_800_000_000))
        .piece("usage_limit", |w| w.int(25))
        .piece("title", |w| w.string("Kirchenchor"))
        .piece("subscription_pricing: starsSubscriptionPricing", |w| {
            w.id(0x0541_6d58)
        })
        .piece("subscription_pricing.period", |w| w.int(2_592_000))
        .piece("subscription_pricing.amount", |w| w.long(500));

    assert_eq!(request.to_bytes(), Ok(annotated.bytes()));
    assert_eq!(
        functions::messages::ExportChatInvite::from_bytes(&annotated.bytes()),
        Ok(request)
    );
    compare("export_chat_invite", &annotated);
}

#[test]
fn export_chat_invite_with_the_peer_alone() {
    let request = functions::messages::ExportChatInvite::new(enums::InputPeer::PeerSelf);
    let annotated = Annotated::default()
        .piece("messages.exportChatInvite", |w| w.id(0xa455_de90))
        .piece("flags: none", |w| w.nat(0))
        .piece("peer: inputPeerSelf", |w| w.id(0x7da0_7ec9));

    assert_eq!(request.to_bytes(), Ok(annotated.bytes()));
    compare("export_chat_invite_least", &annotated);
}

#[test]
fn a_reply() {
    let invite = types::ChatInviteExported::new("https://t.me/+AbCdEf", 42, 1_700_000_000)
        .with_request_needed(true)
        .with_expire_date(1_800_000_000)
        .with_usage_limit(25)
        .with_title("für alle");
    let annotated = Annotated::default()
        .piece("chatInviteExported", |w| w.id(0xa22c_bd96))
        .piece("flags: bits 1, 2, 6, 8", |w| w.nat(0b1_0100_0110))
        .piece("link", |w| w.string("https://t.me/+AbCdEf"))
        .piece("admin_id", |w| w.long(42))
        .piece("date", |w| w.int(1_700_000_000))
        .piece("expire_date", |w| w.int(1_800_000_000))
        .piece("usage_limit", |w| w.int(25))
        .piece("title", |w| w.string("für alle"));

    let reply = functions::messages::ExportChatInvite::decode_reply(&annotated.bytes());
    assert_eq!(reply, Ok(enums::ExportedChatInvite::from(invite)));
    let again = reply.map(|reply| reply.to_bytes());
    assert_eq!(again, Ok(Ok(annotated.bytes())));
    compare("reply", &annotated);
}

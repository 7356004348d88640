//! The small values for tl-proto, whose users write structs by hand. It has no string: text
//! is bytes, and nobody looks whether it is UTF-8.

use std::hint::black_box;

use tl_proto::{Boxed, TlRead, TlWrite};

use super::works::Works;
use crate::timing::repeated;

/// `messages.exportChatInvite`; `S` holds text, owned or borrowed.
macro_rules! export_chat_invite {
    ($(#[$about:meta])* $Name:ident $(<$tl:lifetime>)?, $Text:ty) => {
        $(#[$about])*
        #[derive(TlRead, TlWrite)]
        #[tl(boxed, id = 0xa455de90)]
        pub struct $Name $(<$tl>)? {
            #[tl(flags)]
            _flags: (),
            #[tl(flags_bit = 2)]
            legacy_revoke_permanent: Option<()>,
            #[tl(flags_bit = 3)]
            request_needed: Option<()>,
            peer: InputPeer,
            #[tl(flags_bit = 0)]
            expire_date: Option<i32>,
            #[tl(flags_bit = 1)]
            usage_limit: Option<i32>,
            #[tl(flags_bit = 4)]
            title: Option<$Text>,
            #[tl(flags_bit = 5)]
            subscription_pricing: Option<StarsSubscriptionPricing>,
        }
    };
}

export_chat_invite! {
    /// `messages.exportChatInvite` with text of its own.
    ExportChatInvite, Vec<u8>
}

export_chat_invite! {
    /// `messages.exportChatInvite` with text in the bytes that it is read from.
    ExportChatInviteRef<'tl>, &'tl [u8]
}

/// `ExportedChatInvite`.
macro_rules! exported_chat_invite {
    ($(#[$about:meta])* $Name:ident $(<$tl:lifetime>)?, $Text:ty) => {
        $(#[$about])*
        #[derive(TlRead, TlWrite)]
        #[tl(boxed)]
        pub enum $Name $(<$tl>)? {
            #[tl(id = 0xed107ab7)]
            PublicJoinRequests,
            #[tl(id = 0xa22cbd96)]
            Exported {
                #[tl(flags)]
                _flags: (),
                #[tl(flags_bit = 0)]
                revoked: Option<()>,
                #[tl(flags_bit = 5)]
                permanent: Option<()>,
                #[tl(flags_bit = 6)]
                request_needed: Option<()>,
                link: $Text,
                admin_id: i64,
                date: i32,
                #[tl(flags_bit = 4)]
                start_date: Option<i32>,
                #[tl(flags_bit = 1)]
                expire_date: Option<i32>,
                #[tl(flags_bit = 2)]
                usage_limit: Option<i32>,
                #[tl(flags_bit = 3)]
                usage: Option<i32>,
                #[tl(flags_bit = 7)]
                requested: Option<i32>,
                #[tl(flags_bit = 10)]
                subscription_expired: Option<i32>,
                #[tl(flags_bit = 8)]
                title: Option<$Text>,
                #[tl(flags_bit = 9)]
                subscription_pricing: Option<StarsSubscriptionPricing>,
            },
        }
    };
}

exported_chat_invite! {
    /// `ExportedChatInvite` with text of its own.
    ExportedChatInvite, Vec<u8>
}

exported_chat_invite! {
    /// `ExportedChatInvite` with text in the bytes that it is read from.
    ExportedChatInviteRef<'tl>, &'tl [u8]
}

/// `Vector<long>`.
#[derive(TlRead, TlWrite)]
#[tl(boxed, id = 0x1cb5c415)]
pub struct Longs(Vec<i64>);

#[derive(TlRead, TlWrite)]
#[tl(boxed, id = 0x05416d58)]
pub struct StarsSubscriptionPricing {
    period: i32,
    amount: i64,
}

#[derive(TlRead, TlWrite)]
#[tl(boxed)]
enum InputPeer {
    #[tl(id = 0x7f3b18ea)]
    Empty,
    #[tl(id = 0x7da07ec9)]
    PeerSelf,
    #[tl(id = 0x35a95cb9)]
    Chat { chat_id: i64 },
    #[tl(id = 0xdde8a54c)]
    User { user_id: i64, access_hash: i64 },
    #[tl(id = 0x27bcbbfc)]
    Channel { channel_id: i64, access_hash: i64 },
}

/// Reads and writes the `T` that is all of `bytes`.
///
/// # Panics
///
/// If the bytes are no `T`, or it would be written in others.
pub fn works<'b, T>(bytes: &'b [u8]) -> Works<'b>
where
    T: TlRead<'b, Repr = Boxed> + TlWrite<Repr = Boxed> + 'b,
{
    let [first, second] = [(); 2].map(|()| decode::<T>(bytes));
    assert!(
        tl_proto::serialize(&first) == bytes,
        "tl-proto writes other bytes"
    );
    let mut buffer = Vec::with_capacity(bytes.len());
    Works {
        decode: repeated(move || decode::<T>(black_box(bytes))),
        encode_into: repeated(move || {
            buffer.clear();
            black_box(&first).write_to(&mut buffer);
            black_box(buffer.as_slice());
        }),
        encode: repeated(move || tl_proto::serialize(black_box(&second))),
    }
}

#[inline]
fn decode<'b, T: TlRead<'b, Repr = Boxed>>(bytes: &'b [u8]) -> T {
    tl_proto::deserialize(bytes).expect("the bytes are a value")
}

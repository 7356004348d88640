//! The decoder of a TL type by its name, for the types that the malformed inputs use.

use tl_runtime::{Decode, DecodeError};

use crate::layer230::{AnyFunction, enums, functions};
use crate::mtproto::enums as mtproto;

/// Reads the whole of some bytes as one type and drops the value.
pub type Decoder = fn(&[u8]) -> Result<(), DecodeError>;

/// The decoder of `target`: a boxed type, or `function NAME`. `None` if it is not listed.
#[must_use]
pub fn decoder(target: &str) -> Option<Decoder> {
    Some(match target {
        "ExportedChatInvite" => read::<enums::ExportedChatInvite>,
        "GeoPoint" => read::<enums::GeoPoint>,
        "InputPeer" => read::<enums::InputPeer>,
        "InputPeerNotifySettings" => read::<enums::InputPeerNotifySettings>,
        "JSONValue" => read::<enums::Jsonvalue>,
        "PageBlock" => read::<enums::PageBlock>,
        "RichText" => read::<enums::RichText>,
        "TextWithEntities" => read::<enums::TextWithEntities>,
        "messages.ExportedChatInvites" => read::<enums::messages::ExportedChatInvites>,
        "function invokeAfterMsg" => read::<functions::InvokeAfterMsg<AnyFunction>>,
        "function messages.exportChatInvite" => read::<functions::messages::ExportChatInvite>,
        "FutureSalts" => read::<mtproto::FutureSalts>,
        "MsgsAck" => read::<mtproto::MsgsAck>,
        "P_Q_inner_data" => read::<mtproto::PQInnerData>,
        "ResPQ" => read::<mtproto::ResPq>,
        "Server_DH_Params" => read::<mtproto::ServerDhParams>,
        _ => return None,
    })
}

fn read<T: Decode>(bytes: &[u8]) -> Result<(), DecodeError> {
    T::from_bytes(bytes).map(drop)
}

//! The values of the tables: each as bytes, and what each library does with them.

use super::bindings::owned;
use super::hand_written as hand;
use super::works::{Works, memcpy};
use super::{bindings, peer, values};

/// All values, encoded.
pub struct Bytes {
    slice: Vec<u8>,
    export: Vec<u8>,
    invite: Vec<u8>,
    longs: Vec<u8>,
}

/// One value, and what the libraries do with its bytes.
pub struct Case<'b> {
    /// What the tables say of it, its length included.
    pub name: String,
    /// This project.
    pub ours: Works<'b>,
    /// This project's types that borrow. None for what has nothing to borrow.
    pub borrowed: Option<Works<'b>>,
    /// grammers.
    pub peer: Works<'b>,
    /// tl-proto with types of their own bytes, and with types that borrow.
    pub hand_written: Option<[Works<'b>; 2]>,
    /// Only a copy.
    pub memcpy: Works<'b>,
    /// The ratios to grammers that are to be reached.
    pub at_least: AtLeast,
}

/// Ratios to grammers that are to be reached, where there are such.
#[derive(Debug, Clone, Copy, Default)]
pub struct AtLeast {
    /// Reading into types of their own strings.
    pub decode: Option<f64>,
    /// Reading into types that borrow.
    pub borrowed: Option<f64>,
    /// Writing into a buffer that keeps its memory.
    pub encode_into: Option<f64>,
    /// Writing into bytes of its own.
    pub encode: Option<f64>,
}

impl Bytes {
    /// Encodes the values.
    #[must_use]
    pub fn new() -> Self {
        Self {
            slice: bindings::encode(&values::slice()),
            export: bindings::encode(&values::export()),
            invite: bindings::encode(&values::invite()),
            longs: bindings::encode(&values::longs()),
        }
    }

    /// All values, in the order of the tables.
    #[must_use]
    pub fn cases(&self) -> [Case<'_>; 4] {
        [self.slice(), self.export(), self.invite(), self.longs()]
    }

    fn slice(&self) -> Case<'_> {
        let bytes = &self.slice;
        Case {
            name: name("messages.messagesSlice", bytes),
            ours: bindings::works::<owned::enums::messages::Messages>(bytes),
            borrowed: Some(bindings::borrowed_works::<
                owned::borrowed::enums::messages::Messages<'_>,
            >(bytes)),
            peer: peer::works::<peer::enums::messages::Messages>(bytes),
            hand_written: None,
            memcpy: memcpy(bytes),
            at_least: AtLeast {
                decode: Some(2.2),
                borrowed: Some(3.3),
                encode_into: Some(1.2),
                encode: None,
            },
        }
    }

    fn export(&self) -> Case<'_> {
        let bytes = &self.export;
        Case {
            name: name("messages.exportChatInvite", bytes),
            ours: bindings::works::<owned::functions::messages::ExportChatInvite>(bytes),
            borrowed: Some(bindings::borrowed_works::<
                owned::borrowed::functions::messages::ExportChatInvite<'_>,
            >(bytes)),
            peer: peer::function_works::<peer::functions::messages::ExportChatInvite>(bytes),
            hand_written: Some([
                hand::works::<hand::ExportChatInvite>(bytes),
                hand::works::<hand::ExportChatInviteRef<'_>>(bytes),
            ]),
            memcpy: memcpy(bytes),
            at_least: AtLeast {
                decode: Some(2.0),
                encode_into: Some(1.2),
                encode: Some(4.5),
                ..AtLeast::default()
            },
        }
    }

    fn invite(&self) -> Case<'_> {
        let bytes = &self.invite;
        Case {
            name: name("ExportedChatInvite", bytes),
            ours: bindings::works::<owned::enums::ExportedChatInvite>(bytes),
            borrowed: Some(bindings::borrowed_works::<
                owned::borrowed::enums::ExportedChatInvite<'_>,
            >(bytes)),
            peer: peer::works::<peer::enums::ExportedChatInvite>(bytes),
            hand_written: Some([
                hand::works::<hand::ExportedChatInvite>(bytes),
                hand::works::<hand::ExportedChatInviteRef<'_>>(bytes),
            ]),
            memcpy: memcpy(bytes),
            at_least: AtLeast {
                decode: Some(2.4),
                encode_into: Some(1.2),
                encode: Some(4.5),
                ..AtLeast::default()
            },
        }
    }

    fn longs(&self) -> Case<'_> {
        let bytes = &self.longs;
        Case {
            name: name("Vector<long> of 10,000", bytes),
            ours: bindings::works::<Vec<i64>>(bytes),
            borrowed: None,
            peer: peer::works::<Vec<i64>>(bytes),
            hand_written: Some([(); 2].map(|()| hand::works::<hand::Longs>(bytes))),
            memcpy: memcpy(bytes),
            at_least: AtLeast {
                decode: Some(4.0),
                encode_into: Some(1.3),
                encode: Some(1.3),
                ..AtLeast::default()
            },
        }
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Self::new()
    }
}

fn name(name: &str, bytes: &[u8]) -> String {
    format!("{name}, {} bytes", bytes.len())
}

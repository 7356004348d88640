//! Bytes to JSON, to text for people, and to annotated hex: of one message, or of many with the
//! memory of the last.

use tl_runtime::Limits;
use tl_runtime::inspect::{Tables, Ty, Walker, hex, pretty};

use super::packed::{Unpacker, may_be_packed};
use super::tables::Schemas;
use super::wrong::Wrong;

/// Decodes messages.
#[derive(Debug)]
pub struct Decoder {
    /// The schemas as declared.
    declared: Tables<'static>,
    /// If packed values are followed.
    unpacker: Option<Unpacker>,
    walks: Walks,
}

impl Decoder {
    /// A decoder for values of the schemas. If `most_inflated` is given it follows packed values,
    /// and all of a message together inflate to so many bytes at most.
    pub fn new(schemas: &Schemas, most_inflated: Option<usize>) -> Self {
        // What lies on the disk may be as long as it is.
        let limits = Limits::DEFAULT.with_bytes(usize::MAX);
        let declared = schemas.tables;
        let (tables, unpacker) = match most_inflated {
            Some(most) => (
                schemas.followed,
                Some(Unpacker::new(declared, limits.with_inflated(most))),
            ),
            None => (declared, None),
        };
        Self {
            declared,
            unpacker,
            walks: Walks {
                tables,
                limits,
                idle: None,
            },
        }
    }

    /// Appends the JSON of a message; nothing if the message is wrong.
    pub fn write_json(
        &mut self,
        ty: Ty<'static>,
        bytes: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), Wrong> {
        match &mut self.unpacker {
            Some(unpacker) if may_be_packed(bytes) => {
                let result = self.walks.write_json(ty, unpacker.unpack(ty, bytes)?, out);
                result.map_err(|wrong| unpacker.located(wrong))
            }
            _ => self.walks.write_json(ty, bytes, out),
        }
    }

    /// A message as text for people. What is wrong with it is said in its place, and told.
    pub fn pretty(&mut self, ty: Ty<'static>, bytes: &[u8]) -> (String, Result<(), Wrong>) {
        self.shown(ty, bytes, |tables, bytes| {
            format!("{:#}\n", pretty(tables, ty, bytes))
        })
    }

    /// A message as annotated hex. What is wrong with it is said in its place, and told. If there
    /// are packed values, it is the message with the values in the place of their packed data.
    pub fn hex(&mut self, ty: Ty<'static>, bytes: &[u8]) -> (String, Result<(), Wrong>) {
        self.shown(ty, bytes, |tables, bytes| {
            hex(tables, ty, bytes).to_string()
        })
    }

    fn shown(
        &mut self,
        ty: Ty<'static>,
        bytes: &[u8],
        show: impl Fn(Tables<'static>, &[u8]) -> String,
    ) -> (String, Result<(), Wrong>) {
        let result = self.write_json(ty, bytes, &mut Vec::new());
        let text = match &mut self.unpacker {
            Some(unpacker) if may_be_packed(bytes) => match unpacker.unpack(ty, bytes) {
                Ok(unpacked) => show(self.walks.tables, unpacked),
                Err(_) => show(self.declared, bytes),
            },
            _ => show(self.walks.tables, bytes),
        };
        (text, result)
    }
}

/// Walks over messages, one after the other.
#[derive(Debug)]
struct Walks {
    tables: Tables<'static>,
    limits: Limits,
    /// The last walk without its bytes: it has learned of the tables.
    idle: Option<Walker<'static, 'static>>,
}

impl Walks {
    fn write_json(
        &mut self,
        ty: Ty<'static>,
        bytes: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), Wrong> {
        let idle = self
            .idle
            .take()
            .unwrap_or_else(|| Walker::with_limits(self.tables, ty, &[], self.limits));
        let mut walker = idle.again(ty, bytes);
        let result = walker.write_json(out);
        self.idle = Some(walker.again(ty, &[]));
        Ok(result?)
    }
}

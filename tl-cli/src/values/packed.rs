//! Bytes with packed values in, the same with the values in the place of the packed data out:
//!
//! ```text
//! a1cf7230 24 1f8b08.. 000000   ─▸   a1cf7230 c573773401005aac..
//! ```
//!
//! So all that looks at values looks into packed ones, by the tables that say so. All of a message
//! together is inflated to [`Limits::inflated`] bytes at most.

use std::mem;
use std::ops::Range;

use tl_runtime::gzip::{self, GZIP_PACKED_ID};
use tl_runtime::inspect::{EventKind, Tables, Ty, Walker};
use tl_runtime::{DecodeErrorKind, Limit, Limits};

use super::tables::packed_field;
use super::wrong::Wrong;

/// How deep packed values may be packed in packed values.
const DEEPEST: usize = 8;

/// A buffer longer than this is given back when a message is done: those of hostile messages would
/// stay else.
const MOST_KEPT: usize = 1 << 20;

/// Unpacks messages. Buffers are used again.
#[derive(Debug)]
pub struct Unpacker {
    tables: Tables<'static>,
    limits: Limits,
    /// How much may still be inflated.
    left: usize,
    unpacked: Vec<u8>,
    /// A buffer for each packing that lies in another.
    buffers: Vec<Vec<u8>>,
    places: Vec<Place>,
}

/// Where packed data was, and where the value is that it held.
#[derive(Debug)]
struct Place {
    packed: Range<usize>,
    unpacked: Range<usize>,
}

impl Unpacker {
    /// For messages of schemas as they are declared.
    pub fn new(tables: Tables<'static>, limits: Limits) -> Self {
        Self {
            tables,
            limits,
            left: 0,
            unpacked: Vec::new(),
            buffers: Vec::new(),
            places: Vec::new(),
        }
    }

    /// The message with its packed values unpacked.
    pub fn unpack(&mut self, ty: Ty<'static>, bytes: &[u8]) -> Result<&[u8], Wrong> {
        self.left = self.limits.inflated;
        self.unpacked.clear();
        self.unpacked.shrink_to(MOST_KEPT);
        self.places.clear();
        self.message(ty, bytes, 0)?;
        Ok(&self.unpacked)
    }

    /// An error in what the last [`unpack`](Self::unpack) gave as one of the message itself. Only
    /// limits can be exceeded there that each part by itself keeps.
    pub fn located(&self, wrong: Wrong) -> Wrong {
        let before = |place: &&Place| place.unpacked.start <= wrong.offset;
        match self.places.iter().take_while(before).last() {
            None => wrong,
            Some(place) => match wrong.offset.checked_sub(place.unpacked.end) {
                Some(behind) => wrong.at(place.packed.end + behind),
                None => wrong.packed_at(place.packed.start),
            },
        }
    }

    fn message(&mut self, ty: Ty<'static>, bytes: &[u8], depth: usize) -> Result<(), Wrong> {
        let mut walker = Walker::with_limits(self.tables, ty, bytes, self.limits);
        let mut copied = 0;
        let mut is_packed = false;
        let mut lengths = Lengths::default();
        while let Some(event) = walker.next_event()? {
            match event.kind {
                EventKind::Begin { row, .. } => {
                    is_packed = row.id() == GZIP_PACKED_ID && packed_field(row.fields()).is_some();
                }
                EventKind::Bytes(data) if mem::take(&mut is_packed) => {
                    let packed = event.range.clone();
                    self.unpacked.extend(&bytes[copied..packed.start]);
                    copied = packed.end;
                    let start = self.unpacked.len();
                    let result = self.value(data, depth);
                    result.map_err(|wrong| wrong.packed_at(packed.start))?;
                    if depth == 0 {
                        let unpacked = start..self.unpacked.len();
                        self.places.push(Place { packed, unpacked });
                    }
                }
                _ => {}
            }
            let end = self.unpacked.len() + (event.range.end - copied);
            if let Some((place, length)) = lengths.step(&event.kind, end) {
                self.unpacked.extend(&bytes[copied..event.range.end]);
                copied = event.range.end;
                self.unpacked[place..place + 4].copy_from_slice(&length.to_le_bytes());
            }
        }
        self.unpacked.extend(&bytes[copied..]);
        Ok(())
    }

    /// Inflates packed data and unpacks the value that it holds.
    fn value(&mut self, packed: &[u8], depth: usize) -> Result<(), Wrong> {
        if depth == DEEPEST {
            let (limit, max) = (Limit::Depth, DEEPEST);
            return Err(Wrong::new(0, DecodeErrorKind::LimitExceeded { limit, max }));
        }
        let mut inflated = self.buffers.pop().unwrap_or_default();
        inflated.clear();
        inflated.shrink_to(MOST_KEPT);
        let result = self.inflate(packed, &mut inflated);
        let result = result.and_then(|()| self.message(Ty::OBJECT, &inflated, depth + 1));
        self.buffers.push(inflated);
        result
    }

    fn inflate(&mut self, packed: &[u8], inflated: &mut Vec<u8>) -> Result<(), Wrong> {
        let limits = self.limits.with_inflated(self.left);
        gzip::inflate_into(packed, &limits, inflated).map_err(|error| match error.kind() {
            // What is left is nobody's limit.
            DecodeErrorKind::LimitExceeded { limit, .. } => {
                let (limit, max) = (*limit, self.limits.inflated);
                Wrong::new(0, DecodeErrorKind::LimitExceeded { limit, max })
            }
            _ => error.into(),
        })?;
        self.left = self.left.saturating_sub(inflated.len());
        Ok(())
    }
}

/// The lengths of fields, which change with the values that are unpacked in them.
#[derive(Debug, Default)]
struct Lengths<'t> {
    /// How many constructors and vectors have begun and not ended.
    depth: usize,
    /// The name of the field that comes next, if it is a length.
    length: Option<&'t str>,
    open: Vec<Length<'t>>,
}

/// A length whose field has not ended.
#[derive(Debug)]
struct Length<'t> {
    name: &'t str,
    depth: usize,
    /// Where it is among the unpacked bytes.
    place: usize,
    /// Where its field begins.
    start: Option<usize>,
}

impl<'t> Lengths<'t> {
    /// Takes an event that ends at `end` of the unpacked bytes. Returns the place and the value of a
    /// length whose field ends with it.
    fn step(&mut self, event: &EventKind<'t, '_>, end: usize) -> Option<(usize, u32)> {
        match event {
            EventKind::Field(field) => {
                self.length = field.is_length.then_some(field.name);
                let depth = self.depth;
                let mut open = self.open.iter_mut().rev();
                let is_its =
                    |open: &&mut Length<'_>| open.depth == depth && field.length == Some(open.name);
                if let Some(open) = open.find(is_its) {
                    open.start = Some(end);
                }
                return None;
            }
            EventKind::Absent(_) => return None,
            EventKind::Begin { .. } | EventKind::Vector { .. } => {
                self.depth += 1;
                return None;
            }
            EventKind::End => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if let Some(name) = self.length.take() {
            self.open.push(Length {
                name,
                depth: self.depth,
                place: end - 4,
                start: None,
            });
            return None;
        }
        let has_ended = |open: &Length<'_>| open.depth == self.depth && open.start.is_some();
        let at = self.open.iter().rposition(has_ended)?;
        let ended = self.open.remove(at);
        let length = u32::try_from(end - ended.start?).ok()?;
        Some((ended.place, length))
    }
}

/// Whether there can be packed values in a message: all that has an id begins at a multiple of four
/// bytes. Most messages are known by this to have none.
pub fn may_be_packed(bytes: &[u8]) -> bool {
    let (words, _) = bytes.as_chunks();
    words.contains(&GZIP_PACKED_ID.to_le_bytes())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use tl_runtime::inspect::{Row, Table};

    use super::*;

    /// `gzip_packed` with a `number` in it.
    fn packed_number() -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder
            .write_all(b"\x06\0\0\0\x07\0\0\0")
            .expect("memory is enough");
        let data = encoder.finish().expect("memory is enough");
        let mut value = GZIP_PACKED_ID.to_le_bytes().to_vec();
        value.push(data.len() as u8);
        value.extend(data);
        value.resize(value.len().next_multiple_of(4), 0);
        value
    }

    #[test]
    fn lengths_are_those_of_unpacked_values() {
        static TABLE: Table<'static> = Table::new(
            &[
                Row::new(
                    5,
                    "message",
                    "bytes:int n:int body:[bytes]Object",
                    "Message",
                ),
                Row::new(6, "number", "n:int", "Number"),
                Row::new(7, "container", "all:vector<%00000005>", "Container"),
                Row::new(GZIP_PACKED_ID, "gzip_packed", "packed_data:bytes", "Object"),
            ],
            &[],
        );
        let packed = packed_number();
        let message = |body: &[u8]| {
            let length = (body.len() as u32).to_le_bytes();
            [&length[..], b"\x01\0\0\0", body].concat()
        };
        let container = |bodies: [&[u8]; 2]| {
            let messages = bodies.map(message).concat();
            [&b"\x07\0\0\0\x02\0\0\0"[..], &messages].concat()
        };
        // A container in a container, and a message that is not packed.
        let number = b"\x06\0\0\0\x07\0\0\0";
        let bytes = container([&container([&packed, number]), &packed]);
        let mut unpacker = Unpacker::new(Tables::one(&TABLE), Limits::DEFAULT);
        let unpacked = unpacker.unpack(Ty::OBJECT, &bytes).expect("a message");
        let number = [&GZIP_PACKED_ID.to_le_bytes()[..], number].concat();
        let inner = container([&number, &number[4..]]);
        assert_eq!(unpacked, container([&inner, &number]));
    }

    #[test]
    fn places_are_those_of_the_message() {
        static TABLE: Table<'static> = Table::new(
            &[
                Row::new(5, "two", "a:Object b:Object n:int", "Two"),
                Row::new(6, "number", "n:int", "Number"),
                Row::new(GZIP_PACKED_ID, "gzip_packed", "packed_data:bytes", "Object"),
            ],
            &[],
        );
        let packed = packed_number();
        let message = [b"\x05\0\0\0", &packed[..], &packed, b"\x08\0\0\0"].concat();
        let mut unpacker = Unpacker::new(Tables::one(&TABLE), Limits::DEFAULT);
        let unpacked = unpacker.unpack(Ty::OBJECT, &message).expect("a message");
        let expected = b"\x05\0\0\0\xa1\xcf\x72\x30\x06\0\0\0\x07\0\0\0\
            \xa1\xcf\x72\x30\x06\0\0\0\x07\0\0\0\x08\0\0\0";
        assert_eq!(unpacked, expected);
        let located = |offset| {
            unpacker
                .located(Wrong::new(offset, DecodeErrorKind::InvalidUtf8))
                .offset
        };
        let second = 4 + packed.len();
        let places = [0, 4, 8, 15, 16, 20, 27, 28, 32].map(located);
        let end = message.len();
        assert_eq!(
            places,
            [0, 4, 8, 8, second, second + 4, second + 4, end - 4, end]
        );
    }
}

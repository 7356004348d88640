//! The canonical bytes of a value, found by a walk alone: the only form of each string, and all
//! else as it is. Bindings must write these bytes for what they have read.

use tl_runtime::DecodeError;
use tl_runtime::inspect::{Event, EventKind, FieldInfo, Tables, Ty, Walker};

/// The fields of the fuzz schemas whose length in bytes is in another field of their combinator.
const SIZED: [&str; 2] = ["body", "post"];

/// Walks over a value and writes it in its canonical form.
///
/// # Errors
///
/// If the bytes are not a value of the type.
///
/// # Panics
///
/// If the events of the walk do not cover the bytes in order.
pub fn canonical(tables: Tables<'_>, ty: Ty<'_>, data: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut walker = Walker::new(tables, ty, data);
    let (mut out, mut end) = (Vec::with_capacity(data.len()), 0);
    let mut lengths = vec![Length::default()];
    while let Some(event) = walker.next_event()? {
        assert_eq!(event.range.start, end, "{event:?}");
        end = event.range.end;
        match &event.kind {
            EventKind::Begin { .. } | EventKind::Vector { .. } => lengths.push(Length::default()),
            EventKind::Field(field) => {
                let length = lengths.last_mut().expect("a field is within a combinator");
                length.end(&mut out);
                length.begin(field, out.len());
            }
            EventKind::End => {
                let length = lengths.pop();
                length.expect("each end has a beginning").end(&mut out);
            }
            _ => {}
        }
        match event.kind {
            EventKind::Str(text) => string(&event, text.as_bytes(), data, &mut out),
            EventKind::Bytes(bytes) => string(&event, bytes, data, &mut out),
            _ => out.extend(&data[event.range]),
        }
    }
    assert_eq!(
        (end, lengths.len()),
        (data.len(), 1),
        "all bytes are covered"
    );
    Ok(out)
}

/// A field that is the length of another one, and that one: strings in another form have another
/// length.
#[derive(Default)]
struct Length {
    /// Where the length is written.
    at: Option<usize>,
    /// Where the field begins that it is the length of, while that is written.
    start: Option<usize>,
}

impl Length {
    fn begin(&mut self, field: &FieldInfo<'_>, at: usize) {
        if field.is_length {
            self.at = Some(at);
        } else if SIZED.contains(&field.name) {
            self.start = Some(at);
        }
    }

    fn end(&mut self, out: &mut [u8]) {
        let Some((start, at)) = self.start.take().zip(self.at) else {
            return;
        };
        let length = u32::try_from(out.len() - start).expect("inputs are short");
        out[at..at + 4].copy_from_slice(&length.to_le_bytes());
    }
}

/// Writes `content` with the shortest length that fits, after the id of a boxed string.
fn string(event: &Event<'_, '_>, content: &[u8], data: &[u8], out: &mut Vec<u8>) {
    let bytes = &data[event.range.clone()];
    // The string itself is padded to four bytes, so what precedes its content tells whether there
    // is an id: 1, 4 or 8 bytes of length, and 4 more with an id.
    let before = bytes.len() - padded(bytes, content);
    let is_boxed = match before {
        5 | 12 => true,
        8 => bytes.first() != Some(&0xff),
        _ => false,
    };
    if is_boxed {
        out.extend(&bytes[..4]);
    }
    let start = out.len();
    match u8::try_from(content.len()) {
        Ok(short) if short < 254 => out.push(short),
        _ => {
            let length = u32::try_from(content.len()).expect("inputs are shorter than 2^24 bytes");
            out.extend((length << 8 | 0xfe).to_le_bytes());
        }
    }
    out.extend(content);
    while !(out.len() - start).is_multiple_of(4) {
        out.push(0);
    }
}

/// Returns the length of the content and its padding, which is the rest of `bytes`.
fn padded(bytes: &[u8], content: &[u8]) -> usize {
    let offset = (content.as_ptr() as usize).saturating_sub(bytes.as_ptr() as usize);
    bytes.len() - offset
}

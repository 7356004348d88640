//! Bytes as `gzip_packed` and `msg_container` carry them.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

/// In the format of gzip.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory is enough");
    encoder.finish().expect("memory is enough")
}

/// `gzip_packed#3072cfa1 packed_data:bytes = Object`
pub fn gzip_packed(bytes: &[u8]) -> Vec<u8> {
    packing(&packed(bytes))
}

/// A value that inflates to so many MiB of zeroes, and then is cut off.
pub fn bomb(size: usize) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(&vec![0; 1 << 20])
        .expect("memory is enough");
    // What comes behind a flush can come again.
    encoder.flush().expect("memory is enough");
    let header = b"\x1f\x8b\x08\0\0\0\0\0\0\xff";
    let data = [&header[..], &encoder.get_ref().repeat(size)].concat();
    packing(&data)
}

fn packing(data: &[u8]) -> Vec<u8> {
    let mut value = 0x3072_cfa1_u32.to_le_bytes().to_vec();
    match u8::try_from(data.len()) {
        Ok(length @ 0..254) => value.push(length),
        _ => value.extend(((data.len() as u32) << 8 | 254).to_le_bytes()),
    }
    value.extend(data);
    value.resize(value.len().next_multiple_of(4), 0);
    value
}

/// A container with one message.
pub fn message_of(body: &[u8]) -> Vec<u8> {
    let mut container = b"\xdc\xf8\xf1\x73\x01\0\0\0\x01\0\0\0\0\0\0\0\x02\0\0\0".to_vec();
    container.extend((body.len() as u32).to_le_bytes());
    container.extend(body);
    container
}

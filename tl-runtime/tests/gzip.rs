//! Packed data, well-formed and not, through the inflater.

#![cfg(feature = "gzip")]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tl_runtime::{DecodeError, DecodeErrorKind, Limit, Limits, gzip};

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory is enough");
    encoder.finish().expect("memory is enough")
}

fn inflate(packed: &[u8], most: usize) -> Result<Vec<u8>, DecodeError> {
    gzip::inflate(packed, &Limits::DEFAULT.with_inflated(most))
}

fn is_invalid(result: Result<Vec<u8>, DecodeError>) -> bool {
    let kind = result.map_err(|error| error.kind().clone());
    matches!(kind, Err(DecodeErrorKind::InvalidGzip { .. }))
}

#[test]
fn what_was_packed_comes_back() {
    for length in [0, 1, 4, 31, 32, 33, 100_000] {
        let bytes: Vec<u8> = (0..length).map(|n: u32| (n % 251) as u8).collect();
        assert_eq!(inflate(&packed(&bytes), 1 << 20), Ok(bytes), "{length}");
    }
}

#[test]
fn the_limit_itself_is_allowed_and_no_byte_more() {
    let zeroes = packed(&[0; 10_000]);
    assert_eq!(inflate(&zeroes, 10_000), Ok(vec![0; 10_000]));
    let error = inflate(&zeroes, 9_999).expect_err("a byte too many");
    assert_eq!(error.offset(), 0);
    let exceeded = DecodeErrorKind::LimitExceeded {
        limit: Limit::Inflated,
        max: 9_999,
    };
    assert_eq!(error.kind(), &exceeded);
    assert_eq!(inflate(&packed(&[]), 0), Ok(vec![]));
    assert!(inflate(&packed(&[0]), 0).is_err());
}

/// 8 MiB in a few kilobytes: memory follows the limit.
#[test]
fn a_bomb_is_inflated_to_the_limit_only() {
    let bomb = packed(&vec![0; 8 << 20]);
    assert!(bomb.len() < 128 << 10, "{}", bomb.len());
    let mut out = b"kept".to_vec();
    let limits = Limits::DEFAULT.with_inflated(64 << 10);
    assert!(gzip::inflate_into(&bomb, &limits, &mut out).is_err());
    assert_eq!(out, b"kept");
    assert!(out.capacity() <= 256 << 10, "{}", out.capacity());
}

#[test]
fn every_cut_is_an_error() {
    let whole = packed(b"a text that is packed, and packed, and packed again");
    for length in 0..whole.len() {
        assert!(is_invalid(inflate(&whole[..length], 1 << 20)), "{length}");
    }
}

/// The bits that fill the last byte, and what the header says of time and system, are no data: all
/// else is covered by the checksum.
#[test]
fn a_wrong_byte_is_never_other_data() {
    let text = b"a text that is packed, and packed, and packed again";
    let whole = packed(text);
    let mut refused = 0;
    for place in 0..whole.len() {
        let mut wrong = whole.clone();
        wrong[place] ^= 0x10;
        match inflate(&wrong, 1 << 20) {
            Ok(bytes) => assert_eq!(bytes, text, "{place}"),
            Err(_) => refused += 1,
        }
    }
    assert!(refused + 8 >= whole.len(), "{refused} of {}", whole.len());
    assert!(is_invalid(inflate(b"no gzip at all", 1 << 20)));
}

#[test]
fn nothing_stands_behind_it() {
    let mut twice = packed(b"one");
    let length = twice.len();
    twice.extend(packed(b"two"));
    let error = inflate(&twice, 1 << 20).expect_err("a second member");
    assert_eq!(error.offset(), length);
    let count = twice.len() - length;
    assert_eq!(error.kind(), &DecodeErrorKind::TrailingBytes { count });
}

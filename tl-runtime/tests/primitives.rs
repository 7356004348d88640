//! Numbers, raw bytes, ids, `Bool`: published bytes in, the same bytes out.

mod common;

use common::hex;
use tl_runtime::{Decode, DecodeErrorKind, Encode, Reader, Writer};

/// `value` has exactly these bytes, and they have this value.
fn both<T: Encode + Decode + PartialEq + std::fmt::Debug>(value: T, bytes: &str) {
    assert_eq!(value.to_bytes().unwrap(), hex(bytes), "{value:?}");
    assert_eq!(T::from_bytes(&hex(bytes)).unwrap(), value, "{bytes}");
}

#[test]
fn numbers_are_little_endian() {
    both(1_i32, "01000000");
    both(-5_i32, "fbffffff");
    both(i32::MIN, "00000080");
    both(u32::MAX, "ffffffff");
    both(0x8000_0000_u32, "00000080");
    // Ids and dates of published messages.
    both(777_000_i64, "28db0b0000000000");
    both(4_242_424_242_i64, "b241defc00000000");
    both(-8_323_719_541_871_643_213_i64, "b375c3782d357c8c");
    both(i64::MAX, "ffffffffffffff7f");
    both(1.0_f64, "000000000000f03f");
    both(-0.5_f32, "000000bf");
}

#[test]
fn nan_keeps_its_bits() {
    for bits in [
        0x7ff8_0000_0000_0001_u64,
        0x7ff0_0000_0000_0001,
        0xffff_ffff_ffff_ffff,
    ] {
        let bytes = f64::from_bits(bits).to_bytes().unwrap();
        assert_eq!(bytes, bits.to_le_bytes());
        assert_eq!(Reader::new(&bytes).double().to_bits(), bits);
    }
    for bits in [0x7fc0_0001_u32, 0xffff_ffff] {
        let bytes = f32::from_bits(bits).to_bytes().unwrap();
        assert_eq!(bytes, bits.to_le_bytes());
        assert_eq!(Reader::new(&bytes).float().to_bits(), bits);
    }
}

#[test]
fn raw_bytes_keep_their_order() {
    let nonce = "3e0549828cca27e966b301a48fece2fc";
    let value: [u8; 16] = hex(nonce).try_into().unwrap();
    both(value, nonce);
    both([0x5a_u8; 32], &"5a".repeat(32));
    both([7_u8; 64], &"07".repeat(64));
}

#[test]
fn raw_bytes_are_not_padded() {
    let mut w = Writer::new();
    w.raw(&[1, 2, 3]);
    w.int(4);
    assert_eq!(w.as_slice(), hex("010203 04000000"));
}

#[test]
fn bool_is_an_id() {
    both(true, "b5757299");
    both(false, "379779bc");
}

#[test]
fn any_other_bool_is_an_error() {
    // The third is the byte-swapped id of true.
    for (bytes, id) in [
        ("01000000", 1),
        ("369779bc", 0xbc79_9736),
        ("997275b5", 0xb575_7299),
        ("00000000", 0),
    ] {
        let bytes = hex(&format!("05000000 {bytes}"));
        let mut r = Reader::new(&bytes);
        assert_eq!(r.int(), 5);
        assert!(!r.bool());
        let error = r.check().unwrap_err();
        assert_eq!(error.offset(), 4);
        assert_eq!(
            *error.kind(),
            DecodeErrorKind::UnexpectedId {
                expected: "Bool".into(),
                found: id,
                found_name: None
            }
        );
    }
}

#[test]
fn true_has_no_bytes() {
    both((), "");
    assert!(<()>::from_bytes(&[0]).is_err());
}

#[test]
fn boxes_and_references_write_what_they_hold() {
    assert_eq!(Box::new(7_i32).to_bytes().unwrap(), hex("07000000"));
    assert_eq!((&&7_i32).to_bytes().unwrap(), hex("07000000"));
    assert_eq!(Box::<str>::from("a").to_bytes().unwrap(), hex("01610000"));
    assert_eq!(
        *Box::<i64>::from_bytes(&hex("0700000000000000")).unwrap(),
        7
    );
}

#[test]
fn id_is_consumed_and_peeked_id_is_not() {
    let bytes = hex("96bd2ca2 c97ea07d");
    let mut r = Reader::new(&bytes);
    assert_eq!(r.peek_id(), 0xa22c_bd96);
    assert_eq!(r.position(), 0);
    assert_eq!(r.id(), 0xa22c_bd96);
    assert_eq!((r.position(), r.remaining()), (4, 4));
    r.boxed(0x7da0_7ec9, "InputPeer");
    assert_eq!(r.finish(), Ok(()));
}

#[test]
fn minimum_sizes_are_those_of_the_wire() {
    assert_eq!(i32::MIN_SIZE, 4);
    assert_eq!(i64::MIN_SIZE, 8);
    assert_eq!(u32::MIN_SIZE, 4);
    assert_eq!(f64::MIN_SIZE, 8);
    assert_eq!(f32::MIN_SIZE, 4);
    assert_eq!(bool::MIN_SIZE, 4);
    assert_eq!(<()>::MIN_SIZE, 0);
    assert_eq!(String::MIN_SIZE, 4);
    assert_eq!(Vec::<u8>::MIN_SIZE, 4);
    assert_eq!(<[u8; 32]>::MIN_SIZE, 32);
    assert_eq!(Vec::<i64>::MIN_SIZE, 8);
    assert_eq!(Box::<i64>::MIN_SIZE, 8);
}

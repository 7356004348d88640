//! The first failure stays, everything after it is zero; depth; masks.

mod common;

use common::hex;
use tl_runtime::inspect::{Row, Table};
use tl_runtime::{
    Decode, DecodeError, DecodeErrorKind, EncodeError, Limit, Limits, Reader, Writer,
};

/// Names of constructors, sorted by id.
static NAMES: Table<'static> = Table::new(
    &[
        Row::new(0x7da0_7ec9, "inputPeerSelf", "", ""),
        Row::new(0xa22c_bd96, "chatInviteExported", "", ""),
    ],
    &[],
);

fn unexpected(found: u32, found_name: Option<&'static str>) -> DecodeErrorKind {
    DecodeErrorKind::UnexpectedId {
        expected: "InputPeer".into(),
        found,
        found_name: found_name.map(Into::into),
    }
}

#[test]
fn after_a_failure_all_reads_are_zero() {
    let bytes = [hex("01000000"), vec![0xff; 64]].concat();
    let mut r = Reader::new(&bytes);
    assert_eq!((r.int(), r.is_failed()), (1, false));
    assert!(!r.bool());
    assert!(r.is_failed());
    let first = r.check().unwrap_err();
    assert_eq!(first.offset(), 4);

    assert_eq!((r.remaining(), r.position()), (0, 4));
    assert_eq!(
        (r.nat(), r.int(), r.long(), r.double(), r.float()),
        (0, 0, 0, 0.0, 0.0)
    );
    assert_eq!(
        (r.raw::<16>(), r.string(), r.bytes()),
        ([0; 16], String::new(), vec![])
    );
    assert_eq!((r.bool(), r.id(), r.peek_id()), (false, 0, 0));
    assert_eq!(
        (r.vector::<i32>(), r.bare_vector::<i32>()),
        (vec![], vec![])
    );
    // A mask that was read before the failure goes on to count.
    assert_eq!(r.opt::<i32>(u32::MAX, 0), Some(0));
    let mask = r.nat();
    assert_eq!(
        r.opt_with(mask, 0, |_| panic!("read after a failure")),
        None::<i32>
    );
    let none: Vec<i32> = r.bare_vector_with(0, |_| panic!("read after a failure"));
    assert!(none.is_empty());
    assert_eq!(r.value::<i64>(), 0);
    r.boxed(1, "X");
    r.unexpected_id("X", 0, &NAMES);
    r.unexpected_peeked_id("X", 0, &NAMES);

    assert_eq!(r.check(), Err(first.clone()));
    assert_eq!(r.finish(), Err(first.clone()));
    assert_eq!(i32::decode(&mut r), Err(first));
}

#[test]
fn a_number_at_the_end() {
    fn kind(read: impl FnOnce(&mut Reader<'_>)) -> DecodeErrorKind {
        let mut r = Reader::new(&[1, 2, 3]);
        read(&mut r);
        let error = r.check().unwrap_err();
        assert_eq!(error.offset(), 0);
        error.kind().clone()
    }
    let end = |expected: &'static str, needed| DecodeErrorKind::UnexpectedEnd {
        expected: expected.into(),
        needed,
        remaining: 3,
    };
    assert_eq!(kind(|r| assert_eq!(r.nat(), 0)), end("#", 4));
    assert_eq!(kind(|r| assert_eq!(r.int(), 0)), end("int", 4));
    assert_eq!(kind(|r| assert_eq!(r.long(), 0)), end("long", 8));
    assert_eq!(kind(|r| assert_eq!(r.double(), 0.0)), end("double", 8));
    assert_eq!(kind(|r| assert_eq!(r.float(), 0.0)), end("float", 4));
    assert_eq!(kind(|r| assert_eq!(r.raw(), [0; 16])), end("raw bytes", 16));
    assert_eq!(kind(|r| assert!(!r.bool())), end("Bool", 4));
    assert_eq!(kind(|r| assert_eq!(r.id(), 0)), end("constructor id", 4));
    assert_eq!(
        kind(|r| assert_eq!(r.peek_id(), 0)),
        end("constructor id", 4)
    );
    assert_eq!(kind(|r| r.boxed(7, "GeoPoint")), end("GeoPoint", 4));
}

#[test]
fn unexpected_ids_are_named() {
    let bytes = hex("00000000 96bd2ca2");
    let mut r = Reader::new(&bytes);
    r.int();
    let found = r.id();
    r.unexpected_id("InputPeer", found, &NAMES);
    let error = r.check().unwrap_err();
    assert_eq!(error.offset(), 4);
    assert_eq!(
        *error.kind(),
        unexpected(0xa22c_bd96, Some("chatInviteExported"))
    );

    let mut r = Reader::new(&bytes);
    r.int();
    let found = r.peek_id();
    r.unexpected_peeked_id("InputPeer", found, &NAMES);
    assert_eq!(r.check().unwrap_err(), error);

    for id in [0, 0xdead_beef] {
        let mut r = Reader::new(&bytes);
        r.unexpected_peeked_id("InputPeer", id, &NAMES);
        assert_eq!(*r.check().unwrap_err().kind(), unexpected(id, None));
    }
}

#[test]
fn boxed_takes_only_its_id() {
    let bytes = hex("97bd2ca2");
    let mut r = Reader::new(&bytes);
    r.boxed(0xa22c_bd96, "InputPeer");
    let error = r.check().unwrap_err();
    assert_eq!(
        (error.offset(), error.kind()),
        (0, &unexpected(0xa22c_bd97, None))
    );
}

#[test]
fn trailing_bytes() {
    let error = i32::from_bytes(&hex("01000000 00")).unwrap_err();
    assert_eq!(
        (error.offset(), error.kind()),
        (4, &DecodeErrorKind::TrailingBytes { count: 1 })
    );

    let bytes = hex("01000000 02000000");
    let mut r = Reader::new(&bytes);
    assert_eq!(i32::decode(&mut r), Ok(1), "decode leaves the rest alone");
    assert_eq!(i32::decode(&mut r), Ok(2));
    assert_eq!(r.finish(), Ok(()));

    let mut r = Reader::new(&bytes);
    let error = r.finish().unwrap_err();
    assert_eq!(
        (error.offset(), error.kind()),
        (0, &DecodeErrorKind::TrailingBytes { count: 8 })
    );
    assert_eq!((r.int(), r.check()), (0, Err(error)), "and is remembered");
}

#[test]
fn an_input_that_is_too_long() {
    let limits = Limits::DEFAULT.with_bytes(4);
    assert_eq!(i32::from_bytes_with(&hex("01000000"), limits), Ok(1));
    let error = i64::from_bytes_with(&[1; 8], limits).unwrap_err();
    let kind = DecodeErrorKind::LimitExceeded {
        limit: Limit::Bytes,
        max: 4,
    };
    assert_eq!((error.offset(), error.kind()), (0, &kind));
    assert_eq!(Reader::with_limits(&[1; 8], limits).int(), 0);
}

/// How deep a value of nested 4-byte ids is, as a recursive type reads itself.
fn nested(r: &mut Reader<'_>) -> u32 {
    r.enter();
    let depth = if r.id() == 1 { 1 + nested(r) } else { 1 };
    r.leave();
    depth
}

#[test]
fn nesting_is_limited() {
    let bytes = 1_u32.to_le_bytes().repeat(200_000);
    let limits = Limits::DEFAULT.with_depth(3);

    let mut r = Reader::with_limits(&bytes[..8], limits);
    r.enter();
    r.enter();
    r.enter();
    assert_eq!(r.check(), Ok(()));
    r.leave();
    r.enter();
    assert_eq!(r.check(), Ok(()), "levels next to each other do not add up");

    let mut r = Reader::with_limits(&bytes, limits);
    assert_eq!(nested(&mut r), 4);
    let error = r.check().unwrap_err();
    let kind = DecodeErrorKind::LimitExceeded {
        limit: Limit::Depth,
        max: 3,
    };
    assert_eq!((error.offset(), error.kind()), (12, &kind));

    let mut r = Reader::new(&bytes);
    assert_eq!(nested(&mut r), 65);
    assert_eq!(r.check().unwrap_err().offset(), 256);

    let mut r = Reader::with_limits(&bytes, limits.with_depth(0));
    r.enter();
    assert!(r.is_failed());
}

#[test]
fn legal_nesting_reaches_the_limit() {
    let bytes = [1_u32.to_le_bytes().repeat(63), vec![2, 0, 0, 0]].concat();
    let mut r = Reader::new(&bytes);
    assert_eq!(nested(&mut r), 64);
    assert_eq!(r.finish(), Ok(()));
}

#[test]
fn leave_without_enter_is_harmless() {
    let mut r = Reader::with_limits(&[], Limits::DEFAULT.with_depth(1));
    r.leave();
    r.enter();
    assert_eq!(r.check(), Ok(()));
}

#[test]
fn conditional_fields() {
    let bytes = hex("03000080 07000000 01610000");
    let mut r = Reader::new(&bytes);
    let flags = r.nat();
    assert!(Reader::flag(flags, 0) && Reader::flag(flags, 31));
    assert!(!Reader::flag(flags, 2) && !Reader::flag(flags, 32) && !Reader::flag(flags, u32::MAX));
    assert_eq!(r.opt::<i32>(flags, 1), Some(7));
    assert_eq!(r.opt::<i32>(flags, 2), None);
    assert_eq!(r.opt_with(flags, 31, |r| r.string().len()), Some(1));
    assert_eq!(r.finish(), Ok(()));

    let mut w = Writer::new();
    w.nat(0x8000_0003);
    w.opt(&Some(7));
    w.opt(&None::<i32>);
    w.opt_with(&Some("a"), |w, text| w.string(text));
    assert_eq!(w.finish().unwrap(), bytes);
}

#[test]
fn shared_bits_are_all_or_none() {
    let mut w = Writer::new();
    assert!(w.shared_bit("a", "flags.0", &[true, true]));
    assert!(!w.shared_bit("a", "flags.1", &[false, false]));
    assert!(!w.shared_bit("a", "flags.2", &[]));
    assert_eq!(w.check(), Ok(()));
    assert!(w.shared_bit("a", "flags.3", &[false, true]));
    assert!(w.shared_bit("b", "flags.4", &[true, false]));
    let first = EncodeError::SharedBit {
        combinator: "a",
        bit: "flags.3",
    };
    assert_eq!(w.check(), Err(first.clone()));
    w.bytes(&vec![0; 1 << 24]);
    w.int(1);
    assert_eq!(w.finish(), Err(first), "the first failure stays");
}

#[test]
fn a_buffer_is_used_again() {
    let mut w = Writer::from_vec(vec![1, 2]);
    w.int(3);
    assert_eq!((w.as_slice(), w.len()), (&hex("0102 03000000")[..], 6));

    let mut w = Writer::with_capacity(100);
    let buffer = w.as_slice().as_ptr();
    w.shared_bit("a", "flags.0", &[true, false]);
    w.raw(&[0; 90]);
    w.clear();
    assert_eq!((w.is_empty(), w.check()), (true, Ok(())));
    w.raw(&[0; 90]);
    assert_eq!(w.as_slice().as_ptr(), buffer);
    assert_eq!(w.finish().unwrap().len(), 90);
}

#[test]
fn results_are_small() {
    assert_eq!(size_of::<Result<(), DecodeError>>(), size_of::<usize>());
}

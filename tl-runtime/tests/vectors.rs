//! Vectors: bare and boxed, counts that lie, limits, memory.

mod common;

use common::hex;
use tl_runtime::{Decode, DecodeErrorKind, Encode, EncodeError, Limit, Limits, Reader, Writer};

fn too_long(count: u32, remaining: usize) -> DecodeErrorKind {
    DecodeErrorKind::VectorTooLong { count, remaining }
}

/// A bare vector's count and `bytes` zeros.
fn claim(count: u32, bytes: usize) -> Vec<u8> {
    let mut input = count.to_le_bytes().to_vec();
    input.resize(4 + bytes, 0);
    input
}

#[test]
fn boxed_has_an_id_and_bare_has_not() {
    let ids = vec![5_i64, i64::MAX];
    let bare = hex("02000000 0500000000000000 ffffffffffffff7f");
    let boxed = [hex("15c4b51c"), bare.clone()].concat();
    assert_eq!(ids.to_bytes().unwrap(), boxed);
    assert_eq!(Vec::<i64>::from_bytes(&boxed).unwrap(), ids);

    let mut w = Writer::new();
    w.bare_vector(&ids);
    assert_eq!(w.as_slice(), bare);
    assert_eq!(Reader::new(&bare).bare_vector::<i64>(), ids);
}

#[test]
fn empty_vectors() {
    assert_eq!(
        Vec::<String>::new().to_bytes().unwrap(),
        hex("15c4b51c00000000")
    );
    assert_eq!(
        Vec::<String>::from_bytes(&hex("15c4b51c00000000")).unwrap(),
        [""; 0]
    );
}

#[test]
fn elements_of_other_types() {
    let names = vec!["a".to_string(), "bcd".to_string()];
    let bytes = hex("15c4b51c02000000 01610000 03626364");
    assert_eq!(names.to_bytes().unwrap(), bytes);
    assert_eq!(Vec::<String>::from_bytes(&bytes).unwrap(), names);

    let nested = vec![vec![true], vec![]];
    let bytes = hex("15c4b51c02000000 15c4b51c01000000b5757299 15c4b51c00000000");
    assert_eq!(nested.to_bytes().unwrap(), bytes);
    assert_eq!(Vec::<Vec<bool>>::from_bytes(&bytes).unwrap(), nested);

    // `Vec<u8>` is `bytes`, also as an element.
    let blobs = vec![vec![1_u8], vec![]];
    let bytes = hex("15c4b51c02000000 01010000 00000000");
    assert_eq!(blobs.to_bytes().unwrap(), bytes);
    assert_eq!(Vec::<Vec<u8>>::from_bytes(&bytes).unwrap(), blobs);
}

#[test]
fn elements_by_function() {
    // A bare vector of bare pairs, as `vector<future_salt>`.
    let pairs = [(1, 2_i64), (-1, -2)];
    let mut w = Writer::new();
    let write = |w: &mut Writer, &(a, b): &(i32, i64)| {
        w.int(a);
        w.long(b);
    };
    w.bare_vector_with(&pairs, write);
    w.vector_with(&pairs, write);
    let bare = hex("02000000 01000000 0200000000000000 ffffffff feffffffffffffff");
    assert_eq!(w.as_slice(), [bare.clone(), hex("15c4b51c"), bare].concat());

    let mut r = Reader::new(w.as_slice());
    assert_eq!(r.bare_vector_with(12, |r| (r.int(), r.long())), pairs);
    assert_eq!(r.vector_with(12, |r| (r.int(), r.long())), pairs);
    assert_eq!(r.finish(), Ok(()));
}

#[test]
fn missing_vector_id() {
    let error = Vec::<i64>::from_bytes(&hex("03000000 48a569fb")).unwrap_err();
    assert_eq!(error.offset(), 0);
    assert_eq!(
        *error.kind(),
        DecodeErrorKind::UnexpectedId {
            expected: "Vector".into(),
            found: 3,
            found_name: None
        }
    );
    assert_eq!(
        Vec::<i64>::from_bytes(&[]).unwrap_err().to_string(),
        "expected a Vector: 4 bytes needed, 0 remain at byte 0"
    );
}

#[test]
fn missing_count() {
    let error = Vec::<i64>::from_bytes(&hex("15c4b51c 0000")).unwrap_err();
    assert_eq!(error.offset(), 4);
    assert_eq!(
        *error.kind(),
        DecodeErrorKind::UnexpectedEnd {
            expected: "vector count".into(),
            needed: 4,
            remaining: 2
        }
    );
}

#[test]
fn a_count_that_does_not_fit() {
    for (count, bytes) in [(1, 7), (3, 23), (u32::MAX, 0), (0x7fff_ffff, 4000)] {
        let input = claim(count, bytes);
        let mut r = Reader::new(&input);
        let ids = r.bare_vector::<i64>();
        assert_eq!((ids.len(), ids.capacity()), (0, 0));
        let error = r.check().unwrap_err();
        assert_eq!((error.offset(), error.kind()), (0, &too_long(count, bytes)));
    }
    assert!(Vec::<i64>::from_bytes(&hex("15c4b51c ffffff00")).is_err());
}

#[test]
fn a_count_that_just_fits() {
    let input = claim(3, 24);
    let mut r = Reader::new(&input);
    assert_eq!(r.bare_vector::<i64>(), [0; 3]);
    assert_eq!(r.finish(), Ok(()));
}

#[test]
fn honest_numbers_take_one_allocation() {
    let ids = Reader::new(&claim(5000, 40_000)).bare_vector::<i64>();
    assert_eq!((ids.len(), ids.capacity()), (5000, 5000));
    // Twice the input in memory is still honest.
    let wide = Reader::new(&claim(5000, 20_000)).bare_vector_with(4, |r| i64::from(r.int()));
    assert_eq!((wide.len(), wide.capacity()), (5000, 5000));
}

/// 100,000 elements of 4 bytes that claim to be 4,096 each in memory: 400 MB if believed.
#[test]
#[cfg_attr(miri, ignore = "takes 400 MB")]
fn memory_beyond_the_limit_is_not_taken() {
    let input = claim(100_000, 400_000);
    let mut calls = 0;
    let mut read = |r: &mut Reader<'_>| {
        calls += 1;
        [r.int(); 1024]
    };
    let mut r = Reader::new(&input);
    let refused = r.bare_vector_with(4, &mut read);
    assert_eq!((refused.len(), refused.capacity()), (0, 0));
    let error = r.check().unwrap_err();
    let text = "more than 64 bytes of memory for each byte of input at byte 0";
    assert_eq!(error.to_string(), text);

    // No address space holds them.
    #[cfg(target_pointer_width = "64")]
    {
        let limits = Limits::DEFAULT.with_memory(usize::MAX);
        let input = claim(u32::MAX, 0);
        let mut r = Reader::with_limits(&input, limits.with_elements(usize::MAX));
        let refused = r.bare_vector_with(0, |_| [0_u8; 1 << 16]);
        assert_eq!((refused.len(), r.is_failed()), (0, true));
    }

    let mut r = Reader::with_limits(&input, Limits::DEFAULT.with_memory(1025));
    let kept = r.bare_vector_with(4, &mut read);
    assert_eq!((kept.len(), calls), (100_000, 100_000));
    assert_eq!(r.finish(), Ok(()));
}

/// The limit is on all vectors and pointers together; a short input may take 56 kB.
#[test]
fn memory_adds_up() {
    let input = [claim(8, 32), claim(8, 32)].concat();
    let limits = Limits::DEFAULT.with_memory(1);
    let mut r = Reader::with_limits(&input, limits);
    let vector = |r: &mut Reader<'_>| r.bare_vector_with(4, |r| [r.int(); 1024]).len();
    assert_eq!((vector(&mut r), vector(&mut r)), (8, 0));
    assert_eq!(r.check().unwrap_err().offset(), 36);

    let mut r = Reader::with_limits(&input, limits);
    let pointers = (0..17).map(|_| r.value::<Box<Wide>>()).count();
    assert_eq!((pointers, r.is_failed()), (17, true));
    assert_eq!(r.check().unwrap_err().offset(), 14 * 4);
}

/// Four bytes that are 4,096 in memory.
struct Wide {
    _numbers: [i32; 1024],
}

impl Decode for Wide {
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self {
        Self {
            _numbers: [r.int(); 1024],
        }
    }
}

/// After an element that fails no more are read.
#[test]
fn the_loop_stops_at_the_failure() {
    let input = claim(100, 400);
    let mut read = 0;
    let mut r = Reader::new(&input);
    let kept = r.bare_vector_with(4, |r| {
        read += 1;
        if read == 3 {
            r.bool();
        }
        r.int()
    });
    assert!(r.is_failed());
    assert_eq!((kept.len(), read), (3, 3));
}

/// One for each byte of input, and 256.
#[test]
fn elements_without_bytes_are_charged_to_the_input() {
    let read = |count, limits| {
        let input = claim(count, 0);
        let mut r = Reader::with_limits(&input, limits);
        let elements = r.bare_vector::<()>().len();
        r.check().map(|()| elements).map_err(|it| it.kind().clone())
    };
    assert_eq!(read(260, Limits::DEFAULT), Ok(260));
    let count = 261;
    let remaining = 0;
    let too_long = DecodeErrorKind::VectorTooLong { count, remaining };
    assert_eq!(read(count, Limits::DEFAULT), Err(too_long));
    let more = Limits::DEFAULT.with_empty_elements(1000);
    assert_eq!(read(1004, more), Ok(1004));
    assert!(read(1005, more).is_err());
    let fewer = Limits::DEFAULT.with_elements(100);
    let (limit, max) = (Limit::Elements, 100);
    let exceeded = DecodeErrorKind::LimitExceeded { limit, max };
    assert_eq!(read(101, fewer), Err(exceeded));
    assert!(read(u32::MAX, Limits::DEFAULT).is_err());

    // All vectors of a message share what it allows.
    let input = [claim(200, 0), claim(64, 0), claim(5, 0)].concat();
    let mut r = Reader::new(&input);
    let lengths = [(); 3].map(|()| r.bare_vector::<()>().len());
    assert_eq!(lengths, [200, 64, 0]);
    assert!(r.is_failed());
}

#[test]
fn the_limit_counts_all_vectors_together() {
    let input = [claim(2, 8), claim(2, 8)].concat();
    let mut r = Reader::with_limits(&input, Limits::DEFAULT.with_elements(4));
    assert_eq!(
        (r.bare_vector::<i32>(), r.bare_vector::<i32>()),
        (vec![0, 0], vec![0, 0])
    );
    assert_eq!(r.finish(), Ok(()));

    let mut r = Reader::with_limits(&input, Limits::DEFAULT.with_elements(3));
    assert_eq!(
        (r.bare_vector::<i32>(), r.bare_vector::<i32>()),
        (vec![0, 0], vec![])
    );
    let error = r.check().unwrap_err();
    assert_eq!(
        (error.offset(), error.kind()),
        (
            12,
            &DecodeErrorKind::LimitExceeded {
                limit: Limit::Elements,
                max: 3
            }
        )
    );
}

#[test]
fn a_vector_beyond_32_bits_is_not_written() {
    // Elements without size: 2^32 of them take no memory.
    #[cfg(target_pointer_width = "64")]
    {
        let mut w = Writer::new();
        w.bare_vector(&[(); 1 << 32]);
        assert!(w.is_empty());
        assert_eq!(
            w.finish(),
            Err(EncodeError::VectorTooLong { length: 1 << 32 })
        );
    }
}

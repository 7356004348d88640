//! `string` and `bytes`: prefixes, padding, UTF-8.

mod common;

use common::hex;
use tl_runtime::{Decode, DecodeErrorKind, Encode, EncodeError, Reader, Writer};

/// A string of `length` times `a` in its shortest form.
fn of_length(length: usize) -> (String, Vec<u8>) {
    let text = "a".repeat(length);
    let mut bytes = if length <= 253 {
        vec![length as u8]
    } else {
        vec![
            0xfe,
            length as u8,
            (length >> 8) as u8,
            (length >> 16) as u8,
        ]
    };
    bytes.extend(text.as_bytes());
    while bytes.len() % 4 != 0 {
        bytes.push(0);
    }
    (text, bytes)
}

/// The error of reading a `string` at byte 4 of these bytes.
fn error_at_4(bytes: &str) -> (usize, DecodeErrorKind) {
    let bytes = [hex("00000000"), hex(bytes)].concat();
    let mut r = Reader::new(&bytes);
    r.int();
    assert_eq!(r.string(), "");
    let error = r.check().unwrap_err();
    (error.offset(), error.kind().clone())
}

fn end(needed: usize, remaining: usize) -> (usize, DecodeErrorKind) {
    let expected = "string";
    (
        4,
        DecodeErrorKind::UnexpectedEnd {
            expected: expected.into(),
            needed,
            remaining,
        },
    )
}

#[test]
#[cfg_attr(miri, ignore = "checks 16 MB byte by byte")]
fn each_length_has_its_shortest_form() {
    for length in [
        0, 1, 2, 3, 4, 5, 252, 253, 254, 255, 256, 257, 65_535, 65_536, 0xff_ffff,
    ] {
        let (text, bytes) = of_length(length);
        assert_eq!(text.to_bytes().unwrap(), bytes, "{length}");
        assert_eq!(String::from_bytes(&bytes).unwrap(), text, "{length}");
        assert_eq!(text.into_bytes().to_bytes().unwrap(), bytes, "{length}");
    }
}

#[test]
fn published_strings() {
    for (text, bytes) in [
        ("", "00000000"),
        ("Друзья 🎉", "11 d094d180d183d0b7d18cd18f20f09f8e89 0000"),
        (
            "https://t.me/+AbCdEfGhIjKlMnOp",
            "1e68747470733a2f2f742e6d652f2b4162436445664768496a4b6c4d6e4f7000",
        ),
        (
            "INVITE_HASH_EXPIRED",
            "13494e564954455f484153485f45585049524544",
        ),
    ] {
        assert_eq!(text.to_bytes().unwrap(), hex(bytes));
        assert_eq!(String::from_bytes(&hex(bytes)).unwrap(), text);
    }
    assert_eq!(hex("494c553b").to_bytes().unwrap(), hex("04494c553b000000"));
}

#[test]
fn prefixes_at_the_border() {
    // 253: one byte; 254: 0xfe and three bytes. 254 bytes fill 258, 253 fill 254: two to pad both.
    let short = "x".repeat(253).to_bytes().unwrap();
    assert_eq!(
        (short.len(), &short[..2], &short[254..]),
        (256, &b"\xfdx"[..], &[0, 0][..])
    );
    let long = "x".repeat(254).to_bytes().unwrap();
    assert_eq!((long.len(), &long[..5]), (260, &b"\xfe\xfe\0\0x"[..]));
    let longer = "x".repeat(255).to_bytes().unwrap();
    assert_eq!(
        (longer.len(), &longer[..4], longer[259]),
        (260, &b"\xfe\xff\0\0"[..], 0)
    );
}

#[test]
fn padding_is_counted_from_the_prefix() {
    let mut w = Writer::from_vec(vec![9]);
    w.string("a");
    assert_eq!(w.as_slice(), hex("09 01610000"));
}

#[test]
fn long_prefix_of_a_short_string_is_read() {
    assert_eq!(
        String::from_bytes(&hex("fe030000 61626300")).unwrap(),
        "abc"
    );
    assert_eq!(String::from_bytes(&hex("fe000000")).unwrap(), "");
}

#[test]
fn value_of_the_padding_is_ignored() {
    assert_eq!(String::from_bytes(&hex("0161ffff")).unwrap(), "a");
}

#[test]
fn a_string_takes_one_allocation() {
    let (_, bytes) = of_length(1001);
    assert_eq!(Reader::new(&bytes).string().capacity(), 1001);
    assert_eq!(Reader::new(&bytes).bytes().capacity(), 1001);
}

#[test]
fn bytes_need_not_be_text() {
    assert_eq!(
        Vec::<u8>::from_bytes(&hex("03ff00c0")).unwrap(),
        hex("ff00c0")
    );
}

#[test]
fn cut_off_strings() {
    assert_eq!(error_at_4(""), end(4, 0));
    assert_eq!(error_at_4("00"), end(4, 1));
    assert_eq!(error_at_4("04616263"), end(8, 4));
    assert_eq!(error_at_4("fe"), end(4, 1));
    assert_eq!(error_at_4("feffff"), end(4, 3));
    assert_eq!(error_at_4("feffffff 61616161"), end(0xff_ffff + 4 + 1, 8));
    assert_eq!(error_at_4("feffff7f 28db0b00"), end(0x7f_ffff + 4 + 1, 8));
}

#[test]
fn missing_padding_is_an_error() {
    assert_eq!(error_at_4("016100"), end(4, 3));
    assert_eq!(error_at_4("fe010000 6100"), end(8, 6));
    assert_eq!(error_at_4("0361626"[..6].as_ref()), end(4, 3));
}

#[test]
fn prefix_ff_is_no_length() {
    let invalid = (4, DecodeErrorKind::InvalidLength { first: 0xff });
    assert_eq!(error_at_4("ff"), invalid);
    assert_eq!(error_at_4("ff00000000000000"), invalid);
}

#[test]
fn invalid_utf8_is_found_at_its_first_byte() {
    for (bytes, offset) in [
        ("01ff0000", 5),
        ("02c08000", 5),
        ("03edbfbf", 5),
        ("04f4908080000000", 5),
        ("05616263e2820000", 8),
        ("03 61d078", 6),
        ("fe02000061ff0000", 9),
    ] {
        assert_eq!(
            error_at_4(bytes),
            (offset, DecodeErrorKind::InvalidUtf8),
            "{bytes}"
        );
    }
}

#[test]
fn too_long_to_write() {
    let mut w = Writer::new();
    w.bytes(&vec![0; 1 << 24]);
    let error = EncodeError::BytesTooLong {
        length: 1 << 24,
        max: (1 << 24) - 1,
    };
    assert!(w.is_empty());
    assert_eq!(w.finish(), Err(error));
}

/// `length` bytes in TDLib's form: seven bytes of length.
fn huge(length: usize) -> Vec<u8> {
    let mut bytes = vec![0xff];
    bytes.extend(&(length as u64).to_le_bytes()[..7]);
    bytes.resize(8 + length.next_multiple_of(4), 0);
    bytes[8..8 + length].fill(b'a');
    bytes
}

#[test]
#[cfg_attr(miri, ignore = "checks 16 MB byte by byte")]
fn each_length_has_its_shortest_form_where_huge_ones_are_known() {
    for length in [0, 3, 252, 253, 254, 255, 0xff_fffe, 0xff_ffff] {
        let (text, bytes) = of_length(length);
        assert_huge(&text, &bytes);
    }
    for length in [1 << 24, (1 << 24) + 1, (1 << 24) + 2, (1 << 24) + 3] {
        assert_huge(&"a".repeat(length), &huge(length));
    }
}

/// Both methods write these bytes, and read them back with nothing left.
#[track_caller]
fn assert_huge(text: &str, bytes: &[u8]) {
    let length = text.len();
    let mut w = Writer::new();
    w.huge_string(text);
    // Compared without `assert_eq`, which would print millions of numbers.
    assert!(w.finish().unwrap() == bytes, "string of {length}");
    let mut w = Writer::new();
    w.huge_bytes(text.as_bytes());
    assert!(w.finish().unwrap() == bytes, "{length} bytes");
    let mut r = Reader::new(bytes);
    assert!(r.huge_string() == text, "string of {length}");
    assert_eq!(r.finish(), Ok(()), "string of {length}");
    let mut r = Reader::new(bytes);
    assert!(r.huge_bytes() == text.as_bytes(), "{length} bytes");
    assert_eq!(r.finish(), Ok(()), "{length} bytes");
}

#[test]
fn a_short_string_is_read_after_seven_bytes_of_length() {
    let mut r = Reader::new(b"\xff\x03\0\0\0\0\0\0abc\0\xff\0\0\0\0\0\0\0");
    assert_eq!(
        (r.huge_string(), r.huge_string()),
        ("abc".into(), "".into())
    );
    assert_eq!(r.finish(), Ok(()));
}

#[test]
fn a_huge_length_is_not_believed() {
    let error = |bytes: &str| {
        let bytes = [hex("00000000"), hex(bytes)].concat();
        let mut r = Reader::new(&bytes);
        r.int();
        assert_eq!(r.huge_string().capacity(), 0);
        let error = r.check().unwrap_err();
        (error.offset(), error.kind().clone())
    };
    assert_eq!(error("ff"), end(8, 1));
    assert_eq!(error("ff030000000000"), end(8, 7));
    assert_eq!(error("ff03000000000000"), end(12, 8));
    assert_eq!(
        error("ff0300000000000061626364"[..22].as_ref()),
        end(12, 11)
    );
    assert_eq!(error("ff00000100000000 61616161"), end((1 << 16) + 8, 12));
    // 2^32 and more do not wrap around on a 32-bit target.
    let all = usize::try_from((1_u64 << 56) + 8).unwrap_or(usize::MAX);
    assert_eq!(error("ffffffffffffffff 61616161"), end(all, 12));
    let invalid = (12, DecodeErrorKind::InvalidUtf8);
    assert_eq!(error("ff01000000000000 ff000000"), invalid);
}

//! Inputs that must be refused, each with an error that says where; legal nesting beside
//! them; and how much stack all of it takes.

use std::thread;

use generated_api::api;
use tl_runtime::{Decode, DecodeError, DecodeErrorKind, Limits};
use tl_tests::decoders::{Decoder, decoder};
use tl_tests::jsonl::Error;
use tl_tests::layer230::{self, enums};
use tl_tests::malformed::{self, Input};
use tl_tests::mtproto;

/// Stack of the threads that read nested values, in bytes.
const STACK: usize = 1 << 20;

#[test]
fn hostile_inputs_are_refused() -> Result<(), Error> {
    let inputs = malformed::hostile()?;
    for input in &inputs {
        assert_refused(input, listed(input));
    }
    assert_eq!(inputs.len(), 159);
    Ok(())
}

#[test]
fn hostile_inputs_are_refused_by_the_slice() -> Result<(), Error> {
    let inputs = malformed::hostile()?;
    let mut count = 0;
    for input in &inputs {
        if let Some(decode) = slice_decoder(&input.target) {
            assert_refused(input, decode);
            count += 1;
        }
    }
    assert_eq!(count, 61);
    Ok(())
}

#[test]
fn legal_nesting_is_read() -> Result<(), Error> {
    assert_read(&malformed::controls()?, 6);
    Ok(())
}

/// Long prefixes of short strings, padding that is not zero: a reader may refuse them, this
/// one takes them. Flags that nothing declares are refused unless they may be dropped.
#[test]
fn unusual_forms_are_read() -> Result<(), Error> {
    let (flags, others): (Vec<_>, Vec<_>) = malformed::lenient()?
        .into_iter()
        .partition(|input| input.title().contains("unknown flag"));
    assert_read(&others, 4);
    assert_eq!(flags.len(), 2);
    for input in flags {
        let bytes = input.bytes();
        let error = enums::ExportedChatInvite::from_bytes(&bytes).expect_err("unknown bits");
        let is_named =
            matches!(error.kind(), DecodeErrorKind::UnknownBits { word, .. } if word == "flags");
        assert!(is_named, "{}: {error}", input.title());
        let limits = Limits::DEFAULT.dropping_unknown_bits(true);
        let read = enums::ExportedChatInvite::from_bytes_with(&bytes, limits);
        assert!(read.is_ok(), "{}: {read:?}", input.title());
    }
    Ok(())
}

fn assert_read(inputs: &[Input], count: usize) {
    for input in inputs {
        let result = listed(input)(&input.bytes());
        assert_eq!(result, Ok(()), "{}", input.title());
    }
    assert_eq!(inputs.len(), count);
}

/// Values beside each other are on one level, however many they are.
#[test]
fn siblings_do_not_nest() {
    const TEXT_CONCAT: [u8; 4] = *b"\xd7\x60\x62\x7e";
    const VECTOR: [u8; 4] = *b"\x15\xc4\xb5\x1c";
    const TEXT_EMPTY: [u8; 4] = *b"\x4f\x82\x3d\xdc";
    let count = Limits::DEFAULT.depth * 2;
    let elements = TEXT_EMPTY.repeat(count as usize);
    let bytes = [&TEXT_CONCAT[..], &VECTOR, &count.to_le_bytes(), &elements].concat();
    assert!(enums::RichText::from_bytes(&bytes).is_ok());
}

/// A stack overflow would end the whole process. Each thread has its own stack, so the
/// figure holds for each type.
#[test]
fn nesting_takes_bounded_stack() -> Result<(), Error> {
    let inputs = malformed::hostile()?
        .into_iter()
        .chain(malformed::controls()?);
    let nested: Vec<_> = inputs.filter(is_nesting).collect();
    assert_eq!(nested.len(), 12);
    for input in nested {
        let (decode, bytes) = (listed(&input), input.bytes());
        let refused = on_small_stack(move || decode(&bytes).is_err());
        assert_eq!(refused, input.cat.is_some(), "{}", input.title());
    }
    Ok(())
}

/// Whether the row is about nesting; those that are legal have no category.
fn is_nesting(input: &Input) -> bool {
    input.cat.as_deref().is_none_or(|cat| cat == "nesting")
}

/// As deep as the default limit allows, and one level deeper.
#[test]
fn the_deepest_legal_nesting_takes_bounded_stack() {
    let limit = Limits::DEFAULT.depth as usize;
    for (wrapper, innermost, decode) in DEEP {
        let nested = |levels: usize| [wrapper.repeat(levels), innermost.to_vec()].concat();
        let (deepest, too_deep) = (nested(limit - 1), nested(limit));
        let (legal, illegal) = on_small_stack(move || (decode(&deepest), decode(&too_deep)));
        assert_eq!(legal, Ok(()));
        let error = illegal.expect_err("one level too many");
        assert_eq!(
            error.to_string(),
            format!(
                "more than 64 levels of nested values at byte {}",
                wrapper.len() * limit
            )
        );
    }
}

/// What nests, what ends the nesting, and the decoder.
const DEEP: [(&[u8], &[u8], Decoder); 5] = [
    // textBold, textEmpty
    (b"\xc4\xab\x24\x67", b"\x4f\x82\x3d\xdc", |bytes| {
        enums::RichText::from_bytes(bytes).map(drop)
    }),
    // pageBlockCover, pageBlockDivider
    (b"\x00\x33\xf2\x39", b"\x88\xb1\x20\xdb", |bytes| {
        enums::PageBlock::from_bytes(bytes).map(drop)
    }),
    // jsonArray of one, jsonNull
    (
        b"\x63\x47\x44\xf7\x15\xc4\xb5\x1c\x01\0\0\0",
        b"\x68\x7b\x6d\x3f",
        |bytes| enums::Jsonvalue::from_bytes(bytes).map(drop),
    ),
    // invokeAfterMsg, help.getConfig
    (
        b"\x2d\x37\x9f\xcb\0\0\0\0\0\0\0\0",
        b"\x6b\x18\xf9\xc4",
        |bytes| layer230::AnyFunction::from_bytes(bytes).map(drop),
    ),
    // rpc_result, destroy_auth_key_ok
    (
        b"\x01\x6d\x5c\xf3\0\0\0\0\0\0\0\0",
        b"\xd4\xe1\x60\xf6",
        |bytes| mtproto::Object::from_bytes(bytes).map(drop),
    ),
];

fn on_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(STACK).spawn(run);
    let thread = thread.expect("a thread can be started");
    thread.join().expect("no reader panics")
}

fn listed(input: &Input) -> Decoder {
    decoder(&input.target).unwrap_or_else(|| panic!("add {} to `decoders`", input.target))
}

fn slice_decoder(target: &str) -> Option<Decoder> {
    Some(match target {
        "ExportedChatInvite" => |bytes| api::enums::ExportedChatInvite::from_bytes(bytes).map(drop),
        "InputPeer" => |bytes| api::enums::InputPeer::from_bytes(bytes).map(drop),
        "function messages.exportChatInvite" => {
            |bytes| api::functions::messages::ExportChatInvite::from_bytes(bytes).map(drop)
        }
        _ => return None,
    })
}

fn assert_refused(input: &Input, decode: Decoder) {
    let bytes = input.bytes();
    match decode(&bytes) {
        Ok(()) => panic!("accepted: {}", input.title()),
        Err(error) => assert_locates(&error, bytes.len(), input),
    }
}

/// The error points into the input and says so, and the way to it if that is known.
fn assert_locates(error: &DecodeError, length: usize, input: &Input) {
    let title = input.title();
    assert!(error.offset() <= length, "{title}: {error}");
    let way = error.path().map(|path| format!(", {path}"));
    let place = format!(" at byte {}{}", error.offset(), way.unwrap_or_default());
    assert!(error.to_string().ends_with(&place), "{title}: {error}");
}

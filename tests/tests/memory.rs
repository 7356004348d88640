//! How much memory an input costs: in proportion to its length, whatever it claims.
//!
//! One test, because the allocator counts for the whole process.

use peak_alloc::PeakAlloc;
use tl_runtime::Decode;
use tl_tests::decoders::{Decoder, decoder};
use tl_tests::jsonl::Error;
use tl_tests::layer230::enums::{ExportedChatInvite, Jsonvalue};
use tl_tests::malformed::{self, Input};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Bytes of heap that may be used for each byte of input, and apart from that.
const PER_BYTE: usize = 64;
const APART: usize = 64 << 10;

/// The id of a boxed vector.
const VECTOR: [u8; 4] = *b"\x15\xc4\xb5\x1c";

#[test]
fn memory_follows_the_input() -> Result<(), Error> {
    let counted = peak_of(|| vec![0_u8; 1 << 20]);
    assert!(counted >= 1 << 20, "the allocator counts nothing");
    malformed_inputs()?;
    the_smallest_elements();
    nested_lies();
    Ok(())
}

fn malformed_inputs() -> Result<(), Error> {
    let inputs = [
        malformed::hostile()?,
        malformed::lenient()?,
        malformed::controls()?,
    ]
    .concat();
    for input in &inputs {
        let bytes = input.bytes();
        let decode = listed(input);
        let peak = peak_of(|| decode(&bytes));
        let allowed = bytes.len() * PER_BYTE + APART;
        let (title, length) = (input.title(), bytes.len());
        assert!(peak <= allowed, "{peak} bytes for {length}: {title}");
    }
    assert_eq!(inputs.len(), 171);
    Ok(())
}

/// A legal vector of values that are an id and nothing else costs most: each takes the
/// size of its enum.
fn the_smallest_elements() {
    const COUNT: u32 = 100_000;
    let public_join_requests = b"\xb7\x7a\x10\xed".repeat(COUNT as usize);
    let vector = [&VECTOR[..], &COUNT.to_le_bytes(), &public_join_requests].concat();
    let peak = peak_of(|| Vec::<ExportedChatInvite>::from_bytes(&vector).expect("legal"));
    let allowed = vector.len() * PER_BYTE + APART;
    assert!(peak <= allowed, "{peak} bytes for {}", vector.len());
}

/// Vectors within vectors that each claim all the bytes that are left: what one claims
/// the next cannot claim again.
fn nested_lies() {
    const LEVELS: usize = 32;
    const JSON_ARRAY: [u8; 4] = *b"\x63\x47\x44\xf7";
    let mut bytes = Vec::new();
    for _ in 0..LEVELS {
        bytes.extend([&JSON_ARRAY[..], &VECTOR, &20_000_u32.to_le_bytes()].concat());
    }
    bytes.resize(100_000, 0);
    let peak = peak_of(|| Jsonvalue::from_bytes(&bytes).expect_err("lies"));
    let allowed = bytes.len() * PER_BYTE + APART;
    assert!(peak <= allowed, "{peak} bytes for {}", bytes.len());
}

/// The most heap that `run` has in use beyond what was in use before, in bytes.
fn peak_of<T>(run: impl FnOnce() -> T) -> usize {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    drop(run());
    HEAP.peak_usage().saturating_sub(before)
}

fn listed(input: &Input) -> Decoder {
    decoder(&input.target).unwrap_or_else(|| panic!("add {} to `decoders`", input.target))
}

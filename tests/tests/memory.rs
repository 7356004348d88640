//! How much memory an input costs: in proportion to its length, whatever it claims.
//!
//! One test, because the allocator counts for the whole process.

#[path = "support/heavy_inputs.rs"]
mod heavy_inputs;
#[path = "support/least.rs"]
mod least;

use std::fs;

use least::Least;
use peak_alloc::PeakAlloc;
use tl_parser::Schema;
use tl_runtime::{Decode, DecodeError};
use tl_tests::boxed::{self, Boxed};
use tl_tests::decoders::{Decoder, decoder};
use tl_tests::jsonl::Error;
use tl_tests::layer230::enums::Jsonvalue;
use tl_tests::malformed::{self, Input};
use tl_tests::{layer230, mtproto, tables};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Bytes of heap that may be used for each byte of input, and apart from that.
const PER_BYTE: usize = 64;
const APART: usize = 64 << 10;

/// How long the packets are, in bytes. Unoptimized code is slow, and the proportion is the
/// same for shorter ones.
const PACKET: usize = match cfg!(debug_assertions) {
    true => 64 << 10,
    false => 1 << 20,
};

/// The id of a boxed vector.
const VECTOR: [u8; 4] = *b"\x15\xc4\xb5\x1c";

#[test]
fn memory_follows_the_input() -> Result<(), Error> {
    let counted = peak_of(|| vec![0_u8; 1 << 20]);
    assert!(counted >= 1 << 20, "the allocator counts nothing");
    malformed_inputs()?;
    nested_lies();
    heavy_types();
    let api = schema(concat!(env!("LAYER_230"), "/api.tl"));
    every_type(&api, &boxed::layer230(), 648);
    every_constructor::<layer230::Object>(&api);
    every_function(&api);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/mtproto.tl");
    let service = schema(path);
    every_type(&service, &boxed::mtproto(), 27);
    every_constructor::<mtproto::Object>(&service);
    Ok(())
}

/// A few bytes of a type whose smallest value has a million parts cost no more than others.
fn heavy_types() {
    let mut cases = 0;
    for bytes in heavy_inputs::all() {
        heavy_inputs::each(&bytes, &mut |name, read| {
            let heap = peak_of(|| read(&bytes));
            assert!(heap <= APART, "{name}: {heap} bytes of heap");
            cases += 1;
        });
    }
    assert!(cases > 100, "{cases} cases");
}

fn schema(path: &str) -> Schema {
    tables::checked(&fs::read_to_string(path).expect("a schema of the tests can be read"))
}

/// A packet of the smallest values of each type, which is read; packets that claim as many
/// values as may be, and then have larger ones, or end, which are not.
fn every_type(schema: &Schema, types: &[Boxed], count: usize) {
    let least = Least::new(schema);
    for ty in types {
        let constructors = schema.types.iter().find(|it| it.name == ty.name);
        let constructors = &constructors.expect("the schema has it").constructors;
        let values = constructors.iter().filter_map(|id| least.constructor(*id));
        let mut values: Vec<_> = values.collect();
        values.sort_by_key(Vec::len);
        let [smallest, .., largest] = &values[..] else {
            honest(ty.name, &values[0], ty.read_vector);
            lies(ty.name, &values[0], ty.read_vector);
            continue;
        };
        honest(ty.name, smallest, ty.read_vector);
        lies(ty.name, smallest, ty.read_vector);
        lies(ty.name, largest, ty.read_vector);
    }
    assert_eq!(types.len(), count);
}

/// Each constructor by its id alone, behind all the pointers that `Object` has.
fn every_constructor<T: Decode>(schema: &Schema) {
    let least = Least::new(schema);
    for ty in schema.types.iter().filter(|ty| !ty.is_builtin) {
        for id in &ty.constructors {
            let value = least.constructor(*id).expect("a finite value");
            let name = &schema.constructor(*id).name;
            honest_packet(name, &packet(&value, SHORT), read::<Vec<T>>);
        }
    }
}

fn every_function(schema: &Schema) {
    const GET_CONFIG: [u8; 4] = *b"\x6b\x18\xf9\xc4";
    let least = Least::new(schema);
    for function in &schema.functions {
        let call = least
            .function(function, &GET_CONFIG)
            .expect("a finite call");
        let bytes = packet(&call, SHORT);
        honest_packet(&function.name, &bytes, read::<Vec<layer230::AnyFunction>>);
    }
}

/// Enough to show the proportion.
const SHORT: usize = PACKET / 4;

/// A vector of as many copies of `value` as fit into `length` bytes.
fn packet(value: &[u8], length: usize) -> Vec<u8> {
    let count = (length - 8) / value.len();
    let head = [VECTOR, (count as u32).to_le_bytes()].concat();
    [head, value.repeat(count)].concat()
}

fn honest(name: &str, value: &[u8], decode: Decoder) {
    honest_packet(name, &packet(value, PACKET), decode);
}

fn honest_packet(name: &str, bytes: &[u8], decode: Decoder) {
    let peak = peak_of(|| assert_eq!(decode(bytes), Ok(()), "{name}"));
    assert_bounded(name, bytes, peak);
}

/// The true count, and all the bytes as values of four; the last value is cut off.
fn lies(name: &str, value: &[u8], decode: Decoder) {
    let mut bytes = packet(value, PACKET);
    let honest = (bytes.len() - 8) / value.len();
    bytes.truncate(bytes.len() - 2);
    for count in [honest, (bytes.len() - 8) / 4] {
        bytes[4..8].copy_from_slice(&(count as u32).to_le_bytes());
        let peak = peak_of(|| assert!(decode(&bytes).is_err(), "{name}"));
        assert_bounded(name, &bytes, peak);
    }
}

fn read<T: Decode>(bytes: &[u8]) -> Result<(), DecodeError> {
    T::from_bytes(bytes).map(drop)
}

fn assert_bounded(name: &str, bytes: &[u8], peak: usize) {
    let allowed = bytes.len() * PER_BYTE + APART;
    let length = bytes.len();
    assert!(peak <= allowed, "{peak} bytes for {length}: {name}");
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
        assert_bounded(&input.title(), &bytes, peak);
    }
    assert_eq!(inputs.len(), 171);
    Ok(())
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
    assert_bounded("JSONValue", &bytes, peak);
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

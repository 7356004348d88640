//! What must hold for any bytes that are read as a value or a request of layer 230. The fuzz target
//! and the tests share it.

use std::fmt::Debug;

use tl_runtime::{Decode, Encode};

use crate::layer230::{AnyFunction, Object};

/// Reads bytes as any value and as any request. Says whether they are one.
///
/// # Panics
///
/// If reading does, or if one of these is not true: an error lies in the input; a value can
/// be written, in no more bytes than it was read from, which are read as an equal value and
/// written as the same bytes.
pub fn read(data: &[u8]) -> bool {
    let is_value = read_as::<Object>(data);
    let is_request = read_as::<AnyFunction>(data);
    is_value || is_request
}

fn read_as<T: Decode + Encode + Debug + PartialEq>(data: &[u8]) -> bool {
    let value = match T::from_bytes(data) {
        Ok(value) => value,
        Err(error) => {
            assert!(error.offset() <= data.len(), "{error}");
            return false;
        }
    };
    let bytes = value.to_bytes().expect("what was read can be written");
    assert!(bytes.len() <= data.len(), "{value:?} has grown");
    let again = T::from_bytes(&bytes).expect("what was written can be read");
    assert!(again == value, "{value:?} was written as {again:?}");
    assert_eq!(again.to_bytes().as_ref(), Ok(&bytes), "from {data:02x?}");
    true
}

/// Bytes like `data`, with a few differences that follow from `seed`: bits, bytes, words,
/// lengths, pieces repeated or cut out.
#[must_use]
pub fn mutated(data: &[u8], seed: u64) -> Vec<u8> {
    let mut random = seed;
    let mut bytes = data.to_vec();
    for _ in 0..=next(&mut random) % 4 {
        if bytes.is_empty() {
            break;
        }
        mutate(&mut bytes, &mut random);
    }
    bytes
}

fn mutate(bytes: &mut Vec<u8>, random: &mut u64) {
    let at = below(random, bytes.len());
    let word = at / 4 * 4;
    let end = bytes.len().min(word + 4);
    match next(random) % 8 {
        0 => bytes[at] ^= 1 << (next(random) % 8),
        1 => bytes[at] = next(random) as u8,
        2 => bytes[at] = [0, 1, 0x7f, 0xfe, 0xff][below(random, 5)],
        3 => bytes.truncate(at),
        4 => drop(bytes.drain(word..end)),
        5 => {
            let from = below(random, bytes.len()) / 4 * 4;
            let piece = bytes[from..].to_vec();
            let piece = &piece[..piece.len().min(32)];
            bytes.splice(word..word, piece.iter().copied());
        }
        6 => {
            let from = below(random, bytes.len());
            let piece = bytes[from..bytes.len().min(from + 4)].to_vec();
            bytes.splice(word..end, piece);
        }
        _ => bytes.extend(next(random).to_le_bytes()),
    }
}

/// SplitMix64: the same numbers on each run.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

fn below(state: &mut u64, bound: usize) -> usize {
    (next(state) % bound.max(1) as u64) as usize
}

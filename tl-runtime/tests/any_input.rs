//! No input makes a reader panic, lose its place, or forget a failure.

use tl_runtime::inspect::{Row, Table};
use tl_runtime::{Limits, Reader};

/// Interpreted, a round takes a thousand times as long.
const ROUNDS: u32 = if cfg!(miri) { 200 } else { 20_000 };

static ONE: Table<'static> = Table::new(&[Row::new(1, "one", "", "One")], &[]);

/// Marsaglia's xorshift: the same numbers on each run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// Words that mean something in TL, and noise.
    fn input(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for _ in 0..self.below(12) {
            let word = match self.below(6) {
                0 => 0x1cb5_c415,
                1 => 0x9972_75b5,
                2 => self.below(4) as u32,
                3 => 0xfe | (self.below(20) as u32) << 8,
                4 => 0xff,
                _ => self.next() as u32,
            };
            bytes.extend(word.to_le_bytes());
        }
        bytes.truncate(bytes.len().saturating_sub(self.below(4) as usize));
        bytes
    }
}

/// One read of any kind.
fn step(r: &mut Reader<'_>, random: &mut Random) {
    match random.below(19) {
        0 => drop(r.nat()),
        1 => drop(r.long()),
        2 => drop(r.raw::<3>()),
        3 => drop(r.string()),
        4 => drop(r.bytes()),
        5 => drop(r.bool()),
        6 => drop(r.peek_id()),
        7 => r.boxed(0x1cb5_c415, "Vector"),
        8 => drop(r.vector::<i64>()),
        9 => drop(r.bare_vector::<String>()),
        10 => drop(r.bare_vector::<()>()),
        11 => drop(r.vector::<Vec<Vec<u8>>>()),
        12 => drop(r.opt::<i32>(random.next() as u32, random.below(40) as u32)),
        13 => r.enter(),
        14 => r.leave(),
        15 => drop(r.huge_string()),
        16 => drop(r.huge_bytes()),
        17 => drop(r.known_bits("flags", random.next() as u32)),
        _ => r.unexpected_peeked_id("X", random.next() as u32, &ONE),
    }
}

#[test]
fn random_reads_of_random_bytes() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut finished, mut failed) = (0, 0);
    for _ in 0..ROUNDS {
        let input = random.input();
        let limits = Limits::DEFAULT.with_depth(2).with_elements(1000);
        let mut r = Reader::with_limits(&input, limits);
        let mut first = None;
        for _ in 0..random.below(8) {
            let before = r.position();
            step(&mut r, &mut random);
            if first.is_some() {
                assert_eq!(r.check().err(), first);
            }
            first = r.check().err();
            match &first {
                None => {
                    assert!(before <= r.position());
                    assert_eq!(r.position() + r.remaining(), input.len());
                }
                Some(error) => {
                    assert_eq!((r.position(), r.remaining()), (error.offset(), 0));
                    assert!(error.offset() <= input.len(), "{error}");
                }
            }
        }
        match r.finish() {
            Ok(()) => finished += 1,
            Err(_) => failed += 1,
        }
    }
    assert!(
        finished > 100 && failed > 100,
        "{finished} finished, {failed} failed"
    );
}

//! Fresh inputs: a pool of inputs that are changed, spliced and, if the target accepts the result,
//! changed again. The same seed gives the same inputs.

/// The most inputs in the pool. What comes later replaces others.
const MOST: usize = 4096;

/// Numbers at the borders of what TL, lengths and counts can be.
const NUMBERS: [u64; 16] = [
    0,
    1,
    3,
    4,
    0x7f,
    0xfd,
    0xfe,
    0xff,
    0x100,
    0xffff,
    0xff_ffff,
    0x100_0000,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    u64::MAX,
];

/// Makes inputs of those that it knows.
#[derive(Clone, Debug)]
pub struct Mutator {
    pool: Vec<Vec<u8>>,
    /// How many of the pool are from outside; these stay.
    fixed: usize,
    dictionary: Vec<Vec<u8>>,
    max_len: usize,
    random: Random,
}

impl Mutator {
    /// A mutator that starts from `pool`.
    #[must_use]
    pub fn new(
        mut pool: Vec<Vec<u8>>,
        dictionary: Vec<Vec<u8>>,
        max_len: usize,
        seed: u64,
    ) -> Self {
        pool.push(Vec::new());
        Self {
            fixed: pool.len(),
            pool,
            dictionary,
            max_len,
            random: Random(seed),
        }
    }

    /// Makes an input.
    #[must_use]
    pub fn input(&mut self) -> Vec<u8> {
        let mut input = self.any().to_vec();
        // Most inputs differ a little from one that is known.
        for _ in 0..=self.random.below(4) {
            self.change(&mut input);
        }
        input.truncate(self.max_len);
        input
    }

    /// Adds an input that the target has accepted.
    pub fn keep(&mut self, input: Vec<u8>) {
        if self.pool.len() < self.fixed + MOST {
            self.pool.push(input);
        } else {
            let at = self.fixed + self.random.below(MOST);
            self.pool[at] = input;
        }
    }

    fn any(&mut self) -> &[u8] {
        let at = self.random.below(self.pool.len());
        &self.pool[at]
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.random.below(input.len() + 1);
        let end = (at + 1 + self.random.below(16)).min(input.len());
        match self.random.below(12) {
            0 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << self.random.below(8);
                }
            }
            1 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = self.random.next() as u8;
                }
            }
            2 => self.number(input, at),
            3 | 4 => self.word(input, at),
            5 => drop(input.drain(at.min(end)..end)),
            6 => input.truncate(at),
            7 => self.splice(input, at),
            8 => {
                // Cross over: the head of this one, the tail of another.
                let other = self.any().to_vec();
                let from = self.random.below(other.len() + 1);
                input.truncate(at);
                input.extend(&other[from..]);
            }
            9 => {
                // Whole words of TL are removed or repeated.
                let start = (at / 4 * 4).min(input.len());
                let end = (start + 4 * (1 + self.random.below(4))).min(input.len());
                let piece = input[start..end].to_vec();
                if self.random.below(2) == 0 {
                    input.drain(start..end);
                } else {
                    input.splice(start..start, piece);
                }
            }
            10 => {
                let piece = input[at.min(end)..end].to_vec();
                let times = 1 + self.random.below(8);
                let place = self.random.below(input.len() + 1);
                input.splice(place..place, piece.repeat(times));
            }
            _ => input.extend(&self.random.next().to_le_bytes()[..1 + self.random.below(8)]),
        }
    }

    /// Writes a number at the border of a range over what is there, aligned or not.
    fn number(&mut self, input: &mut [u8], at: usize) {
        let number = NUMBERS[self.random.below(NUMBERS.len())];
        let number = number
            .wrapping_add(self.random.below(3) as u64)
            .wrapping_sub(1);
        let width = [1, 2, 4, 4, 4, 8][self.random.below(6)];
        let at = if self.random.below(4) > 0 {
            at / 4 * 4
        } else {
            at
        };
        if let Some(place) = input.get_mut(at..at + width) {
            place.copy_from_slice(&number.to_le_bytes()[..width]);
        }
    }

    /// Inserts a word of the dictionary, or writes it over what is there.
    fn word(&mut self, input: &mut Vec<u8>, at: usize) {
        if self.dictionary.is_empty() {
            return;
        }
        let word = self.dictionary[self.random.below(self.dictionary.len())].clone();
        // Constructor ids are at multiples of four.
        let at = if word.len() == 4 { at / 4 * 4 } else { at };
        let end = if self.random.below(2) == 0 {
            at
        } else {
            (at + word.len()).min(input.len())
        };
        input.splice(at..end, word);
    }

    /// Inserts a piece of another input.
    fn splice(&mut self, input: &mut Vec<u8>, at: usize) {
        let other = self.any().to_vec();
        let from = self.random.below(other.len() + 1);
        let end = (from + 1 + self.random.below(64)).min(other.len());
        input.splice(at..at, other[from..end].iter().copied());
    }
}

/// SplitMix64: the same numbers on each run.
#[derive(Clone, Debug)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

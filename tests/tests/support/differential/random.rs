//! Numbers that follow from a seed.

/// SplitMix64: the same numbers on each run.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

#[allow(dead_code, reason = "each program uses a part of it")]
impl Random {
    pub fn word(&mut self) -> u32 {
        (self.long() >> 32) as u32
    }

    pub fn long(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `bound`; 0 if that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.word() as usize % bound.max(1)
    }

    /// Whether one of `among` equal chances comes true.
    pub fn one_in(&mut self, among: usize) -> bool {
        self.below(among) == 0
    }

    pub fn pick<T: Clone>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())].clone()
    }
}

//! How much heap a piece of work takes at its worst moment.

use peak_alloc::PeakAlloc;

/// The allocator that counts.
pub type Heap = PeakAlloc;

/// The allocator of this program.
pub const HEAP: Heap = PeakAlloc;

/// Runs `work` and gives the most bytes that were allocated at one moment, beyond what
/// was allocated before. What `work` returns still counts.
pub fn peak<T>(work: impl FnOnce() -> T) -> usize {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let result = work();
    let peak = HEAP.peak_usage();
    drop(result);
    peak.saturating_sub(before)
}

//! Counts the allocations of reading, for the table of `tl-benches`, with an allocator
//! that counts.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tl_benches::runtime::allocations;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let count = |work: &mut dyn FnMut()| {
        let region = Region::new(ALLOCATOR);
        work();
        let change = region.change();
        change.allocations + change.reallocations
    };
    print!("{}", allocations::report(count));
}

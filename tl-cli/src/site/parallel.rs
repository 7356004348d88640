//! Pages made by several threads. Their order does not depend on the threads.

use std::num::NonZero;
use std::thread;

/// What `make` gives for each number below `count`, in order.
pub fn parallel<T: Send>(count: usize, make: impl Fn(usize) -> Option<T> + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = count.div_ceil(threads).max(1);
    thread::scope(|scope| {
        let make = &make;
        let workers: Vec<_> = (0..count)
            .step_by(share)
            .map(|start| {
                let end = count.min(start + share);
                scope.spawn(move || (start..end).filter_map(make).collect::<Vec<_>>())
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(made) => made,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}

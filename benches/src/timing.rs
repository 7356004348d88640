//! Medians of runs that alternate, so that what else the machine does touches all of
//! them alike.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A piece of work to be timed, with the drop of its result.
pub type Work<'w> = dyn FnMut() + 'w;

/// The median time of each piece of work over `rounds` rounds, in which they take turns.
pub fn medians<const N: usize>(rounds: usize, mut work: [&mut Work<'_>; N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..rounds {
        for (work, times) in work.iter_mut().zip(&mut times) {
            let start = Instant::now();
            let _: () = work();
            black_box(());
            times.push(start.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    })
}

/// Milliseconds with three digits behind the point.
pub fn milliseconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1e3)
}

//! Medians of runs that alternate, so that what else the machine does touches all of
//! them alike.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::table::median;

/// A piece of work to be timed, with the drop of its result.
pub type Work<'w> = dyn FnMut() + 'w;

/// A short piece of work that is done as often as it is told.
pub type Repeated<'w> = Box<dyn FnMut(u32) + 'w>;

/// What a sample of short work takes at least, so that reading the clock does not count.
const SAMPLE: Duration = Duration::from_micros(50);

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

/// `work` in a loop. Its result is dropped within, and the compiler must make it.
pub fn repeated<'w, T>(mut work: impl FnMut() -> T + 'w) -> Repeated<'w> {
    Box::new(move |times| {
        for _ in 0..times {
            let result = work();
            black_box(&result);
        }
    })
}

/// The median nanoseconds of each piece of work over `rounds` rounds, in which they take
/// turns. None where there is no work.
pub fn nanoseconds(rounds: usize, work: Vec<Option<Repeated<'_>>>) -> Vec<Option<f64>> {
    let mut subjects: Vec<_> = work.into_iter().map(|it| it.map(Subject::new)).collect();
    for _ in 0..rounds {
        for subject in subjects.iter_mut().flatten() {
            subject.sample();
        }
    }
    subjects
        .into_iter()
        .map(|it| it.and_then(|it| median(it.samples)))
        .collect()
}

struct Subject<'w> {
    work: Repeated<'w>,
    times: u32,
    samples: Vec<f64>,
}

impl<'w> Subject<'w> {
    /// Finds out how often the work must be done for a sample.
    fn new(mut work: Repeated<'w>) -> Self {
        let mut times = 1;
        while time(&mut work, times) < SAMPLE {
            times *= 2;
        }
        Self {
            work,
            times,
            samples: Vec::new(),
        }
    }

    fn sample(&mut self) {
        let elapsed = time(&mut self.work, self.times);
        self.samples
            .push(elapsed.as_secs_f64() * 1e9 / f64::from(self.times));
    }
}

fn time(work: &mut Repeated<'_>, times: u32) -> Duration {
    let start = Instant::now();
    work(times);
    start.elapsed()
}

/// Milliseconds with three digits behind the point.
pub fn milliseconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1e3)
}

//! Bounds what an input may cost: a thread that ends the process when one takes too long or too much
//! memory.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tl_tests::fuzz::Target;

use crate::{HEAP, run};

/// The most heap that may be in use, in bytes.
pub const MEMORY: usize = 256 << 20;

/// The longest that an input may run.
const TIME: Duration = Duration::from_secs(10);

/// How often it is looked at.
const INTERVAL: Duration = Duration::from_millis(20);

/// Tells the thread that an input runs.
#[derive(Clone, Debug)]
pub struct Watch {
    start: Instant,
    /// When the input began, in milliseconds from the start, and 1 more; 0 if none runs.
    since: Arc<AtomicU64>,
}

impl Watch {
    /// Starts the thread.
    pub fn start(target: &'static Target) -> Self {
        let watch = Self {
            start: Instant::now(),
            since: Arc::default(),
        };
        let watching = watch.clone();
        thread::spawn(move || watching.watch(target));
        watch
    }

    /// An input begins.
    pub fn begin(&self) {
        self.since.store(self.millis() + 1, Ordering::Relaxed);
    }

    /// It has ended.
    pub fn end(&self) {
        self.since.store(0, Ordering::Relaxed);
    }

    fn watch(&self, target: &'static Target) {
        loop {
            thread::sleep(INTERVAL);
            let since = self.since.load(Ordering::Relaxed);
            let time = Duration::from_millis((self.millis() + 1).saturating_sub(since));
            let heap = HEAP.current_usage();
            if since > 0 && (time > TIME || heap > 2 * MEMORY) {
                eprintln!("{}: {time:?}, {heap} bytes of heap", target.name);
                run::reproduce(target, &run::current(target));
                process::exit(1);
            }
        }
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX - 1)
    }
}

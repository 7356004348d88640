//! Runs fuzz targets without libFuzzer, on stable: over the committed corpus, then over fresh inputs
//! for as long as is asked for.
//!
//! ```text
//! fuzz ─▸ a process for each target ─▸ run (inputs, one after the other)
//!                                       └▸ watch (time and memory of the one that runs)
//! ```

mod run;
mod watch;

use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, ExitStatus};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, io, thread};

use clap::Parser;
use peak_alloc::PeakAlloc;
use tl_tests::fuzz::{TARGETS, Target, target};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Run fuzz targets over the committed corpus and over fresh inputs
#[derive(Debug, Parser)]
struct Args {
    /// The targets to run (default: all)
    #[arg(value_name = "TARGET", value_parser = find)]
    targets: Vec<&'static Target>,

    /// Generate fresh inputs for this long, each target
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    seconds: u64,

    /// Run this many targets at a time
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    jobs: usize,

    /// Generate the inputs of an earlier run again (default: the current time)
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,

    /// Run only this input
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
}

fn find(name: &str) -> Result<&'static Target, String> {
    let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    target(name).ok_or_else(|| format!("expected one of {}", names.join(", ")))
}

fn main() -> ExitCode {
    let args = Args::parse();
    let seed = args.seed.unwrap_or_else(now);
    let outcome = match args.targets[..] {
        [target] => run::target(target, args.seconds, seed, args.input.as_deref()),
        [] => all(&args, &TARGETS.iter().collect::<Vec<_>>(), seed),
        _ => all(&args, &args.targets, seed),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A seed that differs from run to run.
fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(1, |now| now.as_secs())
}

/// Runs each target in a process of its own, so that one that ends the process, by an overflow of its
/// stack say, is reported as any other failure. Returns whether all have passed.
fn all(args: &Args, targets: &[&'static Target], seed: u64) -> io::Result<bool> {
    let mut waiting = targets.iter();
    let mut running: Vec<(&Target, Child)> = Vec::new();
    let mut have_passed = true;
    loop {
        while running.len() < args.jobs.max(1)
            && let Some(target) = waiting.next()
        {
            running.push((target, start(args, target, seed)?));
        }
        if running.is_empty() {
            return Ok(have_passed);
        }
        let mut still = Vec::new();
        for (target, mut child) in running {
            match child.try_wait()? {
                Some(status) => have_passed &= ended(target, status),
                None => still.push((target, child)),
            }
        }
        running = still;
        thread::sleep(Duration::from_millis(50));
    }
}

fn start(args: &Args, target: &Target, seed: u64) -> io::Result<Child> {
    Command::new(env::current_exe()?)
        .arg(target.name)
        .arg(format!("--seconds={}", args.seconds))
        .arg(format!("--seed={seed}"))
        .spawn()
}

fn ended(target: &Target, status: ExitStatus) -> bool {
    if !status.success() {
        // A process that ended by itself has said why.
        eprintln!("{}: failed with {status}", target.name);
        if status.code().is_none() {
            run::reproduce(target, &run::current(target));
        }
    }
    status.success()
}

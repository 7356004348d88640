//! One target: the corpus, then fresh inputs. Each input is written to a file before it runs, so that
//! it is known whatever becomes of the process.

use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tl_tests::fuzz::{Target, corpus, mutate::Mutator};

use crate::HEAP;
use crate::watch::Watch;

/// Stack of the thread that runs the inputs, in bytes: what threads have that nobody asked about.
const STACK: usize = 2 << 20;

/// How often the target ran, and what was found out on the way.
#[derive(Debug, Default)]
struct Figures {
    inputs: u64,
    accepted: u64,
    slowest: Duration,
    /// The most heap that an input had in use, in bytes.
    peak: usize,
}

/// Runs a target over `input` alone, or over the corpus and then for `seconds` over fresh inputs.
/// Returns whether it has passed.
pub fn target(
    target: &'static Target,
    seconds: u64,
    seed: u64,
    input: Option<&Path>,
) -> io::Result<bool> {
    let known = match input {
        Some(path) => vec![fs::read(path)?],
        None => {
            let inputs = corpus::read(target.name)?;
            inputs.into_iter().map(|(_, input)| input).collect()
        }
    };
    let file = current(target);
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let watch = Watch::start(target);
    let mut runs = Runs {
        target,
        file: File::create(&file)?,
        watch,
        figures: Figures::default(),
    };
    let time = Duration::from_secs(if input.is_none() { seconds } else { 0 });
    let worker = thread::Builder::new().name(target.name.to_owned());
    let worker = worker.stack_size(STACK).spawn(move || {
        runs.all(known, time, seed)?;
        Ok::<_, io::Error>(runs.figures)
    })?;
    let Ok(figures) = worker.join() else {
        // The panic was printed.
        eprintln!("{}: failed, seed {seed}", target.name);
        reproduce(target, &file);
        return Ok(false);
    };
    let Figures {
        inputs,
        accepted,
        slowest,
        peak,
    } = figures?;
    fs::remove_file(&file)?;
    println!(
        "{:<10} {inputs:>9} inputs, {accepted:>8} accepted, slowest {slowest:?}, {} kB at most, seed {seed}",
        target.name,
        peak >> 10,
    );
    Ok(true)
}

/// The file with the input that a target runs.
pub fn current(target: &Target) -> PathBuf {
    let artifacts = corpus::folder(target.name).join("../../artifacts");
    artifacts.join(target.name).join("current")
}

/// Says where a failing input is and how to run it again.
pub fn reproduce(target: &Target, file: &Path) {
    let name = target.name;
    let kept = file.with_file_name(format!("failed-{}", std::process::id()));
    // If it cannot be renamed, it is still there under the old name.
    let file = match fs::rename(file, &kept) {
        Ok(()) => &kept,
        Err(_) => file,
    };
    let path = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    eprintln!(
        "{name}: the input is {path}; run it again by\n    \
         cargo run --profile optimized -p tl-tests --bin fuzz -- {name} --input {path}\n\
         then fix what it shows and add it to fuzz/corpus/{name}",
        path = path.display(),
    );
}

struct Runs {
    target: &'static Target,
    file: File,
    watch: Watch,
    figures: Figures,
}

impl Runs {
    fn all(&mut self, known: Vec<Vec<u8>>, time: Duration, seed: u64) -> io::Result<()> {
        for input in &known {
            self.one(input)?;
        }
        if time.is_zero() {
            return Ok(());
        }
        let pool = [known, (self.target.seeds)()].concat();
        let words = (self.target.dictionary)();
        for input in &pool {
            self.one(input)?;
        }
        let mut mutator = Mutator::new(pool, words, self.target.max_len, seed);
        let start = Instant::now();
        while start.elapsed() < time {
            let input = mutator.input();
            if self.one(&input)? {
                mutator.keep(input);
            }
        }
        Ok(())
    }

    /// Runs one input. Returns whether it was accepted.
    fn one(&mut self, input: &[u8]) -> io::Result<bool> {
        self.file.rewind()?;
        self.file.set_len(0)?;
        self.file.write_all(input)?;
        let before = HEAP.current_usage();
        HEAP.reset_peak_usage();
        let start = Instant::now();
        self.watch.begin();
        let is_accepted = (self.target.run)(input);
        self.watch.end();
        let figures = &mut self.figures;
        figures.inputs += 1;
        figures.accepted += u64::from(is_accepted);
        figures.slowest = figures.slowest.max(start.elapsed());
        let peak = HEAP.peak_usage().saturating_sub(before);
        figures.peak = figures.peak.max(peak);
        assert!(peak <= crate::watch::MEMORY, "{peak} bytes of heap");
        Ok(is_accepted)
    }
}

//! What the full layer costs the compiler, beside the peer's crate with the same
//! abilities: each library is built alone in turn with a client of its own.
//!
//! | module | what it holds |
//! |---|---|
//! | [`subjects`] | which forms are built, how, and beside which |
//! | [`workspace`] | where they are built |
//! | [`build`] | one build, measured |
//! | [`wrapper`] | this program in front of rustc, which notes CPU and memory |
//! | [`report`] | the tables |

pub mod build;
pub mod report;
pub mod subjects;
pub mod workspace;
pub mod wrapper;

use std::io;

use build::Sample;
use subjects::{PAIRS, Pair};
use workspace::{Subject, Workspace};

/// The samples of a pair, one of each side a round.
#[derive(Debug)]
pub struct Samples {
    /// What is built.
    pub pair: &'static Pair,
    /// This project's side.
    pub ours: Vec<Sample>,
    /// The peer's side.
    pub peer: Vec<Sample>,
}

/// Builds the pairs whose line in the table contains `matching` `rounds` times and gives
/// the tables.
///
/// # Errors
///
/// If cargo fails, a file cannot be written, or no pair matches.
pub fn run(rounds: usize, matching: &str) -> io::Result<String> {
    let mut samples = select(matching);
    if samples.is_empty() {
        return Err(io::Error::other(format!("no line contains `{matching}`")));
    }
    let workspace = Workspace::new()?;
    for Samples { pair, .. } in &samples {
        eprintln!("dependencies: {}", pair.what);
        for subject in sides(pair) {
            build::prepare(&workspace, &subject, pair.goal, pair.uses)?;
        }
    }
    workspace.write_sources()?;
    for round in 1..=rounds {
        for Samples { pair, ours, peer } in &mut samples {
            eprint!("round {round} of {rounds}: {}", pair.what);
            let [our_side, peer_side] = sides(pair);
            ours.push(sample(&workspace, &our_side, pair)?);
            peer.push(sample(&workspace, &peer_side, pair)?);
            eprintln!();
        }
    }
    Ok(report::tables(&samples))
}

fn select(matching: &str) -> Vec<Samples> {
    let pairs = PAIRS.iter().filter(|pair| pair.what.contains(matching));
    let samples = pairs.map(|pair| Samples {
        pair,
        ours: Vec::new(),
        peer: Vec::new(),
    });
    samples.collect()
}

fn sides(pair: &Pair) -> [Subject; 2] {
    [Subject::ours(pair.ours), Subject::peer(pair.peer)]
}

fn sample(workspace: &Workspace, subject: &Subject, pair: &Pair) -> io::Result<Sample> {
    workspace.touch(subject)?;
    let sample = build::measure(workspace, subject, pair.goal, pair.uses)?;
    eprint!(": {:.2} s + {:.2} s", sample.library_cpu, sample.client_cpu);
    Ok(sample)
}

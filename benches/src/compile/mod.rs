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

/// The samples of a pair: this project's and the peer's, one a round.
#[derive(Debug, Default)]
pub struct Samples {
    /// This project's side.
    pub ours: Vec<Sample>,
    /// The peer's side.
    pub peer: Vec<Sample>,
}

/// Builds everything `rounds` times and gives the tables.
///
/// # Errors
///
/// If cargo fails or a file cannot be written.
pub fn run(rounds: usize) -> io::Result<String> {
    let workspace = Workspace::new()?;
    for pair in &PAIRS {
        eprintln!("dependencies: {}", pair.what);
        for subject in sides(pair) {
            build::prepare(&workspace, &subject, pair.goal, pair.uses)?;
        }
    }
    workspace.write_sources()?;
    let mut samples: Vec<_> = PAIRS.iter().map(|_| Samples::default()).collect();
    for round in 1..=rounds {
        for (pair, samples) in PAIRS.iter().zip(&mut samples) {
            eprint!("round {round} of {rounds}: {}", pair.what);
            let [ours, peer] = sides(pair);
            samples.ours.push(sample(&workspace, &ours, pair)?);
            samples.peer.push(sample(&workspace, &peer, pair)?);
            eprintln!();
        }
    }
    Ok(report::tables(&samples))
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

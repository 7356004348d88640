//! One build of a library and its client in the workspace, measured.

use std::fs;
use std::io;

use super::subjects::Goal;
use super::workspace::{Subject, Workspace};
use super::wrapper::{self, Record};
use crate::cargo::{self, Artifacts};

/// What a build took: CPU in seconds, memory and files in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sample {
    /// CPU of the library.
    pub library_cpu: f64,
    /// CPU of the client, linker included.
    pub client_cpu: f64,
    /// The largest resident set while the library was compiled.
    pub library_rss: f64,
    /// The size of the library's rlib; of its metadata after a check.
    pub library_size: f64,
    /// The size of the client's program; 0 after a check.
    pub program_size: f64,
}

/// Builds with the empty sources, so that all that `subject` depends on is there.
///
/// # Errors
///
/// If cargo fails.
pub fn prepare(
    workspace: &Workspace,
    subject: &Subject,
    goal: Goal,
    uses: &[&str],
) -> io::Result<()> {
    run(workspace, subject, goal, uses).map(drop)
}

/// Builds what has changed, which must be the library and its client alone.
///
/// # Errors
///
/// If cargo fails, or has built anything else.
pub fn measure(
    workspace: &Workspace,
    subject: &Subject,
    goal: Goal,
    uses: &[&str],
) -> io::Result<Sample> {
    let (records, artifacts) = run(workspace, subject, goal, uses)?;
    let client = subject.client.replace('-', "_");
    let record = |name: &str| records.iter().find(|record| record.name == name);
    let found = (record(&subject.library), record(&client), records.len());
    let (Some(library), Some(client), 2) = found else {
        return Err(io::Error::other(format!(
            "not only {} and its client were built: {records:?}",
            subject.library
        )));
    };
    Ok(Sample {
        library_cpu: library.cpu.as_secs_f64(),
        client_cpu: client.cpu.as_secs_f64(),
        library_rss: library.rss as f64,
        library_size: artifacts.library(&subject.library)?,
        program_size: artifacts.program()?,
    })
}

fn run(
    workspace: &Workspace,
    subject: &Subject,
    goal: Goal,
    uses: &[&str],
) -> io::Result<(Vec<Record>, Artifacts)> {
    let log = workspace.path().join("rustc.log");
    fs::write(&log, "")?;
    let mut command = cargo::command(workspace.path());
    command.args(arguments(goal));
    command.args(["--package", &subject.client, "--features", &uses.join(",")]);
    command.env("RUSTC_WRAPPER", workspace.wrapper());
    command.env(wrapper::LOG, &log);
    let artifacts = cargo::build(&mut command)?;
    Ok((wrapper::records(&log)?, artifacts))
}

fn arguments(goal: Goal) -> &'static [&'static str] {
    match goal {
        Goal::Check => &["check"],
        Goal::Debug => &["build"],
        Goal::Release => &["build", "--release"],
    }
}

//! One build of a library and its client in the scratch workspace, measured.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::scratch::{Scratch, Subject};
use super::subjects::Goal;
use super::wrapper::{self, Record};

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
pub fn prepare(scratch: &Scratch, subject: &Subject, goal: Goal, uses: &[&str]) -> io::Result<()> {
    cargo(scratch, subject, goal, uses).map(drop)
}

/// Builds what has changed, which must be the library and its client alone.
///
/// # Errors
///
/// If cargo fails, or has built anything else.
pub fn measure(
    scratch: &Scratch,
    subject: &Subject,
    goal: Goal,
    uses: &[&str],
) -> io::Result<Sample> {
    let (records, artifacts) = cargo(scratch, subject, goal, uses)?;
    let client = subject.client.replace('-', "_");
    let [library, client] = [&subject.library, &client].map(|name| {
        let mut found = records.iter().filter(|record| record.name == *name);
        found.next().zip(Some(name))
    });
    let (Some((library, _)), Some((client, _)), 2) = (library, client, records.len()) else {
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

fn cargo(
    scratch: &Scratch,
    subject: &Subject,
    goal: Goal,
    uses: &[&str],
) -> io::Result<(Vec<Record>, Artifacts)> {
    let log = scratch.path().join("rustc.log");
    fs::write(&log, "")?;
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments(goal))
        .args(["--package", &subject.client, "--features", &uses.join(",")])
        .args([
            "--message-format",
            "json-render-diagnostics",
            "--target-dir",
            "target",
        ])
        .current_dir(scratch.path())
        .env("RUSTC_WRAPPER", std::env::current_exe()?)
        .env(wrapper::LOG, &log)
        // A dependency out of a registry is never compiled incrementally: both alike.
        .env("CARGO_INCREMENTAL", "0")
        .output()?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(format!("{}: {message}", subject.client)));
    }
    let artifacts = Artifacts::read(&String::from_utf8_lossy(&output.stdout))?;
    Ok((wrapper::records(&log)?, artifacts))
}

fn arguments(goal: Goal) -> &'static [&'static str] {
    match goal {
        Goal::Check => &["check"],
        Goal::Debug => &["build"],
        Goal::Release => &["build", "--release"],
    }
}

/// What cargo says that it has built: crate names and their files.
struct Artifacts(Vec<(String, Vec<PathBuf>)>, Option<PathBuf>);

impl Artifacts {
    /// Reads cargo's messages, a JSON object a line.
    fn read(messages: &str) -> io::Result<Self> {
        let (mut files, mut program) = (Vec::new(), None);
        for line in messages.lines() {
            let message: Value = serde_json::from_str(line)?;
            if message["reason"] != "compiler-artifact" {
                continue;
            }
            let name = message["target"]["name"].as_str().unwrap_or_default();
            let paths = message["filenames"].as_array().into_iter().flatten();
            let paths = paths.filter_map(Value::as_str).map(PathBuf::from);
            files.push((name.replace('-', "_"), paths.collect()));
            program = message["executable"]
                .as_str()
                .map(PathBuf::from)
                .or(program);
        }
        Ok(Self(files, program))
    }

    /// The size of the library `name`: the largest of its files, as there is a small
    /// `.rmeta` beside an rlib.
    fn library(&self, name: &str) -> io::Result<f64> {
        let files = self.0.iter().filter(|(crate_name, _)| crate_name == name);
        let sizes = files.flat_map(|(_, paths)| paths).map(|path| size(path));
        let sizes: Vec<f64> = sizes.collect::<io::Result<_>>()?;
        Ok(sizes.into_iter().fold(0.0, f64::max))
    }

    fn program(&self) -> io::Result<f64> {
        self.1.as_deref().map_or(Ok(0.0), size)
    }
}

fn size(path: &Path) -> io::Result<f64> {
    Ok(fs::metadata(path)?.len() as f64)
}

//! The end of a build script: writes the files, tells cargo what it should know, and ends the
//! process if something is wrong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tl_parser::diagnostic::Style;

use crate::output::{Durability, MARK, OutputDir, OutputError};
use crate::{Config, Files, Report, cargo};

/// The folder of all output below the directory that is asked for. That one may be reached through
/// links, this one is not.
const FOLDER: &str = "tl";

/// The files that this process wrote. A build script may compile several schemas.
static WRITTEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// [`Config::compile`].
pub fn compile(config: &Config) {
    for path in config.input_files() {
        cargo::rerun_if_changed(path);
    }
    cargo::rerun_if_changed(Path::new("build.rs"));
    if let Err(report) = run(config) {
        eprint!("{}", report.render(Style::Plain));
        for line in report.error_lines() {
            cargo::say("error", &line);
        }
        std::process::exit(1);
    }
}

fn run(config: &Config) -> Result<(), Report> {
    let (files, report) = config.generate_with_warnings()?;
    for line in report.config_warnings() {
        cargo::say("warning", line);
    }
    let Some(dir) = config.output_dir() else {
        return Err(failure("no output directory: `OUT_DIR` is not set"));
    };
    let files = files.into_iter();
    let files = files.map(|(name, text)| (format!("{FOLDER}/{name}"), text));
    write(&OutputDir::new(dir), config.module(), &files.collect())
}

/// The lock is held to the end: what another thread writes must not come between.
fn write(dir: &OutputDir, module: &str, files: &Files) -> Result<(), Report> {
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    if replaces_other(&written, dir, files) {
        return Err(failure(&format!(
            "two runs write the module `{module}`, and their output differs: \
             give each a name of its own by `include_file`"
        )));
    }
    write_all(dir, files)
        .and_then(|()| remove_stale(dir, module, files))
        .map_err(|error| failure(&error.to_string()))?;
    written.extend(files.keys().map(|name| key(dir, name)));
    Ok(())
}

/// Whether something that this process wrote would be lost.
fn replaces_other(written: &BTreeSet<PathBuf>, dir: &OutputDir, files: &Files) -> bool {
    files
        .iter()
        .any(|(name, text)| written.contains(&key(dir, name)) && !is_current(dir, name, text))
}

/// Where a file is, for file systems that tell case and those that do not: the same sources must
/// build everywhere.
fn key(dir: &OutputDir, name: &str) -> PathBuf {
    dir.join(&name.to_ascii_lowercase())
}

fn failure(message: &str) -> Report {
    let mut report = Report::default();
    report.error(message);
    report
}

/// Looks at all places before the first file is written.
fn write_all(dir: &OutputDir, files: &Files) -> Result<(), OutputError> {
    let mut changed = Vec::new();
    for (name, text) in files {
        if dir.read(name)?.as_deref() != Some(text.as_bytes()) {
            changed.push((name, text));
        }
    }
    for (name, text) in changed {
        dir.write(name, text, Durability::Fast)?;
    }
    Ok(())
}

fn is_current(dir: &OutputDir, name: &str, text: &str) -> bool {
    matches!(dir.read(name), Ok(Some(old)) if old == text.as_bytes())
}

/// Removes what an earlier run generated for the same module and this one did not. What does not
/// say that it is generated is the user's and stays.
fn remove_stale(dir: &OutputDir, module: &str, files: &Files) -> Result<(), OutputError> {
    let below = format!("{FOLDER}/{module}");
    for name in dir.marked(&below, &[MARK])? {
        if !files.contains_key(&name) {
            dir.remove(&name, &[MARK])?;
        }
    }
    Ok(())
}

//! The end of a build script: writes the files, tells cargo what it should know, and ends the
//! process if something is wrong.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tl_parser::diagnostic::Style;

use crate::{Config, Files, Report, cargo};

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
    write(&dir, config.module(), &files)
}

/// The lock is held to the end: what another thread writes must not come between.
fn write(dir: &Path, module: &str, files: &Files) -> Result<(), Report> {
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    if replaces_other(&written, dir, files) {
        return Err(failure(&format!(
            "two runs write the module `{module}`, and their output differs: \
             give each a name of its own by `include_file`"
        )));
    }
    write_all(dir, files)
        .and_then(|()| remove_stale(dir, module, files))
        .map_err(|error| failure(&format!("cannot write to {}: {error}", dir.display())))?;
    written.extend(files.keys().map(|name| dir.join(name)));
    Ok(())
}

/// Whether something that this process wrote would be lost.
fn replaces_other(written: &BTreeSet<PathBuf>, dir: &Path, files: &Files) -> bool {
    files.iter().any(|(name, text)| {
        let path = dir.join(name);
        written.contains(&path) && !is_current(&path, text)
    })
}

fn failure(message: &str) -> Report {
    let mut report = Report::default();
    report.error(message);
    report
}

fn write_all(dir: &Path, files: &Files) -> io::Result<()> {
    for (name, text) in files {
        let path = dir.join(name);
        if !is_current(&path, text) {
            write_atomically(&path, text)?;
        }
    }
    Ok(())
}

fn is_current(path: &Path, text: &str) -> bool {
    std::fs::read(path).is_ok_and(|old| old == text.as_bytes())
}

/// A reader sees the old file or the new one, never half of it.
fn write_atomically(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let partial = path.with_extension(format!("partial-{}", std::process::id()));
    std::fs::write(&partial, text)?;
    std::fs::rename(&partial, path)
}

/// Removes what an earlier run generated for the same module and this one did not.
fn remove_stale(dir: &Path, module: &str, files: &Files) -> io::Result<()> {
    let current: BTreeSet<PathBuf> = files.keys().map(|name| dir.join(name)).collect();
    let mut folders = vec![dir.join(module)];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if !current.contains(&path) {
                std::fs::remove_file(&path)?;
            }
        }
    }
    Ok(())
}

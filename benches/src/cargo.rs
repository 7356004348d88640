//! Runs cargo in a folder and reads which files it has made.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A cargo that is to run in `folder`: the one that runs this program.
#[must_use]
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

/// Runs a command and gives what it prints.
///
/// # Errors
///
/// If it cannot be started or fails; the error has what it said.
pub fn output(command: &mut Command) -> io::Result<String> {
    let output = command.output()?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(io::Error::other(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )),
    }
}

/// Builds with `command` and gives what it has made, also what was current already.
///
/// # Errors
///
/// If cargo cannot be started or fails, or its messages are no JSON.
pub fn build(command: &mut Command) -> io::Result<Artifacts> {
    // A dependency out of a registry is never compiled incrementally: all alike.
    command.env("CARGO_INCREMENTAL", "0");
    command.args(["--message-format", "json-render-diagnostics"]);
    command.args(["--target-dir", "target"]);
    Artifacts::read(&output(command)?)
}

/// What cargo has made.
#[derive(Debug)]
pub struct Artifacts(Vec<Artifact>);

#[derive(Debug)]
struct Artifact {
    /// The package's id, which has its folder.
    package: String,
    /// The name of the target.
    name: String,
    /// Such as `lib`, `bin`, `custom-build`.
    kind: String,
    files: Vec<PathBuf>,
}

impl Artifacts {
    /// Reads cargo's messages, a JSON object a line.
    fn read(messages: &str) -> io::Result<Self> {
        let mut artifacts = Vec::new();
        for line in messages.lines() {
            let message: Value = serde_json::from_str(line)?;
            if message["reason"] == "compiler-artifact" {
                artifacts.push(Artifact::read(&message));
            }
        }
        Ok(Self(artifacts))
    }

    /// The size of the library `name` in bytes: the largest of its files, as a small
    /// `.rmeta` lies beside an rlib.
    ///
    /// # Errors
    ///
    /// If a file is not there.
    pub fn library(&self, name: &str) -> io::Result<f64> {
        let found = self
            .0
            .iter()
            .filter(|it| it.kind == "lib" && it.name == name);
        largest(found.flat_map(|it| &it.files))
    }

    /// The size of the program in bytes; 0 if none was made.
    ///
    /// # Errors
    ///
    /// If a file is not there.
    pub fn program(&self) -> io::Result<f64> {
        let found = self.0.iter().filter(|it| it.kind == "bin");
        largest(found.flat_map(|it| &it.files))
    }

    /// The build script of the package in a folder of the name `folder`.
    #[must_use]
    pub fn build_script(&self, folder: &str) -> Option<&Path> {
        let is_script = |it: &&Artifact| {
            it.kind == "custom-build" && it.package.contains(&format!("/{folder}#"))
        };
        let script = self.0.iter().find(is_script)?;
        script.files.first().map(PathBuf::as_path)
    }
}

impl Artifact {
    fn read(message: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let files = message["filenames"].as_array().into_iter().flatten();
        Self {
            package: text(&message["package_id"]),
            name: text(&message["target"]["name"]).replace('-', "_"),
            kind: text(&message["target"]["kind"][0]),
            files: files.filter_map(Value::as_str).map(PathBuf::from).collect(),
        }
    }
}

fn largest<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> io::Result<f64> {
    let sizes = paths.map(|path| fs::metadata(path).map(|it| it.len() as f64));
    let sizes: Vec<f64> = sizes.collect::<io::Result<_>>()?;
    Ok(sizes.into_iter().fold(0.0, f64::max))
}

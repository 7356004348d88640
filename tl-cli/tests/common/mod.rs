//! A folder to run `tl` in, and how a run ended.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod browser;
pub mod errors;
pub mod http;
pub mod layer;
pub mod packed;
pub mod site;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use tempfile::TempDir;

pub const PETS: &str = "\
dog name:string = Pet;
cat = Pet;
fish = Fish;
---functions---
getPet = Pet;
getFish = Fish;
";

/// Three mistakes: an unknown type, a bit that no flags word has, a taken name.
pub const BROKEN: &str = "\
dog name:strin = Pet;
cat flags:# age:flags.32?int = Pet;
cat = Pet;
";

/// How a run of `tl` ended.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The places that the diagnostics point at first.
    pub fn places(&self) -> Vec<&str> {
        self.stderr
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("--> "))
            .collect()
    }
}

/// A folder to run `tl` in.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let workspace = Self { folder };
        for (path, text) in files {
            workspace.write(path, text);
        }
        workspace
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("a file")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tl"));
        command.args(args).current_dir(self.path());
        // Colours and the width of help texts would depend on these.
        command.env_remove("NO_COLOR").env_remove("COLUMNS");
        command
    }

    /// Runs a line of shell, in which `tl` is the one that is tested. It fails if any
    /// part of a pipe does.
    pub fn shell(&self, line: &str) -> Output {
        let tl = Path::new(env!("CARGO_BIN_EXE_tl"));
        let mut folders = vec![tl.parent().expect("a folder").to_owned()];
        folders.extend(env::split_paths(&env::var_os("PATH").expect("a PATH")));
        Command::new("bash")
            .args(["-o", "pipefail", "-ec", line])
            .env("PATH", env::join_paths(folders).expect("a PATH"))
            .current_dir(self.path())
            .output()
            .expect("bash, which .ci/run needs as well")
    }

    pub fn tl(&self, args: &[&str]) -> Run {
        self.tl_with_stdin(args, "")
    }

    pub fn tl_with_stdin(&self, args: &[&str], stdin: &str) -> Run {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("tl starts");
        // A command that reads no standard input may have ended already.
        let _ = child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(stdin.as_bytes());
        let output = child.wait_with_output().expect("tl ends");
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// All files below a folder by their path with `/`.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, String> {
        let mut tree = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(self.path().join(&folder)) else {
                continue;
            };
            for entry in entries {
                let name = entry.expect("an entry").file_name();
                let path = format!("{folder}/{}", name.to_str().expect("UTF-8"));
                if self.path().join(&path).is_dir() {
                    folders.push(path);
                } else {
                    let text = self.read(&path);
                    tree.insert(path, text);
                }
            }
        }
        tree
    }
}

/// A workspace with `pets.tl` and what was generated from it in `out`.
pub fn generated() -> (Workspace, BTreeMap<String, String>) {
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let run = workspace.tl(&["generate", "pets.tl", "--out", "out"]);
    let tree = workspace.tree("out");
    let summary = format!("wrote {} files, removed 0, 0 unchanged\n", tree.len());
    assert_eq!(
        (run.code, run.stdout, run.stderr),
        (Some(0), summary, String::new())
    );
    assert!(!tree.is_empty());
    (workspace, tree)
}

/// The file that every schema generates.
pub const MAIN: &str = "out/schema.rs";

/// The names of all commands, from the help of `tl`.
pub fn commands() -> Vec<String> {
    let help = Workspace::new(&[]).tl(&["--help"]).stdout;
    let (_, rest) = help.split_once("\nCommands:\n").expect("commands");
    let (list, _) = rest.split_once("\n\n").expect("an end of the commands");
    let names: Vec<_> = list
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect();
    assert!(names.len() > 1, "{help}");
    names
}

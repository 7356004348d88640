//! A crate of generated code in the target folder: written, then given to cargo.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A crate that depends on the runtime alone, and for its tests on serde_json.
pub struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    /// An empty crate in the folder `name` of the target folder. Only what cargo has
    /// built there stays of an earlier run.
    #[allow(dead_code, reason = "the goldens have several folders")]
    pub fn new(name: &str) -> Self {
        Self::at(name, name)
    }

    /// The same in the folder `folder` of the target folder.
    pub fn at(folder: &str, name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        for sources in ["src", "tests"].map(|part| folder.join(part)) {
            if sources.exists() {
                fs::remove_dir_all(&sources).expect("what an earlier run left can be removed");
            }
        }
        let scratch = Self { folder };
        scratch.write("Cargo.toml", &manifest(name));
        scratch
    }

    /// The same for a crate that uses the parser and the generator, too.
    #[allow(dead_code, reason = "most tests need the runtime alone")]
    pub fn with_generator(name: &str) -> Self {
        let scratch = Self::new(name);
        let mut manifest = manifest(name);
        let dependencies: String = ["tl-codegen", "tl-parser"]
            .map(|it| format!("{it} = {{ path = {:?} }}\n", member(it)))
            .concat();
        let after = "[dependencies]\n";
        manifest = manifest.replace(after, &format!("{after}{dependencies}"));
        // Compiling takes longer than running.
        manifest += "\n[profile.release]\nopt-level = 1\n";
        scratch.write("Cargo.toml", &manifest);
        scratch
    }

    /// Writes a file of the crate; `path` is relative to its folder.
    pub fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.folder.join(path);
        let folder = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).expect("folders below the target folder can be made");
        fs::write(&path, text).expect("files below the target folder can be written");
        path
    }

    /// Runs a command of cargo, which must succeed, and gives its output.
    #[track_caller]
    #[allow(dead_code, reason = "not every test has a crate that compiles")]
    pub fn cargo(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "cargo {} fails:\n{text}\n{}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        text
    }

    /// Runs a command of cargo, which must fail, and gives what it says.
    #[track_caller]
    #[allow(dead_code, reason = "not every test has a crate that does not compile")]
    pub fn cargo_fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let succeeds = output.status.success();
        assert!(!succeeds, "cargo {} succeeds", arguments.join(" "));
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO"))
            .args(&arguments[..1])
            .arg("--offline")
            .args(&arguments[1..])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs")
    }
}

fn manifest(name: &str) -> String {
    format!(
        r#"[package]
name = {name:?}
version = "0.0.0"
edition = "2024"

# A workspace of its own, although it lies in the target folder of another one.
[workspace]

[dependencies]
tl-runtime = {{ path = {:?}, features = ["json"] }}

[dev-dependencies]
serde_json = "1"
"#,
        member("tl-runtime")
    )
}

/// The folder of a crate of the workspace.
fn member(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
    let folder = folder.canonicalize();
    let folder = folder.unwrap_or_else(|error| panic!("{name} is beside this crate: {error}"));
    folder.display().to_string()
}

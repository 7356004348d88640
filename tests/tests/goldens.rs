//! The generated text of every fixture compiles without a warning in a crate that
//! denies all of them, clippy finds nothing in it, and the tests that lie beside the
//! fixtures, which are compiled with it, pass.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const HEAD: &str = "\
//! The generated code of all fixtures, a module each.
#![no_std]
#![deny(warnings)]
#![warn(missing_docs)]
";

/// Tests of the crate, in the folder `fixtures`.
const TESTS: [&str; 3] = ["roundtrip.rs", "shapes.rs", "support/mod.rs"];

/// One test, because all of it needs the crate: what is compiled by one step is not
/// compiled again by the next.
#[test]
fn goldens_compile_and_round_trip() {
    let folder = write_crate();
    cargo(&folder, &["check"]);
    cargo(&folder, &["clippy", "--", "-D", "warnings"]);
    cargo(&folder, &["test"]);
}

fn write_crate() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("goldens");
    let sources = folder.join("src");
    if sources.exists() {
        fs::remove_dir_all(&sources).expect("what an earlier run left can be removed");
    }
    let mut library = HEAD.to_owned();
    for fixture in fixtures::all() {
        let name = &fixture.name;
        writeln!(
            library,
            "\n/// `{name}.tl`\npub mod {name} {{\n    include!(\"tl/{name}.rs\");\n}}"
        )
        .expect("a string can be written to");
        for (path, text) in fixture.generate() {
            write(&sources.join("tl").join(path), &text);
        }
    }
    write(&sources.join("lib.rs"), &library);
    write(&folder.join("Cargo.toml"), &manifest());
    for name in TESTS {
        let tests = fs::read_to_string(fixtures::folder().join(name));
        let tests = tests.unwrap_or_else(|error| panic!("fixtures/{name}: {error}"));
        write(&folder.join("tests").join(name), &tests);
    }
    folder
}

fn manifest() -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tl-runtime");
    let runtime = runtime
        .canonicalize()
        .expect("the runtime is beside this crate");
    format!(
        r#"[package]
name = "goldens"
version = "0.0.0"
edition = "2024"

# A workspace of its own, although it lies in the target folder of another one.
[workspace]

[dependencies]
tl-runtime = {{ path = {:?} }}
"#,
        runtime.display().to_string()
    )
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file lies in a folder");
    fs::create_dir_all(folder).expect("folders below the target folder can be made");
    fs::write(path, text).expect("files below the target folder can be written");
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(&arguments[..1])
        .arg("--offline")
        .args(&arguments[1..])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "cargo {} fails:\n{}\n{}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

//! Where the schema of layer 230 lies: in the package `grammers-tl-types`, which the tests of the
//! workspace depend on for it.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// The folder with `api.tl` and `mtproto.tl`.
pub fn folder() -> PathBuf {
    let host = said_by_cargo(&["-vV"]);
    let host = host.lines().find_map(|line| line.strip_prefix("host: "));
    // Packages of other platforms are not on this machine.
    let metadata = said_by_cargo(&[
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        host.expect("a host"),
    ]);
    let metadata: Value = serde_json::from_str(&metadata).expect("JSON");
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let package = packages.find(|it| it["name"] == "grammers-tl-types");
    let manifest = package.and_then(|it| it["manifest_path"].as_str());
    let manifest = PathBuf::from(manifest.expect("a dependency of the tests"));
    manifest.parent().expect("a folder").join("tl")
}

fn said_by_cargo(args: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").expect("cargo runs the tests");
    let output = Command::new(cargo)
        .args(args)
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

//! Where the schema of layer 230 lies: it is not kept in this repository but read out of
//! the package `grammers-tl-types`, so that the tests, the benches and the peer see the
//! same files. Included by build scripts.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// The folder with `api.tl` and `mtproto.tl` of layer 230.
pub fn folder() -> PathBuf {
    package_folder("grammers-tl-types").join("tl")
}

/// Where cargo keeps the sources of the dependency `name`.
fn package_folder(name: &str) -> PathBuf {
    let metadata = metadata();
    let packages = metadata["packages"].as_array();
    let manifest = packages
        .into_iter()
        .flatten()
        .find(|package| package["name"] == name)
        .and_then(|package| package["manifest_path"].as_str())
        .unwrap_or_else(|| panic!("cargo metadata does not list the package {name}"));
    PathBuf::from(manifest)
        .parent()
        .expect("a manifest is in a folder")
        .to_owned()
}

/// What `cargo metadata` says of the workspace. Packages of other platforms are left
/// out, because cargo has not downloaded them.
fn metadata() -> Value {
    let output = Command::new(variable("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", &variable("HOST")])
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "cargo metadata failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|error| panic!("cargo sets {name}: {error}"))
}

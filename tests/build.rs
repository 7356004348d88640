//! Generates the full layer 230, and MTProto twice: as this repository declares it, and
//! as the layer's source does, which adds what is not MTProto's own.
//!
//! The layer is not kept in this repository: it is read out of the package
//! `grammers-tl-types`, so that the tests and the peer see the same files.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

fn main() {
    let layer = package_folder("grammers-tl-types").join("tl");
    // For tests that read the schemas themselves.
    println!("cargo::rustc-env=LAYER_230={}", layer.display());
    tl_codegen::Config::new()
        .schema(layer.join("api.tl"))
        .include_file("layer230.rs")
        .compile();
    tl_codegen::Config::new()
        .schema(layer.join("mtproto.tl"))
        .include_file("layer230_mtproto.rs")
        .extern_object("crate::layer230::Object")
        .compile();
    tl_codegen::Config::new()
        .schema("../schema/mtproto.tl")
        .include_file("mtproto.rs")
        .extern_object("crate::layer230::Object")
        .compile();
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

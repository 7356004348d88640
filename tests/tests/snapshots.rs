//! The generated text of every fixture, and of the slice that one request reaches: a
//! new `.tl` file in `fixtures/` is a new test.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use tl_codegen::{Config, Files};

const INVITE: &str = "invite";

#[test]
fn generated_text() {
    let failed: Vec<_> = fixtures::all()
        .into_iter()
        .map(|fixture| (fixture.name.clone(), fixture.generate()))
        .chain([(INVITE.to_owned(), invite())])
        // All of them are compared, so that one run shows all that changed.
        .filter(|(name, files)| std::panic::catch_unwind(|| compare(name, files)).is_err())
        .map(|(name, _)| name)
        .collect();
    assert!(
        failed.is_empty(),
        "changed: {failed:?}; review with `cargo insta review`"
    );
}

#[test]
fn every_snapshot_has_a_fixture() {
    let known: BTreeSet<String> = fixtures::all()
        .into_iter()
        .map(|fixture| fixture.name)
        .chain([INVITE.to_owned()])
        .map(|name| format!("generated__{name}.snap"))
        .collect();
    let stored: BTreeSet<String> = fs::read_dir(folder())
        .expect("the folder of snapshots is there")
        .map(|entry| entry.expect("its entries can be listed").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.starts_with("generated__") && name.ends_with(".snap"))
        .collect();
    assert_eq!(stored, known);
}

/// `messages.exportChatInvite` with all that it reaches.
fn invite() -> Files {
    Config::new()
        .schema("../schema/api.tl")
        .roots(["messages.exportChatInvite"])
        .generate()
        .unwrap_or_else(|report| panic!("the slice is valid:\n{report}"))
}

fn compare(name: &str, files: &Files) {
    insta::with_settings!({
        snapshot_path => folder(),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("generated__{name}"), joined(files));
    });
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots")
}

/// All files one after the other, each behind its name.
fn joined(files: &Files) -> String {
    let mut text = String::new();
    for (name, file) in files {
        writeln!(text, "// file: {name}\n{file}").expect("a string can be written to");
    }
    text
}

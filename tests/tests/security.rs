//! `SECURITY.md` names only what exists: test files, fuzz targets and limits.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tl_runtime::Limits;
use tl_tests::fuzz::TARGETS;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The pieces of `text` between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn security() -> String {
    fs::read_to_string(root().join("SECURITY.md")).expect("the file is at the top level")
}

/// The lines of the section `title`.
fn section<'t>(text: &'t str, title: &str) -> &'t str {
    let (_, after) = text.split_once(title).expect("the section exists");
    after.split("\n## ").next().unwrap_or_default()
}

#[test]
fn tests_that_are_named_exist() {
    let text = security();
    for line in section(&text, "## What is promised").lines() {
        let mut folder = "";
        for name in quoted(line).filter(|name| name.ends_with(".rs")) {
            // A name without a folder is of the folder before it.
            let path = match name.rsplit_once('/') {
                Some((of_name, _)) => {
                    folder = of_name;
                    name.to_owned()
                }
                None => format!("{folder}/{name}"),
            };
            assert!(root().join(&path).is_file(), "{path}");
        }
    }
}

#[test]
fn every_fuzz_target_is_named() {
    let text = security();
    let promises = section(&text, "## What is promised");
    let named: BTreeSet<_> = promises
        .lines()
        .filter_map(|line| line.split_once("fuzz target"))
        .flat_map(|(_, targets)| quoted(targets))
        .collect();
    let targets: BTreeSet<_> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(named, targets);
}

#[test]
fn every_limit_is_named() {
    let text = security();
    let rows = section(&text, "## Limits").lines();
    let named: BTreeSet<_> = rows
        .filter_map(|row| row.strip_prefix("| `")?.split('`').next())
        .map(str::to_owned)
        .collect();
    let limits = format!("{:?}", Limits::DEFAULT);
    let fields = limits
        .split([' ', ','])
        .filter_map(|it| it.strip_suffix(':'));
    assert_eq!(named, fields.map(str::to_owned).collect());
}

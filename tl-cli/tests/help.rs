//! Help texts.

mod common;

use common::Workspace;

fn help(args: &[&str]) -> String {
    let run = Workspace::new(&[]).tl(args);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

#[test]
fn of_all() {
    insta::assert_snapshot!(help(&["--help"]));
}

#[test]
fn of_check() {
    insta::assert_snapshot!(help(&["check", "--help"]));
}

#[test]
fn of_generate() {
    insta::assert_snapshot!(help(&["generate", "--help"]));
}

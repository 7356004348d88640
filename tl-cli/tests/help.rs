//! Help texts, the examples in them, and completions.

mod common;

use common::{Workspace, commands};

fn help(args: &[&str]) -> String {
    let run = Workspace::new(&[]).tl(args);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

/// Of `tl` and of every command, those that are added later included.
fn all_helps() -> Vec<(String, String)> {
    let mut helps = vec![("all".to_owned(), help(&["--help"]))];
    for command in commands() {
        let text = help(&[&command, "--help"]);
        helps.push((command, text));
    }
    helps
}

#[test]
fn texts() {
    for (command, text) in all_helps() {
        insta::assert_snapshot!(format!("of_{command}"), text);
    }
}

/// A short help and a long one that differ would be one text too many.
#[test]
fn short_and_long_are_one() {
    for command in commands() {
        assert_eq!(help(&[&command, "-h"]), help(&[&command, "--help"]));
    }
    assert_eq!(help(&["-h"]), help(&["--help"]));
}

/// As they stand there, in their order, from the root of the repository.
#[cfg(unix)]
#[test]
fn examples_work() {
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/");
    let read = |name| std::fs::read_to_string(format!("{schemas}{name}")).expect("a schema");
    for (command, text) in all_helps() {
        let workspace = Workspace::new(&[
            ("schema/api.tl", &read("api.tl")),
            ("schema/mtproto.tl", &read("mtproto.tl")),
        ]);
        let (_, examples) = text.split_once("\nExamples:\n").unwrap_or_else(|| {
            panic!("the help of {command} has no examples:\n{text}");
        });
        assert!(examples.contains("tl "), "{command}");
        for example in examples.lines() {
            let output = workspace.shell(example);
            assert!(output.status.success(), "{example}: {output:?}");
        }
    }
}

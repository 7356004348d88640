//! What keeps any command from its work: exit code and message.

mod common;

use std::fs::{self, File};
use std::io::Write;
use std::process::Stdio;

use common::{PETS, Workspace};

/// Exit code 2 and exactly one line, which begins with `start`.
fn assert_fails(workspace: &Workspace, args: &[&str], start: &str) {
    let run = workspace.tl(args);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    assert!(run.stderr.starts_with(start), "{run:?}");
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
}

#[test]
fn a_file_that_does_not_exist() {
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let start = "error: cannot read gone.tl: ";
    assert_fails(&workspace, &["check", "pets.tl", "gone.tl"], start);
    assert_fails(&workspace, &["generate", "gone.tl", "--out", "out"], start);
    assert!(!workspace.path().join("out").exists());
}

/// A mistake of the schema's author, so the exit code is that of other mistakes.
#[test]
fn a_file_that_is_not_text() {
    let workspace = Workspace::new(&[]);
    fs::write(
        workspace.path().join("pets.tl"),
        b"// H\xc3\xbcndin\n/* \xc3\xbc */ dog\xff = Pet;",
    )
    .expect("a file");
    let message = "pets.tl: byte 0xff at offset 23 (line 2, column 12) is not UTF-8; \
                   save the file as UTF-8";
    let wrong: [&[&str]; 3] = [
        &["check", "pets.tl"],
        &["generate", "pets.tl", "--out", "out"],
        &["id", "dog", "pets.tl"],
    ];
    for args in wrong {
        let run = workspace.tl(args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{args:?}");
        assert_eq!(run.stderr, format!("error: {message}\n"), "{args:?}");
    }

    let run = workspace.tl(&["check", "pets.tl", "--message-format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_eq!(
        run.stdout,
        format!(
            "{{\"code\":null,\"severity\":\"error\",\"message\":\"{}\",\"file\":\"pets.tl\",\
             \"start\":23,\"end\":24,\"line\":2,\"column\":12,\"help\":null,\"related\":[]}}\n",
            message.strip_prefix("pets.tl: ").expect("a file")
        )
    );
}

#[test]
fn standard_input_twice() {
    let workspace = Workspace::new(&[]);
    let message = "error: `-` can be given only once\n";
    assert_fails(&workspace, &["check", "-", "-"], message);
}

#[test]
fn an_output_folder_that_is_a_file() {
    let workspace = Workspace::new(&[("pets.tl", PETS), ("out", "")]);
    let args = ["generate", "pets.tl", "--out", "out"];
    assert_fails(&workspace, &args, "error: cannot ");
    assert_eq!(workspace.read("out"), "");
}

#[test]
fn a_folder_in_the_place_of_a_file() {
    let workspace = Workspace::new(&[("pets.tl", PETS), ("out/schema.rs/mine", "")]);
    let args = ["generate", "pets.tl", "--out", "out"];
    assert_fails(&workspace, &args, "error: cannot read out");
    assert_eq!(workspace.tree("out").len(), 1);
}

#[test]
fn wrong_usage() {
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let wrong: [(&[&str], &str); 5] = [
        (&[], "Usage: tl "),
        (&["check"], "<FILE>..."),
        (&["generate", "--out", "out"], "<FILE>..."),
        (&["generate", "pets.tl"], "--out <DIR>"),
        (&["check", "pets.tl", "--color", "red"], "--color <WHEN>"),
    ];
    for (args, message) in wrong {
        let run = workspace.tl(args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains(message), "{args:?}: {run:?}");
    }
}

/// Standard output is closed before there is anything to write to it.
#[test]
fn a_reader_that_went_away_is_none() {
    let workspace = Workspace::new(&[]);
    let mut child = workspace
        .command(&["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("tl starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(PETS.as_bytes()).expect("tl reads");
    drop(stdin);
    let output = child.wait_with_output().expect("tl ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output() {
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let full = File::options().write(true).open("/dev/full");
    let output = workspace
        .command(&["check", "pets.tl"])
        .stdout(full.expect("a device"))
        .output()
        .expect("tl ends");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.starts_with("error: cannot write standard output: "),
        "{message}"
    );
    assert_eq!(output.status.code(), Some(2));
}

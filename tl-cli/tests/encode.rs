//! `tl encode` from outside: TL-JSON in, bytes or hex out.

mod common;

use std::fs;

use common::{PETS, Run, Workspace};

fn encode(args: &[&str], json: &str) -> Run {
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let start = ["encode", "--schema", "pets.tl", "--hex"];
    workspace.tl_with_stdin(&[&start, args].concat(), json)
}

#[test]
fn hex_of_a_type() {
    let run = encode(&["--type", "Vector<long>"], "[1, \"-2\"]");
    let hex = "15c4b51c020000000100000000000000feffffffffffffff\n";
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), hex, "")
    );
}

#[test]
fn bytes_that_decode_takes() {
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let json = "{\"_\":\"dog\",\"name\":\"Rex\"}\n";
    workspace.write("dog.json", json);
    let line = "tl encode --schema pets.tl dog.json > dog.bin; tl decode --schema pets.tl dog.bin";
    let output = workspace.shell(line);
    assert_eq!(String::from_utf8_lossy(&output.stdout), json, "{output:?}");
    let bytes = fs::read(workspace.path().join("dog.bin")).expect("a file");
    assert_eq!(&bytes[4..], b"\x03Rex");
}

#[test]
fn mistakes_are_told_with_their_place() {
    let run = encode(&[], "{\"_\":\"dog\",\n \"name\":7}");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    let message = "error: <stdin>: invalid type: integer `7`, expected a string for `name` of dog at line 2 column 9\n";
    assert_eq!(run.stderr, message);
    let run = encode(&[], "{\"_\":\"dog\"");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    let run = encode(&["--type", "Pest"], "1");
    assert_eq!(run.code, Some(2));
    assert_eq!(
        run.stderr,
        "error: no schema declares a type `Pest`; did you mean `Pet`?\n"
    );
}

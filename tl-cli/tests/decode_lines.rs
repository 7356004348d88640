//! `tl decode --lines` from outside: a JSON a line in, a JSON a line out.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use common::packed::{bomb, gzip_packed};
use common::{PETS, Run, Workspace};
use serde_json::json;

/// `cat`, whose id is computed.
const CAT: &str = "cat = Pet;";

fn workspace() -> Workspace {
    let mtproto = include_str!("../../schema/mtproto.tl");
    Workspace::new(&[("pets.tl", PETS), ("mtproto.tl", mtproto)])
}

fn lines(args: &[&str], input: &str) -> Run {
    let start = [
        "decode",
        "--schema",
        "pets.tl",
        "--schema",
        "mtproto.tl",
        "--lines",
    ];
    workspace().tl_with_stdin(&[&start, args].concat(), input)
}

fn cat() -> String {
    let id = workspace().tl(&["id", CAT]).stdout;
    let id = u32::from_str_radix(id.trim(), 16).expect("an id");
    hex(&id.to_le_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_line_is_answered_in_order() {
    let cat = cat();
    let input = format!(
        "{{\"id\":1,\"hex\":\"{cat}\"}}\n\
         \n\
         {{\"hex\":\"07000000\",\"type\":\"int\",\"note\":{{\"a\": [1.0]}}}}\r\n\
         {{\"hex\":\"15c4b51c01000000{cat}\",\"id\":\"x\",\"type\":\"Vector<Pet>\"}}\n\
         {{\"hex\":\"{cat}\",\"result_of\":\"getPet\"}}\n\
         {{\"hex\":\"{cat}\",\"json\":0}}"
    );
    let run = lines(&[], &input);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let answers = [
        r#"{"id":1,"json":{"_":"cat"}}"#,
        r#"{"note":{"a": [1.0]},"json":7}"#,
        r#"{"id":"x","json":[{"_":"cat"}]}"#,
        r#"{"json":{"_":"cat"}}"#,
        r#"{"json":{"_":"cat"}}"#,
    ];
    assert_eq!(run.stdout.lines().collect::<Vec<_>>(), answers);
}

#[test]
fn wrong_lines_are_answered_too() {
    let cat = cat();
    let input = format!(
        "{{\"id\":1,\"hex\":\"{cat}00\"}}\n\
         {{\"id\":2,\"hex\":\"0g\"}}\n\
         no JSON\n\
         {{\"id\":4}}\n\
         {{\"id\":5,\"hex\":\"{cat}\",\"type\":\"Pest\"}}\n\
         {{\"id\":6,\"hex\":\"{cat}\"}}\n"
    );
    let run = lines(&[], &input);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stderr, "5 of 6 lines cannot be decoded\n");
    let answers = [
        r#"{"id":1,"error":"trailing bytes: 1 left","offset":4}"#,
        r#"{"id":2,"error":"`hex`: `g` at 1 is no hex digit"}"#,
        r#"{"error":"expected ident at column 2"}"#,
        r#"{"id":4,"error":"`hex` is missing"}"#,
        r#"{"id":5,"error":"no schema declares a type `Pest`; did you mean `Pet`?"}"#,
        r#"{"id":6,"json":{"_":"cat"}}"#,
    ];
    assert_eq!(run.stdout.lines().collect::<Vec<_>>(), answers);
}

/// What the command line says holds for lines that say nothing.
#[test]
fn options_are_for_lines_without_a_type() {
    let input = "{\"hex\":\"01000000\"}\n{\"hex\":\"0100000000000000\",\"type\":\"long\"}\n";
    let run = lines(&["--type", "int"], input);
    assert_eq!(run.stdout, "{\"json\":1}\n{\"json\":\"1\"}\n");
    let value = hex(&gzip_packed(b"\xc5\x73\x77\x34aaaaaaaabbbbbbbb"));
    let line = format!("{{\"hex\":\"{value}\"}}\n");
    let followed = lines(&[], &line).stdout;
    assert!(followed.starts_with(r#"{"json":{"_":"gzip_packed","packed_data":{"_":"pong","#));
    let left = lines(&["--no-follow"], &line).stdout;
    assert!(
        left.starts_with(r#"{"json":{"_":"gzip_packed","packed_data":"1f8b"#),
        "{left}"
    );
}

#[test]
fn long_lines_are_not_read() {
    let cat = cat();
    let short = format!("{{\"hex\":\"{cat}\"}}");
    let input = format!("{}\n{short}\n{}", " ".repeat(18), "x".repeat(1000));
    let run = lines(&["--max-line", "18"], &input);
    assert_eq!(run.code, Some(1));
    let answers = [
        r#"{"json":{"_":"cat"}}"#,
        r#"{"error":"the line is longer than 18 bytes"}"#,
    ];
    assert_eq!(run.stdout.lines().collect::<Vec<_>>(), answers, "{run:?}");
}

/// Who asks line by line gets each answer before the next question.
#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    let workspace = workspace();
    let args = ["decode", "--schema", "pets.tl", "--lines"];
    let mut command = workspace.command(&args);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("tl starts");
    let mut questions = child.stdin.take().expect("a pipe");
    let answers = BufReader::new(child.stdout.take().expect("a pipe"));
    let (sender, answered) = mpsc::channel();
    thread::spawn(move || {
        let mut lines = answers.lines().map_while(Result::ok);
        lines.try_for_each(|line| sender.send(line))
    });
    for id in 0..3 {
        let question = json!({"id": id, "hex": "00000000", "type": "int"});
        writeln!(questions, "{question}").expect("tl reads");
        let answer = answered.recv_timeout(Duration::from_secs(60));
        assert_eq!(answer, Ok(format!("{{\"id\":{id},\"json\":0}}")));
    }
    drop(questions);
    assert!(child.wait().expect("tl ends").success());
}

#[test]
fn a_reader_that_went_away_is_none() {
    let many = "{\"hex\":\"00000000\",\"type\":\"int\"}\n".repeat(100_000);
    let workspace = workspace();
    workspace.write("many.jsonl", &many);
    let line =
        "set +o pipefail; tl decode --schema pets.tl --lines many.jsonl 2>err | head -n 1; cat err";
    let output = workspace.shell(line);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "{\"json\":0}\n");
}

/// Ten times as many lines, bombs among them, take no more memory.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_flat() {
    let pong = hex(&gzip_packed(b"\xc5\x73\x77\x34aaaaaaaabbbbbbbb"));
    let block = format!(
        "{{\"hex\":\"{pong}\"}}\n{{\"hex\":\"{pong}\",\"type\":\"Pest\"}}\n{{\"hex\":\"{}\"}}\n",
        hex(&bomb(4)),
    );
    let workspace = workspace();
    let args = [
        "decode",
        "--schema",
        "mtproto.tl",
        "--lines",
        "--max-inflated",
        "1000",
    ];
    let mut command = workspace.command(&args);
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("tl starts");
    let mut questions = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
    let status = format!("/proc/{}/status", child.id());
    let mut peak_after = |blocks: usize| {
        for _ in 0..blocks {
            questions.write_all(block.as_bytes()).expect("tl reads");
            for _ in block.lines() {
                answers.read_line(&mut String::new()).expect("tl answers");
            }
        }
        let status = fs::read_to_string(&status).expect("a process");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = peak
            .and_then(|it| it.trim().strip_suffix(" kB"))
            .expect("a peak");
        kib.parse::<usize>().expect("a number")
    };
    let (few, many) = (peak_after(50), peak_after(450));
    drop(questions);
    assert_eq!(child.wait().expect("tl ends").code(), Some(1));
    assert!(many < few + 1024, "{few} KiB became {many}");
}

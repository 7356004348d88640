//! `tl decode` of one value from outside: bytes and options in; exit code and streams out.

mod common;

use std::fs;

use common::packed::{bomb, gzip_packed, message_of};
use common::{BROKEN, Run, Workspace};

const PETS: &str = "\
dog#1d090001 flags:# name:string age:flags.0?int = Pet;
cat#1d090002 = Pet;
collar#1d090003 tag:long pets:Vector<Pet> = Collar;
row#1d090004 n:# xs:n*[int] = Row;
---functions---
getPets#1d0900f1 of:Collar = Vector<Pet>;
";
const MTPROTO: &str = include_str!("../../schema/mtproto.tl");

/// A collar with a dog of three years and a cat.
const COLLAR: &str = "0300091d 0700000000000000 15c4b51c 02000000
    0100091d 01000000 03526578 03000000
    0200091d";

fn workspace() -> Workspace {
    Workspace::new(&[("pets.tl", PETS), ("mtproto.tl", MTPROTO)])
}

fn decode(args: &[&str], hex: &str) -> Run {
    let start = [
        "decode",
        "--schema",
        "pets.tl",
        "--schema",
        "mtproto.tl",
        "--hex",
    ];
    workspace().tl_with_stdin(&[&start, args].concat(), hex)
}

fn assert_shows(args: &[&str], hex: &str, shown: &str) {
    let run = decode(args, hex);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{args:?}");
    assert_eq!(run.stdout, format!("{shown}\n"), "{args:?}");
}

fn assert_fails(args: &[&str], hex: &str, code: i32, message: &str) {
    let run = decode(args, hex);
    assert_eq!(run.stderr, format!("error: {message}\n"), "{args:?}");
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(code), ""),
        "{args:?}"
    );
}

#[test]
fn any_value_as_json() {
    let json = r#"{"_":"collar","tag":"7","pets":[{"_":"dog","name":"Rex","age":3},{"_":"cat"}]}"#;
    assert_shows(&[], COLLAR, json);
    assert_shows(&["--format", "json"], COLLAR, json);
}

#[test]
fn pretty_and_annotated() {
    let pretty = "\
collar {
    tag: 7,
    pets: [
        dog {
            name: \"Rex\",
            age: 3,
        },
        cat,
    ],
}";
    assert_shows(&["--format", "pretty"], COLLAR, pretty);
    let hex = "\
0000  0300091d           collar
0004  0700000000000000     tag: long = 7
000c  15c4b51c02000000     pets: Vector<Pet> = Vector of 2
0014  0100091d               [0] = dog
0018  01000000                 flags: # = 0x1
001c  03526578                 name: string = \"Rex\"
0020  03000000                 age: int = 3
0024  0200091d               [1] = cat";
    assert_shows(&["--format", "hex"], COLLAR, hex);
}

#[test]
fn bytes_as_they_are_from_a_file_and_from_a_pipe() {
    let workspace = workspace();
    fs::write(workspace.path().join("cat.bin"), b"\x02\0\x09\x1d").expect("a file");
    let run = workspace.tl(&["decode", "--schema", "pets.tl", "cat.bin"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), "{\"_\":\"cat\"}\n")
    );
    let output = workspace.shell("cat cat.bin | tl decode --schema pets.tl -");
    assert_eq!(output.stdout, b"{\"_\":\"cat\"}\n");
}

#[test]
fn types_functions_and_results() {
    let cat = r#"[{"_":"cat"}]"#;
    let cats = "15c4b51c 01000000 0200091d";
    assert_shows(&["--type", "Vector Pet"], cats, cat);
    assert_shows(&["--result-of", "getPets"], cats, cat);
    assert_shows(
        &["--type", "vector<%cat>"],
        "02000000",
        r#"[{"_":"cat"},{"_":"cat"}]"#,
    );
    assert_shows(&["--type", "long"], "ffffffffffffffff", "\"-1\"");
    assert_shows(
        &["--type", "%Message"],
        "0100000000000000 00000000 04000000 0200091d",
        r#"{"_":"message","msg_id":"1","seqno":0,"bytes":4,"body":{"_":"cat"}}"#,
    );
    let call = format!("f100091d{COLLAR}");
    let run = decode(&["--function", "getPets"], &call);
    assert!(
        run.stdout
            .starts_with(r#"{"_":"getPets","of":{"_":"collar","#),
        "{run:?}"
    );
    assert_fails(
        &["--function", "getPets"],
        COLLAR,
        1,
        "<stdin>: byte 0: expected getPets, found 0x1d090003 (collar)",
    );
}

#[test]
fn wrong_usage() {
    let unknown = "no schema declares a type `Pest`; did you mean `Pet`?";
    assert_fails(&["--type", "Vector<Pest>"], "", 2, unknown);
    let unknown = "no schema declares a function `getPet`; did you mean `getPets`?";
    assert_fails(&["--result-of", "getPet"], "", 2, unknown);
    for args in [
        &["--type", "int", "--function", "getPets"][..],
        &["--lines"],
        &["--type", "int", "--result-of", "getPets"],
    ] {
        let run = decode(args, "");
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
    }
    let workspace = workspace();
    let run = workspace.tl(&["decode", "--schema", "-", "-"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.stderr, "error: `-` can be given only once\n");
    let run = workspace.tl(&["decode", "--schema", "pets.tl", "--max-line", "10"]);
    assert_eq!(run.code, Some(2));
    let run = workspace.tl(&["decode", "--schema", "pets.tl", "gone.bin"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("error: cannot read gone.bin: "));
}

#[test]
fn bytes_that_are_wrong() {
    let end = "expected an int: 4 bytes needed, 1 remain";
    let cut = "0100091d 01000000 03526578 03";
    assert_fails(&[], cut, 1, &format!("<stdin>: byte 12: {end}"));
    assert_fails(
        &[],
        "0200091",
        1,
        "<stdin>: 7 hex digits are no whole bytes",
    );
    assert_fails(&[], "02 xx", 1, "<stdin>: `x` at 2 is no hex digit");
    assert_fails(
        &[],
        "0200091d 00",
        1,
        "<stdin>: byte 4: trailing bytes: 1 left",
    );

    // What can be shown is shown, and where it ends.
    let run = decode(&["--format", "hex"], cut);
    assert_eq!(run.code, Some(1));
    let end_of_hex = format!(
        "\
0008  03526578             name: string = \"Rex\"
000c                       age: int
000c  !! {end}
000c  03
"
    );
    assert!(run.stdout.ends_with(&end_of_hex), "{run:?}");
    let run = decode(&["--format", "pretty"], cut);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.starts_with("dog {\n    name: \"Rex\",\n"),
        "{run:?}"
    );
    assert_eq!(run.stderr, format!("error: <stdin>: byte 12: {end}\n"));
}

#[test]
fn a_schema_with_mistakes() {
    let workspace = Workspace::new(&[("broken.tl", BROKEN)]);
    let run = workspace.tl(&["decode", "--schema", "broken.tl"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.places().len(), 3, "{run:?}");
}

#[test]
fn an_unknown_constructor_is_found_by_its_path() {
    assert_fails(
        &["--function", "getPets"],
        "f100091d 0d000000",
        1,
        "<stdin>: byte 4: expected Collar, found 0x0000000d, getPets.of",
    );
}

#[test]
fn what_no_value_can_be_read_by() {
    assert_shows(&[], "0200091d", r#"{"_":"cat"}"#);
    let run = decode(&[], "0400091d 00000000");
    assert_eq!(run.code, Some(1));
    let message =
        "error: <stdin>: byte 0: expected Object, found 0x1d090004: `row` is left out, because it ";
    assert!(run.stderr.starts_with(message), "{run:?}");
    let run = decode(&["--verbose"], "0200091d");
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), "{\"_\":\"cat\"}\n")
    );
    let notes = run.stderr.matches("note: pets.tl:4:").count();
    assert_eq!(notes, 1, "{run:?}");
}

#[test]
fn long_strings_as_in_ton() {
    let text = "x".repeat(1 << 24);
    let mut bytes = b"\xff\0\0\0\x01\0\0\0".to_vec();
    bytes.extend(text.bytes());
    let workspace = workspace();
    fs::write(workspace.path().join("long.bin"), bytes).expect("a file");
    let args = [
        "decode",
        "--schema",
        "pets.tl",
        "long.bin",
        "--type",
        "string",
        "--huge-bytes",
    ];
    assert_eq!(workspace.tl(&args).stdout, format!("\"{text}\"\n"));
    assert_eq!(workspace.tl(&args[..6]).code, Some(1));
}

mod packed_values {
    use super::*;

    /// A result with a cat, as the server sends it.
    fn result() -> Vec<u8> {
        let packed_cat = gzip_packed(b"\x02\0\x09\x1d");
        [b"\x01\x6d\x5c\xf3\x05\0\0\0\0\0\0\0", &packed_cat[..]].concat()
    }

    #[test]
    fn are_followed() {
        let json = r#"{"_":"rpc_result","req_msg_id":"5","result":{"_":"gzip_packed","packed_data":{"_":"cat"}}}"#;
        assert_shows(&[], &hex(&result()), json);
        let container = message_of(&gzip_packed(&result()));
        let json = format!(
            r#"{{"_":"msg_container","messages":[{{"_":"message","msg_id":"1","seqno":2,"bytes":{},"body":{{"_":"gzip_packed","packed_data":{json}}}}}]}}"#,
            container.len() - 24,
        );
        assert_shows(&[], &hex(&container), &json);
        let pretty = decode(&["--format", "pretty"], &hex(&result())).stdout;
        assert!(pretty.contains("packed_data: cat,"), "{pretty}");
        let annotated = decode(&["--format", "hex"], &hex(&result())).stdout;
        let value = "000c  a1cf7230             result: Object = gzip_packed\n\
                     0010  0200091d               packed_data: Object = cat\n";
        assert!(annotated.ends_with(value), "{annotated}");
    }

    #[test]
    fn stay_bytes_that_encode_takes_back() {
        let workspace = workspace();
        fs::write(workspace.path().join("result.bin"), result()).expect("a file");
        let line = "tl decode --no-follow --schema mtproto.tl result.bin | \
                    tl encode --schema mtproto.tl > again.bin; cmp result.bin again.bin";
        let output = workspace.shell(line);
        assert!(output.status.success(), "{output:?}");
    }

    /// The error lies where the packed data does, however deep it is packed.
    #[test]
    fn errors_are_at_the_packed_data() {
        let wrong = gzip_packed(&gzip_packed(b"\x02\0\x09\x1d\0"));
        let message = "in the packed data, at byte 4 of it: trailing bytes: 1 left";
        assert_fails(&[], &hex(&wrong), 1, &format!("<stdin>: byte 4: {message}"));
        let no_gzip = [&0x3072_cfa1_u32.to_le_bytes()[..], b"\x03xyz"].concat();
        let run = decode(&[], &hex(&no_gzip));
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        assert!(
            run.stderr.starts_with("error: <stdin>: byte 4: "),
            "{run:?}"
        );
        assert!(run.stderr.contains("invalid gzip data"), "{run:?}");
    }

    #[test]
    fn are_bounded_together() {
        let pong = |n: u8| [&b"\xc5\x73\x77\x34"[..], &[n; 16]].concat();
        let two = [
            message_of(&gzip_packed(&pong(1))),
            message_of(&gzip_packed(&pong(2))),
        ];
        let [first, second] = &two;
        let container = [&first[..4], &[2, 0, 0, 0], &first[8..], &second[8..]].concat();
        let run = decode(&["--max-inflated", "40"], &hex(&container));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        let offset = first.len() + 16 + 4;
        assert_fails(
            &["--max-inflated", "39"],
            &hex(&container),
            1,
            &format!(
                "<stdin>: byte {offset}: in the packed data, at byte 0 of it: \
                 more than 39 bytes inflated from packed data"
            ),
        );
    }

    #[test]
    fn are_bounded_in_depth() {
        let nested = |depth| (0..depth).fold(b"\x02\0\x09\x1d".to_vec(), |it, _| gzip_packed(&it));
        assert_eq!(decode(&[], &hex(&nested(8))).code, Some(0));
        let run = decode(&[], &hex(&nested(9)));
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        assert!(
            run.stderr.contains("more than 8 levels of nested values"),
            "{run:?}"
        );
    }

    /// A gigabyte in a megabyte, and in less if it is packed again: a process that may not have so
    /// much says that there is more than it may inflate.
    #[cfg(target_os = "linux")]
    #[test]
    fn bombs_take_no_memory() {
        let workspace = workspace();
        for bomb in [bomb(1024), gzip_packed(&bomb(1024))] {
            fs::write(workspace.path().join("bomb.bin"), bomb).expect("a file");
            let line = "ulimit -v 400000; \
                        tl decode --schema mtproto.tl --max-inflated 9000000 bomb.bin";
            let output = workspace.shell(line);
            let message = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{message}");
            assert!(
                message.contains("more than 9000000 bytes inflated"),
                "{message}"
            );
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

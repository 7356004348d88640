//! Hostile names and texts in all that commands read: whatever a command writes has no control
//! character and no invisible one, and no name starts a line of its own.

mod common;

use common::Workspace;
use tl_parser::text::is_hidden;

const EVIL: &str = "\u{1b}[31mEVIL\u{1b}]0;t\u{7}\u{202e}\u{9b}2J\u{2028}\u{feff}\u{7f}\r";

/// As a string of JSON or TOML, with a line of its own.
const ESCAPED: &str =
    "\\u001b[31mEVIL\\u001b]0;t\\u0007\\u202e\\u009b2J\\u2028\\ufeff\\u007f\\r\\nfake: ok";

const SCHEMA: &str = "pet name:string = Pet;\nlist v:Vector<Pet> = List;\n---functions---\n\
                      a.get peer:Pet = Pet;\na.set peer:Pet = Pet;\n";

fn workspace() -> Workspace {
    let workspace = Workspace::new(&[("good.tl", SCHEMA)]);
    let write = |path: &str, text: &str| {
        let text = text.replace("EVIL!", EVIL).replace("ESCAPED!", ESCAPED);
        workspace.write(path, &text);
    };
    write(
        "comment.tl",
        "//@class Pet @description EVIL! @description\n//@description x EVIL! y @name EVIL!z\n\
         // EVIL!\npet name:string = Pet; /* EVIL! */\n---functions---\n//EVIL!\na.get peer:Pet = Pet;\n",
    );
    write("untidy.tl", "// a EVIL! b\npet   name:string =    Pet;\n");
    write(
        "bad.tl",
        "//@class EVIL! @description x\n//@EVIL!key text\npet x:int = Pet;\n//@class PeEVIL!t x\n\
         EVIL!\npat EVIL! x:EVIL!int = EVIL!;\n",
    );
    for (number, data) in [
        "\"ESCAPED!\" = 1\n[methods.\"ESCAPED!\"]\ntext = \"y\"",
        "[errors.\"ESCAPED!\"]\ntext = \"t {ESCAPED!}\"\nargs = [\"ESCAPED!\"]\ncodes = [400]",
        "[types.Pet]\ntext = \"x\"\n\"ESCAPED!\" = 1\n[types.\"ESCAPED!\"]\ntext = \"x\"",
        "[methods.\"a.get\"]\nerrors = { \"ESCAPED!\" = [], 400 = [\"ESCAPED!\"] }",
        "[constructors.pet.params]\n\"ESCAPED!\" = \"x\"\nname = { unit = \"ESCAPED!\" }",
        "layer = \"EVIL!\"\n= EVIL!",
        "# EVIL!\n[types.Pet]\ntext = 1 # EVIL!",
        "source = \"ESCAPED!\"\n[methods.\"a.get\"]\ntext = \"ESCAPED!\"",
        "[methods.\"a.get\".params]\ngone = \"ESCAPED!\"\n[methods.\"a.old\"]\ntext = \"ESCAPED!\"",
    ]
    .iter()
    .enumerate()
    {
        let data = format!("format = \"tl-side-data/1\"\n{data}\n");
        write(&format!("data{number}.toml"), &data);
    }
    write(
        "errors.json",
        "{\"errors\":{\"400\":{\"A_ESCAPED!\":[\"a.get\"],\"B\":[\"a.get\"],\"C\":[\"ESCAPED!\"]},\
         \"401\":{\"B\":[\"a.get\"]}},\"descriptions\":{\"C\":\"ESCAPED! {x}\",\"B\":\"ESCAPED!\"}}",
    );
    write("broken.json", "{\"errors\":{\"ESCAPED!\":\"ESCAPED!\"}}");
    write("name.json", "{\"_\":\"ESCAPED!\",\"a\":1}");
    write("member.json", "{\"_\":\"pet\",\"ESCAPED!\":1}");
    write("type.json", "{\"_\":\"pet\",\"name\":[\"ESCAPED!\"]}");
    write(
        "published.json",
        "{\"constructors\":[{\"id\":\"1\",\"predicate\":\"ESCAPED!\",\"params\":[],\"type\":\"A\"}]}",
    );
    write(
        "lines.jsonl",
        "{\"hex\":\"ESCAPED!\"}\n{\"hex\":\"\",\"type\":\"ESCAPED!\"}\n",
    );
    workspace
}

#[track_caller]
fn assert_shown(workspace: &Workspace, args: &[&str]) {
    let run = workspace.tl(args);
    assert!(run.code.is_some(), "{args:?}: {run:?}");
    for text in [&run.stdout, &run.stderr] {
        let hidden = text.find(|c| is_hidden(c) && !matches!(c, '\n' | '\t'));
        assert_eq!(hidden, None, "{args:?}: {text:?}");
        let is_fake = |line: &str| line.trim_start().starts_with("fake");
        assert!(!text.lines().any(is_fake), "{args:?}: {text:?}");
    }
}

#[test]
fn nothing_hidden_reaches_a_terminal() {
    let workspace = workspace();
    for schema in [
        "comment.tl",
        "untidy.tl",
        "bad.tl",
        "published.json",
        "broken.json",
    ] {
        for command in [
            &["check", schema][..],
            &["check", "--message-format", "json", schema],
            &["fmt", "--check", schema],
            &["fmt", "--check", "--message-format", "json", schema],
            &["schema", schema],
            &["schema", "--json", schema],
            &["diff", "good.tl", schema],
            &["diff", schema, "good.tl", "--format", "markdown"],
            &["diff", schema, "good.tl", "--format", "json"],
            &["id", "pet", schema],
            &["id", "pett", schema],
            &["docs", schema, "--out", "site"],
            &["docs", schema, "--out", "pages", "--format", "markdown"],
            &["generate", schema, "--out", "rust", "--check"],
            &["new", "some-crate", "--schema", schema, "--path", "crate"],
            &["update", "good.tl", "--from", schema, "--dry-run"],
            &["update", schema, "--from", "good.tl", "--dry-run"],
            &[
                "decode",
                "--schema",
                schema,
                "--verbose",
                "--hex",
                "good.tl",
            ],
            &["import-errors", "errors.json", "--schema", schema],
        ] {
            assert_shown(&workspace, command);
        }
    }
    for number in 0..9 {
        let data = &format!("data{number}.toml");
        for command in [
            &["check", "good.tl", "--side-data", data][..],
            &[
                "check",
                "good.tl",
                "--side-data",
                data,
                "--message-format",
                "json",
            ],
            &["docs", "good.tl", "--side-data", data, "--out", "site"],
            &[
                "generate",
                "good.tl",
                "--side-data",
                data,
                "--out",
                "rust",
                "--check",
            ],
            &[
                "update",
                "good.tl",
                "--from",
                "comment.tl",
                "--side-data",
                data,
                "--dry-run",
            ],
            &[
                "update",
                "good.tl",
                "--from",
                "comment.tl",
                "--side-data",
                data,
                "--prune",
                "--dry-run",
            ],
            &[
                "import-errors",
                "errors.json",
                "--schema",
                "good.tl",
                "--side-data",
                data,
            ],
        ] {
            assert_shown(&workspace, command);
        }
    }
    for json in ["name.json", "member.json", "type.json", "published.json"] {
        assert_shown(
            &workspace,
            &["encode", "--schema", "good.tl", "--hex", json],
        );
    }
    assert_shown(
        &workspace,
        &["decode", "--schema", "good.tl", "--lines", "lines.jsonl"],
    );
    for json in ["errors.json", "broken.json"] {
        assert_shown(&workspace, &["import-errors", json, "--schema", "good.tl"]);
    }
}

/// Values of the command line itself: a script may pass on what it read.
#[test]
fn arguments_are_shown_too() {
    let workspace = workspace();
    let evil: &str = &format!("{EVIL}\nfake: ok");
    let option: &str = &format!("--{evil}");
    let rename: &str = &format!("{evil}=a");
    let declaration: &str = &format!("{evil} = A;");
    for command in [
        &[evil][..],
        &["check", option, "good.tl"],
        &["check", evil],
        &["check", "--message-format", evil, "good.tl"],
        &["id", evil, "good.tl"],
        &["id", declaration],
        &["new", evil, "--schema", "good.tl"],
        &["docs", "good.tl", "--out", "site", "--older", evil],
        &["decode", "--schema", "good.tl", "--type", evil, "good.tl"],
        &["update", "good.tl", "--from", evil, "--dry-run"],
        &["update", evil, "--from", "good.tl", "--dry-run"],
        &[
            "update",
            "good.tl",
            "--from",
            "comment.tl",
            "--side-data",
            "data8.toml",
            "--rename",
            rename,
        ],
        &["generate", "good.tl", "--out", "rust", "--root", evil],
    ] {
        let run = workspace.tl(command);
        for text in [&run.stdout, &run.stderr] {
            let hidden = text.find(|c| is_hidden(c) && !matches!(c, '\n' | '\t'));
            assert_eq!(hidden, None, "{command:?}: {text:?}");
        }
    }
}

/// Data for programs stays what it is.
#[test]
fn data_is_byte_for_byte() {
    let workspace = workspace();
    let text = "// a\u{1b}[31m \u{202e}b\npet name:string = Pet;\n";
    workspace.write("stdin.tl", text);
    let run = workspace.tl_with_stdin(&["fmt", "-"], text);
    assert_eq!(run.stdout, text);

    let json = "{\"_\":\"pet\",\"name\":\"a\u{202e}\u{85}b\"}";
    workspace.write("pet.json", json);
    let run = workspace.tl(&["encode", "--schema", "good.tl", "--hex", "pet.json"]);
    workspace.write("pet.hex", &run.stdout);
    let decode = ["decode", "--schema", "good.tl", "--hex", "pet.hex"];
    assert_eq!(workspace.tl(&decode).stdout, format!("{json}\n"));
    for format in ["pretty", "hex"] {
        assert_shown(&workspace, &[&decode[..], &["--format", format]].concat());
    }
}

/// `tl update` and `tl import-errors` write plain text without hidden characters.
#[test]
fn nothing_hidden_is_written() {
    let workspace = workspace();
    let update = [
        "update",
        "new.tl",
        "--from",
        "comment.tl",
        "--date",
        "2026-01-31",
    ];
    assert_eq!(workspace.tl(&update).code, Some(0));
    let written = workspace.read("new.tl");
    assert!(
        !written.contains(|c| is_hidden(c) && c != '\n'),
        "{written:?}"
    );
    assert!(
        written.contains("//@description x \\u{1b}[31mEVIL"),
        "{written}"
    );
    // What was escaped is what is compared.
    let run = workspace.tl(&update);
    assert_eq!(run.stdout, "new.tl is up to date\n");

    // A name of a file ends no comment.
    let name = &format!("a{EVIL}\nevil = Evil; \n.tl").replace('\r', "");
    workspace.write(name, SCHEMA);
    let update = ["update", "named.tl", "--from", name];
    assert_eq!(workspace.tl(&update).code, Some(0));
    let written = workspace.read("named.tl");
    assert!(
        !written.contains(|c| is_hidden(c) && c != '\n'),
        "{written:?}"
    );
    assert!(
        !written.lines().any(|line| line.starts_with("evil")),
        "{written:?}"
    );

    let import = ["import-errors", "errors.json", "--schema", "good.tl"];
    let run = workspace.tl(&import);
    assert_eq!(run.code, Some(1));
    assert!(
        !run.stdout.contains(|c| is_hidden(c) && c != '\n'),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("A_"), "{}", run.stdout);
    workspace.write(
        "plain.json",
        "{\"errors\":{\"400\":{\"WAIT_%d\":[\"a.get\"]}},\"descriptions\":{\"WAIT_%d\":\
         \"{Wait}\\u202e %d.\\n\\n```\\nmain()\\n```\\n<b>\"}}",
    );
    let import = ["import-errors", "plain.json", "--schema", "good.tl"];
    let run = workspace.tl(&import);
    let text = "text = '(Wait)\\u{202e} {seconds}. ``` main() ``` <b>'";
    assert!(run.stdout.contains(text), "{}", run.stdout);
    workspace.write("plain.toml", &run.stdout);
    let check = ["check", "good.tl", "--side-data", "plain.toml"];
    assert_eq!(workspace.tl(&check).code, Some(0));
}

//! How findings look: colours and JSON.

mod common;

use common::{BROKEN, MAIN, Run, Workspace, generated};

mod color {
    use super::*;

    const ESCAPE: char = '\x1b';

    #[test]
    fn of_diagnostics() {
        let workspace = Workspace::new(&[("broken.tl", BROKEN)]);
        let is_coloured = |args: &[&str]| workspace.tl(args).stderr.contains(ESCAPE);
        assert!(is_coloured(&["check", "broken.tl", "--color", "always"]));
        assert!(is_coloured(&["--color", "always", "check", "broken.tl"]));
        assert!(!is_coloured(&["check", "broken.tl", "--color", "never"]));
        assert!(!is_coloured(&["check", "broken.tl", "--color", "auto"]));
        assert!(!is_coloured(&["check", "broken.tl"]));
        let generate = ["generate", "broken.tl", "--out", "out", "--color", "always"];
        assert!(is_coloured(&generate));
    }

    /// The colours are all that is added.
    #[test]
    fn of_differences() {
        let (workspace, tree) = generated();
        workspace.write(MAIN, &format!("// by hand\n{}", tree[MAIN]));
        let check = ["generate", "pets.tl", "--out", "out", "--check", "--color"];
        let with = |when| workspace.tl(&[check.as_slice(), &[when]].concat()).stdout;

        let coloured = with("always");
        assert!(
            coloured.contains("\x1b[31m-// by hand\x1b[0m\n"),
            "{coloured}"
        );
        let plain = ["\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m"]
            .iter()
            .fold(coloured, |text, code| text.replace(code, ""));
        assert_eq!(plain, with("never"));
    }
}

mod json {
    use super::*;

    use serde_json::{Value, json};

    const CHECK: &[&str] = &["check", "pets.tl", "--message-format", "json"];

    fn check(text: &str) -> Run {
        Workspace::new(&[("pets.tl", text)]).tl(CHECK)
    }

    /// Each line must be an object of its own.
    fn objects(text: &str) -> Vec<Value> {
        text.lines()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect()
    }

    /// The keys are those of every finding, in this order.
    #[test]
    fn is_a_line_with_all_keys() {
        let run = check("// ü\ndog = Pet;\n/* ü */ dog age:int = Pet;");
        assert_eq!(
            run.stdout,
            r#"{"code":"duplicate-name","severity":"error","message":"duplicate constructor `dog`","file":"pets.tl","start":26,"end":29,"line":3,"column":9,"help":null,"related":[{"message":"first declared here","file":"pets.tl","start":6,"end":9,"line":2,"column":1}]}
"#
        );
        assert_eq!(
            (run.code, run.stderr.as_str()),
            (Some(1), "1 error, 0 warnings\n")
        );
    }

    #[test]
    fn names_the_help() {
        let found = objects(&check("dog name:strin = Pet;\n").stdout);
        assert_eq!(found[0]["code"], "unknown-name");
        assert_eq!(found[0]["help"], "did you mean `string`?");
    }

    #[test]
    fn tells_warnings_from_errors() {
        let run = check("dog#00000001 = Pet;\ncat x:Nope = Pet;");
        let severities: Vec<_> = objects(&run.stdout)
            .iter()
            .map(|found| found["severity"].clone())
            .collect();
        assert_eq!(severities, ["warning", "error"]);
    }

    /// Quotes, control characters and letters of any script are the encoder's to mind.
    #[test]
    fn survives_any_text() {
        let found = objects(&check("dog \"\u{1}ä\u{2028} = Pet;\n").stdout);
        assert!(!found.is_empty());
        assert!(found.iter().all(|it| it["file"] == "pets.tl"), "{found:?}");
    }

    /// Whatever else there is to say goes to standard error.
    #[test]
    fn leaves_standard_output_to_findings() {
        let run = check("dog#00000001 = Pet;");
        assert_eq!(objects(&run.stdout).len(), 1);
        assert_eq!(
            (run.code, run.stderr.as_str()),
            (
                Some(0),
                "1 constructors, 0 functions, 1 types, 0 ids agree, 1 differ\n"
            )
        );

        let (workspace, tree) = generated();
        workspace.write(MAIN, &format!("// by hand\n{}", tree[MAIN]));
        let json = ["--out", "out", "--message-format", "json"];
        let generate = [&["generate", "pets.tl"], json.as_slice()].concat();
        let check = workspace.tl(&[generate.as_slice(), &["--check"]].concat());
        assert_eq!((check.code, check.stdout.as_str()), (Some(1), ""));
        assert!(check.stderr.contains("-// by hand\n"), "{check:?}");
        let written = workspace.tl(&generate);
        assert_eq!((written.code, written.stdout.as_str()), (Some(0), ""));
        assert!(written.stderr.starts_with("wrote 1 file, "), "{written:?}");
    }

    #[test]
    fn of_generate() {
        let workspace = Workspace::new(&[("broken.tl", BROKEN), ("pets.tl", "dog = Pet;")]);
        let json = ["--out", "out", "--message-format", "json"];
        let run = workspace.tl(&[&["generate", "broken.tl"], json.as_slice()].concat());
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
        let codes: Vec<_> = objects(&run.stdout)
            .iter()
            .map(|found| found["code"].clone())
            .collect();
        assert_eq!(codes, ["unknown-name", "bad-bit", "duplicate-name"]);

        let root = ["generate", "pets.tl", "--root", "cat"];
        let run = workspace.tl(&[root.as_slice(), &json].concat());
        let found = objects(&run.stdout);
        assert_eq!(found.len(), 1, "{run:?}");
        assert_eq!(found[0]["severity"], "error");
        for key in ["code", "file", "start", "end", "line", "column", "help"] {
            assert_eq!(found[0][key], json!(null), "{key}");
        }
    }

    #[test]
    fn carries_no_colours() {
        let run =
            Workspace::new(&[("pets.tl", BROKEN)]).tl(&[CHECK, &["--color", "always"]].concat());
        assert!(!run.stdout.contains('\x1b'), "{run:?}");
    }

    /// Nothing that ends with exit code 2 is a finding.
    #[test]
    fn is_not_for_files_that_cannot_be_read() {
        let run = Workspace::new(&[]).tl(CHECK);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.starts_with("error: cannot read pets.tl: "));
    }
}

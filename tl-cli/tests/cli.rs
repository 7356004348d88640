//! The binary from outside: arguments and files in; exit code, streams and files out.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

const PETS: &str = "\
dog name:string = Pet;
cat = Pet;
fish = Fish;
---functions---
getPet = Pet;
getFish = Fish;
";

/// Three mistakes: an unknown type, a bit that no flags word has, a taken name.
const BROKEN: &str = "\
dog name:strin = Pet;
cat flags:# age:flags.32?int = Pet;
cat = Pet;
";

/// How a run of `tl` ended.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    /// The places that the diagnostics point at first.
    fn places(&self) -> Vec<&str> {
        self.stderr
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("--> "))
            .collect()
    }
}

/// A folder to run `tl` in.
struct Workspace {
    folder: TempDir,
}

impl Workspace {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let workspace = Self { folder };
        for (path, text) in files {
            workspace.write(path, text);
        }
        workspace
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("a file")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tl"));
        command.args(args).current_dir(self.path());
        // Colours and the width of help texts would depend on these.
        command.env_remove("NO_COLOR").env_remove("COLUMNS");
        command
    }

    fn tl(&self, args: &[&str]) -> Run {
        self.tl_with_stdin(args, "")
    }

    fn tl_with_stdin(&self, args: &[&str], stdin: &str) -> Run {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("tl starts");
        // A command that reads no standard input may have ended already.
        let _ = child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(stdin.as_bytes());
        let output = child.wait_with_output().expect("tl ends");
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// All files below a folder by their path with `/`.
    fn tree(&self, folder: &str) -> BTreeMap<String, String> {
        let mut tree = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(self.path().join(&folder)) else {
                continue;
            };
            for entry in entries {
                let name = entry.expect("an entry").file_name();
                let path = format!("{folder}/{}", name.to_str().expect("UTF-8"));
                if self.path().join(&path).is_dir() {
                    folders.push(path);
                } else {
                    let text = self.read(&path);
                    tree.insert(path, text);
                }
            }
        }
        tree
    }
}

/// A workspace with `pets.tl` and what was generated from it in `out`.
fn generated() -> (Workspace, BTreeMap<String, String>) {
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let run = workspace.tl(&["generate", "pets.tl", "--out", "out"]);
    let tree = workspace.tree("out");
    let summary = format!("wrote {} files, removed 0, 0 unchanged\n", tree.len());
    assert_eq!(
        (run.code, run.stdout, run.stderr),
        (Some(0), summary, String::new())
    );
    assert!(!tree.is_empty());
    (workspace, tree)
}

/// The file that every schema generates.
const MAIN: &str = "out/schema.rs";

mod check {
    use super::*;

    #[test]
    fn sums_up_the_real_schema() {
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.tl");
        let run = Workspace::new(&[]).tl(&["check", schema]);
        assert_eq!(
            run.stdout,
            "layer 228: 17 constructors, 3 functions, 7 types, 20 ids agree, 0 differ\n"
        );
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    }

    #[test]
    fn reports_every_mistake_with_its_place() {
        let run = Workspace::new(&[("broken.tl", BROKEN)]).tl(&["check", "broken.tl"]);
        assert_eq!(
            run.places(),
            ["broken.tl:1:10", "broken.tl:2:23", "broken.tl:3:1"]
        );
        assert!(
            run.stderr.ends_with("\n\n3 errors, 0 warnings\n"),
            "{run:?}"
        );
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    }

    #[test]
    fn accepts_a_schema_with_warnings() {
        let run = Workspace::new(&[("pets.tl", "dog#00000001 = Pet;")]).tl(&["check", "pets.tl"]);
        assert!(run.stderr.starts_with("warning[id-mismatch]: "), "{run:?}");
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (
                Some(0),
                "1 constructors, 0 functions, 1 types, 0 ids agree, 1 differ\n"
            )
        );
    }

    #[test]
    fn counts_warnings_beside_errors() {
        let text = "dog#00000001 = Pet;\ncat = Pets x;";
        let run = Workspace::new(&[("pets.tl", text)]).tl(&["check", "pets.tl"]);
        assert!(run.stderr.ends_with("\n1 errors, 1 warnings\n"), "{run:?}");
        assert_eq!(run.code, Some(1));
    }

    #[test]
    fn counts_nothing_that_is_built_in() {
        let text =
            "int ? = Int;\nboolTrue = Bool;\nvector {t:Type} # [ t ] = Vector t;\ncat = Pet;";
        let run = Workspace::new(&[("pets.tl", text)]).tl(&["check", "pets.tl"]);
        assert_eq!(
            run.stdout,
            "1 constructors, 0 functions, 1 types, 0 ids agree, 0 differ, 1 computed\n"
        );
    }

    #[test]
    fn takes_several_files_as_one_schema() {
        let workspace = Workspace::new(&[
            ("types.tl", "dog = Pet;"),
            ("functions.tl", "---functions---\nfeed dog:Pet = Pet;"),
        ]);
        let alone = workspace.tl(&["check", "functions.tl"]);
        assert_eq!(alone.code, Some(1));
        assert_eq!(alone.places()[0], "functions.tl:2:10");

        let together = workspace.tl(&["check", "types.tl", "functions.tl"]);
        assert_eq!((together.code, together.stderr.as_str()), (Some(0), ""));
        assert_eq!(
            together.stdout,
            "1 constructors, 1 functions, 1 types, 0 ids agree, 0 differ, 2 computed\n"
        );
    }

    #[test]
    fn reads_standard_input() {
        let workspace = Workspace::new(&[("types.tl", "dog = Pet;")]);
        let run = workspace.tl_with_stdin(
            &["check", "types.tl", "-"],
            "// LAYER 7\n---functions---\nfeed dog:Pet = Pet;",
        );
        assert_eq!(
            run.stdout,
            "layer 7: 1 constructors, 1 functions, 1 types, 0 ids agree, 0 differ, 2 computed\n"
        );
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));

        let broken = workspace.tl_with_stdin(&["check", "-"], "\ndog name:strin = Pet;");
        assert_eq!(broken.places(), ["<stdin>:2:10"]);
    }
}

mod generate {
    use super::*;

    #[test]
    fn writes_files_that_differ_and_no_others() {
        let (workspace, tree) = generated();
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let file = File::options()
            .write(true)
            .open(workspace.path().join(MAIN))
            .expect("a file");
        file.set_modified(old).expect("a time");

        let run = workspace.tl(&["generate", "pets.tl", "--out", "out"]);
        let summary = format!("wrote 0 files, removed 0, {} unchanged\n", tree.len());
        assert_eq!((run.code, run.stdout), (Some(0), summary));
        let metadata = fs::metadata(workspace.path().join(MAIN)).expect("a file");
        assert_eq!(metadata.modified().expect("a time"), old);

        workspace.write(MAIN, "// by hand\n");
        let run = workspace.tl(&["generate", "pets.tl", "--out", "out"]);
        let summary = format!("wrote 1 files, removed 0, {} unchanged\n", tree.len() - 1);
        assert_eq!((run.code, run.stdout), (Some(0), summary));
        assert_eq!(workspace.tree("out"), tree);
    }

    /// Who has the old file open keeps it whole: here through a second name.
    #[test]
    fn replaces_files_instead_of_writing_into_them() {
        let (workspace, tree) = generated();
        workspace.write(MAIN, "// by hand\n");
        let second_name = workspace.path().join("second-name.rs");
        fs::hard_link(workspace.path().join(MAIN), second_name).expect("a link");

        workspace.tl(&["generate", "pets.tl", "--out", "out"]);
        assert_eq!(workspace.read("second-name.rs"), "// by hand\n");
        assert_eq!(workspace.tree("out"), tree);
    }

    #[test]
    fn removes_what_it_generated_before_and_nothing_else() {
        let (workspace, mut tree) = generated();
        workspace.write("out/old/er/gone.rs", &tree[MAIN]);
        let theirs = [
            ("out/old/mine.rs", "pub struct Mine;\n"),
            ("out/old/fork.rs", "// @generated by tl-codegen-fork\n"),
            ("out/old/later.rs", "\n// @generated by tl-codegen\n"),
        ];
        for (path, text) in theirs {
            workspace.write(path, text);
            tree.insert(path.to_owned(), text.to_owned());
        }

        let run = workspace.tl(&["generate", "pets.tl", "--out", "out"]);
        let unchanged = tree.len() - theirs.len();
        let summary = format!("wrote 0 files, removed 1, {unchanged} unchanged\n");
        assert_eq!((run.code, run.stdout), (Some(0), summary));
        assert_eq!(workspace.tree("out"), tree);
    }

    #[test]
    fn writes_nothing_for_a_broken_schema() {
        let (workspace, tree) = generated();
        workspace.write("broken.tl", BROKEN);
        for out in ["out", "fresh"] {
            let run = workspace.tl(&["generate", "broken.tl", "--out", out]);
            assert_eq!(
                run.places(),
                ["broken.tl:1:10", "broken.tl:2:23", "broken.tl:3:1"]
            );
            assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        }
        assert_eq!(workspace.tree("out"), tree);
        assert!(!workspace.path().join("fresh").exists());
    }

    #[test]
    fn takes_several_files_and_standard_input_as_one_schema() {
        let (workspace, tree) = generated();
        let (types, functions) = PETS.split_once("---functions---").expect("a section");
        workspace.write("types.tl", types);
        let run = workspace.tl_with_stdin(
            &["generate", "types.tl", "-", "--out", "out", "--check"],
            &format!("---functions---{functions}"),
        );
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), "up to date\n"));
        assert_eq!(workspace.tree("out"), tree);
    }

    #[test]
    fn roots_narrow_the_output() {
        let (workspace, _) = generated();
        let names_in = |out: &str| {
            let text: String = workspace.tree(out).into_values().collect();
            ["GetPet", "GetFish", "Dog"].map(|name| text.contains(&format!("pub struct {name}")))
        };
        assert_eq!(names_in("out"), [true, true, true]);

        let root = ["generate", "pets.tl", "--out", "one", "--root", "getFish"];
        assert_eq!(workspace.tl(&root).code, Some(0));
        assert_eq!(names_in("one"), [false, true, false]);

        let roots = ["generate", "pets.tl", "--out", "two", "--root", "getFish"];
        let roots = [roots.as_slice(), &["--root", "dog"]].concat();
        assert_eq!(workspace.tl(&roots).code, Some(0));
        assert_eq!(names_in("two"), [false, true, true]);
    }

    #[test]
    fn reports_an_unknown_root() {
        let workspace = Workspace::new(&[("pets.tl", PETS)]);
        let run = workspace.tl(&["generate", "pets.tl", "--out", "out", "--root", "getPets"]);
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("`getPets`"), "{run:?}");
        assert!(!workspace.path().join("out").exists());
    }
}

mod generate_check {
    use super::*;

    const CHECK: &[&str] = &["generate", "pets.tl", "--out", "out", "--check"];

    /// What `--check` says, after making sure that it changed nothing.
    fn differences(workspace: &Workspace) -> String {
        let before = workspace.tree("out");
        let run = workspace.tl(CHECK);
        assert_eq!(workspace.tree("out"), before);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("not up to date"), "{run:?}");
        run.stdout
    }

    fn lines_with(mark: char, text: &str) -> String {
        text.split_inclusive('\n')
            .map(|line| format!("{mark}{line}"))
            .collect()
    }

    #[test]
    fn is_content_with_what_was_generated() {
        let (workspace, _) = generated();
        let run = workspace.tl(CHECK);
        assert_eq!(
            (run.code, run.stdout.as_str(), run.stderr.as_str()),
            (Some(0), "up to date\n", "")
        );
    }

    #[test]
    fn shows_a_change() {
        let (workspace, tree) = generated();
        workspace.write(MAIN, &format!("// by hand\n{}", tree[MAIN]));
        let diff = differences(&workspace);
        let rest = diff
            .strip_prefix("--- a/schema.rs\n+++ b/schema.rs\n@@ -1,4 +1,3 @@\n-// by hand\n")
            .unwrap_or_else(|| panic!("another diff: {diff}"));
        assert_eq!(rest.lines().count(), 3, "{diff}");
        assert!(rest.lines().all(|line| line.starts_with(' ')), "{diff}");
    }

    #[test]
    fn shows_a_missing_file() {
        let (workspace, tree) = generated();
        fs::remove_file(workspace.path().join(MAIN)).expect("a file");
        let lines = tree[MAIN].lines().count();
        assert_eq!(
            differences(&workspace),
            format!("--- /dev/null\n+++ b/schema.rs\n@@ -0,0 +1,{lines} @@\n")
                + &lines_with('+', &tree[MAIN])
        );
    }

    #[test]
    fn shows_a_left_over_file() {
        let (workspace, tree) = generated();
        workspace.write("out/old/er/gone.rs", &tree[MAIN]);
        workspace.write("out/old/mine.rs", "pub struct Mine;\n");
        let lines = tree[MAIN].lines().count();
        assert_eq!(
            differences(&workspace),
            format!("--- a/old/er/gone.rs\n+++ /dev/null\n@@ -1,{lines} +0,0 @@\n")
                + &lines_with('-', &tree[MAIN])
        );
    }

    #[test]
    fn creates_no_folder() {
        let workspace = Workspace::new(&[("pets.tl", PETS)]);
        assert!(differences(&workspace).starts_with("--- /dev/null\n"));
        assert!(!workspace.path().join("out").exists());
    }

    #[test]
    fn reports_a_broken_schema() {
        let workspace = Workspace::new(&[("pets.tl", BROKEN)]);
        let run = workspace.tl(CHECK);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        assert_eq!(run.places().len(), 3);
    }
}

mod failures {
    use super::*;

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

    #[test]
    fn a_file_that_is_not_text() {
        let workspace = Workspace::new(&[]);
        fs::write(workspace.path().join("pets.tl"), b"dog\xff = Pet;").expect("a file");
        let start = "error: cannot read pets.tl: ";
        assert_fails(&workspace, &["check", "pets.tl"], start);
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
}

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

mod help {
    use super::*;

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
}

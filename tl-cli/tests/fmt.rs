//! `tl fmt` from outside: files and standard input in; exit code, streams and files out.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const TIDY: &str = "dog name:string = Pet; // barks\n";
const UNTIDY: &str = "\u{feff}dog  name : string = Pet;// barks\r\n\r\n";
const BROKEN: &str = "dog  name:string = ;\n";

/// What `--check` shows for [`UNTIDY`].
const DIFF: &str = "\
--- a/untidy.tl
+++ b/untidy.tl
@@ -1,2 +1 @@
-\u{feff}dog  name : string = Pet;// barks\r
-\r
+dog name:string = Pet; // barks
";

/// A folder with `tidy.tl`, `untidy.tl` and `broken.tl`.
struct Workspace(TempDir);

/// Exit code, standard output, standard error.
type Run = (Option<i32>, String, String);

impl Workspace {
    fn new() -> Self {
        let workspace = Self(tempfile::tempdir().expect("a temporary folder"));
        for (name, text) in [
            ("tidy.tl", TIDY),
            ("untidy.tl", UNTIDY),
            ("broken.tl", BROKEN),
        ] {
            fs::write(workspace.path(name), text).expect("a file");
        }
        workspace
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .map(|name| name.into_string().expect("UTF-8"))
            .collect();
        names.sort();
        names
    }

    fn fmt(&self, args: &[&str]) -> Run {
        self.fmt_with_stdin(args, "")
    }

    fn fmt_with_stdin(&self, args: &[&str], stdin: &str) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tl"))
            .arg("fmt")
            .args(args)
            .current_dir(self.0.path())
            .env_remove("NO_COLOR")
            .env_remove("COLUMNS")
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
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("UTF-8"),
            String::from_utf8(output.stderr).expect("UTF-8"),
        )
    }
}

fn run(code: i32, stdout: &str, stderr: &str) -> Run {
    (Some(code), stdout.to_owned(), stderr.to_owned())
}

#[test]
fn writes_the_files_that_change_and_no_others() {
    let workspace = Workspace::new();
    let before = fs::metadata(workspace.path("tidy.tl")).and_then(|it| it.modified());
    let files = ["tidy.tl", "untidy.tl"];
    let summary = "wrote 1 file, 1 unchanged\n";
    assert_eq!(workspace.fmt(&files), run(0, summary, ""));
    assert_eq!(workspace.read("untidy.tl"), TIDY);
    let after = fs::metadata(workspace.path("tidy.tl")).and_then(|it| it.modified());
    assert_eq!(before.expect("a time"), after.expect("a time"));
    assert_eq!(workspace.names(), ["broken.tl", "tidy.tl", "untidy.tl"]);

    let summary = "wrote 0 files, 2 unchanged\n";
    assert_eq!(workspace.fmt(&files), run(0, summary, ""));
}

#[test]
fn check_shows_a_diff_and_writes_nothing() {
    let workspace = Workspace::new();
    let advice = "1 file is not formatted: run the same command without `--check`\n";
    let found = workspace.fmt(&["--check", "tidy.tl", "untidy.tl"]);
    assert_eq!(found, run(1, DIFF, advice));
    assert_eq!(workspace.read("untidy.tl"), UNTIDY);

    let found = workspace.fmt(&["--check", "tidy.tl"]);
    assert_eq!(found, run(0, "up to date\n", ""));
}

#[test]
fn mistakes_are_shown_and_nothing_is_written() {
    let workspace = Workspace::new();
    for args in [&["untidy.tl", "broken.tl"][..], &["--check", "broken.tl"]] {
        let (code, stdout, stderr) = workspace.fmt(args);
        assert_eq!((code, stdout.as_str()), (Some(1), ""));
        assert!(stderr.contains("--> broken.tl:1:20\n"), "{stderr}");
    }
    assert_eq!(workspace.read("untidy.tl"), UNTIDY);
    assert_eq!(workspace.read("broken.tl"), BROKEN);
}

#[test]
fn names_need_not_resolve() {
    let found = Workspace::new().fmt_with_stdin(&["-"], "f  x:Unknown = Other;");
    assert_eq!(found, run(0, "f x:Unknown = Other;\n", ""));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let workspace = Workspace::new();
    assert_eq!(workspace.fmt_with_stdin(&["-"], UNTIDY), run(0, TIDY, ""));
    let together = workspace.fmt_with_stdin(&["untidy.tl", "-"], UNTIDY);
    assert_eq!(together, run(0, TIDY, ""));
    assert_eq!(workspace.read("untidy.tl"), TIDY);

    let (code, stdout, _) = workspace.fmt_with_stdin(&["--check", "-"], UNTIDY);
    assert_eq!(code, Some(1));
    assert_eq!(stdout, DIFF.replace("untidy.tl", "<stdin>"));
}

#[test]
fn what_cannot_be_read_is_an_error_of_its_own() {
    let workspace = Workspace::new();
    let (code, stdout, stderr) = workspace.fmt(&["untidy.tl", "gone.tl"]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(
        stderr.starts_with("error: cannot read gone.tl: "),
        "{stderr}"
    );
    assert_eq!(workspace.read("untidy.tl"), UNTIDY);
    assert_eq!(workspace.fmt(&[]).0, Some(2));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let workspace = Workspace::new();
    let file = workspace.path("untidy.tl");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("untidy.tl", workspace.path("link.tl")).expect("a link");
    assert_eq!(workspace.fmt(&["link.tl"]).0, Some(0));
    assert!(workspace.path("link.tl").is_symlink());
    assert_eq!(workspace.read("untidy.tl"), TIDY);
    let mode = fs::metadata(&file).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn the_schemas_of_the_repository_are_formatted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    let files = ["api.tl", "mtproto.tl"].map(|name| folder.join(name).display().to_string());
    let found = Workspace::new().fmt(&["--check", &files[0], &files[1]]);
    assert_eq!(found, run(0, "up to date\n", ""));
}

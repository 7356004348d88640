//! `tl fmt` from outside: files and standard input in; exit code, streams and files out.

mod common;

use std::fs;
use std::path::Path;

use common::Workspace;

const TIDY: &str = "dog name:string = Pet; // barks\n";
const UNTIDY: &str = "\u{feff}dog  name : string = Pet;// barks\r\n\r\n";
const BROKEN: &str = "dog  name:string = ;\n";

/// What `--check` shows for [`UNTIDY`].
const DIFF: &str = "\
--- a/untidy.tl
+++ b/untidy.tl
@@ -1,2 +1 @@
-\\u{feff}dog  name : string = Pet;// barks\\u{d}
-\\u{d}
+dog name:string = Pet; // barks
";

/// Exit code, standard output, standard error.
type Ended = (Option<i32>, String, String);

/// A folder with `tidy.tl`, `untidy.tl` and `broken.tl`.
fn workspace() -> Workspace {
    Workspace::new(&[
        ("tidy.tl", TIDY),
        ("untidy.tl", UNTIDY),
        ("broken.tl", BROKEN),
    ])
}

fn fmt(workspace: &Workspace, args: &[&str]) -> Ended {
    fmt_with_stdin(workspace, args, "")
}

fn fmt_with_stdin(workspace: &Workspace, args: &[&str], stdin: &str) -> Ended {
    let run = workspace.tl_with_stdin(&[&["fmt"], args].concat(), stdin);
    (run.code, run.stdout, run.stderr)
}

fn ended(code: i32, stdout: &str, stderr: &str) -> Ended {
    (Some(code), stdout.to_owned(), stderr.to_owned())
}

#[test]
fn writes_the_files_that_change_and_no_others() {
    let workspace = workspace();
    let before = fs::metadata(workspace.path().join("tidy.tl")).and_then(|it| it.modified());
    let files = ["tidy.tl", "untidy.tl"];
    let summary = "wrote 1 file, 1 unchanged\n";
    assert_eq!(fmt(&workspace, &files), ended(0, summary, ""));
    assert_eq!(workspace.read("untidy.tl"), TIDY);
    let after = fs::metadata(workspace.path().join("tidy.tl")).and_then(|it| it.modified());
    assert_eq!(before.expect("a time"), after.expect("a time"));
    let names: Vec<_> = workspace.tree(".").into_keys().collect();
    assert_eq!(names, ["./broken.tl", "./tidy.tl", "./untidy.tl"]);

    let summary = "wrote 0 files, 2 unchanged\n";
    assert_eq!(fmt(&workspace, &files), ended(0, summary, ""));
}

#[test]
fn check_shows_a_diff_and_writes_nothing() {
    let workspace = workspace();
    let advice = "1 file is not formatted: run the same command without `--check`\n";
    let found = fmt(&workspace, &["--check", "tidy.tl", "untidy.tl"]);
    assert_eq!(found, ended(1, DIFF, advice));
    assert_eq!(workspace.read("untidy.tl"), UNTIDY);

    let found = fmt(&workspace, &["--check", "tidy.tl"]);
    assert_eq!(found, ended(0, "up to date\n", ""));
}

#[test]
fn mistakes_are_shown_and_nothing_is_written() {
    let workspace = workspace();
    for args in [&["untidy.tl", "broken.tl"][..], &["--check", "broken.tl"]] {
        let (code, stdout, stderr) = fmt(&workspace, args);
        assert_eq!((code, stdout.as_str()), (Some(1), ""));
        assert!(stderr.contains("--> broken.tl:1:20\n"), "{stderr}");
    }
    assert_eq!(workspace.read("untidy.tl"), UNTIDY);
    assert_eq!(workspace.read("broken.tl"), BROKEN);
}

#[test]
fn names_need_not_resolve() {
    let found = fmt_with_stdin(&workspace(), &["-"], "f  x:Unknown = Other;");
    assert_eq!(found, ended(0, "f x:Unknown = Other;\n", ""));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let workspace = workspace();
    assert_eq!(
        fmt_with_stdin(&workspace, &["-"], UNTIDY),
        ended(0, TIDY, "")
    );
    let together = fmt_with_stdin(&workspace, &["untidy.tl", "-"], UNTIDY);
    assert_eq!(together, ended(0, TIDY, ""));
    assert_eq!(workspace.read("untidy.tl"), TIDY);

    let (code, stdout, _) = fmt_with_stdin(&workspace, &["--check", "-"], UNTIDY);
    assert_eq!(code, Some(1));
    assert_eq!(stdout, DIFF.replace("untidy.tl", "<stdin>"));
}

#[test]
fn what_cannot_be_read_is_an_error_of_its_own() {
    let workspace = workspace();
    let (code, stdout, stderr) = fmt(&workspace, &["untidy.tl", "gone.tl"]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(
        stderr.starts_with("error: cannot read gone.tl: "),
        "{stderr}"
    );
    assert_eq!(workspace.read("untidy.tl"), UNTIDY);
    assert_eq!(fmt(&workspace, &[]).0, Some(2));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let workspace = workspace();
    let file = workspace.path().join("untidy.tl");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("untidy.tl", workspace.path().join("link.tl")).expect("a link");
    assert_eq!(fmt(&workspace, &["link.tl"]).0, Some(0));
    assert!(workspace.path().join("link.tl").is_symlink());
    assert_eq!(workspace.read("untidy.tl"), TIDY);
    let mode = fs::metadata(&file).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn the_schemas_of_the_repository_are_formatted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    let files = ["api.tl", "mtproto.tl"].map(|name| folder.join(name).display().to_string());
    let found = fmt(&workspace(), &["--check", &files[0], &files[1]]);
    assert_eq!(found, ended(0, "up to date\n", ""));
}

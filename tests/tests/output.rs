//! Writing generated files: what stands in their place is replaced, refused or left alone, and
//! nothing outside of the folder is touched.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tl_codegen::output::{Durability, MARK, OutputDir, replace};

const NEW: &str = "new";
const MARKS: &[&str] = &[MARK];

/// A folder `out`, and one beside it.
struct Folders {
    root: TempDir,
}

impl Folders {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(root.path().join("out/a")).expect("a folder");
        fs::create_dir(root.path().join("outside")).expect("a folder");
        fs::write(root.path().join("outside/theirs.rs"), generated("theirs")).expect("a file");
        Self { root }
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.root.path().join(path)
    }

    fn out(&self) -> OutputDir {
        OutputDir::new(self.path("out"))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file")
    }

    fn assert_nothing_happened_outside(&self) {
        assert_eq!(self.text("outside/theirs.rs"), generated("theirs"));
        assert_eq!(names(&self.path("outside")), ["theirs.rs"]);
    }
}

fn generated(text: &str) -> String {
    format!("{MARK}. {text}\n")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<_> = names.map(|it| it.into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

fn write(out: &OutputDir, path: &str) -> Result<(), String> {
    let written = out.write(path, NEW, Durability::Fast);
    written.map_err(|error| error.to_string())
}

#[test]
fn files_are_written_with_their_folders_and_nothing_else_remains() {
    let folders = Folders::new();
    for path in ["a/one.rs", "b/c/two.rs", "three.rs"] {
        for durability in [Durability::Fast, Durability::Synced] {
            let written = folders.out().write(path, NEW, durability);
            written.expect("nothing is in the way");
            assert_eq!(folders.text(&format!("out/{path}")), NEW);
        }
    }
    assert_eq!(names(&folders.path("out")), ["a", "b", "three.rs"]);
    assert_eq!(names(&folders.path("out/a")), ["one.rs"]);
}

#[test]
fn paths_stay_below_the_folder() {
    let folders = Folders::new();
    let absolute = folders.path("outside/x.rs").display().to_string();
    for path in [
        "../outside/theirs.rs",
        "a/../../x.rs",
        "a/./x.rs",
        &absolute,
    ] {
        let error = write(&folders.out(), path).expect_err("it leads out");
        assert!(error.contains("not a path below the folder"), "{error}");
        assert!(folders.out().read(path).is_err(), "{path}");
        assert!(folders.out().remove(path, MARKS).is_err(), "{path}");
    }
    assert!(folders.out().marked("..", MARKS).is_err());
    folders.assert_nothing_happened_outside();
}

#[test]
fn only_files_with_a_mark_are_removed() {
    let folders = Folders::new();
    for (path, text) in [
        ("out/a/ours.rs", generated("old")),
        ("out/a/theirs.rs", "fn main() {}\n".to_owned()),
        ("out/a/fork.rs", format!("{MARK}-fork\n")),
        ("out/a/empty.rs", String::new()),
    ] {
        fs::write(folders.path(path), text).expect("a file");
    }
    let out = folders.out();
    assert_eq!(out.marked("", MARKS).expect("folders"), ["a/ours.rs"]);
    assert_eq!(out.marked("a", MARKS).expect("a folder"), ["a/ours.rs"]);
    assert_eq!(out.marked("b", MARKS).expect("it is missing"), [""; 0]);
    for (path, is_removed) in [
        ("a/ours.rs", true),
        ("a/ours.rs", false),
        ("a/theirs.rs", false),
        ("a/fork.rs", false),
        ("a/empty.rs", false),
    ] {
        assert_eq!(out.remove(path, MARKS).ok(), Some(is_removed), "{path}");
    }
    let left = ["empty.rs", "fork.rs", "theirs.rs"];
    assert_eq!(names(&folders.path("out/a")), left);
}

/// That of the temporary file does not contain it.
#[test]
fn a_file_whose_name_is_as_long_as_possible_is_replaced() {
    let folders = Folders::new();
    let name = "x".repeat(255);
    write(&folders.out(), &name).expect("the name of the temporary file is short");
    replace(&folders.path("out").join(&name), "newer", Durability::Fast).expect("it is there");
    assert_eq!(folders.text(&format!("out/{name}")), "newer");
}

#[test]
fn what_is_not_a_file_is_an_error() {
    let folders = Folders::new();
    fs::create_dir(folders.path("out/folder.rs")).expect("a folder");
    fs::write(folders.path("out/file"), "theirs").expect("a file");
    let error = write(&folders.out(), "folder.rs").expect_err("a folder");
    assert!(error.ends_with("folder.rs: it is a folder"), "{error}");
    let error = write(&folders.out(), "file/x.rs").expect_err("a file");
    assert!(error.ends_with("file: it is not a folder"), "{error}");
    let error = replace(&folders.path("out/a"), NEW, Durability::Fast).expect_err("a folder");
    assert!(error.to_string().ends_with("it is a folder"), "{error}");
    assert_eq!(folders.text("out/file"), "theirs");
}

#[cfg(unix)]
mod unix {
    use std::collections::BTreeSet;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn links_below_the_folder_are_refused() {
        let folders = Folders::new();
        symlink("../outside", folders.path("out/folder")).expect("a link");
        symlink("../outside/theirs.rs", folders.path("out/link.rs")).expect("a link");
        symlink("../outside/new.rs", folders.path("out/dangling.rs")).expect("a link");
        let out = folders.out();
        for path in [
            "folder/theirs.rs",
            "folder/new/x.rs",
            "link.rs",
            "dangling.rs",
        ] {
            let error = write(&out, path).expect_err("a link is on the way");
            assert!(error.contains("it is a symbolic link"), "{error}");
            assert!(out.read(path).is_err(), "{path}");
            assert!(out.remove(path, MARKS).is_err(), "{path}");
        }
        assert!(out.marked("folder", MARKS).is_err());
        assert_eq!(out.marked("", MARKS).expect("folders"), [""; 0]);
        folders.assert_nothing_happened_outside();
        let left = ["a", "dangling.rs", "folder", "link.rs"];
        assert_eq!(names(&folders.path("out")), left);
    }

    /// It is the path that the user gave.
    #[test]
    fn a_link_to_the_folder_itself_is_followed() {
        let folders = Folders::new();
        symlink("out", folders.path("link")).expect("a link");
        let out = OutputDir::new(folders.path("link"));
        write(&out, "a/x.rs").expect("only the root is a link");
        assert_eq!(folders.text("out/a/x.rs"), NEW);
    }

    #[test]
    fn the_other_name_of_a_file_keeps_its_text() {
        let folders = Folders::new();
        let (theirs, ours) = (folders.path("outside/theirs.rs"), folders.path("out/x.rs"));
        fs::hard_link(&theirs, &ours).expect("a link");
        write(&folders.out(), "x.rs").expect("a file");
        fs::remove_file(&ours).expect("a file");
        fs::hard_link(&theirs, &ours).expect("a link");
        replace(&ours, NEW, Durability::Synced).expect("a file");
        folders.assert_nothing_happened_outside();
    }

    /// Reading a FIFO would wait for ever, and writing to a device does not replace it.
    #[test]
    fn fifos_and_devices_are_refused() {
        let folders = Folders::new();
        let fifo = folders.path("out/fifo");
        let made = Command::new("mkfifo").arg(&fifo).status();
        assert!(made.expect("mkfifo").success());
        let out = folders.out();
        assert_eq!(out.marked("", MARKS).expect("folders"), [""; 0]);
        let error = out.read("fifo").expect_err("a FIFO").to_string();
        assert!(error.ends_with("it is not a regular file"), "{error}");
        for path in [fifo.as_path(), Path::new("/dev/null")] {
            let error = replace(path, NEW, Durability::Fast).expect_err("not a file");
            assert!(error.to_string().contains("not a regular file"), "{error}");
        }
    }

    #[test]
    fn permissions_are_kept() {
        let folders = Folders::new();
        for mode in [0o600, 0o640, 0o755] {
            write(&folders.out(), "x.rs").expect("a file");
            let file = folders.path("out/x.rs");
            let permissions = fs::Permissions::from_mode(mode);
            fs::set_permissions(&file, permissions).expect("permissions");
            write(&folders.out(), "x.rs").expect("a file");
            replace(&file, NEW, Durability::Fast).expect("a file");
            let now = fs::metadata(&file).expect("a file").permissions().mode();
            assert_eq!(now & 0o7777, mode);
            fs::remove_file(&file).expect("a file");
        }
    }

    #[test]
    fn a_path_that_the_user_named_is_followed_to_a_file() {
        let folders = Folders::new();
        symlink("../outside/theirs.rs", folders.path("out/link.rs")).expect("a link");
        symlink("gone.rs", folders.path("out/dangling.rs")).expect("a link");
        let link = folders.path("out/link.rs");
        replace(&link, NEW, Durability::Fast).expect("a file is behind it");
        assert!(link.is_symlink());
        assert_eq!(folders.text("outside/theirs.rs"), NEW);
        assert_eq!(names(&folders.path("outside")), ["theirs.rs"]);
        let dangling = folders.path("out/dangling.rs");
        replace(&dangling, NEW, Durability::Fast).expect_err("nothing is behind it");
        assert!(!folders.path("out/gone.rs").exists());
    }

    /// Each write has a temporary file of another name, which a watcher sees.
    #[test]
    fn names_of_temporary_files_cannot_be_prepared() {
        let folders = Folders::new();
        let folder = folders.path("out/a");
        let is_done = AtomicBool::new(false);
        let seen = std::thread::scope(|scope| {
            let watcher = scope.spawn(|| {
                let mut seen = BTreeSet::new();
                while !is_done.load(Ordering::Relaxed) {
                    let temporary = names(&folder).into_iter();
                    seen.extend(temporary.filter(|name| name.ends_with(".tmp")));
                }
                seen
            });
            let written: Vec<_> = (0..300)
                .map(|_| folders.out().write("a/x.rs", NEW, Durability::Synced))
                .collect();
            is_done.store(true, Ordering::Relaxed);
            assert!(written.iter().all(Result::is_ok), "{written:?}");
            watcher.join().expect("it ends")
        });
        assert!(seen.len() > 1, "one name is used again: {seen:?}");
        assert_eq!(names(&folder), ["x.rs"]);
    }
}

//! `compile()` in a real build script: what a user sees of a wrong schema, and what
//! cargo does after it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

const RIGHT: &str = "thing id:int = Thing;\n";
const WRONG: &str = "thing id:int = Thing;\nother a:Thng = Other;\nthird b:strin = Third;\n";

const BUILD_RS: &str = "\
//! Generates from one schema.

fn main() {
    tl_codegen::Config::new().schema(\"schema/api.tl\").compile();
}
";

const LIB_RS: &str = "\
//! The generated code.

tl_runtime::include_tl!();
";

/// A crate with a build script. Its dependencies are compiled once for all tests, so
/// only one test builds at a time.
struct Project {
    folder: TempDir,
    name: &'static str,
    _turn: MutexGuard<'static, ()>,
}

/// How a build ended.
struct Build {
    is_success: bool,
    stderr: String,
}

impl Build {
    /// What cargo says, but for its own progress.
    fn messages(&self) -> Vec<&str> {
        const PROGRESS: [&str; 6] = [
            "Compiling",
            "Finished",
            "Locking",
            "Adding",
            "Fresh",
            "Blocking",
        ];
        self.stderr
            .lines()
            .filter(|line| {
                !PROGRESS
                    .iter()
                    .any(|word| line.trim_start().starts_with(word))
            })
            .collect()
    }
}

impl Project {
    fn new(name: &'static str, schema: &str) -> Self {
        static TURN: Mutex<()> = Mutex::new(());
        // A test that failed with the lock is reported; the others still may run.
        let turn = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let folder = tempfile::tempdir().expect("a temporary folder");
        let project = Self {
            folder,
            name,
            _turn: turn,
        };
        project.write("Cargo.toml", &manifest(name));
        project.write("build.rs", BUILD_RS);
        project.write("src/lib.rs", LIB_RS);
        project.write("schema/api.tl", schema);
        let lock = workspace().join("Cargo.lock");
        fs::copy(lock, project.path("Cargo.lock"))
            .expect("the lock file of the workspace is there");
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        let parent = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(parent).expect("folders in a temporary folder can be made");
        fs::write(path, text).expect("files in a temporary folder can be written");
    }

    fn build(&self) -> Build {
        let output = Command::new(env!("CARGO"))
            .args(["build", "--offline", "--color=never"])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", target())
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs");
        Build {
            is_success: output.status.success(),
            stderr: String::from_utf8(output.stderr).expect("cargo writes text"),
        }
    }

    /// Every file of the project, relative to it.
    fn files(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder of the project") {
                let path = entry.expect("its entries can be listed").path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => {
                        let path = path
                            .strip_prefix(self.folder.path())
                            .expect("below the project");
                        found.insert(path.to_string_lossy().replace('\\', "/"));
                    }
                }
            }
        }
        found
    }

    /// The generated files of this project, in any of its `OUT_DIR`s.
    fn generated(&self) -> Vec<(PathBuf, SystemTime)> {
        let mut found = Vec::new();
        let builds = fs::read_dir(target().join("debug/build")).expect("build scripts ran");
        for build in builds {
            let build = build.expect("its entries can be listed");
            let is_own = build
                .file_name()
                .to_string_lossy()
                .starts_with(&format!("{}-", self.name));
            let file = build.path().join("out/tl/schema.rs");
            if is_own && file.exists() {
                let written = fs::metadata(&file).and_then(|data| data.modified());
                found.push((file, written.expect("files have times")));
            }
        }
        found
    }
}

impl Drop for Project {
    /// Outputs of a project that no longer exists would be taken for those of the next.
    fn drop(&mut self) {
        let Ok(builds) = fs::read_dir(target().join("debug/build")) else {
            return;
        };
        for build in builds.flatten() {
            if build
                .file_name()
                .to_string_lossy()
                .starts_with(&format!("{}-", self.name))
            {
                let _ = fs::remove_dir_all(build.path());
            }
        }
    }
}

fn workspace() -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    path.canonicalize()
        .expect("this crate lies in the workspace")
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-script")
}

fn manifest(name: &str) -> String {
    let path = |member: &str| format!("{:?}", workspace().join(member).display().to_string());
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\ntl-runtime = {{ path = {} }}\n\n\
         [build-dependencies]\ntl-codegen = {{ path = {} }}\n",
        path("tl-runtime"),
        path("tl-codegen")
    )
}

#[test]
fn a_wrong_schema_is_a_build_error_that_names_the_place() {
    let project = Project::new("wrong", WRONG);
    let build = project.build();
    assert!(!build.is_success);
    for expected in [
        "schema/api.tl:2:9: unknown type `Thng`",
        "schema/api.tl:3:9: unknown type or constructor `strin`",
    ] {
        let is_there = |line: &str| line.starts_with("error: ") && line.contains(expected);
        assert!(
            build.stderr.lines().any(is_there),
            "no `{expected}` in:\n{}",
            build.stderr
        );
    }
    // The lines of the schema are shown too, with what may have been meant.
    assert!(
        build.stderr.contains("did you mean `Thing`?"),
        "{}",
        build.stderr
    );
    assert_eq!(project.generated(), [], "nothing is written");
}

#[test]
fn a_right_schema_prints_nothing_and_writes_only_into_out_dir() {
    let project = Project::new("right", RIGHT);
    let before = project.files();
    let build = project.build();
    assert!(build.is_success, "{}", build.stderr);
    assert_eq!(build.messages(), [""; 0]);
    assert_eq!(project.files(), before);
    assert_eq!(project.generated().len(), 1);
}

#[test]
fn an_unchanged_schema_is_not_generated_again() {
    let project = Project::new("unchanged", RIGHT);
    assert!(project.build().is_success);
    let first = project.generated();
    let again = project.build();
    assert!(
        again.is_success && !again.stderr.contains("Compiling"),
        "{}",
        again.stderr
    );
    assert_eq!(project.generated(), first);

    // Touched but equal: the script runs, and the output keeps its time.
    touch(&project.path("schema/api.tl"));
    let touched = project.build();
    assert!(
        touched.is_success && touched.stderr.contains("Compiling"),
        "{}",
        touched.stderr
    );
    assert_eq!(project.generated(), first);
}

#[test]
fn a_changed_schema_is_generated_again() {
    let project = Project::new("changed", RIGHT);
    assert!(project.build().is_success);
    let first = project.generated();
    project.write("schema/api.tl", "thing id:int = Thing;\nother = Other;\n");
    touch(&project.path("schema/api.tl"));
    assert!(project.build().is_success);
    assert_ne!(project.generated(), first);
    let [(file, _)] = &project.generated()[..] else {
        panic!("one output folder");
    };
    let text = fs::read_to_string(file).expect("it was written");
    assert!(text.contains("Other"), "{text}");
}

#[test]
fn a_removed_schema_is_an_error_that_names_it() {
    let project = Project::new("removed", RIGHT);
    assert!(project.build().is_success);
    fs::remove_file(project.path("schema/api.tl")).expect("it was written before");
    let build = project.build();
    assert!(!build.is_success);
    let is_there =
        |line: &str| line.starts_with("error: ") && line.contains("cannot read schema/api.tl");
    assert!(build.stderr.lines().any(is_there), "{}", build.stderr);
}

/// Makes a file newer than anything that was built from it.
fn touch(path: &Path) {
    let later = SystemTime::now() + Duration::from_secs(5);
    let file = fs::File::options().append(true).open(path);
    file.and_then(|file| file.set_modified(later))
        .expect("its time can be set");
}

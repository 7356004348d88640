//! A crate with a build script, in a temporary folder: written, built, and what is in its `OUT_DIR`.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard};
use std::time::SystemTime;

use tempfile::TempDir;

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
pub struct Project {
    folder: TempDir,
    /// Where the crate lies below `folder`.
    place: &'static str,
    name: &'static str,
    _turn: MutexGuard<'static, ()>,
}

/// How a build ended.
pub struct Build {
    pub is_success: bool,
    pub stderr: String,
}

/// A file that is there.
#[derive(Debug, PartialEq)]
pub struct Written {
    pub text: String,
    pub time: SystemTime,
}

impl Build {
    /// What cargo says, but for its own progress.
    pub fn messages(&self) -> Vec<&str> {
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

    /// Whether anything was made again; the build must have worked.
    #[track_caller]
    pub fn is_rebuilt(&self) -> bool {
        assert!(self.is_success, "{}", self.stderr);
        self.stderr.contains("Compiling")
    }

    /// Fails if no line of an error says `expected`.
    #[track_caller]
    pub fn assert_error(&self, expected: &str) {
        assert!(!self.is_success, "it builds:\n{}", self.stderr);
        let is_there = |line: &str| line.starts_with("error: ") && line.contains(expected);
        assert!(
            self.stderr.lines().any(is_there),
            "no `{expected}` in:\n{}",
            self.stderr
        );
    }
}

impl Project {
    /// A crate with this schema. No two tests may give one the same name, nor one that another
    /// begins with.
    pub fn new(name: &'static str, schema: &str) -> Self {
        Self::at("", name, schema)
    }

    /// The same in a folder of its own below the temporary one.
    pub fn at(place: &'static str, name: &'static str, schema: &str) -> Self {
        static TURN: Mutex<()> = Mutex::new(());
        // A test that failed with the lock is reported; the others still may run.
        let turn = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let folder = tempfile::tempdir().expect("a temporary folder");
        let project = Self {
            folder,
            place,
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

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(self.place).join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        let parent = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(parent).expect("folders in a temporary folder can be made");
        fs::write(path, text).expect("files in a temporary folder can be written");
    }

    /// Makes a file newer than what was built from it. Not newer than now: cargo takes what is from
    /// the future for changed, again and again.
    pub fn touch(&self, path: &str) {
        self.set_time(path, SystemTime::now());
    }

    pub fn set_time(&self, path: &str, time: SystemTime) {
        let file = fs::File::options().append(true).open(self.path(path));
        file.and_then(|file| file.set_modified(time))
            .expect("its time can be set");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("it was written before");
    }

    /// Lets the build script call these methods of `Config`.
    pub fn configure(&self, calls: &str) {
        self.configure_all(&[calls]);
    }

    /// Lets the build script compile several times.
    pub fn configure_all(&self, runs: &[&str]) {
        let runs: String = runs
            .iter()
            .map(|calls| format!("    tl_codegen::Config::new(){calls}.compile();\n"))
            .collect();
        let text = format!("//! Generates.\n\nfn main() {{\n{runs}}}\n");
        self.write("build.rs", &text);
    }

    pub fn build(&self) -> Build {
        self.build_with(&[])
    }

    /// Builds with these variables in the environment.
    pub fn build_with(&self, variables: &[(&str, &str)]) -> Build {
        let output = Command::new(env!("CARGO"))
            .args(["build", "--offline", "--color=never"])
            .current_dir(self.path(""))
            .env("CARGO_TARGET_DIR", target())
            .env_remove("RUSTFLAGS")
            .envs(variables.iter().copied())
            .output()
            .expect("cargo runs");
        Build {
            is_success: output.status.success(),
            stderr: String::from_utf8(output.stderr).expect("cargo writes text"),
        }
    }

    /// Every file and folder of the project, relative to it, and when it was changed last.
    pub fn entries(&self) -> BTreeMap<String, SystemTime> {
        let root = self.path("");
        let mut found = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            found.insert(relative(&folder, &root), time(&folder));
            for path in children(&folder) {
                match path.is_dir() {
                    true => folders.push(path),
                    false => {
                        found.insert(relative(&path, &root), time(&path));
                    }
                }
            }
        }
        found
    }

    /// The generated files, by their paths below `OUT_DIR`. The project has one such folder.
    pub fn generated(&self) -> BTreeMap<String, Written> {
        let mut found = BTreeMap::new();
        for out_dir in self.build_folders().map(|folder| folder.join("out")) {
            let mut folders = vec![out_dir.join("tl")];
            while let Some(folder) = folders.pop() {
                for path in children(&folder) {
                    if path.is_dir() {
                        folders.push(path);
                        continue;
                    }
                    let text = fs::read_to_string(&path).expect("generated code is text");
                    let time = time(&path);
                    let old = found.insert(relative(&path, &out_dir), Written { text, time });
                    assert_eq!(old, None, "two output folders");
                }
            }
        }
        found
    }

    /// The generated files without their times.
    pub fn texts(&self) -> BTreeMap<String, String> {
        let files = self.generated().into_iter();
        files.map(|(path, file)| (path, file.text)).collect()
    }

    /// The module of generated code that `include_tl!()` brings in, all files in one text.
    pub fn text(&self) -> String {
        self.texts().into_values().collect()
    }

    /// Removes what was built of the project, so that the next build starts anew.
    pub fn forget(&self) {
        for folder in self.build_folders() {
            // A later project of this name would take what stays for its own, and its tests fail.
            let _ = fs::remove_dir_all(folder);
        }
    }

    /// Where cargo keeps what belongs to the build script.
    fn build_folders(&self) -> impl Iterator<Item = PathBuf> {
        let builds = fs::read_dir(target().join("debug/build"));
        let own = format!("{}-", self.name);
        builds
            .into_iter()
            .flatten()
            .flatten()
            .filter(move |entry| entry.file_name().to_string_lossy().starts_with(&own))
            .map(|entry| entry.path())
    }
}

impl Drop for Project {
    /// Outputs of a project that no longer exists would be taken for those of the next.
    fn drop(&mut self) {
        self.forget();
    }
}

/// What a folder holds; nothing, if it is not there.
fn children(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.expect("its entries can be listed").path())
        .collect()
}

fn relative(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).expect("below the root");
    path.to_string_lossy().replace('\\', "/")
}

fn time(path: &Path) -> SystemTime {
    let modified = fs::metadata(path).and_then(|data| data.modified());
    modified.expect("files have times")
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

//! `tl new`: the files of a crate, which compiles and whose test passes; and what is refused.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use common::{BROKEN, PETS, Run, Workspace};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn slice() -> Workspace {
    let read = |name: &str| fs::read_to_string(format!("{ROOT}/schema/{name}")).expect("a file");
    Workspace::new(&[
        ("old/api.tl", &read("api.tl")),
        ("old/api.toml", &read("api.toml")),
    ])
}

/// Makes a crate that depends on this checkout.
#[track_caller]
fn new(workspace: &Workspace, name: &str, more: &[&str]) -> Run {
    let run = workspace.tl(&[&["new", name, "--local", ROOT][..], more].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    run
}

/// Runs cargo in a crate, with a folder for what is compiled that all tests share.
#[track_caller]
fn cargo(workspace: &Workspace, folder: &str, args: &[&str]) -> String {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = workspace.path().join(folder);
    fs::copy(
        Path::new(ROOT).join("Cargo.lock"),
        folder.join("Cargo.lock"),
    )
    .expect("a lock file");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new");
    let output = Command::new(env!("CARGO"))
        .args(&args[..1])
        .args((args[0] != "fmt").then_some("--offline"))
        .args(&args[1..])
        .args(match args {
            ["clippy"] => &["--all-targets"][..],
            _ => &[],
        })
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .expect("cargo runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{stdout}\n{stderr}");
    stdout
}

/// The test of the crate and the one of its documentation are all.
#[track_caller]
fn assert_tested(workspace: &Workspace, folder: &str) {
    let said = cargo(workspace, folder, &["test"]);
    assert_eq!(
        said.matches("test result: ok. 1 passed; 0 failed").count(),
        1,
        "{said}"
    );
}

#[test]
fn a_crate_of_the_slice_compiles_and_its_test_passes() {
    let workspace = slice();
    let args = ["--schema", "old/api.tl", "--side-data", "old/api.toml"];
    let run = new(&workspace, "my-invites", &args);
    let said = "wrote 8 files to my-invites; next: cd my-invites && cargo test\n";
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), (said, ""));
    assert_tested(&workspace, "my-invites");
}

#[test]
fn the_files_of_a_crate() {
    let workspace = slice();
    let args = [
        "new",
        "my-invites",
        "--schema",
        "old/api.tl",
        "--side-data",
        "old/api.toml",
    ];
    let run = workspace.tl(&args);
    assert_eq!(run.code, Some(0), "{run:?}");
    let mut files = workspace.tree("my-invites");
    for name in ["api.tl", "api.toml"] {
        let copied = files.remove(&format!("my-invites/schema/{name}"));
        assert_eq!(copied, Some(workspace.read(&format!("old/{name}"))));
    }
    let files = files
        .iter()
        .map(|(path, text)| format!("=== {path}\n{text}"));
    insta::assert_snapshot!(files.collect::<String>());
}

#[test]
fn a_request_without_parameters_and_a_constructor_are_tested_too() {
    let workspace = Workspace::new(&[
        ("pets.tl", PETS),
        ("types.tl", "dog name:string = Pet;\ncat = Pet;\n"),
    ]);
    for (name, schema, expected) in [
        ("pets", "pets.tl", "functions::GetPet::new()"),
        ("only-types", "types.tl", "types::Dog::new(\"text\")"),
    ] {
        new(&workspace, name, &["--schema", schema]);
        let test = workspace.read(&format!("{name}/tests/roundtrip.rs"));
        assert!(
            test.contains(&format!("PartialEq {{\n    {expected}\n}}\n")),
            "{test}"
        );
        assert_tested(&workspace, name);
    }
}

#[test]
fn where_no_value_is_easily_written_the_hash_is_tested() {
    let workspace =
        Workspace::new(&[("wrap.tl", "---functions---\nwrap {X:Type} query:!X = X;\n")]);
    new(&workspace, "wrapper", &["--schema", "wrap.tl"]);
    let hash = workspace.tl(&["schema", "--hash", "wrap.tl"]).stdout;
    let test = workspace.read("wrapper/tests/roundtrip.rs");
    assert!(test.contains(hash.trim_end()), "{test}");
    assert_tested(&workspace, "wrapper");
}

#[test]
fn options_of_the_bindings_are_in_the_build_script() {
    let workspace = Workspace::new(&[("a b.tl", "@any dog flags:# x:flags.1?int = Dog;\n")]);
    let more = [
        "--schema",
        "a b.tl",
        "--path",
        "crates/dogs",
        "--dialect",
        "vk",
        "--huge-bytes",
        "--unknown-bits",
        ".=keep",
        "--unknown-bits",
        "dog.flags=drop",
    ];
    let run = new(&workspace, "dogs", &more);
    assert!(run.stdout.contains(" to crates/dogs; "), "{run:?}");
    let script = workspace.read("crates/dogs/build.rs");
    let expected = "    tl_codegen::Config::new()
        .schema(\"schema/a-b.tl\")
        .dialect(tl_codegen::Dialect::Vk)
        .huge_bytes(true)
        .unknown_bits(\".\", tl_codegen::UnknownBits::Keep)
        .unknown_bits(\"dog.flags\", tl_codegen::UnknownBits::Drop)
        .compile();\n";
    assert!(script.contains(expected), "{script}");
    let readme = workspace.read("crates/dogs/README.md");
    assert!(
        readme.contains("tl update schema/a-b.tl --from "),
        "{readme}"
    );
    assert!(readme.contains(" --dialect vk --dry-run\n"), "{readme}");
    assert_tested(&workspace, "crates/dogs");
}

#[test]
fn json_becomes_tl() {
    let json = r#"{"constructors":[{"id":"1","predicate":"dog","params":[],"type":"Dog"}]}"#;
    let workspace = Workspace::new(&[("api.json", json)]);
    new(&workspace, "dogs", &["--schema", "api.json"]);
    assert_eq!(
        workspace.read("dogs/schema/api.tl"),
        "dog#00000001 = Dog;\n"
    );
}

/// Nothing is made, and what is there stays.
#[test]
fn what_cannot_be_made() {
    let workspace = Workspace::new(&[
        ("pets.tl", PETS),
        ("broken.tl", BROKEN),
        (
            "pets.toml",
            "format = \"tl-side-data/1\"\n[methods.getDragon]\ntext = \"No.\"\n",
        ),
        ("mine/notes.txt", "mine"),
        ("other/pets.toml", ""),
    ]);
    let before = workspace.tree(".");
    let wrong: [(&[&str], i32, &str); 10] = [
        (
            &["pets", "--schema", "gone.tl"],
            2,
            "error: cannot read gone.tl: ",
        ),
        (&["pets", "--schema", "broken.tl"], 1, "error[unknown-name]"),
        (
            &["pets", "--schema", "pets.tl", "--side-data", "pets.toml"],
            1,
            "`getDragon`",
        ),
        (
            &["mine", "--schema", "pets.tl"],
            2,
            "error: mine is not empty",
        ),
        (
            &["pets", "--schema", "pets.tl", "--path", "pets.tl"],
            2,
            "error: cannot read pets.tl: ",
        ),
        (
            &["pets", "--schema", "pets.tl", "--local", "mine"],
            2,
            "error: cannot read mine/tl-runtime",
        ),
        (&["match", "--schema", "pets.tl"], 2, "keyword"),
        (
            &["../pets", "--schema", "pets.tl"],
            2,
            "cannot stand in the name of a package",
        ),
        (
            &["pets", "--schema", "pets.tl", "--unknown-bits", "x"],
            2,
            "--unknown-bits",
        ),
        (
            &[
                "pets",
                "--schema",
                "pets.tl",
                "--side-data",
                "pets.toml",
                "--side-data",
                "other/pets.toml",
            ],
            2,
            "two files would become schema/pets.toml",
        ),
    ];
    for (args, code, message) in wrong {
        let run = workspace.tl(&[&["new"][..], args].concat());
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(code), ""),
            "{args:?}: {run:?}"
        );
        assert!(run.stderr.contains(message), "{args:?}: {run:?}");
        assert_eq!(workspace.tree("."), before, "{args:?}");
    }
    // An empty folder is as good as none.
    fs::create_dir(workspace.path().join("pets")).expect("a folder");
    new(&workspace, "pets", &["--schema", "pets.tl"]);
}

#[test]
#[ignore = "needs the corpus and clippy: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn crates_of_large_schemas_compile_without_a_warning() {
    let Some(shared) = std::env::var_os("TL_SHARED") else {
        panic!("TL_SHARED is not set");
    };
    let corpus = PathBuf::from(shared).join("corpus");
    let workspace = slice();
    for (name, more) in [
        (
            "lite_api",
            &["--huge-bytes", "--unknown-bits", ".=keep"][..],
        ),
        ("ton_api", &["--huge-bytes", "--unknown-bits", ".=keep"]),
    ] {
        let schema = corpus.join(format!("ton_{name}.tl")).display().to_string();
        new(
            &workspace,
            name,
            &[&["--schema", &schema][..], more].concat(),
        );
        assert_tested(&workspace, name);
        cargo(&workspace, name, &["clippy"]);
        cargo(&workspace, name, &["fmt", "--check"]);
    }
    new(&workspace, "invites", &["--schema", "old/api.tl"]);
    cargo(&workspace, "invites", &["clippy"]);
    cargo(&workspace, "invites", &["fmt", "--check"]);
}

//! `tl update` from files and standard input: what is written, and what is not.

mod common;

use std::fs;

use common::{BROKEN, PETS, Run, Workspace};

/// As [`PETS`], with a constructor and a parameter more.
const MORE_PETS: &str = "\
// LAYER 2
dog name:string = Pet;
cat = Pet;
bird = Pet;
fish = Fish;
---functions---
getPet = Pet;
getFish id:int = Fish;
";

const UPDATE: [&str; 6] = [
    "update",
    "pets.tl",
    "--from",
    "new.tl",
    "--date",
    "2026-01-31",
];

fn update(workspace: &Workspace, more: &[&str]) -> Run {
    workspace.tl(&[&UPDATE[..], more].concat())
}

fn workspace() -> Workspace {
    Workspace::new(&[("pets.tl", PETS), ("new.tl", MORE_PETS)])
}

fn hash(workspace: &Workspace, file: &str) -> String {
    let run = workspace.tl(&["schema", "--hash", file]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout.trim_end().to_owned()
}

/// Nothing in the folder has changed, and nothing lies there that did not before.
#[track_caller]
fn assert_untouched(workspace: &Workspace, run: impl FnOnce(&Workspace) -> Run) -> Run {
    let before = workspace.tree(".");
    let run = run(workspace);
    assert_eq!(workspace.tree("."), before, "{run:?}");
    run
}

#[test]
fn writes_the_new_schema_with_where_it_is_from() {
    let workspace = workspace();
    let run = update(&workspace, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let expected = "\
// Source: new.tl
// Date: 2026-01-31
// SHA-256 of the canonical text: HASH
// LAYER 2

dog#ID name:string = Pet;
cat#ID = Pet;
bird#ID = Pet;
fish#ID = Fish;

---functions---

getPet#ID = Pet;
getFish#ID id:int = Fish;
";
    let hash = hash(&workspace, "new.tl");
    let text = workspace.read("pets.tl");
    assert_eq!(without_ids(&text), expected.replace("HASH", &hash));
    assert_eq!(self::hash(&workspace, "pets.tl"), hash);
}

/// Ids are what other tests are about.
fn without_ids(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once('#') {
        Some((name, rest)) if !line.starts_with("//") => {
            let (id, rest) = rest.split_at(8);
            assert!(u32::from_str_radix(id, 16).is_ok(), "{line}");
            format!("{name}#ID{rest}\n")
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn shows_what_tl_diff_shows() {
    let workspace = workspace();
    let diff = workspace.tl(&["diff", "pets.tl", "new.tl"]).stdout;
    let run = update(&workspace, &[]);
    assert_eq!(run.stdout, format!("{diff}wrote pets.tl\n"));
    assert!(diff.contains("version"), "{diff}");
}

#[test]
fn a_schema_that_is_not_there_is_made() {
    let workspace = Workspace::new(&[("new.tl", MORE_PETS)]);
    let args = ["update", "schema/pets.tl", "--from", "new.tl"];
    let run = workspace.tl(&args);
    assert_eq!(run.code, Some(0), "{run:?}");
    let new = "schema/pets.tl is new: layer 2: 4 constructors, 2 functions, 2 types, ";
    assert!(run.stdout.starts_with(new), "{run:?}");
    assert_eq!(
        hash(&workspace, "schema/pets.tl"),
        hash(&workspace, "new.tl")
    );
}

/// Also where the order and the comments are others, and a day later.
#[test]
fn what_has_not_changed_stays_byte_for_byte() {
    let workspace = workspace();
    assert_eq!(update(&workspace, &[]).code, Some(0));
    workspace.write(
        "new.tl",
        &MORE_PETS.replace("cat = Pet;\nbird = Pet;", "bird=Pet;cat = Pet; // meow"),
    );
    let run = assert_untouched(&workspace, |it| {
        it.tl(&[
            "update",
            "pets.tl",
            "--from",
            "new.tl",
            "--date",
            "2026-02-28",
        ])
    });
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), "pets.tl is up to date\n")
    );
}

#[test]
fn documentation_is_kept_and_other_comments_are_not() {
    let workspace = workspace();
    let documented = MORE_PETS.replace("cat = ", "// meow\n//@description A cat\ncat = ");
    workspace.write("new.tl", &documented);
    update(&workspace, &[]);
    let text = workspace.read("pets.tl");
    assert!(text.contains("\n//@description A cat\ncat#"), "{text}");
    assert!(!text.contains("meow"), "{text}");

    // Documentation alone is a change, though not one of the hash.
    workspace.write("new.tl", &documented.replace("A cat", "A tomcat"));
    let run = update(&workspace, &[]);
    let expected =
        "layer 2 to layer 2: no change\nonly documentation comments changed\nwrote pets.tl\n";
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), expected));
    assert!(
        workspace
            .read("pets.tl")
            .contains("//@description A tomcat\n")
    );
}

#[test]
fn standard_input_is_a_source() {
    let workspace = workspace();
    let args = ["update", "pets.tl", "--from", "-"];
    let run = workspace.tl_with_stdin(&args, MORE_PETS);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        workspace
            .read("pets.tl")
            .starts_with("// Source: standard input\n// Date: ")
    );
}

#[test]
fn the_date_may_be_that_of_a_reproducible_build() {
    let workspace = workspace();
    let dated = |seconds: &str| {
        let mut command = workspace.command(&UPDATE[..4]);
        command
            .env("SOURCE_DATE_EPOCH", seconds)
            .output()
            .expect("tl ends")
    };
    assert_eq!(dated("soon").status.code(), Some(2));
    assert_eq!(workspace.read("pets.tl"), PETS);
    assert_eq!(dated("951868800").status.code(), Some(0));
    let text = workspace.read("pets.tl");
    assert!(text.contains("\n// Date: 2000-03-01\n"), "{text}");
}

#[test]
fn a_dry_run_shows_all_and_writes_nothing() {
    let workspace = workspace();
    let more = ["--dry-run", "--generate", "out"];
    let run = assert_untouched(&workspace, |it| update(it, &more));
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("+ bird#"), "{run:?}");
    assert!(run.stdout.contains("out: would write "), "{run:?}");
    assert!(run.stdout.ends_with("would write pets.tl\n"), "{run:?}");
}

#[test]
fn a_change_may_be_refused_by_what_it_breaks() {
    let workspace = workspace();
    for category in ["wire", "any"] {
        let run = assert_untouched(&workspace, |it| update(it, &["--fail-on", category]));
        assert_eq!(run.code, Some(1), "{run:?}");
        assert_eq!(run.stderr, "nothing is written, because of --fail-on\n");
        assert!(run.stdout.contains("+ bird#"), "{run:?}");
    }
    workspace.write("new.tl", &format!("bird = Pet; {PETS}"));
    assert_eq!(update(&workspace, &["--fail-on", "wire"]).code, Some(0));
}

#[test]
fn a_schema_with_errors_changes_nothing() {
    let workspace = workspace();
    workspace.write("new.tl", BROKEN);
    let run = assert_untouched(&workspace, |it| update(it, &["--generate", "out"]));
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.places(), ["new.tl:1:10", "new.tl:2:23", "new.tl:3:1"]);

    workspace.write("new.tl", MORE_PETS);
    workspace.write("pets.tl", BROKEN);
    let run = assert_untouched(&workspace, |it| update(it, &[]));
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(run.places().len(), 3);
}

#[test]
fn what_is_no_schema_changes_nothing() {
    let workspace = workspace();
    let wrong: [(&[u8], &str); 6] = [
        (
            b" \n",
            "error: new.tl: this is an empty text, not a schema\n",
        ),
        (
            b"\xef\xbb\xbf",
            "error: new.tl: this is an empty text, not a schema\n",
        ),
        (
            b"\n<!DOCTYPE html>",
            "error: new.tl: this is a page of HTML or XML, not a schema\n",
        ),
        (
            b"dog = \xff",
            "error: new.tl: byte 0xff at offset 6 (line 1, column 7) is not UTF-8; \
                        save the file as UTF-8\n",
        ),
        (b"// Nothing.\n", "error: new.tl: it declares nothing\n"),
        (b"int ? = Int;\n", "error: new.tl: it declares nothing\n"),
    ];
    for (bytes, message) in wrong {
        fs::write(workspace.path().join("new.tl"), bytes).expect("a file");
        let run = update(&workspace, &[]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
        assert!(run.stderr.ends_with(message), "{run:?}");
        assert_eq!(workspace.read("pets.tl"), PETS);
    }
}

#[test]
fn an_older_layer_is_taken_only_if_that_is_wanted() {
    let workspace = workspace();
    workspace.write("pets.tl", &format!("// LAYER 3\n{PETS}"));
    let run = assert_untouched(&workspace, |it| update(it, &[]));
    let message = "error: new.tl: layer 2 is older than layer 3 of pets.tl (see --allow-older)\n";
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), message));
    assert_eq!(update(&workspace, &["--allow-older"]).code, Some(0));
    assert!(workspace.read("pets.tl").contains("\n// LAYER 2\n"));
}

#[test]
fn a_layer_can_be_given_where_there_is_none() {
    let workspace = workspace();
    let run = assert_untouched(&workspace, |it| update(it, &["--layer", "5"]));
    let message = "error: new.tl: it is layer 2, not 5 as --layer says\n";
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), message));
    workspace.write("new.tl", &format!("bird = Pet; {PETS}"));
    assert_eq!(update(&workspace, &["--layer", "5"]).code, Some(0));
    let text = workspace.read("pets.tl");
    assert_eq!(text.matches("// LAYER 5\n\n").count(), 1, "{text}");
}

#[test]
fn a_source_may_not_be_longer_than_allowed() {
    let workspace = workspace();
    let length = MORE_PETS.len();
    let short = (length - 1).to_string();
    let run = assert_untouched(&workspace, |it| update(it, &["--max-size", &short]));
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("--max-size"), "{run:?}");
    assert_eq!(
        update(&workspace, &["--max-size", &length.to_string()]).code,
        Some(0)
    );
}

#[test]
fn generates_what_tl_generate_does() {
    let workspace = workspace();
    let shape = ["--client", "--root", "getFish", "--without", "any"];
    let old = [
        &["generate", "pets.tl", "--out", "out"][..],
        &["--root", "getPet"],
    ]
    .concat();
    assert_eq!(workspace.tl(&old).code, Some(0));
    let run = update(&workspace, &[&["--generate", "out"][..], &shape].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("\nout: wrote "), "{run:?}");

    let expected = [&["generate", "pets.tl", "--out", "expected"][..], &shape].concat();
    assert_eq!(workspace.tl(&expected).code, Some(0));
    let names = |folder: &str| {
        let tree = workspace.tree(folder).into_iter();
        tree.map(|(path, text)| (path.replacen(folder, "", 1), text))
            .collect::<Vec<_>>()
    };
    assert_eq!(names("out"), names("expected"));

    // What is missing there comes back, though the schema is up to date.
    fs::remove_file(workspace.path().join(common::MAIN)).expect("a file");
    let run = update(&workspace, &[&["--generate", "out"][..], &shape].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stdout
            .starts_with("pets.tl is up to date\nout: wrote 1 file, "),
        "{run:?}"
    );
    assert_eq!(names("out"), names("expected"));
}

#[test]
fn what_cannot_be_generated_changes_nothing() {
    let workspace = workspace();
    let more = ["--generate", "out", "--root", "getDragon"];
    let run = assert_untouched(&workspace, |it| update(it, &more));
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("getDragon"), "{run:?}");
}

#[test]
fn a_schema_that_is_pinned_is_the_only_one() {
    let workspace = workspace();
    let (right, wrong) = (hash(&workspace, "new.tl"), hash(&workspace, "pets.tl"));
    for (option, value) in [("--hash", &wrong), ("--sha256", &right)] {
        for more in [&[][..], &["--dry-run"], &["--generate", "out"]] {
            let more = [&[option, value.as_str()], more].concat();
            let run = assert_untouched(&workspace, |it| update(it, &more));
            assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
            let end = format!(", not {value} as {option} says\n");
            assert!(run.stderr.starts_with("error: new.tl: its "), "{run:?}");
            assert!(run.stderr.ends_with(&end), "{run:?}");
        }
    }
    let run = update(&workspace, &["--hash", &right.to_uppercase()]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    // Also where nothing changes: what is pinned may be a schema that has been replaced since.
    assert_eq!(update(&workspace, &["--hash", &right]).code, Some(0));
    let run = assert_untouched(&workspace, |it| update(it, &["--hash", &wrong]));
    assert_eq!(run.code, Some(1), "{run:?}");
}

#[test]
fn wrong_usage() {
    let workspace = workspace();
    let wrong: [(&[&str], &str); 8] = [
        (&["update", "pets.tl"], "--from <SOURCE>"),
        (
            &["update", "-", "--from", "new.tl"],
            "`-` is no file to update",
        ),
        (
            &["update", "pets.json", "--from", "new.tl"],
            "what is written is TL",
        ),
        (
            &["update", "pets.tl", "--from", "new.tl", "--borrowed"],
            "--generate",
        ),
        (
            &["update", "pets.tl", "--from", "new.tl", "--timeout", "0"],
            "at least 1",
        ),
        (
            &["update", "pets.tl", "--from", "new.tl", "--sha256", "abc"],
            "expected 64 hexadecimal digits",
        ),
        (
            &["update", "pets.tl", "--from", "new.tl", "--hash", ""],
            "expected 64 hexadecimal digits",
        ),
        (
            &[
                "update",
                "pets.tl",
                "--from",
                "new.tl",
                "--date",
                "31.1.2026",
            ],
            "--date",
        ),
    ];
    for (args, message) in wrong {
        let run = assert_untouched(&workspace, |it| it.tl(args));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains(message), "{args:?}: {run:?}");
    }
    let run = workspace.tl(&["update", "pets.tl", "--from", "gone.tl"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.starts_with("error: cannot read gone.tl: "),
        "{run:?}"
    );
}

#[cfg(not(feature = "fetch"))]
#[test]
fn an_address_needs_the_feature() {
    let workspace = workspace();
    let run = assert_untouched(&workspace, |it| {
        it.tl(&["update", "pets.tl", "--from", "http://127.0.0.1/"])
    });
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("without the feature `fetch`"),
        "{run:?}"
    );
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_read_only_schema_is_not_replaced() {
        let workspace = workspace();
        let file = workspace.path().join("pets.tl");
        let read_only = fs::Permissions::from_mode(0o444);
        fs::set_permissions(&file, read_only).expect("permissions");
        let run = assert_untouched(&workspace, |it| update(it, &["--generate", "out"]));
        assert_eq!(run.code, Some(2));
        assert_eq!(run.stderr, "error: cannot write pets.tl: it is read-only\n");
    }

    #[test]
    fn permissions_stay() {
        let workspace = workspace();
        let file = workspace.path().join("pets.tl");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("permissions");
        assert_eq!(update(&workspace, &[]).code, Some(0));
        let mode = fs::metadata(file).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn a_link_stays_and_what_it_leads_to_is_replaced() {
        let workspace = Workspace::new(&[("real/pets.tl", PETS), ("new.tl", MORE_PETS)]);
        symlink("real/pets.tl", workspace.path().join("pets.tl")).expect("a link");
        assert_eq!(update(&workspace, &[]).code, Some(0));
        let metadata = fs::symlink_metadata(workspace.path().join("pets.tl"));
        assert!(metadata.expect("a link").is_symlink());
        assert!(workspace.read("real/pets.tl").contains("bird#"));
        let names = workspace.tree("real").into_keys();
        assert_eq!(names.collect::<Vec<_>>(), ["real/pets.tl"]);
    }

    #[test]
    fn a_link_to_nothing_is_an_error() {
        let workspace = Workspace::new(&[("new.tl", MORE_PETS)]);
        symlink("gone/pets.tl", workspace.path().join("pets.tl")).expect("a link");
        let run = update(&workspace, &[]);
        assert_eq!(run.code, Some(2));
        assert!(
            run.stderr.starts_with("error: cannot write pets.tl: "),
            "{run:?}"
        );
    }
}

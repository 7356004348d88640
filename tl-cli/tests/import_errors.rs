//! `tl import-errors` from outside.

mod common;

use common::Workspace;

const SCHEMA: &str = "cat name:string = Pet;\n---functions---\nfeed = Pet;\nwalk = Pet;";

const PUBLISHED: &str = r#"{
    "errors": {
        "400": { "PET_ID_INVALID": ["feed", "pets.gone"], "PET_ASLEEP": ["feed", "walk"] },
        "420": { "FLOOD_WAIT_%d": [], "SLOW_WAIT_%d": ["walk"] }
    },
    "descriptions": {
        "PET_ID_INVALID": "No such pet.",
        "FLOOD_WAIT_%d": "Wait %d seconds.",
        "UNRELATED": "Nothing."
    },
    "user_only": ["feed"],
    "more": 1
}"#;

const KNOWN: &str = r#"format = "tl-side-data/1"
[errors.PET_ASLEEP]
text = "Asleep."
[methods.feed]
errors = { 403 = ["PET_ASLEEP"] }
"#;

#[test]
fn makes_side_data_of_what_is_published() {
    let workspace = Workspace::new(&[("pets.tl", SCHEMA), ("errors.json", PUBLISHED)]);
    let run = workspace.tl(&["import-errors", "errors.json", "--schema", "pets.tl"]);
    insta::assert_snapshot!(run.stdout);
    assert_eq!(run.stderr, "not in the schema: 1 method of the sources\n");
    assert_eq!(run.code, Some(0));

    // What it prints is side data of the schema.
    let files = [("pets.tl", SCHEMA), ("new.toml", run.stdout.as_str())];
    let check = Workspace::new(&files).tl(&["check", "pets.tl", "--side-data", "new.toml"]);
    assert_eq!((check.code, check.stderr.as_str()), (Some(0), ""));
}

#[test]
fn lists_what_sources_say_differently() {
    let files = [
        ("pets.tl", SCHEMA),
        ("errors.json", PUBLISHED),
        ("known.toml", KNOWN),
    ];
    let arguments = [
        "import-errors",
        "errors.json",
        "--schema",
        "pets.tl",
        "--side-data",
        "known.toml",
    ];
    let run = Workspace::new(&files).tl(&arguments);
    let conflict = "feed: PET_ASLEEP is 400 in errors.json, 403 in known.toml\n";
    assert!(run.stderr.starts_with(conflict), "{run:?}");
    assert_eq!(run.code, Some(1));
    // Neither of the two is chosen; what is undisputed is there, without the text that is known.
    assert!(run.stdout.contains("400 = [\"PET_ID_INVALID\"]"), "{run:?}");
    assert!(!run.stdout.contains("[errors.PET_ASLEEP]"), "{run:?}");
}

#[test]
fn says_what_is_wrong_with_a_file() {
    for (text, message) in [
        (
            "{",
            "errors.json is not of the published shape: EOF while parsing",
        ),
        (
            "{}",
            "errors.json is not of the published shape: missing field `errors`",
        ),
        (
            "{\"errors\": {\"400\": 1}}",
            "invalid type: integer `1`, expected a map",
        ),
    ] {
        let workspace = Workspace::new(&[("pets.tl", SCHEMA), ("errors.json", text)]);
        let run = workspace.tl(&["import-errors", "errors.json", "--schema", "pets.tl"]);
        assert!(run.stderr.contains(message), "{run:?}");
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    }
}

//! `tl check` from outside.

mod common;

use common::{BROKEN, Workspace};

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
    assert!(run.stderr.ends_with("\n1 error, 1 warning\n"), "{run:?}");
    assert_eq!(run.code, Some(1));
}

#[test]
fn counts_nothing_that_is_built_in() {
    let text = "int ? = Int;\nboolTrue = Bool;\nvector {t:Type} # [ t ] = Vector t;\ncat = Pet;";
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

#[test]
fn reads_a_dialect_if_it_is_told() {
    let vk = "dog name:string = Dog;\n@read getDog id:int => Dog;\n";
    let workspace = Workspace::new(&[("vk.tl", vk)]);
    let run = workspace.tl(&["check", "vk.tl"]);
    assert_eq!(run.places(), ["vk.tl:2:1", "vk.tl:2:21"]);
    assert!(run.stderr.contains("`tl --dialect vk`"), "{run:?}");

    let run = workspace.tl(&["check", "--dialect", "vk", "vk.tl"]);
    let summary = "1 constructors, 1 functions, 1 types, 0 ids agree, 0 differ, 2 computed\n";
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), summary));
}

#[test]
fn refuses_tl2_in_one_message() {
    let workspace = Workspace::new(&[("pets.tl2", "a = b:int;\nc = d:int;\n")]);
    let run = workspace.tl(&["check", "pets.tl2"]);
    assert_eq!(run.places(), ["pets.tl2:1:1"]);
    assert!(run.stderr.contains("this is TL2"), "{run:?}");
}

const PETS: &str = "cat name:string = Pet;\nboolTrue#997275b5 = Bool;\nboolFalse#bc799737 = Bool;\n\
    ---functions---\nfeed pet:Pet = Bool;";

#[test]
fn counts_what_side_data_describes() {
    let data = "format = \"tl-side-data/1\"\n[methods.feed]\ntext = \"Feeds a pet.\"\n";
    let files = [("pets.tl", PETS), ("pets.toml", data)];
    let workspace = Workspace::new(&files);
    let run = workspace.tl(&["check", "pets.tl", "--side-data", "pets.toml"]);
    let coverage = run.stdout.split_once('\n').map(|(_, rest)| rest);
    assert_eq!(
        coverage,
        Some(
            "methods with text: 1 of 1 (100 %)\n\
             parameters with text: 0 of 1 (0 %)\n\
             methods with errors: 0 of 1 (0 %)\n\
             methods with known callers: 0 of 1 (0 %)\n\
             constructors with text: 0 of 1 (0 %)\n\
             fields with text: 0 of 1 (0 %)\n\
             types with text: 0 of 1 (0 %)\n"
        )
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));

    let arguments = [
        "check",
        "pets.tl",
        "--side-data",
        "pets.toml",
        "--min-coverage",
        "1",
    ];
    let run = workspace.tl(&arguments);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.ends_with("less than 1 % is described\n"),
        "{run:?}"
    );
}

/// That a method has no errors of its own is known too.
#[test]
fn counts_methods_without_errors() {
    for (errors, known) in [("errors = {}", 1), ("errors = { 400 = [] }", 1), ("", 0)] {
        let data = format!("format = \"tl-side-data/1\"\n[methods.feed]\n{errors}\n");
        let files = [("pets.tl", PETS), ("pets.toml", data.as_str())];
        let run = Workspace::new(&files).tl(&["check", "pets.tl", "--side-data", "pets.toml"]);
        let expected = format!("methods with errors: {known} of 1 ({} %)\n", known * 100);
        assert!(run.stdout.contains(&expected), "{run:?}");
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    }
}

#[test]
fn counts_what_comments_describe() {
    let pets = PETS.replace("feed pet", "//@description Feeds it @pet Who\nfeed pet");
    let workspace = Workspace::new(&[("pets.tl", pets.as_str())]);
    let run = workspace.tl(&["check", "pets.tl", "--min-coverage", "0"]);
    let lines: Vec<_> = run.stdout.lines().skip(1).take(3).collect();
    let expected = [
        "methods with text: 1 of 1 (100 %)",
        "parameters with text: 1 of 1 (100 %)",
        "methods with errors: 0 of 1 (0 %)",
    ];
    assert_eq!((run.code, &lines[..]), (Some(0), &expected[..]));
    assert_eq!(
        workspace.tl(&["check", "pets.tl"]).stdout.lines().count(),
        1
    );
    let run = workspace.tl(&["check", "pets.tl", "--min-coverage", "1"]);
    assert_eq!(run.code, Some(1));
}

#[test]
fn our_schemas_are_described_in_full() {
    for (name, methods) in [("api", 3), ("mtproto", 10)] {
        let path = format!("{}/../schema/{name}", env!("CARGO_MANIFEST_DIR"));
        let (schema, data) = (format!("{path}.tl"), format!("{path}.toml"));
        let arguments = ["check", &schema, "--side-data", &data, "--min-coverage"];
        let run = Workspace::new(&[]).tl(&[&arguments[..], &["100"]].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(!run.stderr.contains(".toml"), "{run:?}");
        let expected = format!("\nmethods with errors: {methods} of {methods} (100 %)\n");
        assert!(run.stdout.contains(&expected), "{run:?}");
    }
}

#[test]
fn reports_mistakes_in_side_data_beside_those_of_the_schema() {
    let data = "format = \"tl-side-data/1\"\n[methods.fed]\n[types.Pet]\ntext = 1\n";
    let files = [("pets.tl", PETS), ("pets.toml", data)];
    let run = Workspace::new(&files).tl(&["check", "pets.tl", "--side-data", "pets.toml"]);
    assert_eq!(run.places(), ["pets.toml:2:10", "pets.toml:4:8"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
}

//! Schemas and side data of thousands of entries: what is near-linear is shown by what is said, or by
//! how much is written, not by a clock. A run that is not would take minutes here.

mod common;

use std::fmt::Write;

use common::Workspace;

fn methods(prefix: &str, count: usize) -> String {
    let mut text = String::from("r = R;\n---functions---\n");
    for number in 0..count {
        let _ = writeln!(text, "{prefix}{number:06}Method x:int = R;");
    }
    text
}

fn side_data(prefix: &str, count: usize) -> String {
    let mut text = String::from("format = \"tl-side-data/1\"\n");
    for number in 0..count {
        let _ = writeln!(text, "[methods.{prefix}{number:06}Method]\ntext = \"x\"");
    }
    text
}

/// Names are compared as long as the budget lasts; then unknown names have no suggestion.
#[test]
fn unknown_names_of_side_data_share_a_budget() {
    let count = 10_000;
    let workspace = Workspace::new(&[
        ("t.tl", &methods("first", count)),
        ("t.toml", &side_data("fyrst", count)),
    ]);
    let run = workspace.tl(&["check", "t.tl", "--side-data", "t.toml"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stderr.matches("unknown method").count(), 5_000);
    let suggested = run.stderr.matches("did you mean").count();
    // 200,000 comparisons with 10,000 names.
    assert_eq!(suggested, 20);
}

/// Thousands of methods that all look alike: proposals stop when the budget is used up.
#[test]
fn proposals_for_renamed_methods_share_a_budget() {
    let count = 3_000;
    let workspace = Workspace::new(&[
        ("t.tl", &methods("first", count)),
        ("new.tl", &methods("fyrst", count)),
        ("t.toml", &side_data("first", count)),
    ]);
    let update = [
        "update",
        "t.tl",
        "--from",
        "new.tl",
        "--side-data",
        "t.toml",
    ];
    let run = workspace.tl(&[&update[..], &["--prune"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(run.stdout.matches("gone: ").count(), count);
    let proposed = run.stdout.matches("perhaps: --rename").count();
    assert!((10..100).contains(&proposed), "{proposed} proposals");
    assert_eq!(workspace.read("t.toml"), side_data("first", 0));
}

/// Each with a shape of its own: all are found, whatever their number.
#[test]
fn methods_that_differ_are_all_found_again() {
    let schema = |prefix: &str| {
        let mut text = String::from("r = R;\n---functions---\n");
        for number in 0..3_000 {
            let _ = writeln!(text, "{prefix}{number:06}Method x{number}:int = R;");
        }
        text
    };
    let workspace = Workspace::new(&[
        ("t.tl", &schema("first")),
        ("new.tl", &schema("fyrst")),
        ("t.toml", &side_data("first", 3_000)),
    ]);
    let update = [
        "update",
        "t.tl",
        "--from",
        "new.tl",
        "--side-data",
        "t.toml",
    ];
    let run = workspace.tl(&update);
    assert_eq!(run.stdout.matches("perhaps: --rename").count(), 3_000);
    assert!(
        run.stdout
            .contains("--rename first002999Method=fyrst002999Method\n")
    );
}

/// The pages of the constructors and methods of one type do not grow with their number.
#[test]
fn pages_do_not_list_all_siblings() {
    let size = |count: usize| {
        let mut text = String::new();
        for number in 0..count {
            let _ = writeln!(text, "c{number:06} x:int = T;");
        }
        text += "---functions---\n";
        for number in 0..count {
            let _ = writeln!(text, "f{number:06} x:T = T;");
        }
        let mut data = String::from("format = \"tl-side-data/1\"\n");
        for number in 0..count {
            let _ = writeln!(data, "[errors.E{number}]\ntext = \"x\"\ncodes = [400]");
        }
        let workspace = Workspace::new(&[("t.tl", &text), ("t.toml", &data)]);
        let run = workspace.tl(&["docs", "t.tl", "--side-data", "t.toml", "--out", "site"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let tree = workspace.tree("site");
        tree.values().map(String::len).sum::<usize>()
    };
    let (one, two) = (size(400), size(800));
    assert!(two * 10 < one * 22, "{one} bytes became {two}");
}

/// A text is repeated on pages of other things as far as its beginning goes.
#[test]
fn long_texts_are_not_repeated_whole() {
    let mut text = String::from("c = T;\n---functions---\n");
    let mut data = String::from("format = \"tl-side-data/1\"\n");
    let _ = writeln!(data, "[types.T]\ntext = \"{}\"", "word ".repeat(20_000));
    for number in 0..100 {
        let _ = writeln!(text, "f{number} x:T = T;");
    }
    let workspace = Workspace::new(&[("t.tl", &text), ("t.toml", &data)]);
    for format in ["html", "markdown"] {
        let arguments = [
            "docs",
            "t.tl",
            "--side-data",
            "t.toml",
            "--out",
            "site",
            "--format",
        ];
        let run = workspace.tl(&[&arguments[..], &[format]].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let tree = workspace.tree("site");
        let size = tree.values().map(String::len).sum::<usize>();
        assert!(size < 1_500_000, "{format}: {size} bytes");
    }
}

/// Values that grow by the depth of a schema of a few lines.
#[test]
fn examples_of_huge_requests_are_left_out() {
    for width in [3, 4, 10] {
        let mut text = String::new();
        for level in 0..12 {
            let _ = write!(text, "c{level}");
            for field in 0..width {
                let _ = write!(text, " f{field}:T{}", level + 1);
            }
            let _ = writeln!(text, " = T{level};");
        }
        text += "c12 x:int = T12;\n---functions---\ngo a:T0 = T0;\nsmall x:T11 = T0;\n";
        let workspace = Workspace::new(&[("t.tl", &text)]);
        let run = workspace.tl(&["docs", "t.tl", "--out", "site"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let (large, small) = ("site/methods/go.html", "site/methods/small.html");
        let note = "The smallest request is too large to be shown.";
        assert!(workspace.read(large).contains(note));
        assert!(workspace.read(small).contains("functions::Small::new("));
        let run = workspace.tl(&["docs", "t.tl", "--out", "pages", "--format", "markdown"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(workspace.read("pages/methods/go.md").contains(note));
        let run = workspace.tl(&["new", "huge", "--schema", "t.tl"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let example = [
            "generate",
            "t.tl",
            "--out",
            "out",
            "--example-path",
            "crate::api",
        ];
        let run = workspace.tl(&example);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let all = ["site", "pages", "huge", "out"].map(|it| workspace.tree(it));
        let size = all.iter().flat_map(|it| it.values()).map(String::len);
        assert!(size.sum::<usize>() < 2_000_000);
    }
}

//! `tl diff` from outside: each kind of change in each format, and the whole of two layers.

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::Workspace;
use serde_json::Value;

/// A change a row: what it is, the old schema and the new one.
const CHANGES: [(&str, &str, &str); 21] = [
    ("nothing", "cat = Pet;", "// Other words.\ncat   =   Pet;"),
    (
        "a constructor is new, and a type",
        "cat = Pet;",
        "cat = Pet; oak = Tree;",
    ),
    ("a variant is new", "cat = Pet;", "cat = Pet; dog = Pet;"),
    ("a variant is gone", "cat = Pet; dog = Pet;", "cat = Pet;"),
    ("a type is gone", "cat = Pet; oak = Tree;", "cat = Pet;"),
    (
        "a function is new",
        "cat = Pet;",
        "cat = Pet; ---functions--- feed = Pet;",
    ),
    (
        "a function is gone",
        "cat = Pet; ---functions--- feed = Pet;",
        "cat = Pet;",
    ),
    (
        "a required parameter is new",
        "cat = Pet;",
        "cat name:string = Pet;",
    ),
    (
        "a parameter is gone",
        "cat name:string = Pet;",
        "cat = Pet;",
    ),
    (
        "an optional parameter is new",
        "cat#1 flags:# a:flags.0?int = Pet;",
        "cat#2 flags:# a:flags.0?int b:flags.1?int = Pet;",
    ),
    (
        "the first optional parameter, and its word",
        "cat = Pet;",
        "cat flags:# a:flags.0?int = Pet;",
    ),
    (
        "the same id with a new true flag",
        "cat#1 flags:# a:flags.0?true = Pet;",
        "cat#1 flags:# a:flags.0?true b:flags.1?true = Pet;",
    ),
    ("int to long", "cat id:int = Pet;", "cat id:long = Pet;"),
    (
        "another flag bit",
        "cat flags:# a:flags.0?int = Pet;",
        "cat flags:# a:flags.1?int = Pet;",
    ),
    (
        "required became optional",
        "cat flags:# a:int = Pet;",
        "cat flags:# a:flags.0?int = Pet;",
    ),
    (
        "optional became required",
        "cat flags:# a:flags.0?int = Pet;",
        "cat flags:# a:int = Pet;",
    ),
    (
        "another order",
        "cat a:int b:int = Pet;",
        "cat b:int a:int = Pet;",
    ),
    (
        "another result",
        "cat = Pet; dog = Dog; ---functions--- feed = Pet;",
        "cat = Pet; dog = Dog; ---functions--- feed = Dog;",
    ),
    (
        "a constructor of another type",
        "cat = Pet; dog = Pet; oak = Tree;",
        "cat = Pet; dog = Tree; oak = Tree;",
    ),
    (
        "another name, and the same id",
        "cat#1 = Pet;",
        "pets.cat#1 = Pet;",
    ),
    (
        "another section",
        "wait#1 ms:int = Wait;",
        "done = Wait; ---functions--- wait#1 ms:int = Wait;",
    ),
];

fn diff(old: &str, new: &str, args: &[&str]) -> common::Run {
    let workspace = Workspace::new(&[("old.tl", old), ("new.tl", new)]);
    workspace.tl(&[&["diff", "old.tl", "new.tl"], args].concat())
}

#[test]
fn each_kind_of_change() {
    let mut all = String::new();
    for (what, old, new) in CHANGES {
        let run = diff(old, new, &[]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{what}");
        all += &format!("== {what}\n{}\n", run.stdout);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn formats_say_the_same() {
    let old = "// LAYER 1\ncat#1 flags:# = Pet; oak = Tree;";
    let new = "// LAYER 2\ncat#1 flags:# a:flags.0?true = Pet; dog id:long = Pet;";
    insta::assert_snapshot!("markdown", diff(old, new, &["--format", "markdown"]).stdout);
    insta::assert_snapshot!("json", diff(old, new, &["--format", "json"]).stdout);
}

#[test]
fn fails_where_asked() {
    let flag = (
        "cat#1 flags:# = Pet;",
        "cat#1 flags:# a:flags.0?true = Pet;",
    );
    let bit = (
        "cat#1 flags:# a:flags.0?int = Pet;",
        "cat#2 flags:# a:flags.1?int = Pet;",
    );
    let new = ("cat = Pet;", "cat = Pet; dog = Pet;");
    let same = ("cat = Pet;", "cat = Pet;");
    for ((old, new), category, code) in [
        (flag, "source", 1),
        (flag, "wire", 0),
        (flag, "json", 0),
        (bit, "wire", 1),
        (bit, "source", 0),
        (new, "source", 0),
        (new, "any", 1),
        (same, "any", 0),
    ] {
        let run = diff(old, new, &["--fail-on", category]);
        assert_eq!(run.code, Some(code), "{category}: {run:?}");
    }
}

#[test]
fn mistakes_are_shown() {
    let run = diff("cat = Pet;", "cat x:strin = Pet;", &[]);
    assert_eq!(run.places(), ["new.tl:1:7"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    let run = Workspace::new(&[]).tl(&["diff", "-", "-"]);
    assert_eq!(run.code, Some(2), "{run:?}");
}

/// From one layer of the slice to the next: what its history says.
#[test]
fn the_history_of_the_slice() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema");
    let layers = ["33", "93", "123", "133", "134", "185", "186"];
    let mut paths: Vec<_> = layers
        .map(|layer| format!("{folder}/history/layer{layer}.tl"))
        .into();
    let mut all = String::new();
    paths.push(format!("{folder}/api.tl"));
    for pair in paths.windows(2) {
        let run = Workspace::new(&[]).tl(&["diff", &pair[0], &pair[1]]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        all += &format!("{}\n", run.stdout);
    }
    insta::assert_snapshot!(all);
    // What layer-history of the slice lists from 185 to 228, and nothing else.
    let api = paths.last().expect("the current layer");
    let run = Workspace::new(&[]).tl(&["diff", &paths[5], api, "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let changes = json["changes"].as_array().expect("a list").iter();
    let changes: Vec<_> = changes
        .map(|it| {
            let id = |side: &str| it[side]["id"].as_str().unwrap_or_default();
            let details = it["details"].as_array().into_iter().flatten();
            let params = details.filter_map(|it| it["name"].as_str());
            let params = params.collect::<Vec<_>>().join(" ");
            let name = it["name"].as_str().expect("a name");
            format!("{name} {} {} {params}", id("old"), id("new"))
        })
        .collect();
    assert_eq!(
        changes,
        [
            "chatInviteExported 0ab4a819 a22cbd96 subscription_expired subscription_pricing",
            "starsSubscriptionPricing  05416d58 ",
            "messages.exportChatInvite a02ce5d5 a455de90 subscription_pricing",
        ]
    );
}

/// An earlier schema is made of layer 230; the search for `name#id` knows nothing of TL.
#[test]
fn a_layer_is_counted_by_name_and_id() {
    let new = std::fs::read_to_string(common::layer::folder().join("api.tl")).expect("a schema");
    let old = earlier(&new);
    let counted = count(&declarations(&old), &declarations(&new));
    assert!(counted.iter().all(|it| *it > 50), "{counted:?}");
    assert_eq!(reported(&old, &new), counted);
}

/// The whole of two layers.
#[test]
#[ignore = "needs the corpus: TL_SHARED"]
fn two_layers_are_counted_by_name_and_id() {
    let shared = std::env::var("TL_SHARED").expect("TL_SHARED is the folder with the corpus");
    let old = Path::new(&shared).join("corpus/madeline_telegram_v190.tl");
    let old = std::fs::read_to_string(old).expect("layer 190");
    let new = std::fs::read_to_string(common::layer::folder().join("api.tl")).expect("a schema");
    let counted = count(&declarations(&old), &declarations(&new));
    assert_eq!(reported(&old, &new), counted);
}

/// Every ninth function is gone, every eleventh declaration has another name and id, every seventh
/// another id.
fn earlier(new: &str) -> String {
    let mut is_function = false;
    let lines = new.lines().zip(0..).filter_map(|(line, number)| {
        is_function |= line == "---functions---";
        let builtin = ["bool", "true#", "vector#", "error#", "null#"];
        let (name, rest) = match line.split_once('#') {
            Some(parts) if !builtin.iter().any(|it| line.starts_with(it)) => parts,
            _ => return Some(line.to_owned()),
        };
        let (id, rest) = rest.split_once(' ')?;
        let other: String = id.chars().rev().collect();
        match (number % 9, number % 11, number % 7) {
            (0, _, _) if is_function => None,
            (_, 0, _) => Some(format!("{name}Earlier#{other} {rest}")),
            (_, _, 0) => Some(format!("{name}#{other} {rest}")),
            _ => Some(line.to_owned()),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Ids by section and name.
fn declarations(schema: &str) -> BTreeMap<(bool, String), String> {
    let mut is_function = false;
    let mut found = BTreeMap::new();
    for line in schema.lines().map(str::trim) {
        match line {
            "---functions---" => is_function = true,
            "---types---" => is_function = false,
            _ => {}
        }
        let word = line.split(' ').next().unwrap_or_default();
        if let Some((name, id)) = word.split_once('#')
            && !line.starts_with("//")
        {
            found.insert((is_function, name.to_owned()), id.to_owned());
        }
    }
    found
}

/// Added, removed, and changed in their ids.
fn count(
    old: &BTreeMap<(bool, String), String>,
    new: &BTreeMap<(bool, String), String>,
) -> [usize; 3] {
    let only = |a: &BTreeMap<_, _>, b: &BTreeMap<_, _>| {
        a.keys().filter(|key| !b.contains_key(*key)).count()
    };
    let changed = new
        .iter()
        .filter(|(key, id)| old.get(*key).is_some_and(|old| old != *id));
    [only(new, old), only(old, new), changed.count()]
}

/// The same of `tl diff`.
fn reported(old: &str, new: &str) -> [usize; 3] {
    let run = diff(old, new, &["--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let changes = json["changes"].as_array().expect("a list");
    let count = |wanted: &dyn Fn(&Value) -> bool| changes.iter().filter(|it| wanted(it)).count();
    [
        count(&|it| it["what"] == "added"),
        count(&|it| it["what"] == "removed"),
        count(&|it| it["what"] == "changed" && it["old"]["id"] != it["new"]["id"]),
    ]
}

//! [`Config::layers`]: what it takes, what it refuses, and what it leaves as it is.

use std::path::PathBuf;

use tempfile::TempDir;
use tl_codegen::{Config, Files, Report};
use tl_parser::Severity;

const NEWEST: &str = "
// LAYER 9
user id:long = User;
chats.chat id:long user:User = chats.Chat;
---functions---
getUser id:long = User;
";

const OLDER: &str = "
// LAYER 7
user id:int = User;
chats.chat id:long user:User = chats.Chat;
---functions---
getUser id:int = User;
getGone = Gone;
---types---
gone = Gone;
";

/// Schemas of older layers, in files.
struct Layers(TempDir);

impl Layers {
    fn new(texts: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let layers = Self(folder);
        for (text, number) in texts.iter().zip(0..) {
            std::fs::write(layers.path(number), text).expect("it can be written to");
        }
        layers
    }

    fn path(&self, number: usize) -> PathBuf {
        self.0.path().join(format!("{number}.tl"))
    }

    fn config(&self, numbers: &[usize]) -> Config {
        Config::new()
            .source("newest.tl", NEWEST)
            .layers(numbers.iter().map(|number| self.path(*number)))
    }
}

fn generate(config: &Config) -> (Files, Report) {
    config
        .generate_with_warnings()
        .unwrap_or_else(|report| panic!("a valid configuration:\n{report}"))
}

fn messages(report: &Report, severity: Severity) -> Vec<&str> {
    let problems = report.problems.iter();
    let found = problems.filter(|problem| problem.severity == severity);
    found.map(|problem| problem.message.as_str()).collect()
}

/// The message of a configuration that is wrong, without the folder.
fn wrong(layers: &Layers, numbers: &[usize]) -> String {
    let report = layers
        .config(numbers)
        .generate()
        .expect_err("a wrong configuration");
    let found = messages(&report, Severity::Error);
    let [message] = found[..] else {
        panic!("one error, not {found:?}");
    };
    message.replace(&format!("{}/", layers.0.path().display()), "")
}

#[test]
fn what_is_older_stands_beside_what_is_newest() {
    let layers = Layers::new(&[OLDER]);
    let (files, report) = generate(&layers.config(&[0]));
    assert_eq!(messages(&report, Severity::Warning), [""; 0]);
    let (types, enums) = (&files["schema/types.rs"], &files["schema/enums.rs"]);
    assert!(types.contains("pub struct User {"));
    assert!(types.contains("pub struct UserLayer7 {"));
    assert!(enums.contains("Layer7(super::types::UserLayer7)"));
    assert!(
        enums.contains("pub enum Gone {"),
        "it is reached by a function"
    );
    // It is the same in both.
    assert!(!files["schema/types/chats.rs"].contains("Layer7 {"));
    assert!(files["schema/functions.rs"].contains("pub struct GetGoneLayer7 {}"));
}

/// Nothing that uses the newest layer has to change when an older one is added.
#[test]
fn the_names_of_the_newest_stay() {
    let layers = Layers::new(&[OLDER]);
    let (with, _) = generate(&layers.config(&[0]));
    let (without, _) = generate(&layers.config(&[]));
    for (name, text) in without {
        let items = text.lines().filter(|line| line.contains("pub struct "));
        for item in items.map(|item| item.trim_end_matches('}')) {
            assert!(with[&name].contains(item), "{item}");
        }
    }
}

#[test]
fn roots_choose_types_with_all_their_layers() {
    let layers = Layers::new(&[OLDER]);
    let (files, _) = generate(&layers.config(&[0]).roots(["getUser"]));
    let functions = &files["schema/functions.rs"];
    assert!(functions.contains("pub struct GetUserLayer7 {"));
    assert!(!functions.contains("GetGone"));
    let (files, _) = generate(&layers.config(&[0]).roots(["User"]));
    assert!(files["schema/types.rs"].contains("pub struct UserLayer7 {"));
    assert!(!files["schema.rs"].contains("AnyFunction"));
}

#[test]
fn the_order_of_layers_does_not_matter() {
    let even_older = OLDER
        .replace("LAYER 7", "LAYER 5")
        .replace("id:int", "id:string");
    let layers = Layers::new(&[OLDER, &even_older]);
    let (files, _) = generate(&layers.config(&[0, 1]));
    assert_eq!(generate(&layers.config(&[1, 0])).0, files);
    assert!(files["schema/types.rs"].contains("pub struct UserLayer5 {"));
    // Both have it: it is called by the newer of the two.
    assert!(!files["schema/types.rs"].contains("GoneLayer5"));
}

#[test]
fn what_is_no_older_layer_is_an_error() {
    let unnamed = OLDER.replace("// LAYER 7", "");
    let newer = OLDER.replace("LAYER 7", "LAYER 9");
    let layers = Layers::new(&[OLDER, &unnamed, &newer, OLDER]);
    assert_eq!(
        wrong(&layers, &[1]),
        "layers: 1.tl names no layer; write `// LAYER 133` into it"
    );
    assert_eq!(
        wrong(&layers, &[2]),
        "layers: 2.tl is of layer 9, which is not older than 9"
    );
    assert_eq!(wrong(&layers, &[0, 3]), "layers: layer 7 is given twice");
    assert!(wrong(&layers, &[4]).starts_with("cannot read 4.tl: "));
}

#[test]
fn mistakes_in_an_older_layer_have_their_place() {
    let layers = Layers::new(&["// LAYER 7\nuser id:Usr = User;"]);
    let result = layers.config(&[0]).generate().map(|_| ());
    let report = result.expect_err("a wrong schema");
    let lines: Vec<_> = report.error_lines().collect();
    let [line] = &lines[..] else {
        panic!("one error, not {lines:?}");
    };
    assert!(line.contains("0.tl:2:9: unknown type `Usr`"), "{line}");
}

/// Bytes of the one would be read as the other.
#[test]
fn an_id_with_other_bytes_behind_it_is_told() {
    let layers = Layers::new(&["// LAYER 7\nuser#000000aa id:int = User;"]);
    let config = Config::new()
        .source("newest.tl", "user#000000aa id:long = User;")
        .layers([layers.path(0)]);
    let (files, report) = generate(&config);
    assert_eq!(
        messages(&report, Severity::Warning),
        [
            "layers: `user#000000aa id:int = User` of layer 7 cannot be told apart from \
             `user#000000aa id:long = User`: both have that id"
        ]
    );
    assert!(!files["schema/types.rs"].contains("Layer7"));
}

/// Fields that are absent as long as nobody sets their bit make no other constructor.
#[test]
fn an_id_that_has_only_got_optional_fields_is_the_same() {
    let older = "// LAYER 7\nuser#000000aa flags:# id:int old:flags.1?true = User;";
    let layers = Layers::new(&[older]);
    for (newest, is_same) in [
        ("flags:# id:int name:flags.0?string", true),
        ("flags:# id:int you:flags.2?true name:flags.3?string", true),
        // The bit meant something else.
        ("flags:# id:int name:flags.1?string", false),
        ("flags:# name:string id:int", false),
        ("id:int flags:#", false),
    ] {
        let text = format!("user#000000aa {newest} = User;");
        let config = Config::new()
            .source("newest.tl", text)
            .layers([layers.path(0)]);
        let (_, report) = generate(&config);
        let warnings = messages(&report, Severity::Warning).len();
        assert_eq!(warnings == 0, is_same, "{newest}");
    }
}

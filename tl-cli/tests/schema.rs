//! `tl schema` from outside: the checked model as TL and as JSON.

mod common;

use std::collections::BTreeSet;

use common::{BROKEN, Run, Workspace};
use serde_json::Value;

/// Every form of an argument, a type and a number.
const FORMS: &str = "\
// LAYER 7
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
pair {X Y:Type} a:X b:Y = Pair X Y;
matrix {n:#} rows:n*[ cells:(n+1)*[ cell:double ] ] = Matrix n;
//@class a.b.Some @description One of some
//@description Some forms @ok Whether it
//-is one @x Has no `_` beside it
some flags:# ok:flags.0?true one:flags.31?%(Matrix 3) (x _:int) = a.b.Some;
_ Bool %Int = Anon;
tree#00000abc flags:# left:flags.0?Tree kids:vector<%Tree> = Tree;
twins n:# a:n*[ x:int ] b:n*[ x:Int m:# y:m*[ n:long ] ] = Twins;
===3===
last list:(Vector Function) = Last;
---functions---
wrap {X:Type} query:!X n:# all:Vector<Pair int (Matrix (n+2))> any:Object = X;
";

const API: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.tl");
const MTPROTO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/mtproto.tl");

fn good(run: Run) -> String {
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!run.stderr.contains("error"), "{run:?}");
    run.stdout
}

mod tl {
    use super::*;

    #[test]
    fn is_canonical_and_has_every_id() {
        let text =
            "// LAYER 9\ndog  name : string = pets.Pet ; ---functions--- get#000000ab = Bool;";
        let workspace = Workspace::new(&[("pets.tl", text)]);
        assert_eq!(
            good(workspace.tl(&["schema", "pets.tl"])),
            "// LAYER 9\n\ndog#ad40410e name:string = pets.Pet;\n\n\
             ---functions---\n\nget#000000ab = Bool;\n"
        );
    }

    /// Printed again it is the same text, and the declarations are the same.
    #[test]
    fn is_the_same_schema() {
        let workspace = Workspace::new(&[("forms.tl", FORMS)]);
        for file in ["forms.tl", API, MTPROTO] {
            let first = good(workspace.tl(&["schema", file]));
            workspace.write("again.tl", &first);
            let second = good(workspace.tl(&["schema", "again.tl"]));
            assert_eq!(first, second, "{file}");
            let ids = |file| {
                let model = json(&workspace, file);
                let ids = all(&model).map(|it| (it["id"].clone(), it["result"].clone()));
                ids.collect::<Vec<_>>()
            };
            assert_eq!(ids(file), ids("again.tl"), "{file}");
        }
    }
}

fn json(workspace: &Workspace, file: &str) -> Value {
    let text = good(workspace.tl(&["schema", "--json", file]));
    serde_json::from_str(&text).expect("JSON")
}

fn all(model: &Value) -> impl Iterator<Item = &Value> {
    ["constructors", "functions"]
        .into_iter()
        .filter_map(|key| model[key].as_array())
        .flatten()
}

/// The format is documented: a change here is a change of `book/schema-json.md`.
#[test]
fn json_of_every_form() {
    let workspace = Workspace::new(&[("forms.tl", FORMS)]);
    insta::assert_snapshot!(good(workspace.tl(&["schema", "--json", "forms.tl"])));
}

#[test]
fn json_counts_as_check_does() {
    let workspace = Workspace::new(&[]);
    for file in [API, MTPROTO] {
        let model = json(&workspace, file);
        let count = |key: &str| {
            let list = model[key].as_array().expect("a list");
            list.iter().filter(|it| it["builtin"] == false).count()
        };
        let source = |source: &str| {
            let own = all(&model).filter(|it| it["builtin"] == false);
            own.filter(|it| it["id_source"] == source).count()
        };
        let layer = match &model["layer"] {
            Value::Null => String::new(),
            layer => format!("layer {layer}: "),
        };
        let computed = match source("computed") {
            0 => String::new(),
            computed => format!(", {computed} computed"),
        };
        let summary = format!(
            "{layer}{} constructors, {} functions, {} types, {} ids agree, {} differ{computed}\n",
            count("constructors"),
            count("functions"),
            count("types"),
            source("agrees"),
            source("differs"),
        );
        assert_eq!(workspace.tl(&["check", file]).stdout, summary);
    }
}

/// A consumer can look up whatever is named.
#[test]
fn json_names_nothing_that_is_not_there() {
    let workspace = Workspace::new(&[("forms.tl", FORMS)]);
    for file in ["forms.tl", API, MTPROTO] {
        let model = json(&workspace, file);
        let names = |key: &str| -> BTreeSet<String> {
            let list = model[key].as_array().expect("a list");
            list.iter().map(|it| text(&it["name"])).collect()
        };
        let (types, constructors) = (names("types"), names("constructors"));
        for ty in model["types"].as_array().expect("a list") {
            let own = ty["constructors"].as_array().expect("a list");
            assert!(!own.is_empty());
            assert!(
                own.iter()
                    .all(|it| constructors.contains(&text(&it["name"])))
            );
        }
        for combinator in all(&model) {
            let mut variables = BTreeSet::new();
            walk(combinator, &mut |object| {
                // Only what declares a variable has a name beside it.
                if object.contains_key("name") && object.contains_key("var") {
                    assert!(variables.insert(text(&object["var"])), "{combinator:#}");
                }
            });
            walk(combinator, &mut |object| {
                if let Some(Value::String(var)) = object.get("var") {
                    assert!(variables.contains(var), "{var} in {combinator:#}");
                }
                if object.get("kind").is_some_and(|kind| kind == "boxed") {
                    assert!(types.contains(&text(&object["type"])), "{combinator:#}");
                }
                if let Some(constructor) = object.get("constructor") {
                    assert!(constructors.contains(&text(&constructor["name"])));
                }
            });
        }
    }
}

fn walk(value: &Value, visit: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object.values().for_each(|value| walk(value, visit));
        }
        Value::Array(list) => list.iter().for_each(|value| walk(value, visit)),
        _ => {}
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}

#[test]
fn json_is_the_same_in_every_run() {
    let workspace = Workspace::new(&[]);
    let run = || good(workspace.tl(&["schema", "--json", API]));
    assert_eq!(run(), run());
}

#[test]
fn takes_several_files_and_standard_input() {
    let workspace = Workspace::new(&[("types.tl", "dog#1 = Pet;")]);
    let run = workspace.tl_with_stdin(
        &["schema", "types.tl", "-", "--json"],
        "\n---functions---\nfeed#2 dog:Pet = Pet;",
    );
    let model: Value = serde_json::from_str(&good(run)).expect("JSON");
    let places: Vec<_> = all(&model)
        .map(|it| (it["file"].clone(), it["line"].clone()))
        .collect();
    assert_eq!(
        places,
        [("types.tl".into(), 1.into()), ("<stdin>".into(), 3.into())]
    );
}

#[test]
fn prints_nothing_of_a_broken_schema() {
    let workspace = Workspace::new(&[("broken.tl", BROKEN)]);
    for args in [
        &["schema", "broken.tl"][..],
        &["schema", "--json", "broken.tl"],
    ] {
        let run = workspace.tl(args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        assert_eq!(run.places().len(), 3, "{run:?}");
    }
}

/// Warnings do not get between the lines of the model.
#[test]
fn warns_on_standard_error() {
    let workspace = Workspace::new(&[("pets.tl", "dog#00000001 = Pet;")]);
    let run = workspace.tl(&["schema", "pets.tl"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), "dog#00000001 = Pet;\n")
    );
    assert!(run.stderr.starts_with("warning[id-mismatch]: "), "{run:?}");
}

/// The figure is what `sha256sum` says of the text that `tl schema` prints of `one.tl`, whose
/// declarations were put in the order of their names first.
#[test]
fn prints_a_hash_that_only_the_schema_changes() {
    const HASH: &str = "9270e8d991c878215f340c5b40143187a0e7753a150818462818c25f8c80ae5f\n";
    let workspace = Workspace::new(&[
        (
            "one.tl",
            "// Pets.\ndog  name:string\n= Pet; cat a:int = Pet;\n---functions---\nget = Pet;",
        ),
        (
            "types.tl",
            "cat#e94277c7 a:int = Pet;\ndog name:string = Pet;",
        ),
        ("functions.tl", "---functions---\nget = Pet;"),
        ("other.tl", "cat a:int = Pet; dog title:string = Pet;"),
    ]);
    let hash = |files: &[&str]| good(workspace.tl(&[&["schema", "--hash"], files].concat()));
    assert_eq!(hash(&["one.tl"]), HASH);
    assert_eq!(hash(&["functions.tl", "types.tl"]), HASH);
    assert_ne!(hash(&["other.tl", "functions.tl"]), HASH);
}

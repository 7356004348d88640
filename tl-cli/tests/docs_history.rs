//! `tl docs --older`: since when something is there, and what it was before.

mod common;

use common::Workspace;
use common::site::{SITE, all, broken_links, page, text, texts, within};

const LAYER_5: &str = "\
// LAYER 5
dog#00000001 name:string = Pet;
---functions---
pets.get#00000011 id:int = Pet;
pets.lost#00000012 = Pet;
";

const LAYER_7: &str = "\
// LAYER 7
dog#00000001 name:string = Pet;
---functions---
pets.get#00000013 flags:# id:long name:flags.0?string = Pet;
";

const LAYER_8: &str = "\
// LAYER 8
dog#00000001 name:string = Pet;
cat#00000002 = Pet;
fish#00000003 = Fish;
---functions---
pets.get#00000013 flags:# id:long name:flags.0?string quick:flags.1?true = Pet;
pets.lost#00000012 = Pet;
";

fn history() -> Workspace {
    let workspace = Workspace::new(&[("5.tl", LAYER_5), ("7.tl", LAYER_7), ("8.tl", LAYER_8)]);
    // The layers, not the order of the command line, say which is the older one.
    let args = [
        "docs", "8.tl", "--older", "7.tl", "--older", "5.tl", "--out", SITE,
    ];
    assert_eq!(workspace.tl(&args).code, Some(0));
    workspace
}

fn since(workspace: &Workspace, path: &str) -> Vec<String> {
    let page = page(workspace, path);
    let facts = all(&page, ".facts div").into_iter();
    let since = facts.filter(|fact| text(within(*fact, "dt")[0]) == "Since");
    let since = since.map(|fact| text(within(fact, "dd")[0]));
    since.collect()
}

#[test]
fn since_which_layer_something_is_there() {
    let workspace = history();
    let expected = [
        ("constructors/dog.html", "layer 5 or earlier"),
        ("constructors/cat.html", "layer 8"),
        ("types/Pet.html", "layer 5 or earlier"),
        ("types/Fish.html", "layer 8"),
        ("methods/pets.get.html", "layer 5 or earlier"),
        ("methods/pets.lost.html", "layer 8"),
    ];
    for (path, since_when) in expected {
        assert_eq!(since(&workspace, path), [since_when], "{path}");
    }
    assert_eq!(broken_links(&workspace).0, [""; 0]);
}

/// What lies between the given layers is not guessed.
#[test]
fn a_gap_is_said() {
    let workspace = Workspace::new(&[("5.tl", LAYER_5), ("8.tl", LAYER_8)]);
    let args = ["docs", "8.tl", "--older", "5.tl", "--out", SITE];
    assert_eq!(workspace.tl(&args).code, Some(0));
    let cat = since(&workspace, "constructors/cat.html");
    assert_eq!(cat, ["layer 8 (it is not in layer 5)"]);
}

#[test]
fn without_older_schemas_nothing_is_said() {
    let workspace = Workspace::new(&[("8.tl", LAYER_8)]);
    assert_eq!(workspace.tl(&["docs", "8.tl", "--out", SITE]).code, Some(0));
    assert_eq!(since(&workspace, "constructors/cat.html"), [""; 0]);
    let page = page(&workspace, "methods/pets.get.html");
    assert_eq!(texts(&page, ".history"), [""; 0]);
}

#[test]
fn what_it_was_before() {
    let workspace = history();
    let get = page(&workspace, "methods/pets.get.html");
    let rows: Vec<_> = all(&get, ".history tbody tr")
        .into_iter()
        .map(|row| {
            let changes = within(row, "li").into_iter().map(text);
            let layers = text(within(row, "th")[0]);
            (
                layers,
                text(within(row, "td")[0]),
                changes.collect::<Vec<_>>(),
            )
        })
        .collect();
    let row = |layers: &str, id: &str, changes: &[&str]| {
        let changes: Vec<_> = changes.iter().map(|it| (*it).to_owned()).collect();
        (layers.to_owned(), id.to_owned(), changes)
    };
    assert_eq!(
        rows,
        [
            // The same id: `true` flags do not enter it.
            row("layer 8", "00000013", &["+ quick:flags.1?true"]),
            row(
                "layer 7",
                "00000013",
                &[
                    "+ flags:#",
                    "~ id: int became long",
                    "+ name:flags.0?string"
                ]
            ),
            row("layer 5", "00000011", &[]),
        ]
    );
    let dog = page(&workspace, "constructors/dog.html");
    assert_eq!(texts(&dog, ".history"), [""; 0]);
    let lost = page(&workspace, "methods/pets.lost.html");
    let layers = texts(&lost, ".history tbody th");
    assert_eq!(layers, ["layer 8", "layer 5"]);
}

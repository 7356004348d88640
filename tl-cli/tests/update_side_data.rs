//! `tl update --side-data`: what is said follows the schema.

mod common;

use common::{Run, Workspace};

const OLD: &str = "\
dog name:string colour:int = Pet;
cat = Pet;
---functions---
pets.get id:int = Pet;
pets.feed id:int food:string = Pet;
pets.sell id:int = Pet;
";

const NEW: &str = "\
dog title:string colour:int age:int = Pet;
cat = Pet;
bird wings:int = Pet;
---functions---
pets.get id:int = Pet;
pets.feedOne id:int food:string = Pet;
";

/// With comments, both kinds of tables, and spaces that nobody would print.
const SIDE_DATA: &str = "\
# About pets.
format = \"tl-side-data/1\"

# Errors.

[errors.PET_GONE]
text = \"The pet is gone.\"

[errors.NO_MONEY]
text = \"The buyer has no money.\"

[errors.SLOW]   # any call
text = \"Too slow.\"
codes = [420]

# Methods.

# Nobody calls it.
[methods.\"pets.sell\"]
text = \"Sells a pet.\"
errors = { 400 = [\"PET_GONE\", \"NO_MONEY\"] }
params = { id = \"Whom\" }

[methods.\"pets.feed\"]
text   = \"Feeds a pet.\"   # often
errors = {400=[\"PET_GONE\"]}
# Its parameters.
[methods.\"pets.feed\".params]
food = \"What.\"
id = \"Whom.\"

[methods.\"pets.get\"]
params.id = \"Which.\"

# Constructors.

[constructors.dog.params]
# How it is called.
name = { text = \"Its name.\", example = \"Rex\" }
colour = \"Which it has.\"
";

fn workspace() -> Workspace {
    Workspace::new(&[("pets.tl", OLD), ("new.tl", NEW), ("pets.toml", SIDE_DATA)])
}

fn update(workspace: &Workspace, more: &[&str]) -> Run {
    let args = [
        "update",
        "pets.tl",
        "--from",
        "new.tl",
        "--side-data",
        "pets.toml",
    ];
    workspace.tl(&[&args[..], more].concat())
}

/// The lines of standard output that are about side data.
fn said(run: &Run) -> Vec<&str> {
    let starts = [
        "pets.toml: gone: ",
        "gone: ",
        "perhaps: ",
        "without a text: ",
    ];
    let lines = run.stdout.lines();
    lines
        .filter(|line| starts.iter().any(|it| line.starts_with(it)))
        .collect()
}

const GONE: [&str; 5] = [
    "pets.toml: gone: pets.sell: Sells a pet.",
    "pets.toml: gone: pets.feed: Feeds a pet.",
    "pets.toml: gone: dog.name: Its name.",
    "perhaps: --rename pets.feed=pets.feedOne",
    "perhaps: --rename dog.name=dog.title",
];

/// Nobody but a person knows what has become of it.
#[test]
fn what_is_gone_is_shown_and_nothing_is_written() {
    let workspace = workspace();
    let before = workspace.tree(".");
    let run = update(&workspace, &["--generate", "out"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(said(&run), GONE);
    let message = "side data tells of 3 things that the new schema does not have: keep it by \
                   --rename, or remove it by --prune\n";
    assert_eq!(run.stderr, message);
    assert_eq!(workspace.tree("."), before);
}

#[test]
fn names_are_changed_in_their_places_and_the_rest_is_pruned() {
    let workspace = workspace();
    let renames = [
        "--rename",
        "pets.feed=pets.feedOne",
        "--rename",
        "dog.name=dog.title",
    ];
    let run = update(
        &workspace,
        &[&renames[..], &["--prune", "--generate", "out"]].concat(),
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let expected = [
        "pets.toml: gone: pets.sell: Sells a pet.",
        "gone: the error NO_MONEY",
        "without a text: 1 new constructor, 2 new parameters",
    ];
    assert_eq!(said(&run), expected);
    assert!(
        run.stdout.ends_with("wrote pets.toml\nwrote pets.tl\n"),
        "{run:?}"
    );

    let no_money = "[errors.NO_MONEY]\ntext = \"The buyer has no money.\"\n\n";
    let start = SIDE_DATA.find("# Nobody calls it").expect("a method");
    let end = SIDE_DATA.find("[methods.\"pets.feed\"]").expect("another");
    let expected = SIDE_DATA
        .replace(&SIDE_DATA[start..end], "")
        .replace(no_money, "");
    let expected = expected.replace("\"pets.feed\"", "\"pets.feedOne\"");
    let expected = expected.replace("\nname = {", "\ntitle = {");
    assert_eq!(workspace.read("pets.toml"), expected);
    let check = ["check", "pets.tl", "--side-data", "pets.toml"];
    assert_eq!(workspace.tl(&check).code, Some(0));

    // What was generated knows it too, as `tl generate` does of the new files.
    let generate = [
        "generate",
        "pets.tl",
        "--side-data",
        "pets.toml",
        "--out",
        "out",
        "--check",
    ];
    assert_eq!(workspace.tl(&generate).stdout, "up to date\n");

    // A run that is cut short before the schema goes on with the same command.
    let before = workspace.tree(".");
    let after = workspace.read("pets.tl");
    workspace.write("pets.tl", OLD);
    let again = [
        "--date",
        &after[after.find("Date: ").expect("a date") + 6..][..10],
    ];
    let run = update(&workspace, &[&renames[..], &["--prune"], &again].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(workspace.tree("."), before);

    // And again nothing is to be done.
    let run = update(&workspace, &[]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(0), "pets.tl is up to date\n")
    );
    assert_eq!(workspace.tree("."), before);
}

#[test]
fn a_dry_run_renames_nothing() {
    let workspace = workspace();
    let before = workspace.tree(".");
    let run = update(&workspace, &["--prune", "--dry-run"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.stdout
            .ends_with("would write pets.toml\nwould write pets.tl\n"),
        "{run:?}"
    );
    assert_eq!(workspace.tree("."), before);
}

#[test]
fn several_files_are_one_set_of_facts() {
    let workspace = workspace();
    let (errors, methods) = SIDE_DATA.split_once("# Methods.\n").expect("two parts");
    workspace.write("errors.toml", errors);
    workspace.write(
        "pets.toml",
        &format!("format = \"tl-side-data/1\"\n{methods}"),
    );
    let run = update(&workspace, &["--side-data", "errors.toml", "--prune"]);
    // The only method that lists an error is gone too: none is left but the one of any call.
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let errors = workspace.read("errors.toml");
    assert!(
        !errors.contains("PET_GONE") && !errors.contains("NO_MONEY"),
        "{errors}"
    );
    assert!(
        errors.contains("# Errors.\n\n[errors.SLOW]   # any call\n"),
        "{errors}"
    );
}

#[test]
fn what_is_wrong_in_the_side_data_changes_nothing() {
    let wrong = [
        ("[methods", "[[methods", 1, "error[bad-side-data]"),
        (
            "pets.get\"]\n",
            "pets.get\"]\ntxt = \"x\"\n",
            1,
            "unknown key `txt`",
        ),
    ];
    for (from, to, code, message) in wrong {
        let workspace = workspace();
        workspace.write("pets.toml", &SIDE_DATA.replacen(from, to, 1));
        let before = workspace.tree(".");
        let run = update(&workspace, &["--prune"]);
        assert_eq!(run.code, Some(code), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
        assert_eq!(workspace.tree("."), before);
    }
}

#[test]
fn wrong_renames_change_nothing() {
    let workspace = workspace();
    let before = workspace.tree(".");
    let wrong = [
        ("pets.eat=pets.drink", "side data tells nothing of it"),
        ("pets.feed=pets.get", "side data tells of both"),
        ("dog.name=cat.title", "a parameter keeps its combinator"),
        ("dog.name", "expected OLD=NEW"),
        ("=dog", "expected OLD=NEW"),
    ];
    for (rename, message) in wrong {
        let run = update(&workspace, &["--rename", rename]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
        assert_eq!(workspace.tree("."), before);
    }
    // A name that is not there either.
    let run = update(&workspace, &["--rename", "pets.feed=pets.foed"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        said(&run).contains(&"pets.toml: gone: pets.foed: Feeds a pet."),
        "{run:?}"
    );
    assert_eq!(workspace.tree("."), before);
}

#[test]
fn renames_need_side_data() {
    let run = workspace().tl(&["update", "pets.tl", "--from", "new.tl", "--prune"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("--side-data"), "{run:?}");
}

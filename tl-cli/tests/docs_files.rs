//! `tl docs`: the files of a site, their sizes and links, and what becomes of an earlier run's.

mod common;

use std::collections::BTreeSet;

use common::site::{METHOD, SITE, broken_links, layer_230, page, schema, site, slice, texts};
use common::{BROKEN, Workspace};
use serde_json::Value;

/// No page is larger, but for those that list everything, and those of types that more than
/// [`GIANT`] declarations make or use.
const MOST_BYTES: usize = 60_000;

const GIANT: usize = 150;

#[test]
fn no_link_of_the_slice_is_broken() {
    let (broken, count) = broken_links(&slice());
    assert_eq!(broken, [""; 0]);
    assert!(count > 300, "{count} links");
    let (broken, _) = broken_links(&site(&schema("api.tl"), None, &[]));
    assert_eq!(broken, [""; 0]);
    let (broken, _) = broken_links(&site(&schema("mtproto.tl"), None, &[]));
    assert_eq!(broken, [""; 0]);
}

#[test]
fn a_broken_link_would_be_found() {
    let workspace = slice();
    let path = format!("{SITE}/{METHOD}");
    let html = workspace.read(&path);
    let html = html.replace("types/InputPeer.html", "types/inputPeer.html");
    workspace.write(
        &path,
        &html.replace("errors.html#USAGE", "errors.html#usage"),
    );
    let (broken, _) = broken_links(&workspace);
    assert_eq!(
        broken,
        [
            format!("{path} -> ../errors.html#usage_LIMIT_INVALID"),
            format!("{path} -> ../types/inputPeer.html"),
        ]
    );
}

#[test]
fn layer_230_has_no_broken_link_and_light_pages() {
    let workspace = layer_230();
    let (broken, count) = broken_links(&workspace);
    assert_eq!(broken, [""; 0]);
    assert!(count > 50_000, "{count} links");

    let files = workspace.tree(SITE);
    let mut giants = Vec::new();
    for (path, text) in &files {
        if path.ends_with(".html") && text.len() > MOST_BYTES {
            giants.push((path.strip_prefix("site/").expect("the site"), text.len()));
        }
    }
    for (path, size) in &giants {
        assert!(
            is_giant(&workspace, path),
            "{path} has {size} bytes: {giants:?}"
        );
    }
    let pages = files.keys().filter(|path| path.ends_with(".html"));
    assert!(pages.count() > 3000);
    let index = files["site/search-index.js"].len();
    assert!(index < 1_500_000, "the index has {index} bytes");
    assert!(is_giant(&workspace, "types/Update.html"));
    assert!(!is_giant(&workspace, "types/ExportedChatInvite.html"));
}

/// Whether a page may be large.
fn is_giant(workspace: &Workspace, path: &str) -> bool {
    let is_list = !path.contains('/');
    let counts = || texts(&page(workspace, path), "h2 .count");
    let uses = || -> usize {
        let counts = counts().into_iter();
        counts
            .map(|it| it.parse::<usize>().expect("a number"))
            .sum()
    };
    is_list || (path.starts_with("types/") && uses() > GIANT)
}

/// Each entry of the index leads to a page that is about it.
#[test]
fn the_index_leads_to_pages() {
    let workspace = slice();
    let script = workspace.read(&format!("{SITE}/search-index.js"));
    let (_, json) = script.split_once("window.tlIndex = ").expect("a variable");
    let json = json
        .trim_end()
        .trim_end_matches(';')
        .replace("],\n];", "]\n]");
    let json = json.replace("],\n]", "]\n]");
    let index: Value = serde_json::from_str(&json).expect("JSON");
    let mut count = 0;
    for (kind, folder) in ["methods", "constructors", "types"].iter().enumerate() {
        for entry in index[kind].as_array().expect("a list") {
            let name = entry[0].as_str().expect("a name");
            let page = page(&workspace, &format!("{folder}/{name}.html"));
            assert_eq!(texts(&page, "h1"), [name]);
            count += 1;
        }
    }
    let tree = workspace.tree(SITE);
    let pages = tree.keys().filter(|path| path.matches('/').count() == 2);
    assert_eq!(count, pages.count());
    let errors = index[3].as_array().expect("a list");
    let entry = errors.iter().find(|it| it[0] == "USAGE_LIMIT_INVALID");
    let methods = entry.expect("the error")[2].as_array().expect("methods");
    let names = methods
        .iter()
        .map(|it| &index[0][it.as_u64().expect("a number") as usize][0]);
    assert_eq!(names.collect::<Vec<_>>(), ["messages.exportChatInvite"]);
}

/// A page from a disk, on a plane.
#[test]
fn nothing_is_loaded_from_elsewhere() {
    for (path, text) in slice().tree(SITE) {
        let text = text.replace("https://t.me/+AbCdEfGhIjKlMnOp", "");
        assert!(!text.contains("http"), "{path}");
        assert!(
            !text.contains("@import") && !text.contains("url("),
            "{path}"
        );
    }
}

/// File systems that do not tell case have a file for each all the same.
#[test]
fn names_that_differ_in_case_have_files_of_their_own() {
    let one =
        "dog#00000001 = DOG;\ndOg#00000002 = Dog;\n_ = DOg;\ncon#00000003 = Index;\nindex = Index;";
    let lines: Vec<_> = one.lines().map(|line| line.trim_end_matches(';')).collect();
    let reversed: Vec<_> = lines.iter().rev().map(|line| format!("{line};")).collect();
    let files = |tl: &str| -> BTreeSet<String> {
        let workspace = Workspace::new(&[("api.tl", tl)]);
        let run = workspace.tl(&["docs", "api.tl", "--out", SITE]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let (broken, _) = broken_links(&workspace);
        assert_eq!(broken, [""; 0]);
        workspace.tree(SITE).into_keys().collect()
    };
    let names = files(one);
    let folded: BTreeSet<_> = names.iter().map(|it| it.to_ascii_lowercase()).collect();
    assert_eq!(folded.len(), names.len(), "{names:?}");
    for name in [
        "constructors/dog-00000001",
        "constructors/dOg-00000002",
        "constructors/con-00000003",
        "constructors/_",
        "constructors/index",
        "types/DOG-7",
        "types/Dog-1",
        "types/DOg-3",
        "types/Index",
    ] {
        assert!(
            names.contains(&format!("{SITE}/{name}.html")),
            "{name}: {names:?}"
        );
    }
    assert_eq!(files(&reversed.join("\n")), names);
}

/// A word of a schema has at most 255 bytes; a name of a file has so many with its ending.
#[test]
fn long_names_have_short_files_of_their_own() {
    let a = "a".repeat(254);
    let (b, c) = ("b".repeat(120), "c".repeat(120));
    let tl = format!(
        "{a}b x:int = Pet;\n{a}c x:int = Pet;\n{a}B x:int = A{a};\n---functions---\n\
         {b}.{c} p:Pet = Pet;\n{b}.{c}c = Pet;"
    );
    for format in ["html", "markdown"] {
        let workspace = site(&tl, None, &["--format", format]);
        let files = workspace.tree(SITE);
        let names = files.keys().filter_map(|it| it.rsplit('/').next());
        assert!(names.clone().all(|name| name.len() <= 105), "{names:?}");
        let folded: BTreeSet<_> = files.keys().map(|it| it.to_ascii_lowercase()).collect();
        assert_eq!(folded.len(), files.len());
        let pages = files.keys().filter(|it| it.matches('/').count() == 2);
        // Three constructors, two functions and two types.
        assert_eq!(pages.count(), 7, "{:?}", files.keys());
        if format == "html" {
            assert_eq!(broken_links(&workspace).0, [""; 0]);
            let index = &files["site/search-index.js"];
            let shortened = format!("{}-", "a".repeat(60));
            assert!(index.contains(&shortened), "{index}");
        }
    }
}

/// Windows looks at what comes before the first dot.
#[test]
fn devices_of_windows_have_other_names() {
    let tl = "com1 = Com1;\ncon = Con;\nlpt9 = Lpt9;\naux.x = aux.X;\nconin = Conin;\ncom10 = Com1;\n\
              ---functions---\ncom1.get p:Com1 = Com1;\nnul.get p:Con = Con;\naux.foo = Con;\n\
              com2 = Con;\nprn = Con;\nauxiliary.get = Conin;";
    let workspace = site(tl, None, &[]);
    assert_eq!(broken_links(&workspace).0, [""; 0]);
    let names: BTreeSet<_> = workspace.tree(SITE).into_keys().collect();
    let devices = ["con", "prn", "aux", "nul", "com1", "com2", "lpt9"];
    for name in &names {
        let file = name.rsplit('/').next().unwrap_or_default();
        let first = file.split('.').next().unwrap_or_default();
        let is_device = devices.iter().any(|it| first.eq_ignore_ascii_case(it));
        assert!(!is_device, "{name}");
    }
    for kept in [
        "constructors/com10",
        "constructors/conin",
        "methods/auxiliary.get",
    ] {
        assert!(names.contains(&format!("{SITE}/{kept}.html")), "{names:?}");
    }
}

#[test]
fn two_runs_write_the_same() {
    assert_eq!(slice().tree(SITE), slice().tree(SITE));
}

#[test]
fn pages_of_an_earlier_run_are_removed_and_nothing_else() {
    let workspace = slice();
    let before = workspace.tree(SITE);
    workspace.write("site/mine.html", "<!-- by hand -->\n");
    workspace.write("site/theirs.html", "<!-- @generated by tl docs-fork -->\n");
    let tl = schema("api.tl");
    let (kept, _) = tl
        .rsplit_once("\nmessages.deleteExportedChatInvite#")
        .expect("a method");
    workspace.write("api.tl", kept);
    let run = workspace.tl(&["docs", "api.tl", "--out", SITE]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("removed 2, "), "{run:?}");
    let after = workspace.tree(SITE);
    let gone: Vec<_> = before
        .keys()
        .filter(|it| !after.contains_key(*it))
        .collect();
    assert_eq!(
        gone,
        [
            "site/errors.html",
            "site/methods/messages.deleteExportedChatInvite.html"
        ]
    );
    assert!(after.contains_key("site/mine.html") && after.contains_key("site/theirs.html"));

    let run = workspace.tl(&["docs", "api.tl", "--out", SITE]);
    let count = after.len() - 2;
    let summary = format!("wrote 0 files, removed 0, {count} unchanged\n");
    assert_eq!((run.code, run.stdout), (Some(0), summary));
}

#[test]
fn standard_input_is_read_once() {
    let run = Workspace::new(&[]).tl(&["docs", "-", "--older", "-", "--out", SITE]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.stderr, "error: `-` can be given only once\n");
}

#[test]
fn nothing_is_written_of_what_is_wrong() {
    let tl = schema("api.tl");
    let unknown = "format = \"tl-side-data/1\"\n[methods.nobody]\ntext = \"No.\"\n";
    let workspace = Workspace::new(&[
        ("broken.tl", BROKEN),
        ("api.tl", &tl),
        ("broken.toml", "format = \"tl-side-data/1\"\n[methods"),
        ("unknown.toml", unknown),
        ("layer.tl", "// LAYER 999\ncat = Pet;"),
        ("no_layer.tl", "cat = Pet;"),
    ]);
    let cases: [(&[&str], &str); 6] = [
        (&["broken.tl"], "3 errors, 0 warnings"),
        (&["api.tl", "--side-data", "broken.toml"], "broken.toml:2:"),
        (
            &["api.tl", "--side-data", "unknown.toml"],
            "unknown method `nobody`",
        ),
        (&["api.tl", "--older", "broken.tl"], "3 errors, 0 warnings"),
        (
            &["api.tl", "--older", "layer.tl"],
            "layer 999 is not older than layer 228",
        ),
        (
            &["api.tl", "--older", "no_layer.tl"],
            "no comment `// LAYER n`",
        ),
    ];
    for (args, message) in cases {
        let run = workspace.tl(&[&["docs", "--out", SITE], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{args:?}");
        assert!(run.stderr.contains(message), "{args:?}: {}", run.stderr);
        assert!(!workspace.path().join(SITE).exists(), "{args:?}");
    }
}

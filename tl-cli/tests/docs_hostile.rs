//! Pages about hostile texts: they have the structure that pages about plain words have.

mod common;
#[path = "../../tests/tests/support/markdown.rs"]
mod markdown;

use std::collections::BTreeMap;

use common::Workspace;
use tl_parser::text::is_hidden;

const SCHEMA: &str = "\
//@class Pet @description {}
//@description {} @name {}
pet name:string = Pet;
//@description {}
cat = Pet;
---functions---
//@description {} @peer {}
a.get peer:Pet name:string = Pet;
";

const DATA: &str = "\
format = \"tl-side-data/1\"
source = {}
[errors.BAD]
text = {}
[errors.\"WAIT_%d\"]
text = {}
args = [\"seconds\"]
codes = [420]
[methods.\"a.get\"]
errors = { 400 = [\"BAD\"] }
[methods.\"a.get\".params]
name = { text = {}, example = {} }
[types.Pet]
text = {}
";

/// What breaks out of a heading, a line, a list, a cell, a block, an attribute or a string.
const HOSTILE: [&str; 20] = [
    "~~~ js",
    "``` js",
    "x\n\n---\n\n~~~\n- [a](javascript:alert(1))",
    "```\n\n# Title\n\n<script>alert(1)</script>",
    "a | b\n|---|---|\n| c |",
    "x `|` y ``` z",
    "- a\n- b",
    "1. a",
    "> quote",
    "===",
    "<img src=x onerror=alert(1)>",
    "<!-- a",
    "--> a",
    "![a](https://b.c)",
    "[a]: https://b.c\n\n[a]",
    "\" onmouseover=\"alert(1)",
    "    code",
    "\\",
    "a\\\nb",
    "\u{202e}a\u{1b}[31m\u{85}\u{2028}b\rc",
];

/// All files of a site about a text.
fn site(text: &str, format: &str) -> BTreeMap<String, String> {
    let comment = text.replace(['\n', '@'], " ");
    let quoted = toml_string(text);
    let workspace = Workspace::new(&[
        ("a.tl", &SCHEMA.replace("{}", &comment)),
        ("a.toml", &DATA.replace("{}", &quoted)),
    ]);
    let title = format!("T{}", text.replace('\n', " "));
    let run = workspace.tl(&[
        "docs",
        "a.tl",
        "--side-data",
        "a.toml",
        "--out",
        "site",
        "--format",
        format,
        "--title",
        &title,
    ]);
    assert_eq!(run.code, Some(0), "{text:?}: {run:?}");
    workspace.tree("site")
}

fn toml_string(text: &str) -> String {
    let escaped = text.chars().map(|c| format!("\\U{:08x}", u32::from(c)));
    format!("\"{}\"", escaped.collect::<String>())
}

/// The titles, lists, tables and blocks of a page, without what they say.
fn structure(page: &str) -> (Vec<String>, Vec<String>, usize) {
    let found = markdown::read(page);
    let links = found.links.into_iter().filter(|it| it != "https://b.c");
    let mut links: Vec<_> = links.collect();
    links.sort();
    let rows = page.lines().filter(|line| line.starts_with('|')).count();
    assert_eq!(found.references, [""; 0], "{page}");
    assert_eq!(found.html.len(), 1, "{page}");
    ([found.code_blocks, found.other].concat(), links, rows)
}

#[test]
fn markdown_is_not_broken_out_of() {
    let plain = site("word", "markdown");
    for hostile in HOSTILE {
        let pages = site(hostile, "markdown");
        assert_eq!(pages.len(), plain.len());
        for ((path, page), plain) in pages.iter().zip(plain.values()) {
            assert_eq!(
                structure(page),
                structure(plain),
                "{path} of {hostile:?}:\n{page}"
            );
            assert!(
                !page.contains(|c| is_hidden(c) && c != '\n'),
                "{path}: {page:?}"
            );
        }
    }
}

#[test]
fn html_is_not_broken_out_of() {
    let elements = |page: &str| {
        let page = scraper::Html::parse_document(page);
        let elements = page.root_element().descendent_elements();
        // A longer example has more bytes.
        let is_byte = |it: &scraper::ElementRef<'_>| {
            let parents = it.ancestors().filter_map(scraper::ElementRef::wrap);
            parents
                .flat_map(|it| it.value().classes())
                .any(|class| class == "hex")
        };
        let elements = elements.filter(|it| !is_byte(it)).map(|it| {
            let mut names: Vec<_> = it.value().attrs().map(|(name, _)| name).collect();
            names.sort_unstable();
            format!("{} {}", it.value().name(), names.join(" "))
        });
        elements.collect::<Vec<_>>()
    };
    let plain = site("word", "html");
    for hostile in HOSTILE {
        let pages = site(hostile, "html");
        for ((path, page), plain) in pages.iter().zip(plain.values()) {
            if path.ends_with(".html") {
                assert_eq!(elements(page), elements(plain), "{path} of {hostile:?}");
                assert!(
                    !page.contains(|c| is_hidden(c) && c != '\n'),
                    "{path}: {page:?}"
                );
            }
        }
    }
}

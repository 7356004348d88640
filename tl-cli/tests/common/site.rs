//! Sites that `tl docs` makes, read as a browser reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};

use super::{Workspace, layer};

/// The folder of a site in its workspace.
pub const SITE: &str = "site";

/// The page of the example method.
pub const METHOD: &str = "methods/messages.exportChatInvite.html";

/// A file of the repository's `schema/`.
pub fn schema(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    fs::read_to_string(folder.join(name)).expect("a schema")
}

/// A site of a schema and side data, with options beyond.
pub fn site(schema: &str, side_data: Option<&str>, options: &[&str]) -> Workspace {
    let workspace = Workspace::new(&[("api.tl", schema)]);
    let mut args = vec!["docs", "api.tl", "--out", SITE];
    if let Some(side_data) = side_data {
        workspace.write("api.toml", side_data);
        args.extend(["--side-data", "api.toml"]);
    }
    args.extend(options);
    let run = workspace.tl(&args);
    assert_eq!(run.code, Some(0), "{run:?}");
    workspace
}

/// The site of the repository's own schema and side data.
pub fn slice() -> Workspace {
    site(&schema("api.tl"), Some(&schema("api.toml")), &[])
}

/// The site of layer 230, which has no side data.
pub fn layer_230() -> Workspace {
    let text = fs::read_to_string(layer::folder().join("api.tl")).expect("a schema");
    site(&text, None, &[])
}

/// A page, parsed.
pub fn page(workspace: &Workspace, path: &str) -> Html {
    Html::parse_document(&workspace.read(&format!("{SITE}/{path}")))
}

/// The elements that a selector finds.
pub fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).collect()
}

/// The elements that a selector finds in an element.
pub fn within<'p>(element: ElementRef<'p>, selector: &str) -> Vec<ElementRef<'p>> {
    let selector = Selector::parse(selector).expect("a selector");
    element.select(&selector).collect()
}

/// The text of an element, with one space between words.
pub fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of what a selector finds.
pub fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(text).collect()
}

/// Code and name of each row of a table of errors.
pub fn error_rows(page: &Html, selector: &str) -> Vec<(i32, String)> {
    all(page, &format!("{selector} tbody tr"))
        .into_iter()
        .map(|row| {
            let code = text(within(row, "td")[0]).parse().expect("a code");
            (code, text(within(row, "th")[0]))
        })
        .collect()
}

/// What links, and what can be linked to.
struct Anchors {
    hrefs: BTreeSet<String>,
    ids: BTreeSet<String>,
}

fn anchors(html: &str) -> Anchors {
    let page = Html::parse_document(html);
    let attribute = |selector: &str, name: &str| -> Vec<String> {
        let elements = all(&page, selector).into_iter();
        let values = elements.filter_map(|it| it.value().attr(name));
        values.map(str::to_owned).collect()
    };
    let ids = attribute("[id]", "id");
    let count = ids.len();
    let ids: BTreeSet<_> = ids.into_iter().collect();
    assert_eq!(ids.len(), count, "an id stands twice:\n{html}");
    let mut hrefs = attribute("[href]", "href");
    hrefs.extend(attribute("[src]", "src"));
    hrefs.extend(attribute("form", "action"));
    Anchors {
        hrefs: hrefs.into_iter().collect(),
        ids,
    }
}

/// Every link that leads nowhere, as `page -> address`, and how many links there are.
pub fn broken_links(workspace: &Workspace) -> (Vec<String>, usize) {
    let files = workspace.tree(SITE);
    let pages: BTreeMap<_, _> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, html)| (path.as_str(), anchors(html)))
        .collect();
    let mut broken = Vec::new();
    let mut count = 0;
    for (page, anchors) in &pages {
        for href in &anchors.hrefs {
            count += 1;
            let (path, fragment) = match href.split_once('#') {
                Some((path, fragment)) => (path, Some(fragment)),
                None => (href.as_str(), None),
            };
            let target = resolve(page, path);
            let has_fragment = |fragment: &str| {
                let page = pages.get(target.as_str());
                page.is_some_and(|page| page.ids.contains(fragment))
            };
            if !files.contains_key(&target) || !fragment.is_none_or(has_fragment) {
                broken.push(format!("{page} -> {href}"));
            }
        }
    }
    (broken, count)
}

/// An address seen from a page.
fn resolve(page: &str, path: &str) -> String {
    if path.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<_> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

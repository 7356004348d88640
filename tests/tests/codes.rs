//! Each code has a schema in `fixtures/errors/` that breaks its rule, and a page in the
//! book that shows it. What is made in the book, and pages that are missing, are written by
//!
//! ```sh
//! UPDATE_BOOK=1 cargo test -p tl-tests --test codes
//! ```
//!
//! A new code needs `fixtures/errors/<code>.tl`, this command, and then the words of its
//! page. Further forms of a mistake go into `fixtures/errors/forms/<code>.tl`.

#[path = "support/book.rs"]
mod book;
#[path = "support/codes.rs"]
mod codes;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tl_parser::{Code, Diagnostic};

use book::Page;
use codes::{Bad, Findings};

/// What is also found where another rule is broken.
const ALONGSIDE: [(Code, Code); 4] = [
    // One of two equal ids cannot be the one that its text gives.
    (Code::DuplicateId, Code::IdMismatch),
    (Code::DuplicateFunctionId, Code::IdMismatch),
    // A sum is checked for itself only where the type that it is for is unknown.
    (Code::BadCount, Code::UnknownName),
    // What has no value is not generated.
    (Code::NotGenerated, Code::Uninhabited),
];

#[test]
fn every_code_has_a_fixture_and_a_page() {
    let known: BTreeSet<_> = Code::ALL.iter().map(ToString::to_string).collect();
    let fixtures: BTreeSet<_> = codes::first_examples()
        .iter()
        .map(|bad| bad.code.to_string())
        .collect();
    assert_same("fixtures", &fixtures, &known);
    if is_update() {
        return;
    }
    let pages: BTreeSet<_> = codes::names_in(&book::pages(), "md").collect();
    assert_same("pages", &pages, &known);
}

/// Compares sets by what only one of them has.
fn assert_same(what: &str, found: &BTreeSet<String>, known: &BTreeSet<String>) {
    let missing: Vec<_> = known.difference(found).collect();
    let unknown: Vec<_> = found.difference(known).collect();
    let is_same = missing.is_empty() && unknown.is_empty();
    assert!(
        is_same,
        "{what}: missing {missing:?}, of no code {unknown:?}"
    );
}

#[test]
fn each_fixture_breaks_one_rule() {
    for bad in codes::all() {
        let findings = bad.findings();
        let is_it = |it: &Diagnostic| it.code == bad.code;
        let is_alongside = |it: &Diagnostic| ALONGSIDE.contains(&(bad.code, it.code));
        assert!(findings.iter().any(is_it), "{} is not found", bad.code);
        assert!(
            findings.iter().all(|it| is_it(it) || is_alongside(it)),
            "more than {}:\n{}",
            bad.code,
            findings.render()
        );
    }
}

#[test]
fn what_is_said_of_each_fixture() {
    let changed: Vec<_> = codes::all()
        .into_iter()
        // All of them are compared, so that one run shows all that changed.
        .filter(|bad| std::panic::catch_unwind(|| compare(bad)).is_err())
        .map(|bad| snapshot(&bad))
        .collect();
    assert!(
        changed.is_empty(),
        "changed: {changed:?}; review with `cargo insta review`"
    );
}

#[test]
fn every_snapshot_has_a_fixture() {
    let known: BTreeSet<_> = codes::all().iter().map(snapshot).collect();
    let stored: BTreeSet<_> = codes::names_in(&snapshots(), "snap")
        .filter(|name| name.starts_with("codes__"))
        .collect();
    assert_same("snapshots", &stored, &known);
}

/// Lower case, names in backticks, no full stop.
#[test]
fn messages_read_alike() {
    for bad in codes::all() {
        for found in bad.findings().iter() {
            let labels = found.related.iter().map(|(_, label)| label);
            for text in [&found.message]
                .into_iter()
                .chain(&found.help)
                .chain(labels)
            {
                let is_lower = !text.starts_with(|first: char| first.is_ascii_uppercase());
                let is_quoted = text.matches('`').count().is_multiple_of(2);
                assert!(is_lower && is_quoted, "{}: {text}", bad.code);
                assert!(!text.ends_with('.'), "{}: {text}", bad.code);
            }
        }
    }
}

#[test]
fn pages_show_what_is_said() {
    let further = codes::further_forms();
    let stale: Vec<_> = codes::first_examples()
        .iter()
        .filter(|first| {
            let further = further.iter().find(|bad| bad.code == first.code);
            let page = Page::read(first.code);
            let current = page.current(first, further);
            !keep_current(&book::path(first.code), page.text(), &current)
        })
        .map(|first| first.code.as_str())
        .collect();
    assert!(
        stale.is_empty(),
        "stale: {stale:?}; UPDATE_BOOK=1 makes them"
    );
}

#[test]
fn pages_say_what_the_rule_is() {
    for code in Code::ALL {
        let page = Page::read(*code);
        let (words, source) = page.prose().split_once("\nSource: ").unwrap_or_default();
        let is_written = !words.trim().is_empty() && !source.trim().is_empty();
        assert!(
            is_written,
            "the page of {code} needs the rule, why it is one, and a `Source:`"
        );
    }
}

#[test]
fn mended_examples_have_no_mistake() {
    for code in Code::ALL {
        let page = Page::read(*code);
        let mended = page.mended();
        let mended = mended.unwrap_or_else(|| panic!("the page of {code} mends nothing"));
        let findings = Findings::of(*code, mended);
        assert!(
            findings.iter().next().is_none(),
            "{code} is not mended:\n{}",
            findings.render()
        );
    }
}

#[test]
fn the_summary_lists_all_codes() {
    let path = book::summary_path();
    let written = fs::read_to_string(&path).unwrap_or_default();
    let is_current = keep_current(&path, &written, &book::summary());
    assert!(is_current, "SUMMARY.md is stale; UPDATE_BOOK=1 makes it");
}

/// Whether what is written in a file is current; if that is wanted, it is made so.
fn keep_current(path: &Path, written: &str, current: &str) -> bool {
    if is_update() && written != current {
        let done = fs::write(path, current);
        done.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return true;
    }
    written == current
}

fn is_update() -> bool {
    std::env::var_os("UPDATE_BOOK").is_some()
}

fn compare(bad: &Bad) {
    insta::with_settings!({
        snapshot_path => snapshots(),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(snapshot(bad), bad.findings().render());
    });
}

fn snapshot(bad: &Bad) -> String {
    let kind = if bad.is_first { "" } else { "forms__" };
    format!("codes__{kind}{}", bad.code)
}

fn snapshots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots")
}

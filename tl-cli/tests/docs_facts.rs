//! What the reference page of `messages.exportChatInvite` knows, fact by fact: each is on the pages.
//! `tests/tests/facts.rs` looks for the same facts in generated types and in rustdoc.

mod common;

use std::fs;
use std::path::Path;

use common::site::{METHOD, all, error_rows, page, slice, text, texts, within};
use scraper::Html;
use serde_json::Value;

/// As many as in `tests/tests/facts.rs`.
const COUNT: usize = 80;

/// Looks for facts, counts them, and remembers those that are not there.
#[derive(Default)]
struct Facts {
    looked_for: usize,
    missing: Vec<String>,
}

impl Facts {
    fn expect(&mut self, is_there: bool, fact: &Value) {
        self.looked_for += 1;
        if !is_there {
            self.missing.push(fact.to_string());
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn read() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/invite_facts.json");
    let facts = fs::read_to_string(path).expect("the facts");
    serde_json::from_str(&facts).expect("JSON")
}

#[test]
fn each_fact_is_on_a_page() {
    let known = read();
    let site = slice();
    let html = page(&site, METHOD);
    let mut facts = Facts::default();
    about_method(&html, &known["method"], &mut facts);
    for param in list(&known["params"]) {
        about_param(&html, param, &mut facts);
    }
    let own = error_rows(&html, "#own-errors");
    assert_eq!(own.len(), list(&known["errors"]).len());
    about_errors(&own, &known["errors"], &mut facts);
    let global = error_rows(&html, "#global-errors");
    about_errors(&global, &known["global_errors"], &mut facts);
    for constructor in list(&known["constructors"]) {
        let name = word(&constructor["name"]);
        let html = page(&site, &format!("constructors/{name}.html"));
        about_constructor(&html, constructor, &mut facts);
    }
    assert_eq!(facts.missing, [""; 0], "these facts are missing");
    assert_eq!(facts.looked_for, COUNT, "so many facts are looked for");
}

/// What stands below the declaration: `Id a455de90`.
fn shown(html: &Html) -> Vec<String> {
    let facts = all(html, ".facts div").into_iter();
    facts
        .map(|fact| {
            let parts = within(fact, "dt, dd").into_iter().map(text);
            parts.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

fn about_method(html: &Html, method: &Value, facts: &mut Facts) {
    let shown = shown(html);
    let id = format!("Id {}", word(&method["id"]));
    facts.expect(shown.contains(&id), &method["id"]);
    let returns = format!("Returns {}", word(&method["returns"]));
    facts.expect(shown.contains(&returns), &method["returns"]);
    let callers = texts(html, ".callers li");
    for (key, who) in [
        ("user", "Users"),
        ("bot", "Bots"),
        ("business", "Bots over a business connection"),
    ] {
        let may = &method["callers"][key];
        let shown = if *may == true { "yes" } else { "no" };
        facts.expect(callers.contains(&format!("{who} {shown}")), may);
    }
}

fn about_param(html: &Html, param: &Value, facts: &mut Facts) {
    let rows = all(html, &format!("#p-{}", word(&param["name"])));
    let cells = rows.first().map(|row| within(*row, "td"));
    let cells: Vec<_> = cells.into_iter().flatten().map(text).collect();
    let [ty, wire, meaning] = &cells[..] else {
        panic!("{param}: {cells:?}");
    };
    facts.expect(ty == word(&param["type"]), &param["type"]);
    let is_required = wire.starts_with("required");
    facts.expect(param["required"] == is_required, param);
    let mut says = list(&param["says"]).iter();
    let meaning = meaning.to_lowercase();
    let said = says.all(|it| meaning.contains(&word(it).to_lowercase()));
    facts.expect(said, &param["says"]);
}

fn about_errors(rows: &[(i32, String)], errors: &Value, facts: &mut Facts) {
    for error in list(errors) {
        let is_shown = |(code, name): &(i32, String)| error[0] == *code && error[1] == **name;
        facts.expect(rows.iter().any(is_shown), error);
    }
}

fn about_constructor(html: &Html, constructor: &Value, facts: &mut Facts) {
    let shown = shown(html);
    let id = format!("Id {}", word(&constructor["id"]));
    let ty = format!("Type {}", word(&constructor["type"]));
    facts.expect(shown.contains(&id) && shown.contains(&ty), constructor);
    let declaration = texts(html, "pre.tl").concat();
    for field in list(&constructor["fields"]) {
        let (name, _) = word(field).split_once(':').expect("a field has a type");
        let has_row = !all(html, &format!("#p-{name}")).is_empty();
        let is_declared = declaration.split(' ').any(|it| it == word(field));
        facts.expect(has_row && is_declared, field);
    }
}

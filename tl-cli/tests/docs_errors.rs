//! `tl docs`: the errors on the pages are those of the side data, no more and no less.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::errors::{Errors, errors_of_methods, global_errors};
use common::site::{METHOD, all, error_rows, page, schema, site, slice, text, texts, within};

/// The errors of `messages.exportChatInvite` that its reference page has.
const REFERENCE: [(i32, &str); 13] = [
    (400, "CHANNEL_INVALID"),
    (400, "CHANNEL_MONOFORUM_UNSUPPORTED"),
    (400, "CHANNEL_PRIVATE"),
    (400, "CHAT_ADMIN_REQUIRED"),
    (400, "CHAT_ID_INVALID"),
    (400, "EXPIRE_DATE_INVALID"),
    (400, "INPUT_USER_DEACTIVATED"),
    (400, "MSG_ID_INVALID"),
    (400, "PEER_ID_INVALID"),
    (400, "PRICING_CHAT_INVALID"),
    (400, "SUBSCRIPTION_PERIOD_INVALID"),
    (400, "USAGE_LIMIT_INVALID"),
    (403, "CHAT_WRITE_FORBIDDEN"),
];

#[test]
fn a_page_has_the_errors_of_the_data() {
    let data = schema("api.toml");
    let workspace = slice();
    let methods = errors_of_methods(&data);
    assert_eq!(methods.len(), 3);
    for (method, expected) in methods {
        let page = page(&workspace, &format!("methods/{method}.html"));
        let rows = error_rows(&page, "#own-errors");
        assert_eq!(rows.len(), expected.len(), "{method}");
        assert_eq!(texts(&page, "#errors .count"), [rows.len().to_string()]);
        assert_eq!(Errors::from_iter(rows), expected, "{method}");
        let rows = error_rows(&page, "#global-errors");
        assert_eq!(rows.len(), global_errors(&data).len());
        assert_eq!(Errors::from_iter(rows), global_errors(&data));
    }
}

/// An error that gets lost in the data would else be lost for years.
#[test]
fn a_lost_error_is_missed() {
    let reference: Vec<_> = REFERENCE.map(|(code, name)| (code, name.to_owned())).into();
    let rows = error_rows(&page(&slice(), METHOD), "#own-errors");
    assert_eq!(rows, reference);

    let data = schema("api.toml");
    let line = "    \"USAGE_LIMIT_INVALID\",\n";
    let entry = "[errors.USAGE_LIMIT_INVALID]\ntext = \"No link has this limit of uses.\"\n";
    assert!(data.contains(line) && data.contains(entry));
    let data = data.replace(line, "").replace(entry, "");
    let workspace = site(&schema("api.tl"), Some(&data), &[]);
    let rows = error_rows(&page(&workspace, METHOD), "#own-errors");
    let lost: Vec<_> = reference.iter().filter(|it| !rows.contains(it)).collect();
    assert_eq!(lost, [&(400, "USAGE_LIMIT_INVALID".to_owned())]);
    assert_eq!(rows.len(), 12);
}

/// Each name and code stands there once, with the methods that list it.
#[test]
fn all_errors_are_on_one_page() {
    let data = schema("api.toml");
    let errors = page(&slice(), "errors.html");
    let mut expected = global_errors(&data);
    let mut methods = BTreeMap::<String, BTreeSet<String>>::new();
    for (method, errors) in errors_of_methods(&data) {
        for (_, name) in &errors {
            methods
                .entry(name.clone())
                .or_default()
                .insert(method.clone());
        }
        expected.extend(errors);
    }
    let rows = error_rows(&errors, "section");
    assert_eq!(rows.len(), expected.len());
    assert_eq!(Errors::from_iter(rows), expected);
    for row in all(&errors, "section:last-of-type tbody tr") {
        let links = within(row, "td a").into_iter().map(text).collect();
        assert_eq!(methods[&text(within(row, "th")[0])], links);
    }
}

/// That a method has no errors of its own can be known; else nothing is.
#[test]
fn no_errors_are_not_unknown_errors() {
    let tl = "---functions--- send = Bool;\nstop = Bool;";
    let data = "format = \"tl-side-data/1\"\n[methods.send]\nerrors = {}\n";
    let workspace = site(tl, Some(data), &[]);
    let said = |path: &str| {
        let page = page(&workspace, path);
        texts(&page, "section[aria-labelledby=errors] p")
    };
    assert_eq!(said("methods/send.html"), ["None of its own."]);
    assert_eq!(
        said("methods/stop.html"),
        ["No errors of its own are known."]
    );
}

//! `tl docs`: what the pages say, against the schema and its side data.

mod common;

use common::site::{METHOD, SITE, all, page, schema, site, slice, text, texts, within};

/// Name, type, badges and the meaning of each parameter.
fn params(html: &scraper::Html) -> Vec<[String; 4]> {
    let rows = all(html, ".params tbody tr").into_iter();
    rows.map(|row| {
        let cells = within(row, "td");
        [within(row, "th")[0], cells[0], cells[1], cells[2]].map(text)
    })
    .collect()
}

#[test]
fn parameters_have_their_facts() {
    let found = params(&page(&slice(), METHOD));
    let expected = [
        [
            "flags",
            "#",
            "required hidden: computed",
            "Which of the optional ones",
        ],
        [
            "legacy_revoke_permanent",
            "true",
            "flag flags.2",
            "Revokes all earlier links",
        ],
        [
            "request_needed",
            "true",
            "flag flags.3",
            "Whether an admin must approve",
        ],
        [
            "peer",
            "InputPeer",
            "required",
            "The chat that the link leads to. For example inputPeerChat.",
        ],
        [
            "expire_date",
            "int",
            "optional flags.0",
            "When the link expires; never if it is left out. Unit: seconds since 1970 (Unix time). For example 1735689600.",
        ],
        [
            "usage_limit",
            "int",
            "optional flags.1",
            "How many users may join",
        ],
        [
            "title",
            "string",
            "optional flags.4",
            "A description of the link",
        ],
        [
            "subscription_pricing",
            "StarsSubscriptionPricing",
            "optional flags.5",
            "What members pay",
        ],
    ];
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found[..3], expected[..3]);
        assert!(found[3].starts_with(expected[3]), "{found:?}");
    }
}

/// Required, filled by default and hidden are three facts: one does not change another.
#[test]
fn what_is_filled_by_default_is_still_required() {
    let tl = "---functions--- send flags:# peer:string to:flags.0?string = Bool;";
    let data = "format = \"tl-side-data/1\"\n[methods.send.params]\n\
        peer = { text = \"Who.\", default = true }\nto = { text = \"Whom.\", default = true }\n";
    let found = params(&page(&site(tl, Some(data), &[]), "methods/send.html"));
    let wire: Vec<_> = found.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(
        wire,
        [
            "required hidden: computed",
            "required filled by default",
            "optional flags.0 filled by default",
        ]
    );
}

#[test]
fn unknown_callers_are_unknown() {
    let tl = schema("api.tl");
    let said = "callers = { user = true, bot = true, business = false, unauthorized = false }";
    let data = schema("api.toml").replacen(said, "callers = { bot = false }", 1);
    let workspace = site(&tl, Some(&data), &[]);
    let may = texts(&page(&workspace, METHOD), ".callers .may");
    assert_eq!(may, ["unknown", "no", "unknown", "unknown"]);
    let may = texts(&page(&site(&tl, None, &[]), METHOD), ".callers .may");
    assert_eq!(may, ["unknown"; 4]);
    let may = texts(&page(&slice(), METHOD), ".callers .may");
    assert_eq!(may, ["yes", "yes", "no", "no"]);
}

#[test]
fn comments_are_texts_where_side_data_has_none() {
    let tl = "//@description A dog @name Its <b>name</b>\ndog name:string = Dog;";
    let dog = |data: Option<&str>| {
        let page = page(&site(tl, data, &[]), "constructors/dog.html");
        [texts(&page, ".lead").concat(), params(&page)[0][3].clone()]
    };
    assert_eq!(dog(None), ["A dog", "Its <b>name</b>"]);
    let data = "format = \"tl-side-data/1\"\n[constructors.dog]\ntext = \"A pet.\"\n";
    assert_eq!(dog(Some(data)), ["A pet.", "Its <b>name</b>"]);
}

#[test]
fn types_tell_where_they_are_used() {
    let workspace = slice();
    let names = |path: &str, section: &str| {
        let page = page(&workspace, path);
        texts(&page, &format!("section[aria-labelledby={section}] li"))
    };
    let exported = "types/ExportedChatInvite.html";
    let peer = "types/InputPeer.html";
    assert_eq!(
        names(exported, "returned-by"),
        ["messages.exportChatInvite"]
    );
    assert_eq!(
        names(peer, "accepted-by"),
        [
            "messages.deleteExportedChatInvite peer",
            "messages.deleteRevokedExportedChatInvites peer",
            "messages.exportChatInvite peer",
        ]
    );
    assert_eq!(
        names(peer, "contained-in"),
        [
            "inputPeerChannelFromMessage peer",
            "inputPeerUserFromMessage peer",
            "inputUserFromMessage peer",
        ]
    );
    let constructors = texts(&page(&workspace, peer), ".variants tbody th a");
    assert_eq!(constructors.len(), 7);
}

#[test]
fn what_lies_in_vectors_is_used_too() {
    let tl = "one n:int = One;\nmany all:vector<one> = Many;\n---functions---\n\
        get ones:Vector<Vector<One>> more:one = Vector<Many>;\nwrap {X:Type} query:!X = X;";
    let workspace = site(tl, None, &[]);
    let names = |path: &str| texts(&page(&workspace, path), ".names li");
    assert_eq!(names("types/One.html"), ["get ones, more", "many all"]);
    assert_eq!(names("types/Many.html"), ["get"]);
    let get = page(&workspace, "methods/get.html");
    let links = |selector: &str| -> Vec<_> {
        let links = all(&get, selector).into_iter();
        links.filter_map(|link| link.value().attr("href")).collect()
    };
    let expected = [
        "../types/One.html",
        "../constructors/one.html",
        "../types/Many.html",
    ];
    assert_eq!(links("pre.tl a"), expected);
    // What wraps others has no example of its own.
    let wrap = page(&workspace, "methods/wrap.html");
    assert_eq!(texts(&wrap, ".code"), [""; 0]);
}

/// The bytes on the page are those of the JSON that the library makes, and mean what it says.
#[test]
fn the_bytes_of_the_example_are_a_request() {
    let workspace = slice();
    let page = page(&workspace, METHOD);
    let digits = texts(&page, ".hex b").concat();
    assert!(digits.starts_with("90de55a4"), "{digits}");
    let args = [
        "decode", "--schema", "api.tl", "--hex", "--format", "hex", "-",
    ];
    let run = workspace.tl_with_stdin(&args, &digits);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let hex: String = all(&page, ".hex")[0].text().collect();
    let lines =
        |text: &str| -> Vec<_> { text.lines().map(|it| it.trim_end().to_owned()).collect() };
    assert_eq!(lines(&hex), lines(&run.stdout));
    let rust = texts(&page, ".code").concat();
    assert!(rust.starts_with("let request = functions::messages::ExportChatInvite::new("));
}

#[test]
fn foreign_text_is_never_html() {
    let evil = "<script>alert(1)</script><img src=x onerror=alert(1)> `<b>` & {x";
    let data = format!(
        "format = \"tl-side-data/1\"\n[errors.BAD]\ntext = '{}'\ncodes = [400]\n\
        [methods.send]\ntext = '{evil}'\n[methods.send.params]\n\
        to = {{ text = '{evil}', example = '{evil}' }}\n",
        evil.replace("{x", "")
    );
    let tl = "---functions--- send to:string = Bool;";
    let workspace = site(tl, Some(&data), &["--title", evil]);
    for (path, html) in workspace.tree(SITE) {
        if path.ends_with(".html") {
            let page = scraper::Html::parse_document(&html);
            assert_eq!(all(&page, "script").len(), 1, "{path}");
            assert_eq!(all(&page, "img, b:not(.hex b)").len(), 0, "{path}");
        }
    }
    let page = page(&workspace, "methods/send.html");
    assert_eq!(texts(&page, ".lead"), [evil]);
    assert_eq!(all(&page, ".lead *").len(), 0);
}

#[test]
fn pages_are_as_they_were() {
    let html = slice().read(&format!("{SITE}/{METHOD}"));
    insta::assert_snapshot!("export_chat_invite.html", html);
    let tl = schema("api.tl");
    let options = ["--format", "markdown"];
    let workspace = site(&tl, Some(&schema("api.toml")), &options);
    let markdown = workspace.read(&format!("{SITE}/{METHOD}").replace(".html", ".md"));
    insta::assert_snapshot!("export_chat_invite.md", markdown);
}

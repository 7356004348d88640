//! The site in a headless Chromium: search, keyboard, narrow screens and dark mode. `.ci/run`
//! installs the browser and runs these tests; without it they fail, and are not skipped.

mod common;

use common::Workspace;
use common::browser::Browser;
use common::errors::errors_of_methods;
use common::site::{METHOD, SITE, layer_230, schema, slice};
use fantoccini::key::Key;
use serde_json::json;

const RESULTS: &str = "[...document.querySelectorAll('#results a b')].map(it => it.textContent)";
const STATUS: &str = "document.querySelector('[role=status]').textContent";
const FOCUSED: &str =
    "document.activeElement.querySelector?.('b')?.textContent ?? document.activeElement.id";

fn open(browser: &Browser, workspace: &Workspace, page: &str, behind: &str) {
    browser.open(&workspace.path().join(SITE).join(page), behind);
}

/// Opens a page and types into the search.
fn search(browser: &Browser, workspace: &Workspace, page: &str, text: &str) {
    open(browser, workspace, page, "");
    browser.type_keys("/");
    browser.wait_for(FOCUSED, &json!("q"));
    browser.type_keys(text);
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn an_id_leads_to_its_method() {
    let (workspace, browser) = (slice(), Browser::wide());
    for id in ["a455de90", "0xa455de90", "#A455DE90"] {
        search(&browser, &workspace, "index.html", id);
        browser.wait_for(RESULTS, &json!(["messages.exportChatInvite"]));
        browser.press(Key::Enter);
        browser.wait_for_page(METHOD);
    }
    // Zeroes at the start may be left out, and the search works from any page.
    search(&browser, &workspace, METHOD, "5416d58");
    browser.press(Key::Enter);
    browser.wait_for_page("constructors/starsSubscriptionPricing.html");
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn an_error_leads_to_its_method() {
    let (workspace, browser) = (slice(), Browser::wide());
    search(&browser, &workspace, "index.html", "USAGE_LIMIT_INVALID");
    let expected = json!(["messages.exportChatInvite", "USAGE_LIMIT_INVALID"]);
    browser.wait_for(RESULTS, &expected);
    browser.press(Key::Enter);
    browser.wait_for_page(&format!("{METHOD}#errors"));
    let names = browser.value("document.querySelector('#own-errors').innerText");
    assert!(names.to_string().contains("USAGE_LIMIT_INVALID"), "{names}");

    // An error of three methods is not obvious: all of them are offered.
    search(&browser, &workspace, "index.html", "peer_id_invalid");
    browser.wait_for(STATUS, &json!("4 results"));
    search(&browser, &workspace, "index.html", "FLOOD_WAIT_30");
    browser.wait_for(RESULTS, &json!(["FLOOD_WAIT_%d"]));
    browser.press(Key::Enter);
    browser.wait_for_page("errors.html#FLOOD_WAIT_-n");
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn a_parameter_leads_to_who_has_it() {
    let (workspace, browser) = (slice(), Browser::wide());
    search(
        &browser,
        &workspace,
        "index.html",
        "legacy_revoke_permanent",
    );
    browser.wait_for(RESULTS, &json!(["messages.exportChatInvite"]));
    browser.press(Key::Enter);
    browser.wait_for_page(&format!("{METHOD}#p-legacy_revoke_permanent"));
    search(&browser, &workspace, "index.html", "usage_limit");
    let names = json!([
        "messages.exportChatInvite",
        "chatInviteExported",
        "USAGE_LIMIT_INVALID"
    ]);
    browser.wait_for(&format!("{RESULTS}.slice(0, 3)"), &names);
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn the_best_name_comes_first() {
    let (workspace, browser) = (slice(), Browser::wide());
    search(&browser, &workspace, "index.html", "inputUser");
    let first = json!(["inputUser", "InputUser", "inputUserSelf"]);
    browser.wait_for(&format!("{RESULTS}.slice(0, 3)"), &first);
    // Its own spelling is obvious.
    browser.press(Key::Enter);
    browser.wait_for_page("constructors/inputUser.html");
    search(&browser, &workspace, "index.html", "exportchatinvite");
    browser.press(Key::Enter);
    browser.wait_for_page(METHOD);
    search(&browser, &workspace, "index.html", "nothing like this");
    browser.wait_for(STATUS, &json!("Nothing is called “nothing like this”"));
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn everything_works_by_keyboard() {
    let (workspace, browser) = (slice(), Browser::wide());
    search(&browser, &workspace, METHOD, "inputPeer");
    browser.wait_for(&format!("{RESULTS}.length > 5"), &json!(true));
    let expected = browser.value(RESULTS);
    browser.press(Key::Down);
    browser.wait_for(FOCUSED, &expected[0]);
    browser.press(Key::Down);
    browser.wait_for(FOCUSED, &expected[1]);
    browser.press(Key::Up);
    browser.press(Key::Up);
    browser.wait_for(FOCUSED, &json!("q"));
    browser.press(Key::Escape);
    browser.wait_for("document.querySelector('#q').value", &json!(""));
    browser.wait_for("document.querySelector('#results').hidden", &json!(true));
    browser.type_keys("inputPeer");
    browser.press(Key::Down);
    browser.press(Key::Down);
    browser.press(Key::Enter);
    browser.wait_for_page(&format!("{}.html", expected[1].as_str().expect("a name")));
    // The first thing that a tabulator reaches leads behind the head of the page.
    browser.press(Key::Tab);
    browser.wait_for("document.activeElement.className", &json!("skip"));
    browser.press(Key::Enter);
    browser.wait_for("document.activeElement.id", &json!("main"));
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn an_address_can_hold_a_search() {
    let (workspace, browser) = (slice(), Browser::wide());
    for behind in ["?q=a455de90", "#q=a455de90"] {
        open(&browser, &workspace, "index.html", behind);
        browser.wait_for(RESULTS, &json!(["messages.exportChatInvite"]));
    }
    // Pages that nobody searches on do not load the index.
    open(&browser, &workspace, METHOD, "");
    let loaded = "window.tlIndex === undefined && document.readyState";
    browser.wait_for(loaded, &json!("complete"));
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn a_browser_shows_the_errors_of_the_data() {
    let (workspace, browser) = (slice(), Browser::wide());
    for (method, errors) in errors_of_methods(&schema("api.toml")) {
        open(&browser, &workspace, &format!("methods/{method}.html"), "");
        let rows = "[...document.querySelectorAll('#own-errors tbody tr')]";
        let visible = format!("{rows}.filter(it => it.getClientRects().length > 0).length");
        assert_eq!(browser.value(&visible), json!(errors.len()), "{method}");
    }
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn no_page_is_wider_than_a_phone() {
    let browser = Browser::phone();
    let pages = |workspace: &Workspace, pages: &[&str]| {
        for page in pages {
            open(&browser, workspace, page, "");
            assert_eq!(browser.value("innerWidth"), json!(360), "{page}");
            let width = browser.value("document.documentElement.scrollWidth");
            assert_eq!(width, json!(360), "{page}");
        }
    };
    let everywhere = [
        "index.html",
        "methods.html",
        "types.html",
        "constructors.html",
    ];
    pages(&slice(), &everywhere);
    pages(
        &slice(),
        &[
            METHOD,
            "errors.html",
            "types/InputPeer.html",
            "constructors/chatInviteExported.html",
        ],
    );
    let layer = layer_230();
    pages(&layer, &everywhere);
    pages(
        &layer,
        &[
            METHOD,
            "types/InputPeer.html",
            "types/Update.html",
            "types/channels.SponsoredMessageReportResult.html",
            "methods/messages.sendMessage.html",
            "methods/account.updateNotifySettings.html",
            "methods/initConnection.html",
            "constructors/channelFull.html",
            "constructors/message.html",
        ],
    );
    search(&browser, &layer, "index.html", "invite");
    browser.wait_for(&format!("{RESULTS}.length > 20"), &json!(true));
    let width = browser.value("document.documentElement.scrollWidth");
    assert_eq!(width, json!(360));
}

/// The brightness of the page's ground, 0 to 255.
fn brightness(browser: &Browser) -> u64 {
    let colour = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)";
    let brightness = browser.value(&format!("Math.max(...{colour})"));
    brightness.as_u64().expect("a number")
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn dark_mode_is_dark() {
    let workspace = slice();
    let page = |is_dark| {
        let browser = Browser::coloured(is_dark);
        open(&browser, &workspace, METHOD, "");
        brightness(&browser)
    };
    assert!(page(true) < 50);
    assert!(page(false) > 240);
}

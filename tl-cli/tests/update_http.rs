//! `tl update` from an address: what servers answer, rightly and wrongly.

#![cfg(feature = "fetch")]

mod common;

use std::io::Write;
use std::net::TcpStream;
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::http::{head, reply, serve};
use common::{PETS, Run, Workspace};

const NEW: &str = "dog name:string = Pet;\ncat = Pet;\n---functions---\ngetPet = Pet;\n";

fn answer(path: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let path = path.split('?').next().unwrap_or_default();
    let (kind, number) = path
        .trim_start_matches('/')
        .split_once('/')
        .unwrap_or((&path[1..], "0"));
    let number: usize = number.parse().unwrap_or_default();
    let to = |path: &str| format!("Location: {path}\r\n");
    let html = "Content-Type: Text/HTML; charset=utf-8\r\n";
    match kind {
        "relative" if !path.ends_with("/next") => {
            reply(stream, "308 Permanent Redirect", &to("next"), b"")
        }
        "api.tl" | "relative" => reply(
            stream,
            "200 OK",
            "Content-Type: text/plain\r\n",
            NEW.as_bytes(),
        ),
        "hops" if number > 1 => reply(
            stream,
            "302 Found",
            &to(&format!("/hops/{}", number - 1)),
            b"",
        ),
        "hops" => reply(stream, "301 Moved Permanently", &to("/api.tl"), b"moved"),
        "to" => {
            let (_, next) = path.split_once("/to/").unwrap_or_default();
            reply(stream, "302 Found", &to(&format!("http://{next}")), b"")
        }
        "scheme" => reply(stream, "302 Found", &to("ftp://example.org/api.tl"), b""),
        "bytes-to" => reply(stream, "302 Found", &to("/\u{202e}lt.ipa"), b""),
        "loop" => reply(stream, "307 Temporary Redirect", &to("/loop"), b""),
        "nowhere" => reply(stream, "302 Found", "", b""),
        "truncated" => {
            head(stream, "200 OK", "", NEW.len())?;
            // A whole declaration fewer: nothing in the text says that it is not all.
            stream.write_all(&NEW.as_bytes()[..NEW.len() - 14])
        }
        "chunks" => {
            let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\ncat = Pet;\n\r\n";
            stream.write_all(text.as_bytes())
        }
        "missing" => reply(stream, "404 Not Found", "", b"404: Not Found"),
        "broken" => reply(stream, "500 Internal Server Error", "", NEW.as_bytes()),
        "slow" => {
            head(stream, "200 OK", "", NEW.len())?;
            NEW.bytes().try_for_each(|byte| {
                sleep(Duration::from_millis(100));
                stream.write_all(&[byte])
            })
        }
        "silent" => {
            sleep(Duration::from_secs(5));
            Ok(())
        }
        "page" => reply(stream, "200 OK", html, NEW.as_bytes()),
        "markup" => reply(stream, "200 OK", "", b"\n<html><body>Sign in</body></html>"),
        "bytes" => reply(stream, "200 OK", "", b"dog = \xff"),
        "empty" => reply(stream, "200 OK", "", b""),
        "nothing" => reply(stream, "204 No Content", "", b""),
        "errors" => reply(stream, "200 OK", "", b"dog name:strin = Pet;"),
        _ => reply(stream, "418 I'm a teapot", "", b""),
    }
}

fn update(workspace: &Workspace, address: &str, more: &[&str]) -> Run {
    let mut command = workspace.command(&["update", "pets.tl", "--from", address]);
    // Proxies of the machine know nothing of this server.
    let names = ["http_proxy", "https_proxy", "all_proxy"];
    for name in names {
        command.env_remove(name.to_uppercase());
        command.env_remove(name);
    }
    let output = command.args(more).output().expect("tl ends");
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// What is said of an address without https.
fn warning(address: &str) -> String {
    format!(
        "warning: {address} is not encrypted, so that anybody on the way can change the schema; use \
         https://\n"
    )
}

#[test]
fn the_schema_is_what_the_server_gives() {
    let address = serve(answer);
    for (path, last) in [
        ("/api.tl", "/api.tl"),
        ("/hops/1", "/api.tl"),
        ("/hops/5", "/api.tl"),
        ("/relative/1", "/relative/next"),
    ] {
        let workspace = Workspace::new(&[("pets.tl", PETS)]);
        let run = update(&workspace, &format!("{address}{path}"), &[]);
        let warning = warning(&format!("{address}{path}"));
        assert_eq!((run.code, run.stderr), (Some(0), warning), "{path}");
        let text = workspace.read("pets.tl");
        assert!(
            text.starts_with(&format!("// Source: {address}{last}\n")),
            "{text}"
        );
        assert!(text.contains("getPet#") && !text.contains("fish"), "{text}");
    }
}

#[test]
fn secrets_of_an_address_are_not_written_and_not_shown() {
    let address = serve(answer);
    let with = |path: &str| address.replace("//", "//me:secret@") + path + "?token=secret";
    let workspace = Workspace::new(&[]);
    let run = update(&workspace, &with("/api.tl"), &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let text = workspace.read("pets.tl");
    assert!(
        text.starts_with(&format!("// Source: {address}/api.tl\n")),
        "{text}"
    );
    for path in ["/errors", "/missing", "/loop", "/truncated", "/page", " "] {
        let run = update(&workspace, &with(path), &[]);
        assert!(matches!(run.code, Some(1 | 2)), "{path}: {run:?}");
        assert!(!run.stderr.contains("secret"), "{path}: {run:?}");
    }
}

/// The old file is as it was, also the one that is not there.
#[test]
fn wrong_answers_change_nothing() {
    let address = serve(answer);
    let wrong = [
        ("hops/6", 2, "too many redirects (limit 5)"),
        ("loop", 2, "too many redirects (limit 5)"),
        ("nowhere", 2, "it redirects without an address"),
        ("bytes-to", 2, "it redirects to what is not an address"),
        (
            "scheme",
            2,
            "it redirects to an address that is not http:// or https://",
        ),
        ("truncated", 2, "the answer ends too early"),
        ("chunks", 2, "the answer ends too early"),
        ("missing", 2, "the server answered 404 Not Found"),
        ("broken", 2, "the server answered 500 Internal Server Error"),
        ("slow", 2, "it took more than 1 s (see --timeout)"),
        ("silent", 2, "it took more than 1 s (see --timeout)"),
        ("page", 1, "this is a page of HTML, not a schema"),
        ("markup", 1, "this is a page of HTML or XML, not a schema"),
        (
            "bytes",
            1,
            "byte 0xff at offset 6 (line 1, column 7) is not UTF-8",
        ),
        ("empty", 1, "this is an empty text, not a schema"),
        ("nothing", 1, "this is an empty text, not a schema"),
        ("errors", 1, "unknown type"),
    ];
    for (path, code, message) in wrong {
        let address = format!("{address}/{path}");
        for workspace in [Workspace::new(&[("pets.tl", PETS)]), Workspace::new(&[])] {
            let before = workspace.tree(".");
            let start = Instant::now();
            let run = update(&workspace, &address, &["--timeout", "1"]);
            assert!(start.elapsed() < Duration::from_secs(4), "{path}");
            assert_eq!(
                (run.code, run.stdout.as_str()),
                (Some(code), ""),
                "{path}: {run:?}"
            );
            assert!(run.stderr.contains(message), "{path}: {run:?}");
            assert!(run.stderr.contains(&address), "{path}: {run:?}");
            assert_eq!(workspace.tree("."), before, "{path}");
        }
    }
}

#[test]
fn an_answer_may_not_be_longer_than_allowed() {
    let address = serve(answer) + "/api.tl";
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let length = NEW.len();
    let short = (length - 1).to_string();
    let run = update(&workspace, &address, &["--max-size", &short]);
    let expected = warning(&address)
        + &format!(
            "error: cannot fetch {address}: it is longer than {short} bytes (see --max-size)\n"
        );
    assert_eq!((run.code, run.stderr), (Some(2), expected));
    assert_eq!(workspace.read("pets.tl"), PETS);
    let run = update(&workspace, &address, &["--max-size", &length.to_string()]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn a_server_that_is_not_there() {
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let run = update(&workspace, "http://127.0.0.1:1/api.tl", &[]);
    assert_eq!(run.code, Some(2));
    let address = "http://127.0.0.1:1/api.tl";
    let start = warning(address) + &format!("error: cannot fetch {address}: ");
    assert!(run.stderr.starts_with(&start), "{run:?}");
    assert_eq!(workspace.read("pets.tl"), PETS);
}

/// Nothing is taken from a server that cannot show who it is.
#[test]
fn https_is_not_http() {
    let address = serve(answer).replace("http://", "https://") + "/api.tl";
    let workspace = Workspace::new(&[("pets.tl", PETS)]);
    let run = update(&workspace, &address, &["--timeout", "5"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    let start = format!("error: cannot fetch {address}: ");
    assert!(run.stderr.starts_with(&start), "{run:?}");
    assert_eq!(workspace.read("pets.tl"), PETS);
}

mod redirects {
    use std::io::ErrorKind;
    use std::net::TcpListener;

    use super::*;

    /// Host and port of an address.
    fn authority(address: &str) -> &str {
        address.trim_start_matches("http://")
    }

    /// Also to another port of the same host: whoever is there may be somebody else.
    #[test]
    fn to_another_server_are_refused_before_it_is_asked() {
        let first = serve(answer);
        let second = TcpListener::bind("127.0.0.1:0").expect("a free port");
        second.set_nonblocking(true).expect("a listener");
        let second_address = second.local_addr().expect("an address");
        let to = format!("{first}/to/me:secret@{second_address}/api.tl?token=secret");
        let workspace = Workspace::new(&[("pets.tl", PETS)]);
        let before = workspace.tree(".");
        let run = update(&workspace, &to, &[]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        let message = format!(
            ": it redirects to http://{second_address}/api.tl, another host or port (see --follow)\n"
        );
        assert!(run.stderr.ends_with(&message), "{run:?}");
        assert_eq!(workspace.tree("."), before);
        let error = second.accept().expect_err("nobody has asked");
        assert_eq!(error.kind(), ErrorKind::WouldBlock);
    }

    #[test]
    fn to_another_name_of_the_host_are_refused() {
        let address = serve(answer);
        let named = authority(&address).replace("127.0.0.1", "localhost");
        let run = update(
            &Workspace::new(&[]),
            &format!("{address}/to/{named}/api.tl"),
            &[],
        );
        assert_eq!(run.code, Some(2));
        assert!(
            run.stderr.contains("another host or port (see --follow)"),
            "{run:?}"
        );
    }

    /// The first redirect stays; what comes after it is looked at too.
    #[test]
    fn are_looked_at_one_by_one() {
        let (first, second) = (serve(answer), serve(answer));
        let (one, two) = (authority(&first), authority(&second));
        let address = format!("{first}/to/{one}/to/{two}/api.tl");
        let run = update(&Workspace::new(&[]), &address, &[]);
        assert_eq!(run.code, Some(2));
        assert!(
            run.stderr
                .contains(&format!("redirects to {second}/api.tl, ")),
            "{run:?}"
        );
    }

    /// The header names who gave the schema.
    #[test]
    fn are_followed_on_request() {
        let (first, second) = (serve(answer), serve(answer));
        let workspace = Workspace::new(&[("pets.tl", PETS)]);
        let address = format!("{first}/to/{}/hops/1?token=secret", authority(&second));
        let run = update(&workspace, &address, &["--follow"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let text = workspace.read("pets.tl");
        let source = format!("// Source: {second}/api.tl\n");
        assert!(text.starts_with(&source), "{text}");
        assert!(text.contains("getPet#"), "{text}");
    }

    /// Findings name the file that they are in.
    #[test]
    fn messages_name_the_last_address() {
        let (first, second) = (serve(answer), serve(answer));
        let address = format!("{first}/to/{}/errors", authority(&second));
        let run = update(&Workspace::new(&[]), &address, &["--follow"]);
        assert_eq!(run.code, Some(1));
        assert!(
            run.stderr.contains(&format!("--> {second}/errors:1:10")),
            "{run:?}"
        );
    }

    /// The time is that of all of them together.
    #[test]
    fn do_not_add_time() {
        let address = serve(answer);
        let slow = format!("{address}/to/{}/silent", authority(&address));
        let start = Instant::now();
        let run = update(&Workspace::new(&[]), &slow, &["--timeout", "1"]);
        assert!(start.elapsed() < Duration::from_secs(3));
        assert!(run.stderr.contains("it took more than 1 s"), "{run:?}");
    }
}

mod pins {
    use super::*;

    /// Of [`NEW`].
    const SHA256: &str = "d9fbeea05998fa24e5e736661c104416d9c8c51c1a6c508b2f500c3401a97552";

    #[test]
    fn bytes_are_those_that_are_pinned() {
        let address = serve(answer);
        let wrong = "0".repeat(64);
        let workspace = Workspace::new(&[("pets.tl", PETS)]);
        // A page is not looked at any more.
        for path in ["/api.tl", "/page", "/errors", "/empty", "/hops/2"] {
            let before = workspace.tree(".");
            let run = update(
                &workspace,
                &format!("{address}{path}"),
                &["--sha256", &wrong],
            );
            assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
            let end = format!(", not {wrong} as --sha256 says\n");
            assert!(run.stderr.ends_with(&end), "{run:?}");
            assert_eq!(workspace.tree("."), before);
        }
        let address = address + "/hops/2";
        let run = update(&workspace, &address, &["--sha256", &SHA256.to_uppercase()]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(workspace.read("pets.tl").contains("getPet#"));
    }
}

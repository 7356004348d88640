//! Side data and comments of somebody hostile, in generated code: its documentation is text, what
//! `tl check` accepts compiles, and no finding starts a line of its own.

#[path = "support/markdown.rs"]
mod markdown;
#[path = "support/scratch.rs"]
mod scratch;

use std::fmt::Write;

use arbtest::arbtest;
use scratch::Scratch;
use tl_codegen::{Config, Files, Report};
use tl_parser::text::is_hidden;
use tl_tests::hostile_text;

const SCHEMA: &str = "\
//@class Pet @description {}
//@description {} @name {}
pet name:string age:int = Pet;
cat = Pet;
---functions---
//@description {} @peer {}
a.get peer:Pet = Pet;
";

/// As a string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        // Writing to a string cannot fail.
        let _ = write!(out, "\\U{:08x}", u32::from(c));
    }
    out + "\""
}

/// A text in each place that side data has one. Of errors, braces stand for arguments.
fn side_data(text: &str, is_markdown: bool) -> String {
    let error = quoted(&format!("x{}", text.replace(['{', '}'], "(")));
    let text = quoted(&format!("x{text}"));
    format!(
        "format = \"tl-side-data/1\"\nmarkdown = {is_markdown}\nsource = {text}\n\
         [errors.BAD]\ntext = {error}\n[errors.\"WAIT_%d\"]\ntext = {error}\nargs = [\"seconds\"]\n\
         codes = [420]\n[methods.\"a.get\"]\ntext = {text}\nerrors = {{ 400 = [\"BAD\"] }}\n\
         [methods.\"a.get\".params]\npeer = {text}\n[constructors.pet]\ntext = {text}\n\
         [constructors.pet.params]\nage = {text}\nname = {{ text = {text}, example = {text} }}\n\
         [types.Pet]\ntext = {text}\n"
    )
}

fn config(schema: &str, data: &str) -> Config {
    Config::new()
        .source("pets.tl", schema)
        .side_data_source("pets.toml", data)
        .include_file("tl.rs")
        .client(true)
        .server(true)
}

#[track_caller]
fn generate(schema: &str, data: &str) -> Files {
    let files = config(schema, data).generate();
    files.unwrap_or_else(|report| panic!("{report}\n{data}"))
}

/// The documentation of each item: its lines one after the other.
fn docs(text: &str) -> Vec<String> {
    let lines: Vec<_> = text.lines().map(|line| line.trim_start()).collect();
    let doc = |line: &&str| line.starts_with("///");
    let groups = lines.chunk_by(|line, next| doc(line) == doc(next));
    let groups = groups.filter(|group| group.iter().any(doc));
    groups
        .map(|group| {
            let lines = group
                .iter()
                .map(|line| line[3..].strip_prefix(' ').unwrap_or(&line[3..]));
            lines.collect::<Vec<_>>().join("\n")
        })
        .collect()
}

#[track_caller]
fn assert_harmless(files: &Files) {
    for (path, text) in files {
        assert!(
            !text.contains(|c| is_hidden(c) && c != '\n'),
            "{path}: {text}"
        );
        for doc in docs(text) {
            // Titles and links of ours.
            let doc = doc.replace("\n# Errors\n", "\n");
            let mut found = markdown::read(&doc);
            let is_path = |link: &String| {
                !link.contains(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '_'))
                    && !link.starts_with("javascript:")
            };
            found.links.retain(|link| !is_path(link));
            found.assert_harmless(&doc);
        }
    }
}

#[test]
fn documentation_is_text() {
    arbtest(|u| {
        let text = hostile_text::text(u)?;
        let comment = text.replace(['\n', '\r'], " ");
        let schema = SCHEMA.replace("{}", &comment.replace('@', "_"));
        assert_harmless(&generate(&schema, &side_data(&text, u.arbitrary()?)));
        Ok(())
    })
    .budget_ms(10_000);
}

/// The text of a published list, as it was attacked with.
#[test]
fn a_fence_is_never_compiled() {
    let fence = "wrong.\n\n```\nstd::fs::write(\"ran\", \"\").unwrap();\n```\n\n    indented()\n\n\
                 <img src=x onerror=alert(1)>";
    for is_markdown in [false, true] {
        let files = generate(&SCHEMA.replace("{}", "x"), &side_data(fence, is_markdown));
        assert_harmless(&files);
        let all: String = files.into_values().collect();
        assert_eq!(
            all.contains("/// ```text\n    /// std::fs::write"),
            is_markdown,
            "{all}"
        );
    }
}

/// Arguments with the names of locals of the templates, texts with characters that rustc refuses
/// and marks that rustdoc warns about, names that are associated types: all of it compiles, and
/// nothing of it is a test.
#[test]
fn what_check_accepts_compiles() {
    let mut data = side_data(
        " \r \u{202e} [Vec] <b> ``` main() ``` http://a.b\n\n```\npanic!()\n```\n    panic!()",
        false,
    );
    for (number, argument) in [
        "f", "error", "name", "numbers", "found", "fmt", "n", "gen", "__rt", "u", "_f", "match_",
    ]
    .into_iter()
    .enumerate()
    {
        let letter = char::from(b'A' + u8::try_from(number).expect("few names"));
        let codes = if number % 2 == 0 {
            "codes = [420]\nretry = \"wait\"\n"
        } else {
            "codes = [400]\n"
        };
        let _ = write!(
            data,
            "[errors.\"{letter}_%d\"]\ntext = \"\\\\ \\\" %d {{{argument}}} {{{argument}}}\"\n\
             args = [\"{argument}\"]\n{codes}[errors.\"{letter}X_%d\"]\nargs = [\"{argument}\"]\n{codes}"
        );
    }
    for name in [
        "ERROR_%d",
        "GLOBAL_%d",
        "OTHER_%d",
        "SELF_%d",
        "OK_%d",
        "SOME_%d",
    ] {
        let _ = write!(
            data,
            "[errors.\"{name}\"]\nargs = [\"self_\"]\ncodes = [400]\n"
        );
    }
    let _ = write!(
        data,
        "[errors.\"TWO_%d_%d\"]\ntext = \"{{until}} {{f}}\"\nargs = [\"f\", \"until\"]\ncodes = [420]\n"
    );
    let many: Vec<_> = ('a'..='j')
        .map(|letter| format!("argument_{letter}"))
        .collect();
    let _ = write!(
        data,
        "[errors.\"MANY{}\"]\ntext = \"{{argument_j}} of {{argument_a}}\"\nargs = {many:?}\ncodes = [420]\n",
        "_%d".repeat(many.len())
    );
    let files = generate(&SCHEMA.replace("{}", "a\u{2066} ```b``` [c]"), &data);
    let scratch = Scratch::new("hostile-side-data");
    for (path, text) in files {
        scratch.write(&format!("src/{path}"), &text);
    }
    let lib = "//! Hostile.\n#![deny(warnings)]\ninclude!(\"tl.rs\");\n";
    scratch.write("src/lib.rs", lib);
    scratch.write(
        "tests/texts.rs",
        "use hostile_side_data::errors::GlobalError;\n\
         #[test]\nfn texts() {\n\
         assert_eq!(GlobalError::A { f: 7 }.to_string(), \"\\\\ \\\" %d 7 7\");\n\
         assert_eq!(GlobalError::Two { f: 1, until: 2 }.to_string(), \"2 1\");\n}\n",
    );
    scratch.cargo(&["test", "--test", "texts"]);
    let text = scratch.cargo(&["test", "--doc"]);
    assert!(text.contains("running 0 tests"), "{text}");
    scratch.cargo(&["doc", "--no-deps"]);
}

fn report(data: &str) -> Report {
    let report = config(&SCHEMA.replace("{}", "x"), data).generate();
    report.expect_err("the side data has mistakes")
}

#[test]
fn wrong_braces_are_mistakes() {
    for text in [
        "wait }{seconds",
        "{",
        "}}",
        "{{seconds}}",
        "{seconds:?}",
        "{0}",
        "{}",
        "{other}",
    ] {
        let data = format!(
            "format = \"tl-side-data/1\"\n[errors.\"X_%d\"]\ntext = {}\nargs = [\"seconds\"]\n\
             codes = [420]\n",
            quoted(text)
        );
        assert_eq!(report(&data).error_lines().count(), 1, "{text}");
    }
}

#[test]
fn no_finding_starts_a_line() {
    arbtest(|u| {
        let key = quoted(&format!(
            "x\ncargo::rustc-env=A=1\n{}",
            hostile_text::text(u)?
        ));
        for data in [
            format!("[methods.{key}]\ntext = \"y\""),
            format!("[types.{key}]\ntext = \"y\""),
            format!("[errors.{key}]\ntext = {key}\nargs = [{key}]\ncodes = [400]"),
            format!("[methods.\"a.get\"]\nerrors = {{ {key} = [\"A\"], 400 = [{key}] }}"),
            format!("[methods.\"a.get\".params]\n{key} = {key}"),
            format!("[constructors.pet.params]\nage = {{ text = \"x\", unit = {key} }}"),
            format!("[methods.\"a.get\".params]\npeer = {{ text = \"x\", example = {key} }}"),
            format!("format = {key}"),
            format!("{key} = 1"),
        ] {
            let report = report(&data);
            for line in report.error_lines() {
                assert!(!line.contains(is_hidden), "{line:?} of {data}");
            }
            let text = report.to_string();
            assert!(!text.contains(|c| is_hidden(c) && c != '\n'), "{text:?}");
            assert!(
                !text.lines().any(|line| line.starts_with("cargo:")),
                "{text:?}"
            );
        }
        Ok(())
    })
    .budget_ms(5_000);
}

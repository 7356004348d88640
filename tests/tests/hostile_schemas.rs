//! Schemas that somebody wrote to break the reader: each ends in a bounded number of
//! findings, on a small stack.

use std::fmt::Write;
use std::thread;

use tl_codegen::Config;
use tl_parser::diagnostic::Style;
use tl_parser::{Checked, Sources};
use tl_tests::any_schema;

const STACK: usize = 512 * 1024;

/// Findings of one severity that are kept at most.
const MOST_FINDINGS: usize = 5_000;

/// What a rendered finding takes at most: its lines are cut to the width of a terminal.
const LONGEST_FINDING: usize = 4_000;

/// Runs on a stack that deep recursion would not fit on.
fn on_small_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK);
        let worker = builder.spawn_scoped(scope, work).expect("a thread");
        match worker.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Checks a text, and that what is said of it stays short.
fn check(text: &str) -> Checked {
    on_small_stack(|| {
        let mut sources = Sources::new();
        sources.add("t.tl", text);
        let checked = tl_parser::check(&sources);
        let found = &checked.diagnostics;
        assert!(found.iter().count() <= 2 * MOST_FINDINGS);
        let rendered = found.render(&sources, Style::Plain);
        let most = (found.iter().count() + 1) * LONGEST_FINDING;
        assert!(rendered.len() <= most, "{} bytes", rendered.len());
        checked
    })
}

/// What is refused, with the number of errors.
fn errors(text: &str) -> usize {
    let checked = check(text);
    assert!(checked.schema.is_none());
    checked.diagnostics.count(tl_parser::Severity::Error)
}

#[test]
fn a_megabyte_of_one_thing() {
    for piece in [
        "(", "<", "[", "{", "%", "a.", "a", "vector<", "x:(", "=", "===", "---", "-", "#", "/*",
        "!", "@a ", "0", "\0", "é", "n*[", "a:b ", ";", "\u{a0}",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        errors(&text);
        errors(&format!("dog {text} = Pet;"));
    }
}

#[test]
fn a_hundred_thousand_open_angles() {
    assert_eq!(
        errors(&format!("dog x:{}int = Pet;", "vector<".repeat(100_000))),
        1
    );
    let closed = format!("{}int{}", "vector<".repeat(100_000), ">".repeat(100_000));
    assert_eq!(errors(&format!("dog x:{closed} = Pet;")), 1);
}

/// More mistakes than are kept: they are counted all the same.
#[test]
fn a_hundred_thousand_mistakes() {
    let mut unknown = String::new();
    let mut repeated = String::new();
    for number in 0..100_000 {
        let _ = writeln!(unknown, "dog{number} x:Unknown{number} = Dog;");
        let _ = writeln!(repeated, "dog x:int = Dog;");
    }
    // Two of so many computed ids are equal.
    assert!((100_000..100_010).contains(&errors(&unknown)));
    assert_eq!(errors(&repeated), 99_999);
    assert!(check(&repeated).diagnostics.omitted() >= 94_999);
}

/// Without line ends, a place is still found and shown in little time.
#[test]
fn one_line_of_many_mistakes() {
    let text = "dög x:Unknown = Pet; ".repeat(50_000);
    assert!(errors(&text) >= 50_000);
}

#[test]
fn more_arguments_than_any_combinator_has() {
    let args: String = (0..50_000).map(|number| format!("x{number}:# ")).collect();
    assert_eq!(errors(&format!("dog {args} = Pet;")), 1);
    assert_eq!(
        errors(&format!("dog {{{}:#}} = Pet;", "n ".repeat(50_000))),
        1
    );
    assert_eq!(
        errors(&format!("dog ({}:int) = Pet;", "n ".repeat(50_000))),
        1
    );
}

/// Types that hold each other, a hundred thousand deep.
#[test]
fn a_chain_of_types() {
    let mut text = String::from("link0 = Link0;\n");
    let mut cycle = String::from("link0 x:Link99999 = Link0; stop = Link0;\n");
    for number in 1..100_000 {
        let before = number - 1;
        let _ = writeln!(text, "link{number} x:link{before} = Link{number};");
        let _ = writeln!(cycle, "link{number} x:Link{before} = Link{number};");
    }
    assert!(check(&text).schema.is_some());
    let schema = check(&cycle).schema.expect("stop ends the cycle");
    assert!(schema.types.iter().all(|ty| ty.nests));
}

/// The generator walks such chains too.
#[test]
fn bindings_of_a_chain_of_types() {
    let mut text = String::from("link0 = Link0;\n");
    for number in 1..3_000 {
        let _ = writeln!(text, "link{number} x:link{} = Link{number};", number - 1);
    }
    let config = Config::new().source("t.tl", text).roots(["link2999"]);
    let files = on_small_stack(|| config.generate()).expect("bindings");
    assert!(files.values().any(|text| text.contains("Link2999")));
}

#[test]
fn one_type_of_many_constructors() {
    let mut text = String::new();
    for number in 0..100_000 {
        let _ = writeln!(text, "dog{number} = Pet;");
    }
    let schema = check(&text).schema.expect("no mistake");
    assert_eq!(schema.types[0].constructors.len(), 100_000);
}

#[test]
fn random_bytes() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 56) as u8
    };
    let bytes: Vec<u8> = (0..1_000_000).map(|_| next()).collect();
    errors(&String::from_utf8_lossy(&bytes));
    // The body of the fuzz target, on short pieces of the same, and on what looks like TL.
    const WORDS: [&str; 24] = [
        "dog",
        "Pet",
        " = ",
        ";",
        "#",
        ":",
        "?",
        "flags",
        ".0?",
        "{",
        "}",
        "Type",
        "(",
        ")",
        "<",
        ">",
        "[ ",
        " ]",
        "*",
        "%",
        "!",
        "---types---",
        "//@x ",
        "\n",
    ];
    on_small_stack(|| {
        for piece in bytes.chunks(100).take(2_000) {
            any_schema::read(&String::from_utf8_lossy(piece));
            let words = piece
                .iter()
                .map(|byte| WORDS[usize::from(*byte) % WORDS.len()]);
            any_schema::read(&words.collect::<String>());
        }
    });
}

//! What no decoder could bound is refused where it is declared, in little time, and what is almost
//! that large is not.

use std::fmt::Write;

use tl_codegen::{Config, Report};
use tl_parser::{Code, Severity};

/// Types of which each holds the next `width` times, `levels` deep.
fn tree(width: usize, levels: usize, mark: &str, leaf: &str) -> String {
    let mut text = String::new();
    for level in 0..levels {
        let _ = write!(text, "c{level}");
        for field in 0..width {
            let _ = write!(text, " f{field}:{}", next(mark, level + 1));
        }
        let _ = writeln!(text, " = T{level};");
    }
    let _ = writeln!(text, "c{levels}{leaf} = T{levels};");
    text
}

fn next(mark: &str, level: usize) -> String {
    match mark {
        "%" => format!("%c{level}"),
        _ => format!("T{level}"),
    }
}

fn config(text: &str) -> Config {
    Config::new().source("t.tl", text).borrowed(true)
}

/// What is refused, and why; `check` says the same as `generate`.
fn refused(text: &str) -> Vec<(String, String)> {
    let report = config(text).generate().expect_err("it is too large");
    let found = |report: &Report| -> Vec<_> {
        let list = report.diagnostics.iter();
        let list = list.filter(|it| it.code == Code::NotGenerated);
        list.map(|it| (text[it.span.range()].to_owned(), it.message.clone()))
            .collect()
    };
    assert_eq!(found(&report), found(&config(text).check()));
    found(&report)
}

fn is_generated(text: &str) -> bool {
    config(text).generate().is_ok()
}

/// They are read up to the first failure, however large the smallest value is.
#[test]
fn values_that_no_message_can_hold_have_bindings() {
    for levels in [20, 40, 100] {
        let files = config(&tree(2, levels, "", " x:int")).generate();
        let files = files.expect("bindings");
        assert!(files["schema/types.rs"].contains("IS_HEAVY"));
        let size = files.values().map(String::len).sum::<usize>();
        assert!(size < 20_000 * levels, "{size} bytes");
    }
}

#[test]
fn values_without_bytes_are_counted() {
    assert!(is_generated(&tree(2, 10, "%", "")));
    assert!(is_generated(&tree(2, 10, "%", " x:true")));
    for levels in [12, 40, 3_000] {
        let found = refused(&tree(2, levels, "%", ""));
        let [(name, message)] = &found[..] else {
            panic!("{levels}: {found:?}");
        };
        assert_eq!(*name, format!("c{}", levels - 11));
        assert!(message.ends_with("holds more than 4000 values without bytes"));
    }
    // Optional ones count, though the smallest value has none of them.
    let optional = tree(2, 10, "%", "") + "many f:# a:f.0?%c0 b:f.0?%c0 = Many;";
    assert_eq!(refused(&optional)[0].0, "many");
    // Each leaf has bytes: there are no more values than the input pays for.
    assert!(is_generated(&tree(2, 20, "%", " x:int")));
}

#[test]
fn structs_that_fill_the_stack_are_refused() {
    let ints: String = (0..1_000).map(|at| format!(" i{at}:int512")).collect();
    let chain = |levels: usize| -> String {
        let link = |at: usize| format!("c{at} x:T{}{ints} = T{at};\n", at + 1);
        (0..levels).map(link).collect::<String>() + &format!("c{levels} = T{levels};")
    };
    assert!(is_generated(&chain(2)));
    let found = refused(&chain(4));
    assert!(found[0].1.ends_with("have more than 128 KiB"), "{found:?}");
    let recursive = format!("leaf = List;\nnode next:List{ints} = List;");
    let found = refused(&recursive);
    assert_eq!(found[0].0, "node");
    assert!(found[0].1.contains("can contain itself"), "{found:?}");
}

/// rustc decides, with the limit that the crate sets: it is a warning.
#[test]
fn what_rustc_may_not_take_is_a_warning() {
    let warnings = |levels: usize| -> Vec<String> {
        let (_, report) = config(&tree(1, levels, "", " x:int"))
            .generate_with_warnings()
            .expect("bindings");
        let problems = report.problems.into_iter();
        let problems = problems.filter(|it| it.severity == Severity::Warning);
        problems.map(|it| it.message).collect()
    };
    assert!(warnings(40).is_empty());
    let found = warnings(80);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("#![recursion_limit]"), "{found:?}");
    let found = refused(&tree(1, 3_000, "", " x:int"));
    assert_eq!(found.len(), 1, "{found:?}");
}

/// Many medium fields add up: the largest go behind pointers until the struct is small.
#[test]
fn large_structs_have_pointers() {
    let mut text = String::from("part a:int512 b:int512 c:int512 = Part;\n");
    let fields: String = (0..40).map(|at| format!(" p{at}:Part")).collect();
    let bare: String = (0..40).map(|at| format!(" p{at}:%part")).collect();
    let few: String = (0..20).map(|at| format!(" p{at}:Part")).collect();
    let _ = writeln!(
        text,
        "large{fields} = Large;\nbare{bare} = Bare;\nfew{few} = Few;"
    );
    let _ = writeln!(text, "---functions---\ncall{fields} = Part;");
    let files = config(&text).generate().expect("bindings");
    let boxes = |name: &str, declaration: &str| {
        let text = &files[name];
        let (_, rest) = text.split_once(declaration).expect("it is declared");
        let (definition, _) = rest.split_once("\n}").expect("it ends");
        definition.matches("__rt::Box<").count()
    };
    // 40 * 192 bytes: 20 of them have to be pointers.
    for name in ["pub struct Large {", "pub struct Bare {"] {
        assert_eq!(boxes("schema/types.rs", name), 20, "{name}");
    }
    assert_eq!(boxes("schema/functions.rs", "pub struct Call {"), 20);
    assert_eq!(boxes("schema/types.rs", "pub struct Few {"), 0);
}

//! What only some dialects allow, and languages that are refused.

use std::path::Path;

use tl_parser::schema::{Builtin, Schema, Ty};
use tl_parser::{Code, Diagnostics, Dialect, Options, Severity, Sources, Span};

fn check_file(name: &str, text: &str, dialect: Dialect) -> (Option<Schema>, Diagnostics) {
    let mut sources = Sources::new();
    sources.add(name, text);
    let checked = tl_parser::check_with(&sources, Options::new().dialect(dialect));
    (checked.schema, checked.diagnostics)
}

fn checked(text: &str, dialect: Dialect) -> Schema {
    let (schema, found) = check_file("t.tl", text, dialect);
    schema.unwrap_or_else(|| panic!("{text:?} in {dialect:?}: {found:?}"))
}

fn errors(text: &str, dialect: Dialect) -> Vec<(Code, Span)> {
    let (_, found) = check_file("t.tl", text, dialect);
    let errors = found.iter().filter(|it| it.severity() == Severity::Error);
    errors.map(|it| (it.code, it.span)).collect()
}

/// Checks that a text is right in one dialect and an error of one code in the others.
fn only_in(allowed: Dialect, code: Code, text: &str) -> Schema {
    for dialect in Dialect::ALL.iter().filter(|it| **it != allowed) {
        let codes: Vec<_> = errors(text, *dialect).iter().map(|it| it.0).collect();
        assert!(codes.contains(&code), "{text:?} in {dialect:?}: {codes:?}");
    }
    checked(text, allowed)
}

#[test]
fn annotations_are_vks() {
    let text = "@any @kphp\n@read getDog id:int = Bool;\n";
    let text = format!("---functions---\n{text}");
    let schema = only_in(Dialect::Vk, Code::Dialect, &text);
    assert_eq!(schema.functions[0].tl, "getDog id:int = Bool");
}

#[test]
fn an_arrow_makes_a_function_in_any_section() {
    let schema = only_in(
        Dialect::Vk,
        Code::Dialect,
        "dog name:string = Dog;\n@read getDog id:int => Dog;\nping => Dog;",
    );
    let names: Vec<_> = schema.functions.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["getDog", "ping"]);
    assert_eq!(schema.constructors.len(), 1);
}

#[test]
fn an_answer_may_be_bare() {
    let schema = only_in(
        Dialect::Vk,
        Code::BadResult,
        "dog name:string = Dog;\n---functions---\ngetDog = %Dog;\ngetDogs = Vector (%Dog);",
    );
    assert!(matches!(schema.functions[0].result, Ty::Bare(..)));
    // A bare type within an answer is nothing special.
    assert!(
        matches!(&schema.functions[1].result, Ty::Vector { element, .. }
        if matches!(**element, Ty::Bare(..)))
    );
}

#[test]
fn repetitions_with_a_condition() {
    let schema = only_in(
        Dialect::Vk,
        Code::BadCondition,
        "dog n:# names:n.0?[ string ] = Dog;",
    );
    assert!(schema.constructors[0].params[1].condition.is_some());
    // With a count nothing is unclear.
    let counted = "dog {flags:#} n:# names:flags.0?n*[ string ] = Dog flags;";
    for dialect in Dialect::ALL {
        let schema = checked(counted, *dialect);
        let names = &schema.constructors[0].params[1];
        assert!(names.condition.is_some(), "{dialect:?}");
        assert!(matches!(names.ty, Ty::Repeat { .. }), "{dialect:?}");
    }
}

#[test]
fn results_in_lower_case_are_mtcutes() {
    let schema = only_in(
        Dialect::Mtcute,
        Code::BadResult,
        "---functions---\nget id:int = bytes;",
    );
    assert_eq!(schema.functions[0].result, Ty::Builtin(Builtin::Bytes));
}

#[test]
fn percent_binds_to_the_head() {
    let schema = checked(
        "pair {X:Type} a:X b:X = Pair X;\ndog two:(%Pair int) same:%(Pair int) = Dog;",
        Dialect::Standard,
    );
    let [two, same] = &schema.constructors[1].params[..] else {
        panic!("two fields");
    };
    assert!(matches!(two.ty, Ty::Bare(..)));
    assert_eq!(two.ty, same.ty);
}

#[test]
fn tl2_is_refused_once() {
    let tl2 = "dog = name:string age?:int;\n@read getDog id:int <=> dog | ();\ncats []dog;\n";
    for dialect in Dialect::ALL {
        let found = errors(tl2, *dialect);
        let [(code, span)] = found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(code, Code::Dialect);
        assert_eq!(&tl2[span.range()], "<=>");
    }
    // Its files are not even read.
    let (schema, found) = check_file("pets.tl2", "dog = Pet;", Dialect::Vk);
    assert!(schema.is_none());
    assert_eq!(found.count(Severity::Error), 1, "{found:?}");
}

#[test]
#[ignore = "needs the corpus: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn the_corpus_checks_in_its_dialects() {
    let Some(shared) = std::env::var_os("TL_SHARED") else {
        panic!("TL_SHARED is not set");
    };
    let files = [
        ("gotd_tdesktop.tl", Dialect::Standard),
        ("gotd_telegram.tl", Dialect::Standard),
        ("madeline_secret.tl", Dialect::Standard),
        ("madeline_telegram_v190.tl", Dialect::Standard),
        ("tdlib_mtproto_api.tl", Dialect::Standard),
        ("tdlib_td_api.tl", Dialect::Standard),
        ("ton_lite_api.tl", Dialect::Standard),
        ("ton_ton_api.tl", Dialect::Standard),
        ("vk_schema.tl", Dialect::Vk),
    ];
    for (name, dialect) in files {
        let path = Path::new(&shared).join("corpus").join(name);
        let text = std::fs::read_to_string(&path);
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (schema, found) = check_file(name, &text, dialect);
        assert!(schema.is_some(), "{name}: {found:?}");
    }
}

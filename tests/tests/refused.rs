//! Valid TL for which no code can be generated yet is an error at its place, never a
//! silent gap.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tl_codegen::Config;
use tl_parser::schema::Combinator;
use tl_parser::{Code, Sources};

/// The schema, and the text of each place that is refused.
const REFUSED: [(&str, &[&str]); 20] = [
    // No function could be in the field.
    ("request call:function = Request;", &["function"]),
    (
        "request call:function = Request;\n---functions---\ninvoke {X:Type} query:!X = X;",
        &["function"],
    ),
    // A type with arguments, and its uses: in brackets of both kinds, bare, in vectors.
    (
        "pair {X:Type} {Y:Type} x:X y:Y = Pair X Y;\nuse p:(Pair int long) = Use;",
        &["pair", "(Pair int long)"],
    ),
    (
        "pair {X:Type} {Y:Type} x:X y:Y = Pair X Y;\nuse p:%(Pair int long) q:Pair<int,long> = Use;",
        &["pair", "%(Pair int long)", "Pair<int,long>"],
    ),
    (
        "box {t:Type} x:t = Box t;\nuse p:(Vector %(Box int)) q:vector<vector<Box<int>>> = Use;",
        &["box", "(Vector %(Box int))", "vector<vector<Box<int>>>"],
    ),
    (
        "box {t:Type} x:t = Box t;\nuse f:# p:f.0?(Box int) q:f.1?int = Use;",
        &["box", "(Box int)"],
    ),
    // Numbers as arguments: a length, a flags word, a constant, a sum.
    (
        "tuple {t:Type} {n:#} [ t ] = Tuple t n;\nuse n:# x:(Tuple int n) y:%(Tuple int 3) = Use;",
        &["tuple", "(Tuple int n)", "%(Tuple int 3)"],
    ),
    (
        "stats {mask:#} a:mask.0?int = Stats mask;\nuse mask:# s:%(Stats mask) t:%(Stats 0) = Use;",
        &["stats", "%(Stats mask)", "%(Stats 0)"],
    ),
    (
        "list {n:#} next:(List n+1) = List (n+1);\nnil = List 0;\nuse x:(List 2) = Use;",
        &["list", "(List 2)"],
    ),
    (
        "set {n:#} {m:#} id:%(Tuple int n) = Set n m;\ntuple {t:Type} {n:#} [ t ] = Tuple t n;",
        &["set", "tuple"],
    ),
    // Functions that return them.
    (
        "just {t:Type} x:t = Maybe t;\n---functions---\nget = Maybe int;\nall = Vector (Maybe int);",
        &["just", "get", "all"],
    ),
    (
        "stats {mask:#} a:mask.0?int = Stats mask;\n---functions---\nget mask:# = Stats mask;",
        &["stats", "get"],
    ),
    // A variable is the type of a function, not of a value.
    ("---functions---\nget {X:Type} old:X query:!X = X;", &["X"]),
    (
        "---functions---\nget {X:Type} old:(Vector X) query:!X = Vector X;",
        &["(Vector X)"],
    ),
    ("tuple n:# items:n*[ int ] = Tuple;", &["items:n*[ int ]"]),
    (
        "a = A;\n---functions---\nget n:# a:n*[ int ] b:5*[ x:int y:A ] = A;",
        &["a:n*[ int ]", "b:5*[ x:int y:A ]"],
    ),
    ("a int = A;", &["int"]),
    ("b = B;\na %B _:int = A;", &["%B", "int"]),
    ("_ x:int = A;", &["_"]),
    ("endless x:Endless = Endless;", &["Endless"]),
];

#[test]
fn what_cannot_be_generated_is_refused_at_its_place() {
    for (text, places) in REFUSED {
        let report = Config::new()
            .source("refused.tl", text)
            .generate()
            .expect_err(text);
        let refused: Vec<&str> = report
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code == Code::NotGenerated)
            .map(|diagnostic| &text[diagnostic.span.range()])
            .collect();
        assert_eq!(refused, places, "{report}");
    }
}

/// Each declaration of VK's schema that has a form which is not generated is refused,
/// and no other one.
#[test]
#[ignore = "needs VK's schema: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn vks_templates_are_refused_each_at_its_place() {
    let text = vk_schema();
    let mut sources = Sources::new();
    sources.add("vk.tl", text.as_str());
    let schema = tl_parser::check(&sources).schema.expect("a valid schema");
    let report = Config::new()
        .source("vk.tl", text.as_str())
        .generate()
        .expect_err("it has templates");
    let places: Vec<usize> = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::NotGenerated)
        .map(|diagnostic| diagnostic.span.range().start)
        .collect();
    let own: Vec<&Combinator> = schema.combinators().filter(|it| !it.is_builtin).collect();
    let refused: Vec<&str> = own
        .iter()
        .filter(|it| {
            let start = it.span.range().start;
            let end = start + text[start..].find(';').expect("the end of a declaration");
            places.iter().any(|place| (start..end).contains(place))
        })
        .map(|it| &*it.name)
        .collect();
    let templates: BTreeSet<&str> = schema
        .types
        .iter()
        .filter(|ty| !ty.params.is_empty() && ty.name != "Vector")
        .map(|ty| &*ty.name)
        .collect();
    let expected: Vec<&str> = own
        .iter()
        .filter(|it| is_template(it, &templates))
        .map(|it| &*it.name)
        .collect();
    assert_eq!(refused, expected);
    assert_eq!(refused.len(), 62);
}

/// Whether a declaration has, as its text says, optional arguments, repetitions, types
/// with arguments or arguments without a name.
fn is_template(combinator: &Combinator, templates: &BTreeSet<&str>) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let mut words = combinator.tl.split(|c| !is_name(c));
    combinator.tl.contains(['{', '['])
        || words.any(|word| templates.contains(word.trim_start_matches('.')))
        || combinator.params.iter().any(|param| param.name.is_none())
}

/// The schema in the standard dialect: without annotations, and with one application
/// written as the grammar has it.
fn vk_schema() -> String {
    let Some(shared) = std::env::var_os("TL_SHARED") else {
        panic!("TL_SHARED is not set");
    };
    let path = Path::new(&shared).join("corpus/vk_schema.tl");
    let text = fs::read_to_string(&path);
    let text =
        text.unwrap_or_else(|error| panic!("TL_SHARED is set, but {}: {error}", path.display()));
    let lines = text.lines().map(|line| match line.strip_prefix('@') {
        Some(annotated) => annotated.split_once(' ').map_or("", |(_, rest)| rest),
        None => line,
    });
    let lines = lines.map(|line| line.split("//").next().unwrap_or_default());
    let lines = lines.map(|line| line.replace("(%MyTuple 10)", "%(MyTuple 10)"));
    lines.map(|line| line + "\n").collect()
}

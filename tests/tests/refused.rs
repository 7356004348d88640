//! Valid TL for which no code can be generated yet is an error at its place, never a
//! silent gap.

use tl_codegen::Config;
use tl_parser::Code;

/// The schema, and the text of each place that is refused.
const REFUSED: [(&str, &[&str]); 7] = [
    // No function could be in the field.
    ("request call:function = Request;", &["function"]),
    (
        "request call:function = Request;\n---functions---\ninvoke {X:Type} query:!X = X;",
        &["function"],
    ),
    // One name in two layers.
    ("===8===\na = A;\n===17===\na x:int = A;", &["a"]),
    // A type with arguments, and its use.
    (
        "pair {X:Type} {Y:Type} x:X y:Y = Pair X Y;\nuse p:(Pair int long) = Use;",
        &["pair", "(Pair int long)"],
    ),
    ("tuple n:# items:n*[ int ] = Tuple;", &["items:n*[ int ]"]),
    ("a int = A;", &["int"]),
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

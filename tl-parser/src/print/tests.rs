//! Each form of the language, as it is written and as it is printed.

use crate::diagnostic::Diagnostics;
use crate::source::Sources;
use crate::syntax;

fn printed(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("t.tl", text);
    let mut diagnostics = Diagnostics::default();
    let arena = syntax::Arena::new();
    let tree = syntax::parse(&arena, text, file, &mut diagnostics).to_string();
    assert!(diagnostics.is_empty(), "{text:?} parses: {diagnostics:?}");
    tree
}

fn check(text: &str, expected: &str) {
    assert_eq!(printed(text), expected, "from {text:?}");
    assert_eq!(printed(expected), expected);
}

#[test]
fn every_form_of_a_declaration() {
    check("int#a ?=Int ; /* c */", "int#0000000a ? = Int;\n");
    check("New  A;Final A;\nEmpty A;", "New A;\nFinal A;\nEmpty A;\n");
    check("Vector  int;f a 3;", "Vector int;\nf a 3;\n");
    check("_ {X Y:Type}{n : #}=A;", "_ {X Y:Type} {n:#} = A;\n");
    check(
        "@any @read\nf#12 x:int=>%A;",
        "@any @read f#00000012 x:int => %A;\n",
    );
}

#[test]
fn every_form_of_an_argument() {
    check("a int x : int _:# = A;", "a int x:int _:# = A;\n");
    check("a ( x _: f . 03 ?! X ) = A;", "a (x _:f.3?!X) = A;\n");
    check("a f ? int x:f?int = A;", "a f?int x:f?int = A;\n");
    check(
        "a [int] x:[ ] 3*[x:int] x : n * [#] = A;",
        "a [ int ] x:[ ] 3*[ x:int ] x:n*[ # ] = A;\n",
    );
}

#[test]
fn every_form_of_a_term() {
    check(
        "a x:( n + 1 ) 2 y:(1+n+2) = A n 2+3;",
        "a x:(n+1) 2 y:(1+n+2) = A n 2+3;\n",
    );
    check(
        "a x:V < a b , W<#> > = A<B< c >>;",
        "a x:V<a b,W<#>> = A<B<c>>;\n",
    );
    check(
        "a x:% A y:%%(A b) z:%A<b> = A;",
        "a x:%A y:%%(A b) z:%A<b> = A;\n",
    );
    check("a x:((A<b> c)) = A<b> c;", "a x:((A<b> c)) = A<b> c;\n");
}

#[test]
fn a_number_that_does_not_fit_stays_one() {
    check(
        "a 99999999999 f.99999999999?b = A;",
        "a 4294967296 f.4294967296?b = A;\n",
    );
}

#[test]
fn sections_and_layers_are_marked_where_they_change() {
    check(
        "---types--- a = A; ---functions--- f = A; g = A; ===8=== h = A; ---functions--- ===9=== ---functions--- i = A;",
        "a = A;\n---functions---\nf = A;\ng = A;\n===8===\nh = A;\n===9===\n---functions---\ni = A;\n",
    );
}

//! The rules of the module, one a test: what is written, and what it becomes.

use super::format;
use crate::source::Sources;

fn formatted(text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add("t.tl", text);
    let once = format(&sources, file).expect("the text parses");
    let file = sources.add("again.tl", once.as_str());
    let twice = format(&sources, file).expect("the result parses");
    assert_eq!(once, twice, "formatting again changes nothing");
    once
}

/// Each left text becomes the right one.
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(formatted(text), *expected, "from {text:?}");
    }
}

#[test]
fn spaces_stand_between_parts_only() {
    check(&[
        ("dog  name : string=Pet ;", "dog name:string = Pet;\n"),
        (
            "dog#1 flags:# age:flags . 3 ? ! X=Pet;",
            "dog#1 flags:# age:flags.3?!X = Pet;\n",
        ),
        ("int?=Int;", "int ? = Int;\n"),
        ("int#a8509bda? =Int;", "int#a8509bda ? = Int;\n"),
        ("dog flags? int = Pet;", "dog flags?int = Pet;\n"),
        (
            "vector { t : Type }#[t]=Vector t;",
            "vector {t:Type} # [ t ] = Vector t;\n",
        ),
        ("int128 4 * [int]=Int128;", "int128 4*[ int ] = Int128;\n"),
        ("a x:n * [] = A;", "a x:n*[ ] = A;\n"),
        (
            "dog x:Vector < Vector <int> > y:%( Either  a b ) z:% Pet=Pet;",
            "dog x:Vector<Vector<int>> y:%(Either a b) z:%Pet = Pet;\n",
        ),
        (
            "a x:Map < int , string > = A;",
            "a x:Map<int,string> = A;\n",
        ),
        ("a ( x  _ : int )( y:n ) = A;", "a (x _:int) (y:n) = A;\n"),
        ("a x:(T  n + 1 2) = A n+1;", "a x:(T n+1 2) = A n+1;\n"),
        ("_ # # = A;", "_ # # = A;\n"),
        ("a X.0?b = A;", "a X.0?b = A;\n"),
        (
            "@any @read a b=>  Vector (%T);",
            "@any @read a b => Vector (%T);\n",
        ),
        (
            "New  Pet;Final\nPet;Empty\tPet;",
            "New Pet;\nFinal Pet;\nEmpty Pet;\n",
        ),
        ("Vector  int;vector\n int;", "Vector int;\nvector int;\n"),
        (
            "---  functions\n---\n=== 8 ===",
            "---functions---\n===8===\n",
        ),
    ]);
}

#[test]
fn spellings_stay() {
    let text = "\
dog#5416d58 a:vector<int> b:(vector int) c:((int)) d:Either<a,b> = Pet;
cat#05416d58 a:flags.00?int = Pet;
---constructors---
";
    check(&[(text, text)]);
}

#[test]
fn declarations_and_markers_begin_lines() {
    check(&[
        ("a = A; b = B;c = C;", "a = A;\nb = B;\nc = C;\n"),
        (
            "a = A; ---functions--- f = A; ===8=== b = B;",
            "a = A;\n---functions---\nf = A;\n===8===\nb = B;\n",
        ),
    ]);
}

#[test]
fn up_to_two_blank_lines_stay() {
    check(&[
        ("a = A;\n\nb = B;", "a = A;\n\nb = B;\n"),
        ("a = A;\n\n\nb = B;", "a = A;\n\n\nb = B;\n"),
        ("a = A;\n \n\t\n\n\nb = B;", "a = A;\n\n\nb = B;\n"),
        ("\n\n\na = A;\n\n\n", "a = A;\n"),
        ("\n\n// c\n\n\n", "// c\n"),
        (" \n \n", ""),
        ("", ""),
    ]);
}

#[test]
fn line_ends_and_the_mark_are_those_of_unix() {
    check(&[
        (
            "\u{feff}a\r\n x:int = A; // c \r\n\r\nb = B;\r\n",
            "a\n  x:int = A; // c\n\nb = B;\n",
        ),
        (
            "a = A\n//@b of a\n; b = B;",
            "a = A\n  //@b of a\n;\nb = B;\n",
        ),
        ("/* a\r\r\n  b */\r\na = A;", "/* a\n  b */\na = A;\n"),
    ]);
}

#[test]
fn lines_of_arguments_stay() {
    check(&[
        (
            "dog\n\tname:string\n\tage:int\n      = Pet;",
            "dog\n  name:string\n  age:int\n  = Pet;\n",
        ),
        (
            "dog a:int b:int\n      c:int d:int = Pet;",
            "dog a:int b:int\n  c:int d:int = Pet;\n",
        ),
        (
            "dog {n:#}\n {m:#}\n\n\n a:int = Pet\n n m;",
            "dog {n:#}\n  {m:#}\n\n  a:int = Pet n m;\n",
        ),
        ("dog a\n:\nint = Pet\n\n;", "dog a:int = Pet;\n"),
        (
            "dog n:# xs:n*[\n a:int [ b:int\n c:int]\n ] = Pet;",
            "dog n:# xs:n*[\n    a:int [ b:int\n      c:int ]\n  ] = Pet;\n",
        ),
        (
            "@any\n@read dog a:int = Pet;",
            "@any\n@read dog a:int = Pet;\n",
        ),
    ]);
}

#[test]
fn comments_stay_where_they_stand() {
    let text = "\
// first
a = A; // behind a
  // own line

/* before */ b = B; /* behind */ // again
---functions--- // behind the marker
//@description doc  @x y
//-more
f x:int = A;
// last
";
    let expected = text.replace("  // own", "// own");
    check(&[(text, &expected), ("a = A;//c", "a = A; //c\n")]);
    check(&[("a = A; /* c */ b = B;", "a = A; /* c */\nb = B;\n")]);
}

#[test]
fn comments_inside_of_declarations_stay() {
    check(&[
        (
            "dog // about dogs\n    a:int    // about a\n    // about b\n    b:int = Pet;",
            "dog // about dogs\n  a:int // about a\n  // about b\n  b:int = Pet;\n",
        ),
        (
            "dog/*1*/a/*2*/:/*3*/int/*4*/=/*5*/Pet;",
            "dog /*1*/ a /*2*/ : /*3*/ int /*4*/ = /*5*/ Pet;\n",
        ),
        (
            "dog a:(Vector // of\n  int) // done\n = Pet;",
            "dog a:(Vector // of\n    int) // done\n  = Pet;\n",
        ),
        ("dog = // what\n Pet;", "dog = // what\n    Pet;\n"),
        (
            "@any // c\n/* d */ dog = Pet;",
            "@any // c\n/* d */ dog = Pet;\n",
        ),
    ]);
}

#[test]
fn comments_move_behind_semicolons_and_markers() {
    check(&[
        ("dog = Pet // c\n;", "dog = Pet; // c\n"),
        ("a = A\n// c\n; b = B;", "a = A;\n// c\nb = B;\n"),
        ("a = A /* c */; b = B;", "a = A; /* c */\nb = B;\n"),
        (
            "--- // a\nfunctions // b\n--- f = A;",
            "---functions--- // a\n// b\nf = A;\n",
        ),
        ("===/* a */8/* b */===", "===8=== /* a */ /* b */\n"),
    ]);
}

#[test]
fn names_need_not_resolve() {
    check(&[("f x:Unknown = other;", "f x:Unknown = other;\n")]);
}

#[test]
fn what_does_not_parse_is_refused() {
    let mut sources = Sources::new();
    let file = sources.add("t.tl", "a = A;\nb = ;\nc = &C;\nd = D");
    let diagnostics = format(&sources, file).expect_err("three mistakes");
    let places: Vec<_> = diagnostics.iter().map(|it| it.span.start).collect();
    assert_eq!(places, [11, 17, 26]);
}

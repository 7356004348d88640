//! Schemas that break one rule each: what the parser says, and where. Also the
//! corpus of malformed schemas, if `TL_SHARED` names the folder that holds it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use tl_codegen::Config;
use tl_parser::{Code, Diagnostic, Severity, Sources};

/// A schema whose wrong part stands between `«` and `»`, and the message about it.
struct Bad {
    code: Code,
    marked: &'static str,
    message: &'static str,
}

const fn bad(code: Code, marked: &'static str, message: &'static str) -> Bad {
    Bad {
        code,
        marked,
        message,
    }
}

#[rustfmt::skip]
const BAD: &[Bad] = &[
    bad(Code::UnexpectedCharacter, "dog «&»name:string = Pet;", "unexpected character `&`"),
    bad(Code::UnexpectedCharacter, "dog «ä» name:string = Pet;", "unexpected character `ä`"),
    bad(Code::HiddenCharacter, "dog = Pet; // a «\u{202e}»b", "hidden character U+202E in a comment"),
    bad(Code::HiddenCharacter, "/* a\r\n\tb «\u{1b}»[2J \u{7} */\r\ndog = Pet; // c\r\n", "hidden character U+001B in a comment"),
    bad(Code::UnterminatedComment, "dog = Pet; «/*» cat = Pet;", "unterminated block comment"),
    bad(Code::UnexpectedToken, "dog name:string «;»", "expected an argument or `=`, found `;`"),
    bad(Code::UnexpectedToken, "dog = «;»", "expected a result type after `=`"),
    bad(Code::UnexpectedToken, "dog name: «=» Pet;", "expected a type after `name:`"),
    bad(Code::UnexpectedToken, "dog = Pet\ncat «=» Pet;", "expected `;`, found `=`; the declaration of `dog` may lack its `;`"),
    bad(Code::UnexpectedToken, "dog = Pet«»", "expected `;` at the end of the declaration of `dog`, found end of file"),
    bad(Code::UnexpectedToken, "dog = Pet;«;»", "expected a declaration, found `;`"),
    bad(Code::BadSection, "dog = Pet; ---«methods»---", "unknown section `methods`; expected `functions` or `types`"),
    bad(Code::BadSection, "dog = Pet; «--functions---»", "malformed section marker; expected `---functions---` or `---types---`"),
    bad(Code::BadLayer, "===«next»=== dog = Pet;", "malformed layer marker; expected `===N===`"),
    bad(Code::BadId, "dog#«12g» = Pet;", "an id must be 1 to 8 lower-case hex digits, found `12g`"),
    bad(Code::BadId, "dog#«AB» = Pet;", "an id must use lower-case hex digits"),
    bad(Code::BadId, "dog#«00000000» = Pet;", "id 0 is reserved"),
    bad(Code::BadId, "dog#«» = Pet;", "expected hex digits after `#`"),
    bad(Code::BadName, "«Dog» age:int = Pet;", "a combinator name must start with a lower-case letter"),
    bad(Code::BadName, "pets.«»  = Pet;", "expected a name after `.`"),
    bad(Code::Dialect, "«@read» getDog = Pet;", "annotations need the VK dialect"),
    bad(Code::UnknownName, "dog owner:«Persn» = Pet; person = Person;", "unknown type `Persn`: no constructor returns it"),
    bad(Code::UnknownName, "dog name:«strin» = Pet;", "unknown type or constructor `strin`"),
    bad(Code::UnknownName, "dog legs:«limbs»*[ int ] = Pet;", "unknown variable `limbs`"),
    bad(Code::UnknownName, "dog = Pet; holder pet:«getDog» = Holder; ---functions--- getDog = Pet;", "`getDog` is a function, not a type"),
    bad(Code::BadCondition, "dog flags:# age:«flgs».0?int = Pet;", "unknown flags field `flgs`"),
    bad(Code::BadCondition, "dog age:«flags».0?int flags:# = Pet;", "flags field `flags` is declared after its use"),
    bad(Code::BadCondition, "dog flags:# age:flags.«one»?int = Pet;", "expected a bit number"),
    bad(Code::BadBit, "dog flags:# age:flags.«32»?int = Pet;", "flag bit 32 is out of range: a word has the bits 0 to 31"),
    bad(Code::BadBit, "dog flags:# age:flags.«99999999999»?int = Pet;", "flag bit is out of range: a word has the bits 0 to 31"),
    bad(Code::DuplicateName, "dog = Pet; «dog» age:int = Pet;", "duplicate constructor `dog`"),
    bad(Code::DuplicateName, "dog = Pet; ---functions--- «dog» = Pet;", "`dog` is already declared as a constructor"),
    bad(Code::DuplicateName, "dog age:int «age»:long = Pet;", "duplicate argument `age` in `dog`"),
    bad(Code::DuplicateId, "dog#0000000a = Pet; cat#«a» = Pet;", "constructor id 0x0000000a of `cat` is already used by `dog`"),
    bad(Code::DuplicateFunctionId, "dog = Pet; ---functions--- getDog#0000000a = Pet; getCat#«a» = Pet;", "function id 0x0000000a of `getCat` is already used by `getDog`"),
    bad(Code::IdMismatch, "dog#«12345678» age:int = Pet;", "id 0x12345678 of `dog` does not match its text, which gives 0x4bf85431"),
    bad(Code::AmbiguousBare, "dog = Pet; cat = Pet; holder pet:«%Pet» = Holder;", "`%Pet` is ambiguous: `Pet` has 2 constructors"),
    bad(Code::AmbiguousBare, "dog = Pet; cat = Pet; holder pet:«dog» = Holder;", "`dog` cannot be used as a bare type: `Pet` has 2 constructors"),
    bad(Code::AmbiguousBare, "dog good:«%Bool» = Pet;", "`%Bool` is ambiguous: `Bool` has 2 constructors"),
    bad(Code::BadArguments, "dog names:«Vector» = Pet;", "`Vector` takes 1 argument, 0 given"),
    bad(Code::BadArguments, "dog name:string<«int»> = Pet;", "`string` takes no arguments"),
    bad(Code::BadArguments, "dog names:Vector<«3»> = Pet;", "argument 1 of `Vector` must be a type"),
    bad(Code::BadOptionalArgument, "dog {t:«int»} = Pet;", "an optional argument must have type `Type` or `#`"),
    bad(Code::BadExclamation, "dog = Pet; ---functions--- call query:!«Pet» = Pet;", "`!` needs a type variable"),
    bad(Code::ExclamationInConstructor, "dog {X:Type} query:«!X» = Pet X;", "`!` is allowed only in functions"),
    bad(Code::BadResult, "dog = «pet»;", "a result type must be a boxed type (upper-case name)"),
    bad(Code::BadCount, "dog legs:«string»*[ int ] = Pet;", "a repetition count must be a number"),
    bad(Code::BadCount, "dog «[ int ]» = Pet;", "a repetition without a count needs an earlier `#`"),
    bad(Code::BadStatement, "dog = Pet; Final Pet; «cat» = Pet;", "new constructor for the finished type `Pet`"),
    bad(Code::BadStatement, "dog = Pet; New «Pet»;", "`Pet` is already declared"),
    bad(Code::UnknownBuiltin, "«quad» ? = Quad; dog = Pet;", "unknown built-in type `quad`"),
    bad(Code::BadBuiltin, "«int ? = Long»; dog = Pet;", "built-in `int` must have result `Int`"),
    bad(Code::UnknownDoc, "//@description A dog @«nmae» Rex\ndog name:string = Pet;", "documentation for unknown argument `nmae`"),
    bad(Code::DuplicateDoc, "//@name One\n//@«name» Two\ndog name:string = Pet;", "duplicate documentation for `name`"),
    bad(Code::Uninhabited, "dog mother:«Pet» = Pet;", "`Pet` has no finite value"),
    bad(Code::EmptySchema, "«»// nothing", "schema has no declarations"),
];

#[test]
fn one_rule_each() {
    let failures: Vec<_> = BAD.iter().filter_map(|bad| check(bad).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn check(
    Bad {
        code,
        marked,
        message,
    }: &Bad,
) -> Result<(), String> {
    let (text, span) = unmark(marked);
    let found = diagnostics(&text);
    let is_it = |it: &&Diagnostic| it.code == *code && it.span.range() == span;
    let Some(diagnostic) = found.iter().find(is_it) else {
        return Err(format!(
            "{code} at {span:?} is missing: `{marked}`, found {}",
            list(&found)
        ));
    };
    if diagnostic.message != *message {
        return Err(format!("`{marked}`: {}", diagnostic.message));
    }
    let errors = found
        .iter()
        .filter(|it| it.severity() == Severity::Error)
        .count();
    match errors == usize::from(code.severity() == Severity::Error) {
        true => Ok(()),
        false => Err(format!(
            "`{marked}` has one mistake, found {}",
            list(&found)
        )),
    }
}

/// Nesting is the one rule that takes more than a line to break.
#[test]
fn too_deep() {
    let text = format!(
        "dog x:{}int{} = Pet;",
        "(".repeat(10_000),
        ")".repeat(10_000)
    );
    let found = diagnostics(&text);
    assert_eq!(
        found.iter().map(|it| it.code).collect::<Vec<_>>(),
        [Code::TooLarge],
        "{}",
        list(&found)
    );
}

/// What the language has and the generator has not.
#[test]
fn not_generated() {
    for (marked, reason) in [
        (
            "«dog» {t:Type} = Pet t;",
            "it has optional arguments other than the type of a `!` argument",
        ),
        ("dog n:# «legs:n*[ int ]» = Pet;", "it has a repetition"),
        ("dog «int» = Pet;", "it has an argument without a name"),
    ] {
        let (text, span) = unmark(marked);
        let report = Config::new()
            .source("t.tl", text)
            .generate()
            .expect_err(marked);
        let found: Vec<_> = report
            .diagnostics
            .iter()
            .filter(|it| it.code == Code::NotGenerated)
            .collect();
        let [only] = found[..] else {
            panic!("{marked}: {report}");
        };
        assert_eq!(only.span.start as usize, span.start, "{marked}");
        assert!(only.message.ends_with(reason), "{}", only.message);
    }
}

#[test]
fn every_code_has_a_bad_schema() {
    let covered: BTreeSet<_> = BAD.iter().map(|bad| bad.code).collect();
    // No part of a schema: see `fixtures/errors/`.
    let side_data = [
        Code::BadSideData,
        Code::UnknownInSideData,
        Code::DuplicateSideData,
        Code::UnusedSideData,
    ];
    let elsewhere = [&[Code::TooLarge, Code::NotGenerated][..], &side_data].concat();
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !covered.contains(code) && !elsewhere.contains(code))
        .collect();
    assert!(missing.is_empty(), "without a bad schema: {missing:?}");
}

#[test]
fn all_mistakes_of_a_run_are_reported() {
    let found =
        diagnostics("a x:Nope = A;\nb = ;\n---functions---\nc flags:# y:flags.77?int = A;\n");
    let codes: Vec<_> = found.iter().map(|it| it.code).collect();
    assert_eq!(
        codes,
        [Code::UnknownName, Code::UnexpectedToken, Code::BadBit],
        "{}",
        list(&found)
    );
}

/// A row of `corpus/bad-schemas.jsonl`; fields that are not looked at are left out.
#[derive(Deserialize)]
struct Row {
    case: String,
    severity: String,
    input: Option<String>,
    input_template: Option<String>,
    span: Option<RowSpan>,
}

impl Row {
    fn text(&self) -> String {
        match (&self.input, &self.input_template) {
            (Some(input), _) => input.clone(),
            (None, Some(template)) => expand(template),
            (None, None) => panic!("{} has no input", self.case),
        }
    }
}

/// `a("(" x 3)b` is `a(((b`.
fn expand(template: &str) -> String {
    let Some((before, rest)) = template.split_once("(\"") else {
        return template.to_owned();
    };
    let (repeated, rest) = rest.split_once("\" x ").expect("`(\"` opens a repetition");
    let (times, after) = rest.split_once(')').expect("`)` closes it");
    let times = times.parse().expect("a number of times");
    before.to_owned() + &repeated.repeat(times) + &expand(after)
}

#[derive(Deserialize)]
struct RowSpan {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

#[test]
#[ignore = "needs the corpus: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn the_corpus_of_malformed_schemas() {
    let Some(shared) = std::env::var_os("TL_SHARED") else {
        panic!("TL_SHARED is not set");
    };
    let path = Path::new(&shared).join("corpus/bad-schemas.jsonl");
    let text = fs::read_to_string(&path);
    let text =
        text.unwrap_or_else(|error| panic!("TL_SHARED is set, but {}: {error}", path.display()));
    let rows: Vec<Row> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a row of the corpus"))
        .collect();
    assert!(rows.len() >= 87, "{} rows", rows.len());
    let failures: Vec<_> = rows
        .iter()
        .filter_map(|row| Some((row.case.as_str(), check_row(row).err()?)))
        .collect();
    assert!(failures.is_empty(), "rows that fail: {failures:#?}");
}

/// Severity and place are binding, the wording is not.
fn check_row(row: &Row) -> Result<(), String> {
    let mut sources = Sources::new();
    sources.add("row.tl", row.text());
    let checked = tl_parser::check(&sources);
    let found: Vec<_> = checked.diagnostics.iter().cloned().collect();
    let errors = checked.diagnostics.count(Severity::Error);
    let Some(span) = &row.span else {
        return match found.iter().all(|it| it.code == Code::IdMismatch) {
            true => Ok(()),
            false => Err(format!("must be accepted, found {}", list(&found))),
        };
    };
    let severity = match row.severity.as_str() {
        "error" => Severity::Error,
        _ => Severity::Warning,
    };
    if severity == Severity::Warning && errors > 0 {
        return Err(format!("is only a warning, found {}", list(&found)));
    }
    let is_at =
        |it: &&Diagnostic| it.severity() == severity && it.span.range() == (span.start..span.end);
    let Some(diagnostic) = found.iter().find(is_at) else {
        let (start, end) = (span.start, span.end);
        return Err(format!(
            "{severity} at {start}..{end} is missing, found {}",
            list(&found)
        ));
    };
    let location = sources.location(diagnostic.span);
    match (location.line, location.column) == (span.line, span.column) {
        true => Ok(()),
        false => Err(format!(
            "is at {location}, not at {}:{}",
            span.line, span.column
        )),
    }
}

/// The text without its markers, and the range between them.
fn unmark(marked: &str) -> (String, std::ops::Range<usize>) {
    let (before, rest) = marked.split_once('«').expect("`«` opens the wrong part");
    let (wrong, after) = rest.split_once('»').expect("`»` closes it");
    let start = before.len();
    (
        format!("{before}{wrong}{after}"),
        start..start + wrong.len(),
    )
}

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    sources.add("t.tl", text);
    tl_parser::check(&sources)
        .diagnostics
        .iter()
        .cloned()
        .collect()
}

fn list(diagnostics: &[Diagnostic]) -> String {
    let line = |it: &Diagnostic| {
        format!(
            "\n  {} {} {:?}: {}",
            it.severity(),
            it.code,
            it.span,
            it.message
        )
    };
    match diagnostics {
        [] => "nothing".to_owned(),
        some => some.iter().map(line).collect(),
    }
}

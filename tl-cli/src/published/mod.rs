//! Schemas in JSON, as core.telegram.org publishes them: the text in, TL out, which is then read and
//! checked as any other.
//!
//! ```text
//! JSON ─▸ model (names, ids and types that can be nothing else) ─▸ tl
//! ```
//!
//! ```json
//! {"constructors":[{"id":"-1132882121","predicate":"boolFalse","params":[],"type":"Bool"}],
//!  "methods":[{"id":"-878758099","method":"invokeAfterMsg",
//!              "params":[{"name":"msg_id","type":"long"},{"name":"query","type":"!X"}],"type":"X"}]}
//! ```
//!
//! Optional arguments are not in the JSON: `{X:Type}` follows from `!X`, and `vector` is the one
//! that everybody knows. Other members than these are left aside.

mod model;
mod tl;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::error::Error;
use model::Schema;

/// Whether a text is JSON: no schema in TL begins with a brace.
pub fn is_json(text: &str) -> bool {
    without_mark(text).trim_start().starts_with('{')
}

/// How diagnostics name the TL that was made of a file: its lines are not those of the file.
pub fn name_as_tl(name: &str) -> String {
    format!("{name} (as TL)")
}

/// The same schema in TL.
pub fn to_tl(name: &str, text: &str) -> Result<String, Error> {
    let text = without_mark(text);
    if is_ours(text) {
        let message = "this is what `tl schema --json` writes, not what Telegram publishes";
        return Err(Error::BadFile(format!("{name}: {message}")));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let schema: Result<Schema, _> = serde_path_to_error::deserialize(&mut json);
    let schema = schema.map_err(|error| {
        let path = error.path().to_string();
        bad(name, Some(&path), error.inner())
    })?;
    json.end().map_err(|error| bad(name, None, &error))?;
    Ok(tl::of(&schema))
}

fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// The other JSON has functions where this one has methods.
fn is_ours(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Keys {
        functions: Option<IgnoredAny>,
        methods: Option<IgnoredAny>,
    }
    let keys: Result<Keys, _> = serde_json::from_str(text);
    keys.is_ok_and(|keys| keys.functions.is_some() && keys.methods.is_none())
}

/// `api.json:3:14: constructors[2].id: ..`
fn bad(name: &str, path: Option<&str>, error: &serde_json::Error) -> Error {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let place = format!(" at line {line} column {column}");
    let message = message.strip_suffix(&place).unwrap_or(&message);
    // The whole of a file has no path.
    let path = path.filter(|it| !matches!(*it, "." | "?"));
    let path = path.map(|path| format!("{path}: ")).unwrap_or_default();
    Error::BadFile(format!("{name}:{line}:{column}: {path}{message}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        match to_tl("a.json", text) {
            Err(error) => error.to_string(),
            Ok(tl) => panic!("{text} became {tl}"),
        }
    }

    fn constructor(members: &str) -> String {
        format!("{{\"methods\":[],\n\"constructors\":[{{{members}}}]}}")
    }

    #[test]
    fn ids_have_every_decimal_form() {
        let id = |id: &str| {
            let members = format!(r#""id":{id},"predicate":"a","params":[],"type":"A""#);
            to_tl("a.json", &constructor(&members)).map_err(|it| it.to_string())
        };
        let expected = Ok("a#bc799737 = A;\n".to_owned());
        for same in ["-1132882121", "3162085175"] {
            assert_eq!(id(same), expected);
            assert_eq!(id(&format!("{same:?}")), expected);
        }
        assert_eq!(id("7"), Ok("a#00000007 = A;\n".to_owned()));
        for wrong in [
            "4294967296",
            "-2147483649",
            "1.5",
            "\"bc799737\"",
            "\"\"",
            "\" 1\"",
            "null",
        ] {
            let message = id(wrong).expect_err(wrong);
            assert!(message.starts_with("a.json:2:"), "{message}");
            assert!(message.contains(": constructors[0].id: "), "{message}");
        }
    }

    /// What would be more than one name or type in TL is none.
    #[test]
    fn nothing_is_smuggled_in() {
        for name in [
            "", "a b", "a;b", "a=b", "a\\nb", "a//b", "a/*b", "a#1", "a:b", "{a}", "\\u0000", "ä",
            "a?",
        ] {
            let wrong = [
                format!(r#""id":1,"predicate":"{name}","params":[],"type":"A""#),
                format!(r#""id":1,"predicate":"a","params":[],"type":"A {name};""#),
                format!(
                    r#""id":1,"predicate":"a","params":[{{"name":"{name}","type":"int"}}],"type":"A""#
                ),
                format!(
                    r#""id":1,"predicate":"a","params":[{{"name":"b","type":"int {name}"}}],"type":"A""#
                ),
            ];
            let places = ["predicate", "type", "params[0].name", "params[0].type"];
            for (members, place) in wrong.iter().zip(places) {
                let message = message(&constructor(members));
                assert!(message.starts_with("a.json:2:"), "{message}");
                assert!(
                    message.contains(&format!(": constructors[0].{place}: ")),
                    "{message}"
                );
            }
        }
        for ty in [
            "int;",
            "int\\n",
            "int//",
            "Vector t",
            "a b",
            "int=A",
            "int c:int",
            "[int]",
            "{X:Type}",
        ] {
            let members = format!(
                r#""id":1,"predicate":"a","params":[{{"name":"b","type":"{ty}"}}],"type":"A""#
            );
            let message = message(&constructor(&members));
            assert!(message.contains("params[0].type: "), "{message}");
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let deep = format!("{{\"constructors\":{}", "[".repeat(1_000_000));
        let ignored = format!("{{\"x\":{}", "[".repeat(1_000_000));
        let wrong = [
            ("{", "a.json:1:1: EOF while parsing an object"),
            ("{}", "a.json:1:2: missing field `constructors`"),
            (
                "{\"constructors\":[]} x",
                "a.json:1:21: trailing characters",
            ),
            (
                "{\"constructors\":{}}",
                "a.json:1:16: constructors: invalid type: map",
            ),
            (
                "{\"constructors\":[{\"id\":1}]}",
                "a.json:1:25: constructors[0]: missing field `predicate`",
            ),
            (
                "{\"constructors\":[],\"methods\":[{\"id\":1,\"params\":[],\"type\":\"A\"}]}",
                "a.json:1:61: methods[0]: missing field `method`",
            ),
            (
                deep.as_str(),
                "a.json:1:19: constructors[0][0]: invalid type: sequence",
            ),
            (ignored.as_str(), "a.json:1:1000005: x: EOF while parsing"),
        ];
        for (text, start) in wrong {
            let message = message(text);
            assert!(message.starts_with(start), "{message}");
        }
    }

    #[test]
    fn blocks_of_layers_are_marked() {
        let text = r#"{"constructors":[
            {"id":2,"predicate":"a","params":[],"type":"A","layer":8},
            {"id":1,"predicate":"a","params":[],"type":"A"},
            {"id":3,"predicate":"b","params":[],"type":"A","layer":8}],
            "methods":[{"id":4,"method":"c","params":[],"type":"A"}]}"#;
        let expected = "a#00000001 = A;\n\n---functions---\n\nc#00000004 = A;\n\n===8===\n\n\
                        a#00000002 = A;\nb#00000003 = A;\n";
        assert_eq!(to_tl("a.json", text).ok().as_deref(), Some(expected));
    }
}

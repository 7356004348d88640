//! A line of the input, taken apart without a copy: which bytes are of what, and the members that go
//! to the output as they are.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::values::Asked;

/// What a line asks for.
#[derive(Debug, Default)]
pub struct Line<'a> {
    hex: Text<'a>,
    ty: Text<'a>,
    function: Text<'a>,
    result_of: Text<'a>,
}

impl<'a> Line<'a> {
    /// Reads a line, and appends its other members as they are, each behind a comma or the first.
    pub fn parse(line: &'a [u8], members: &mut Vec<u8>) -> Result<Self, String> {
        let mut json = serde_json::Deserializer::from_slice(line);
        let result = json.deserialize_map(LineVisitor { members });
        let result = result.and_then(|line| json.end().map(|()| line));
        result.map_err(|error| {
            error
                .to_string()
                .replace(" at line 1 column ", " at column ")
        })
    }

    /// The bytes in hex.
    pub fn hex(&self) -> Result<&str, String> {
        self.hex.get().ok_or_else(|| "`hex` is missing".into())
    }

    /// What the bytes are; none if the line does not say it.
    pub fn asked(&self) -> Result<Option<Asked<'_>>, String> {
        let asked = [
            self.ty.get().map(Asked::Type),
            self.function.get().map(Asked::Function),
            self.result_of.get().map(Asked::ResultOf),
        ];
        let mut given = asked.into_iter().flatten();
        let first = given.next();
        match given.next() {
            Some(_) => Err("only one of `type`, `function` and `result_of` can be given".into()),
            None => Ok(first),
        }
    }
}

struct LineVisitor<'m> {
    members: &'m mut Vec<u8>,
}

impl<'de> Visitor<'de> for LineVisitor<'_> {
    type Value = Line<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `hex`")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Line<'de>, A::Error> {
        let mut line = Line::default();
        while let Some(key) = map.next_key::<Text<'de>>()? {
            let key = key.get().unwrap_or_default();
            match key {
                "hex" => line.hex = map.next_value()?,
                "type" => line.ty = map.next_value()?,
                "function" => line.function = map.next_value()?,
                "result_of" => line.result_of = map.next_value()?,
                // The output has its own.
                "json" | "error" | "offset" => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => self.copy(key, map.next_value()?)?,
            }
        }
        Ok(line)
    }
}

impl LineVisitor<'_> {
    fn copy<E: Error>(&mut self, key: &str, value: &RawValue) -> Result<(), E> {
        serde_json::to_writer(&mut *self.members, key).map_err(E::custom)?;
        self.members.push(b':');
        self.members.extend(value.get().as_bytes());
        self.members.push(b',');
        Ok(())
    }
}

/// A string, which is none where JSON says `null`.
#[derive(Debug, Default)]
struct Text<'a>(Option<Cow<'a, str>>);

impl Text<'_> {
    fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Some(text.into())))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Some(text.to_owned().into())))
    }

    fn visit_unit<E: Error>(self) -> Result<Text<'de>, E> {
        Ok(Text(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<(String, String), String> {
        let mut members = Vec::new();
        let line = Line::parse(line.as_bytes(), &mut members)?;
        let asked = format!("{} {:?}", line.hex()?, line.asked()?);
        Ok((asked, String::from_utf8(members).expect("JSON")))
    }

    #[test]
    fn other_members_stay_as_they_are() {
        let line =
            r#"{"id": 1.50 ,"type":"in\u0074","a\n":{"hex":["\u0041"]},"json":{},"hex":"00"}"#;
        let asked = r#"00 Some(Type("int"))"#;
        let members = r#""id":1.50,"a\n":{"hex":["\u0041"]},"#;
        assert_eq!(parse(line), Ok((asked.into(), members.into())));
        let line = r#"{"hex":"","function":null}"#;
        assert_eq!(parse(line), Ok((" None".into(), "".into())));
    }

    #[test]
    fn what_is_no_line() {
        let wrong = [
            ("{}", "`hex` is missing"),
            (r#"{"hex":null}"#, "`hex` is missing"),
            (
                r#"{"hex":"","type":"int","function":"f"}"#,
                "only one of `type`, `function` and `result_of` can be given",
            ),
            (
                r#"{"hex":1}"#,
                "invalid type: integer `1`, expected a string at column 8",
            ),
            (
                "[]",
                "invalid type: sequence, expected an object with `hex` at column 0",
            ),
            (r#"{"hex":""} x"#, "trailing characters at column 12"),
            (r#"{"hex":"#, "EOF while parsing a value at column 7"),
        ];
        for (line, message) in wrong {
            assert_eq!(parse(line), Err(message.into()), "{line}");
        }
        assert!(Line::parse(b"{\"hex\":\"\xff\"}", &mut Vec::new()).is_err());
        let deep = "[".repeat(100_000);
        assert!(parse(&format!("{{\"a\":{deep}")).is_err());
    }
}

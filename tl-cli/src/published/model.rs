//! The published JSON. Names and types are checked while they are read, so that an error has
//! its place: in TL, a text with a space or a semicolon would be more than a name.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

/// A whole file.
#[derive(Debug, Deserialize)]
pub struct Schema {
    /// Telegram leaves it out.
    pub layer: Option<u32>,
    pub constructors: Vec<Constructor>,
    #[serde(default)]
    pub methods: Vec<Method>,
}

#[derive(Debug, Deserialize)]
pub struct Constructor {
    pub id: Id,
    pub predicate: Name,
    pub params: Vec<Param>,
    #[serde(rename = "type")]
    pub result: ResultType,
    /// Secret chats have it.
    pub layer: Option<u32>,
}

#[derive(Debug, Deserialize)]
pub struct Method {
    pub id: Id,
    pub method: Name,
    pub params: Vec<Param>,
    #[serde(rename = "type")]
    pub result: ResultType,
    pub layer: Option<u32>,
}

#[derive(Debug, Deserialize)]
pub struct Param {
    pub name: Name,
    #[serde(rename = "type")]
    pub ty: Type,
}

/// `messages.getChats`
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Name(pub String);

/// `flags.0?Vector<User>`
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Type(pub String);

/// As [`Type`], or what `vector` makes.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct ResultType(pub String);

/// What the JSON calls the type of `vector`.
pub const VECTOR: &str = "Vector t";

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        only("name", &text, "._")?;
        Ok(Self(text))
    }
}

impl TryFrom<String> for Type {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        only("type", &text, "._#?!%<>,")?;
        Ok(Self(text))
    }
}

impl TryFrom<String> for ResultType {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            VECTOR => Ok(Self(text)),
            _ => Type::try_from(text).map(|ty| Self(ty.0)),
        }
    }
}

/// Refuses what has other characters than letters, digits and `marks`.
fn only(what: &str, text: &str, marks: &str) -> Result<(), String> {
    let wrong = text
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && !marks.contains(*c));
    match wrong {
        Some(wrong) => Err(format!("{wrong:?} stands in no {what}")),
        None if text.is_empty() => Err(format!("this {what} is empty")),
        None => Ok(()),
    }
}

/// An id as a number or as its decimal digits, with a sign or without.
#[derive(Debug, Clone, Copy)]
pub struct Id(pub u32);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id of 32 bits in decimal")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Id, E> {
        // The same 32 bits, with a sign or without.
        let signed = i32::try_from(number).map(i32::cast_unsigned);
        let bits = signed.or_else(|_| u32::try_from(number));
        let wrong = |_| E::invalid_value(de::Unexpected::Signed(number), &self);
        bits.map(Id).map_err(wrong)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Id, E> {
        match i64::try_from(number) {
            Ok(number) => self.visit_i64(number),
            Err(_) => Err(E::invalid_value(de::Unexpected::Unsigned(number), &self)),
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
        match text.parse() {
            Ok(number) => self.visit_i64(number),
            Err(_) => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }
}

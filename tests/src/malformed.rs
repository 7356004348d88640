//! Inputs that must be refused, and those beside them that must not.

use serde::Deserialize;

use crate::jsonl::{self, Error};

/// Bytes to be read as the whole of one type.
#[derive(Clone, Debug, Deserialize)]
pub struct Input {
    /// The row's own name, if it has one.
    pub id: Option<String>,
    /// The kind of damage, such as `truncation`.
    pub cat: Option<String>,
    /// What to read: a boxed type, or `function NAME`.
    #[serde(rename = "as")]
    pub target: String,
    /// What is wrong.
    pub why: String,
    #[serde(flatten)]
    form: Form,
}

/// How a row writes its bytes: nesting would be long in full.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Form {
    Plain {
        #[serde(deserialize_with = "crate::hex::deserialize")]
        hex: Vec<u8>,
    },
    Nested {
        #[serde(deserialize_with = "crate::hex::deserialize")]
        repeat: Vec<u8>,
        times: usize,
        #[serde(deserialize_with = "crate::hex::deserialize")]
        tail: Vec<u8>,
    },
}

impl Input {
    /// The bytes of the row.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        match &self.form {
            Form::Plain { hex } => hex.clone(),
            Form::Nested {
                repeat,
                times,
                tail,
            } => [repeat.repeat(*times), tail.clone()].concat(),
        }
    }

    /// The row in a line of a failure's message.
    #[must_use]
    pub fn title(&self) -> String {
        let id = self.id.as_deref().unwrap_or("-");
        format!("{id} {}: {}", self.target, self.why)
    }
}

/// Inputs that every reader must refuse.
///
/// # Errors
///
/// If the file is unusable.
pub fn hostile() -> Result<Vec<Input>, Error> {
    jsonl::read("hostile.jsonl")
}

/// Inputs that a reader may take or refuse.
///
/// # Errors
///
/// If the file is unusable.
pub fn lenient() -> Result<Vec<Input>, Error> {
    jsonl::read("lenient.jsonl")
}

/// Legal inputs that nest up to 32 levels.
///
/// # Errors
///
/// If the file is unusable.
pub fn controls() -> Result<Vec<Input>, Error> {
    jsonl::read("controls.jsonl")
}

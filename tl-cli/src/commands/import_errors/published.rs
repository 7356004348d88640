//! The shape in which errors are published.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::error::Error;

/// One file.
#[derive(Debug, Deserialize)]
pub struct Published {
    /// Codes to names to methods; a name without methods can happen to any call.
    pub errors: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Names to texts.
    #[serde(default)]
    pub descriptions: BTreeMap<String, String>,
    /// The methods that bots may not call.
    #[serde(default)]
    pub user_only: Vec<String>,
    /// The methods that users may not call.
    #[serde(default)]
    pub bot_only: Vec<String>,
}

impl Published {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = fs::read(path).map_err(Error::read(path))?;
        serde_json::from_slice(&bytes).map_err(|error| {
            let shown = path.display();
            Error::BadFile(format!("{shown} is not of the published shape: {error}"))
        })
    }

    /// Each error with its code and its methods. Keys that are no code are passed over.
    pub fn errors(&self) -> impl Iterator<Item = (i32, &str, &[String])> {
        self.errors.iter().flat_map(|(code, names)| {
            let code = code.parse::<i32>().ok();
            names
                .iter()
                .filter_map(move |(name, methods)| Some((code?, name.as_str(), methods.as_slice())))
        })
    }
}

//! What a new schema must be, whoever gives it: the SHA-256 of its bytes, or its schema hash.

use std::str::FromStr;

use sha2::{Digest, Sha256};
use tl_codegen::schema_hash;
use tl_parser::Schema;

use super::raw::Raw;
use crate::error::Error;

/// A SHA-256 in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin(String);

impl FromStr for Pin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match is_hex && text.len() == 2 * <Sha256 as Digest>::output_size() {
            true => Ok(Self(text.to_ascii_lowercase())),
            false => Err("expected 64 hexadecimal digits".to_owned()),
        }
    }
}

impl Pin {
    /// `--sha256`: the bytes as they were read, before anything is made of them.
    pub fn check_bytes(&self, raw: &Raw) -> Result<(), Error> {
        let found: String = Sha256::digest(&raw.bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        self.check(&found, &raw.name, "SHA-256 is", "--sha256")
    }

    /// `--hash`: the figure of `tl schema --hash`, which layout and comments do not change.
    pub fn check_schema(&self, schema: &Schema, name: &str) -> Result<(), Error> {
        self.check(&schema_hash(schema), name, "schema hash is", "--hash")
    }

    fn check(&self, found: &str, name: &str, what: &str, option: &str) -> Result<(), Error> {
        let Self(expected) = self;
        match found == expected {
            true => Ok(()),
            false => Err(Error::BadFile(format!(
                "{name}: its {what} {found}, not {expected} as {option} says"
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_a_whole_hash() {
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(hash.to_uppercase().parse(), Ok(Pin(hash.clone())));
        for wrong in ["", &hash[1..], &format!("{hash}0"), &hash.replace('f', "g")] {
            assert!(wrong.parse::<Pin>().is_err(), "{wrong}");
        }
    }
}

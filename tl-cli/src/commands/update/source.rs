//! Where the new schema is: an address, a file, or standard input.

use std::convert::Infallible;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::raw::{Limits, Raw, too_large};
use crate::error::Error;
use crate::sources::{STDIN_NAME, is_stdin};

/// Where the new schema is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Address(String),
    File(PathBuf),
    Stdin,
}

impl FromStr for Source {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            _ if is_stdin(Path::new(text)) => Self::Stdin,
            _ if is_address(text) => Self::Address(text.to_owned()),
            _ => Self::File(text.into()),
        })
    }
}

impl Source {
    /// How messages and the header name it, on one line. What an address may hold of secrets, a
    /// password and a query, is left out.
    pub fn name(&self) -> String {
        let name = match self {
            Self::Address(address) => public_part(address),
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "standard input".to_owned(),
        };
        name.replace(char::is_control, "\u{fffd}")
    }

    /// Reads all of it.
    pub fn read(&self, limits: Limits) -> Result<Raw, Error> {
        let bytes = match self {
            Self::Address(address) => return fetch(address, &self.name(), limits),
            Self::File(path) => File::open(path)
                .and_then(|file| read_up_to(limits.max_size, file))
                .map_err(Error::read(path))?,
            Self::Stdin => read_up_to(limits.max_size, io::stdin())
                .map_err(Error::read(Path::new(STDIN_NAME)))?,
        };
        Ok(Raw {
            media_type: None,
            bytes,
        })
    }
}

#[cfg(feature = "fetch")]
fn fetch(address: &str, name: &str, limits: Limits) -> Result<Raw, Error> {
    super::fetch::fetch(address, limits).map_err(|reason| Error::Fetch(name.to_owned(), reason))
}

#[cfg(not(feature = "fetch"))]
fn fetch(_: &str, name: &str, _: Limits) -> Result<Raw, Error> {
    let reason = "this `tl` was built without the feature `fetch`; give a file or standard input";
    Err(Error::Fetch(name.to_owned(), reason.to_owned()))
}

/// Schemes are the same in capitals.
fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// The address without `user:password@`, `?query` and `#fragment`.
fn public_part(address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let address = &address[..end];
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}{path}")
}

fn read_up_to(most: u64, from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(io::Error::new(io::ErrorKind::FileTooLarge, too_large(most))),
        false => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> String {
        let Ok(source) = text.parse::<Source>();
        source.name()
    }

    #[test]
    fn names_keep_no_secrets() {
        let names = [
            ("https://example.org/api.tl", "https://example.org/api.tl"),
            (
                "https://me:p@ss@example.org:8/a@b?key=1#x",
                "https://example.org:8/a@b",
            ),
            ("HTTP://example.org?key=/1", "HTTP://example.org"),
            ("-", "standard input"),
            ("a?b@c.tl", "a?b@c.tl"),
            ("a\nLAYER 9\r.tl", "a\u{fffd}LAYER 9\u{fffd}.tl"),
            ("ftp://example.org", "ftp://example.org"),
        ];
        for (text, expected) in names {
            assert_eq!(name(text), expected);
        }
    }

    #[test]
    fn no_more_is_read_than_allowed() {
        let read = |most| read_up_to(most, &b"12345"[..]).map(|it| it.len());
        assert_eq!(read(5).ok(), Some(5));
        assert_eq!(read(u64::MAX).ok(), Some(5));
        let error = read(4).expect_err("a byte too many");
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}

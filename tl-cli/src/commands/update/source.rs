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
        match self {
            Self::Address(address) => public_part(address),
            Self::File(path) => {
                let name = path.display().to_string();
                name.replace(is_hidden, "\u{fffd}")
            }
            Self::Stdin => "standard input".to_owned(),
        }
    }

    /// What is to be said of a source that anybody on the way can change.
    pub fn warning(&self) -> Option<String> {
        let Self::Address(address) = self else {
            return None;
        };
        starts_with(address, "http://").then(|| {
            format!(
                "{} is not encrypted, so that anybody on the way can change the schema; use https://",
                self.name()
            )
        })
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
            name: self.name(),
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

fn is_address(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| starts_with(text, scheme))
}

/// Schemes are the same in capitals.
fn starts_with(text: &str, scheme: &str) -> bool {
    let start = text.get(..scheme.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// The address without `user:password@`, `?query` and `#fragment`, in visible ASCII. If its host is
/// not one, there is no telling where a password ends: nothing of it is shown.
pub fn public_part(address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (scheme, rest) = address[..end].split_once("://").unwrap_or_default();
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    if !is_host(host) {
        return format!("{scheme}://<invalid host>");
    }
    let mut name = format!("{scheme}://{host}");
    for byte in path.bytes() {
        match byte.is_ascii_graphic() {
            true => name.push(char::from(byte)),
            false => name += &format!("%{byte:02X}"),
        }
    }
    name
}

/// A host, and perhaps a port.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.rfind(']') {
        Some(bracket) => text.split_at(bracket + 1),
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~[:]".contains(&byte);
    !host.is_empty()
        && host.bytes().all(is_plain)
        && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

/// Whether a character could end the line, or make a reader see something else than is there.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
        )
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
            ("a\u{202e}lt.tl", "a\u{fffd}lt.tl"),
            ("https://h/\n\u{202e} é", "https://h/%0A%E2%80%AE%20%C3%A9"),
            ("https://[::1]:8/a", "https://[::1]:8/a"),
            ("https://h:/a", "https://h:/a"),
            ("https://me:sec/ret@h/a", "https://<invalid host>"),
            ("https://me:sec?ret@h/a", "https://<invalid host>"),
            ("https://me:secret\\@h\n/a", "https://<invalid host>"),
            ("https:///a", "https://<invalid host>"),
            ("ftp://example.org", "ftp://example.org"),
        ];
        for (text, expected) in names {
            assert_eq!(name(text), expected);
        }
    }

    #[test]
    fn only_http_is_warned_about() {
        for (text, is_warned) in [
            ("http://example.org/api.tl", true),
            ("HTTP://example.org/api.tl", true),
            ("https://example.org/api.tl", false),
            ("http:/example.org/api.tl", false),
            ("-", false),
        ] {
            let Ok(source) = text.parse::<Source>();
            assert_eq!(source.warning().is_some(), is_warned, "{text}");
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

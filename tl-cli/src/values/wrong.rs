//! Why bytes are no value of the schemas, in words for people.

use std::fmt;

use tl_runtime::{DecodeError, DecodeErrorKind};

use super::tables::LeftOut;

/// Why bytes are no value, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The byte of the input, counted from 0: of what is wrong or, if that is packed, of the packed
    /// data.
    pub offset: usize,
    kind: DecodeErrorKind,
    /// The way to it, if it is known.
    path: Option<String>,
    /// If it is packed: the byte of what the data inflates to.
    inner: Option<usize>,
}

impl Wrong {
    /// At a byte of the input.
    pub fn new(offset: usize, kind: DecodeErrorKind) -> Self {
        Self {
            offset,
            kind,
            path: None,
            inner: None,
        }
    }

    /// This at another byte.
    pub fn at(self, offset: usize) -> Self {
        Self { offset, ..self }
    }

    /// This, which is wrong with the value that is packed in the data at `offset`.
    pub fn packed_at(self, offset: usize) -> Self {
        Self {
            offset,
            inner: self.inner.or(Some(self.offset)),
            ..self
        }
    }

    /// With the reason, if it is a declaration that was left out.
    pub fn explained(&self, left_out: &[LeftOut]) -> String {
        let needed = |it: &&LeftOut| match &self.kind {
            DecodeErrorKind::UnexpectedId { found, .. } => *found == it.id,
            DecodeErrorKind::BadTable { text } => text.get(1..) == Some(&format!("{:08x}", it.id)),
            _ => false,
        };
        match left_out.iter().find(needed) {
            Some(it) => format!("{self}: `{}` is left out, because {}", it.name, it.reason),
            None => self.to_string(),
        }
    }
}

impl From<DecodeError> for Wrong {
    fn from(error: DecodeError) -> Self {
        Self {
            path: error.path().map(str::to_owned),
            ..Self::new(error.offset(), error.kind().clone())
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inner {
            Some(offset) => write!(
                f,
                "in the packed data, at byte {offset} of it: {}",
                self.kind
            ),
            None => self.kind.fmt(f),
        }?;
        match &self.path {
            Some(path) => write!(f, ", {path}"),
            None => Ok(()),
        }
    }
}

//! The commands, one a file: each has its `Args` and a function `run`.

pub mod check;
pub mod completions;
pub mod decode;
pub mod diff;
pub mod docs;
pub mod encode;
pub mod fmt;
pub mod generate;
pub mod id;
pub mod import_errors;
pub mod new;
pub mod schema;
pub mod update;

/// How a command ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    /// Nothing is wrong.
    Good,
    /// A schema or a value has errors, nothing was found, or files are not up to date.
    Bad,
}

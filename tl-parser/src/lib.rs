//! Reads [TL] schemas: text in, a checked [`Schema`] out, and every mistake of the
//! text as a [`Diagnostic`] with its place.
//!
//! ```text
//! text ─▸ syntax::parse ─▸ syntax::File ─▸ resolve ─▸ Schema
//!              └──────── Diagnostics ────────┘
//! ```
//!
//! The crate knows the language: its grammar, its constructor ids, what may refer to
//! what. It knows nothing of Rust names, reads no files and prints nothing.
//!
//! ```
//! use tl_parser::Sources;
//!
//! let mut sources = Sources::new();
//! sources.add("pets.tl", "dog name:string age:int = Pet;\ncat = Pet;");
//! let checked = tl_parser::check(&sources);
//!
//! let schema = checked.schema.expect("the schema has no errors");
//! assert_eq!(schema.constructors.len(), 2);
//! assert_eq!(schema.types.len(), 1);
//! ```
//!
//! [TL]: https://core.telegram.org/mtproto/TL

pub mod compare;
pub mod diagnostic;
mod dialect;
pub mod format;
#[doc(hidden)]
pub mod graph;
pub mod id;
pub mod print;
mod resolve;
pub mod schema;
pub mod source;
pub mod syntax;
pub mod text;

pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity};
pub use dialect::{Dialect, Options};
pub use schema::Schema;
pub use source::{FileId, Sources, Span};
use syntax::Arena;

/// What [`check`] found: the diagnostics of all stages and, if none of them is an
/// error, the schema.
#[derive(Debug)]
#[must_use]
pub struct Checked {
    /// The checked schema; `None` as soon as one diagnostic is an error.
    pub schema: Option<Schema>,
    /// All diagnostics, sorted by their place.
    pub diagnostics: Diagnostics,
}

/// Parses and checks a set of sources as one schema in the standard dialect.
///
/// Every file is read to its end, and names are resolved even when some declarations
/// could not be parsed, so that one run reports all mistakes.
pub fn check(sources: &Sources) -> Checked {
    check_with(sources, Options::new())
}

/// As [`check`], with options.
///
/// ```
/// use tl_parser::{Dialect, Options, Sources};
///
/// let mut sources = Sources::new();
/// sources.add("pets.tl", "dog name:string = Dog;\n@read getDog id:int => Dog;");
///
/// assert!(tl_parser::check(&sources).schema.is_none());
/// let options = Options::new().dialect(Dialect::Vk);
/// assert!(tl_parser::check_with(&sources, options).schema.is_some());
/// ```
pub fn check_with(sources: &Sources, options: Options) -> Checked {
    check_files(sources, &sources.ids().collect::<Vec<_>>(), options)
}

/// As [`check_with`], of some of the files: schemas that are checked apart can so have their places
/// in the same sources.
pub fn check_files(sources: &Sources, files: &[FileId], options: Options) -> Checked {
    let mut diagnostics = Diagnostics::default();
    let arena = Arena::new();
    let first = files.first().copied();
    let files: Vec<_> = files
        .iter()
        .copied()
        .map(|file| match sources.name(file).ends_with(".tl2") {
            false => syntax::parse(&arena, sources.text(file), file, &mut diagnostics),
            true => {
                diagnostics.push(syntax::tl2::refused(Span::start_of(file)));
                syntax::File::default()
            }
        })
        .collect();
    let schema = resolve::resolve(sources, &files, options, &mut diagnostics);
    if let Some(first) = first {
        resolve::warn_if_empty(first, &files, &mut diagnostics);
    }
    diagnostics.sort();
    Checked {
        schema: (!diagnostics.has_errors()).then_some(schema),
        diagnostics,
    }
}

//! Syntax trees to a checked [`Schema`].
//!
//! ```text
//! collect     which names are declared, and as what
//! lower       each combinator: its fields, their terms, conditions bound to their words
//! docs        what documentation is about
//! ids         ids computed, compared, and unique
//! recursion   what contains itself; what has no finite value
//! older       what older layers declare otherwise, and
//! repeated    what several layers of one file declare under one id, for those who ask
//! order       by name, for those who ask
//! ```
//!
//! Declarations may stand in any order: all names are known before the first term is
//! resolved.

mod builtins;
mod collect;
mod conditions;
mod docs;
mod fields;
mod heights;
mod ids;
mod lower;
mod meanings;
mod numbers;
mod older;
mod order;
mod recursion;
mod repeated;
mod same;
mod scope;
mod statements;
mod terms;
mod untyped;

use indexmap::IndexMap;
pub use same::Indistinct;

use crate::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::schema::Schema;
use crate::source::{FileId, Sources, Span};
use crate::syntax::File;

/// A map in the order of insertion: what is declared together lies together, so that names
/// which a declaration uses are found where its neighbours' were. Its hash is fast, and
/// seeded so that no schema can be made to collide.
type Map<K, V> = IndexMap<K, V, foldhash::fast::RandomState>;

/// Resolves all files as one schema. What could not be resolved is reported and left
/// out, so the schema is only whole if no error was reported.
pub fn resolve(
    sources: &Sources,
    files: &[File<'_>],
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Schema {
    let names = collect::collect(files, options, diagnostics);
    statements::check(&names, diagnostics);
    docs::check(files, &names, diagnostics);
    let classes = docs::classes(files);
    let mut schema = lower::lower(sources, &names, &classes, options, diagnostics);
    schema.layer = layer(files);
    ids::check(&schema, diagnostics);
    recursion::mark(&mut schema, diagnostics);
    schema
}

/// The number of the `// LAYER n` comments, if they agree.
fn layer(files: &[File<'_>]) -> Option<u32> {
    let mut layers = files
        .iter()
        .flat_map(|file| &file.comments)
        .filter_map(|comment| comment.text.strip_prefix("//"))
        .filter_map(|text| text.trim().strip_prefix("LAYER "))
        .filter_map(|number| number.trim().parse().ok());
    let first = layers.next()?;
    layers.all(|layer| layer == first).then_some(first)
}

/// Warns at the start of the `first` of the files if none declares anything.
pub fn warn_if_empty(first: FileId, files: &[File<'_>], diagnostics: &mut Diagnostics) {
    if files.iter().all(|file| file.declarations.is_empty()) && !diagnostics.has_errors() {
        let start = Span::start_of(first);
        let message = "schema has no declarations";
        diagnostics.push(Diagnostic::new(Code::EmptySchema, start, message));
    }
}

//! The TL name of a generated value: Rust names are conversions of TL names, so both are
//! compared without `.`, `_` and case.

use std::fmt::Debug;

/// The Rust names that `Debug` prints before the first field: the variant of `Object` or
/// `AnyFunction`, the variant of the type's enum, the struct, as far as there are such.
///
/// `Extern` and `Function` only pass on to another enum, and are left out.
///
/// ```
/// #[derive(Debug)]
/// struct User { id: i64 }
///
/// let names = tl_tests::names::rust_names(&Some(User { id: 1 }));
/// assert_eq!(names, ["Some", "User"]);
/// ```
#[must_use]
pub fn rust_names(value: &impl Debug) -> Vec<String> {
    let text = format!("{value:?}");
    let head = text.split([' ', '{', ')']).next().unwrap_or_default();
    let names = head.split('(').filter(|name| !name.is_empty());
    let names = names.skip_while(|name| ["Extern", "Function"].contains(name));
    names.map(str::to_owned).collect()
}

/// Whether the Rust name `rust` can be the conversion of the TL name `tl`.
///
/// ```
/// use tl_tests::names::is_same;
///
/// assert!(is_same("messages.exportChatInvite", "MessagesExportChatInvite"));
/// assert!(!is_same("messages.exportChatInvite", "ExportChatInvite"));
/// ```
#[must_use]
pub fn is_same(tl: &str, rust: &str) -> bool {
    plain(tl) == plain(rust)
}

/// The name without its namespace.
///
/// ```
/// assert_eq!(tl_tests::names::local("messages.exportChatInvite"), "exportChatInvite");
/// ```
#[must_use]
pub fn local(tl: &str) -> &str {
    tl.rsplit('.').next().unwrap_or(tl)
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

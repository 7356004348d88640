//! The stack of a walk: the constructors and vectors that have begun.

use super::Tables;
use super::notation::Term;

/// Where types are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'t> {
    pub tables: Tables<'t>,
    /// Whether a name may be of any of the tables, not only of the first: at the start of a walk no
    /// table has said the name.
    pub is_open: bool,
}

/// A constructor, function or vector that has begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'t> {
    pub scope: Scope<'t>,
    pub kind: FrameKind<'t>,
    /// The levels of nesting that end with it.
    pub levels: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum FrameKind<'t> {
    Combinator {
        /// The field that comes next, and the one behind the last.
        next: u32,
        end: u32,
        /// Where its flags words are on the stack of them.
        words: u32,
    },
    /// So many elements are still to come.
    Vector { left: u32, element: Term<'t> },
}

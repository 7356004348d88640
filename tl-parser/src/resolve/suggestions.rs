//! "Did you mean", for a bounded time: a name is compared with all others, so that a
//! schema with as many mistakes as names would take the square of its size.

use std::cell::Cell;

use crate::diagnostic::nearest;
use crate::id::is_boxed_name;

/// How many names are compared in a run: enough for a thousand mistakes in the full API,
/// about half a second.
const COMPARISONS: usize = 2_000_000;

/// What is left of the comparisons.
#[derive(Debug)]
pub struct Suggestions {
    left: Cell<usize>,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self {
            left: Cell::new(COMPARISONS),
        }
    }
}

impl Suggestions {
    /// The nearest candidate that is boxed or not as `name` is; none any more once the
    /// comparisons are used up.
    pub fn nearest<'a>(
        &self,
        name: &str,
        candidates: impl Iterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let left = self.left.get();
        if left == 0 {
            return None;
        }
        let mut count = 0;
        let is_boxed = is_boxed_name(name);
        let counted = candidates.inspect(|_| count += 1);
        let found = nearest(name, counted.filter(|it| is_boxed_name(it) == is_boxed));
        self.left.set(left.saturating_sub(count));
        found
    }
}

//! "Did you mean", within a budget. Every unknown name is compared with all known ones, so
//! without a budget the time is the product of their numbers, and both come from files.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The budget of a run, in comparisons of two short names: enough for sixty mistakes in the
/// full API, about a tenth of a second; build scripts are not optimized and take ten times as much.
const COMPARISONS: usize = 200_000;

/// Longer names are not typed by hand.
const LONGEST: usize = 100;

/// Two names whose lengths have no larger product count as one comparison: the time is
/// proportional to the product.
const SHORT: usize = 600;

/// Similarity, from 0 to 1, from which a name is suggested.
const NEAR_ENOUGH: f64 = 0.8;

/// Finds similar names until its budget is used up.
///
/// Create one for a run and share it between all that look for names: each has its own budget.
///
/// ```
/// use tl_parser::diagnostic::Suggestions;
///
/// let suggestions = Suggestions::new();
/// assert_eq!(suggestions.nearest("stirng", ["int", "string"]), Some("string"));
/// assert_eq!(suggestions.nearest("dog", ["int", "string"]), None);
/// ```
#[derive(Debug)]
pub struct Suggestions {
    left: AtomicUsize,
}

impl Suggestions {
    /// Creates a full budget.
    #[must_use]
    pub fn new() -> Self {
        Self::with_budget(COMPARISONS)
    }

    fn with_budget(comparisons: usize) -> Self {
        Self {
            left: AtomicUsize::new(comparisons),
        }
    }

    /// The candidate that a misspelt `name` most likely means, if one is near enough; `None` once
    /// the budget is used up. The candidates are not visited then.
    pub fn nearest<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if self.is_exhausted() || name.len() > LONGEST {
            return None;
        }
        let mut cost = 0;
        let counted = candidates
            .into_iter()
            .inspect(|candidate| cost += cost_of(name, candidate));
        let found = nearest(name, counted);
        self.charge(cost);
        found
    }

    /// Whether the budget is used up.
    #[must_use]
    pub fn is_exhausted(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    /// Charges `comparisons` of another kind that also take the product of two numbers.
    pub fn charge(&self, comparisons: usize) {
        let left = self.left.load(Ordering::Relaxed);
        self.left
            .store(left.saturating_sub(comparisons), Ordering::Relaxed);
    }
}

impl Default for Suggestions {
    fn default() -> Self {
        Self::new()
    }
}

impl Clone for Suggestions {
    fn clone(&self) -> Self {
        Self::with_budget(self.left.load(Ordering::Relaxed))
    }
}

/// The keyword that a misspelt `name` most likely means. Keywords are few and known at compile
/// time, so they need no budget.
pub fn nearest_keyword(name: &str, keywords: &[&'static str]) -> Option<&'static str> {
    nearest(name, keywords.iter().copied())
}

/// A candidate that is skipped still has to be looked at.
fn cost_of(name: &str, candidate: &str) -> usize {
    if candidate.len() > LONGEST {
        return 1;
    }
    1 + name.len() * candidate.len() / SHORT
}

fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= NEAR_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_bounds_how_many_names_are_visited() {
        let visited = |mistakes: usize| {
            let suggestions = Suggestions::with_budget(1_000);
            let mut visited = 0;
            for _ in 0..mistakes {
                let candidates = (0..100).map(|_| "getPet").inspect(|_| visited += 1);
                suggestions.nearest("gotPet", candidates);
            }
            visited
        };
        assert_eq!(visited(5), 500);
        assert_eq!(visited(10), 1_000);
        assert_eq!(visited(1_000), 1_000);
    }

    #[test]
    fn long_names_cost_more() {
        let long = "a".repeat(100);
        let suggestions = Suggestions::with_budget(17);
        assert_eq!(suggestions.nearest(&long, [&*long]), Some(&*long));
        assert!(suggestions.is_exhausted());
        assert_eq!(suggestions.nearest(&long, [&*long]), None);
    }
}

//! A text that is not what it should be: shown, it is a unified diff.

use std::fmt;
use std::time::Duration;

use similar::TextDiff;

/// After this time a diff of one file gets longer instead of later.
const DIFF_TIMEOUT: Duration = Duration::from_secs(2);

/// A file that is not up to date.
#[derive(Debug)]
pub struct Difference {
    /// Path of the file, with `/`; below the folder if there is one.
    pub path: String,
    /// What the file has; `None` if it is missing.
    pub old: Option<String>,
    /// What it should have; `None` if it is left over.
    pub new: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |letter: char, text: &Option<String>| match text {
            Some(_) => format!("{letter}/{}", self.path),
            None => "/dev/null".to_owned(),
        };
        let (old, new) = (
            self.old.as_deref().unwrap_or_default(),
            self.new.as_deref().unwrap_or_default(),
        );
        TextDiff::configure()
            .timeout(DIFF_TIMEOUT)
            .diff_lines(old, new)
            .unified_diff()
            .header(&side('a', &self.old), &side('b', &self.new))
            .fmt(f)
    }
}

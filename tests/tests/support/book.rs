//! The pages of the book about codes:
//!
//! ````text
//! # `unknown-name`              head: made from the code
//! Severity: error
//!
//! What the rule is, and why.    prose: written by hand, with its `Source:`
//! ## Wrong                      example: made from the fixtures and what is said of them
//! ...
//! ## Mended                     mended: written by hand
//! ```tl
//! ...
//! ```
//! ````

use std::fs;
use std::path::{Path, PathBuf};

use tl_parser::Code;
use tl_parser::text::visible;

use crate::codes::{Bad, language};

const WRONG: &str = "## Wrong\n";
const MENDED: &str = "## Mended\n";

/// A page as it is written now.
pub struct Page {
    code: Code,
    text: String,
}

impl Page {
    /// The page of a code; empty if it is not written yet.
    pub fn read(code: Code) -> Self {
        let text = fs::read_to_string(path(code)).unwrap_or_default();
        Self { code, text }
    }

    /// The page with its made parts as they must be.
    pub fn current(&self, first: &Bad, further: Option<&Bad>) -> String {
        let (head, prose) = (head(self.code), self.prose());
        let (example, mended) = (example(first, further), self.mended_part());
        format!("{head}{prose}{WRONG}{example}{MENDED}{mended}")
    }

    /// What the file says.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is written by hand between head and example.
    pub fn prose(&self) -> &str {
        let before = self.text.split(WRONG).next().unwrap_or_default();
        // The first paragraphs are the title and the severity.
        before.splitn(3, "\n\n").nth(2).unwrap_or_default()
    }

    /// The schema under "Mended".
    pub fn mended(&self) -> Option<&str> {
        let begin = format!("```{}\n", language(self.code));
        let (_, block) = self.mended_part().split_once(&begin)?;
        let (schema, _) = block.split_once("```")?;
        Some(schema)
    }

    fn mended_part(&self) -> &str {
        let after = self.text.split_once(MENDED).map(|(_, after)| after);
        after.unwrap_or("\n```tl\n```\n")
    }
}

/// Title and severity.
fn head(code: Code) -> String {
    format!("# `{code}`\n\nSeverity: {}\n\n", code.severity())
}

/// The first example, what is said of it, and what else is said under this code.
fn example(first: &Bad, further: Option<&Bad>) -> String {
    let findings = first.findings();
    let mut text = format!(
        "\n```{}\n{}```\n\n```text\n{}```\n\n",
        language(first.code),
        // A page must not hold what it warns about.
        visible(&first.text),
        findings.render()
    );
    let others = further.map_or_else(Vec::new, |it| other_messages(first, it));
    if !others.is_empty() {
        text += &format!(
            "Other messages with this code:\n\n- {}\n\n",
            others.join("\n- ")
        );
    }
    text
}

/// The messages with a code that the first example does not show, in order, each once.
fn other_messages(first: &Bad, further: &Bad) -> Vec<String> {
    let messages = |bad: &Bad| -> Vec<String> {
        let findings = bad.findings();
        let own = findings.iter().filter(|found| found.code == bad.code);
        own.map(|found| found.message.clone()).collect()
    };
    let mut shown = messages(first);
    let mut others = messages(further);
    others.retain(|message| {
        let is_new = !shown.contains(message);
        shown.push(message.clone());
        is_new
    });
    others
}

/// The table of contents, which mdbook reads.
pub fn summary() -> String {
    let pages = Code::ALL
        .iter()
        .map(|code| format!("- [`{code}`](codes/{code}.md)\n"));
    let introduction = "# Summary\n\n[Introduction](introduction.md)\n\n# Diagnostic codes\n\n";
    introduction.to_owned() + &pages.collect::<String>()
}

/// Where the page of a code is.
pub fn path(code: Code) -> PathBuf {
    pages().join(format!("{code}.md"))
}

/// The folder of the pages.
pub fn pages() -> PathBuf {
    source().join("codes")
}

/// Where the table of contents is.
pub fn summary_path() -> PathBuf {
    source().join("SUMMARY.md")
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/src")
}

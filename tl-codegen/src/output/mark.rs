//! How a generated file is known: by how it begins.

use std::io::{self, Read};

/// Whether a file begins with one of the marks. Reads no more than the longest mark and the byte
/// after it, which must end the word: `tl-codegen-fork` is another generator.
pub fn has_mark(file: impl Read, marks: &[&str]) -> io::Result<bool> {
    let longest = marks.iter().map(|mark| mark.len()).max();
    let longest = longest.unwrap_or_default() as u64;
    let mut start = Vec::new();
    file.take(longest + 1).read_to_end(&mut start)?;
    Ok(marks.iter().any(|mark| begins_with(&start, mark)))
}

fn begins_with(start: &[u8], mark: &str) -> bool {
    match start.strip_prefix(mark.as_bytes()) {
        Some([]) => true,
        Some([next, ..]) => !next.is_ascii_alphanumeric() && !b"-_".contains(next),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::has_mark;

    #[test]
    fn a_mark_is_a_whole_word_at_the_start() {
        let is_marked = |text: &str| has_mark(text.as_bytes(), &["// a", "/* by tl"]).ok();
        for text in ["// a", "// a.\n", "/* by tl */"] {
            assert_eq!(is_marked(text), Some(true), "{text:?}");
        }
        for text in ["", "// ", "// ab", "// a-b", "// a_b", " // a", "\n// a"] {
            assert_eq!(is_marked(text), Some(false), "{text:?}");
        }
    }
}

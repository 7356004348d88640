//! Texts of side data to pieces: `` `code` `` in backticks, and `{argument}` in texts of errors.
//! A text is never taken for HTML.

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span<'t> {
    pub text: &'t str,
    pub is_code: bool,
}

/// A text with code in backticks. A backtick without another is a character.
pub fn spans(text: &str) -> Vec<Span<'_>> {
    delimited(text, '`', '`')
}

/// The longest text, in bytes, that is repeated on pages of other things.
const LONGEST_REPEATED: usize = 1_000;

/// The beginning of a text, for pages of other things: of these there are as many as a schema wants,
/// so a long text would be written that often.
pub fn summary(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_REPEATED)]
}

/// The text of an error; what stands in braces is an argument.
pub fn error_spans(text: &str) -> Vec<Span<'_>> {
    let spans = spans(text).into_iter();
    spans
        .flat_map(|span| match span.is_code {
            true => vec![span],
            false => delimited(span.text, '{', '}'),
        })
        .collect()
}

fn delimited(text: &str, open: char, close: char) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(open)
        && let Some((code, after)) = behind.split_once(close)
    {
        push(&mut spans, before, false);
        push(&mut spans, code, true);
        rest = after;
    }
    push(&mut spans, rest, false);
    spans
}

fn push<'t>(spans: &mut Vec<Span<'t>>, text: &'t str, is_code: bool) {
    if !text.is_empty() {
        spans.push(Span { text, is_code });
    }
}

/// The text without marks, on one line.
pub fn plain(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(spans: &[Span<'_>]) -> String {
        let shown = spans.iter().map(|span| match span.is_code {
            true => format!("<{}>", span.text),
            false => span.text.to_owned(),
        });
        shown.collect()
    }

    #[test]
    fn code_stands_in_backticks() {
        let texts = [
            ("a `b` c", "a <b> c"),
            ("`a``b`", "<a><b>"),
            ("a ` b", "a ` b"),
            ("``", ""),
        ];
        for (text, expected) in texts {
            assert_eq!(shown(&spans(text)), expected, "{text}");
        }
    }

    #[test]
    fn arguments_stand_in_braces() {
        assert_eq!(
            shown(&error_spans("Wait {seconds} s, `{x}`.")),
            "Wait <seconds> s, <{x}>."
        );
    }
}

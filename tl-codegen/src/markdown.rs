//! Plain text to Markdown that reads the same, and that rustdoc has nothing to say about.
//!
//! ```text
//! "<b>", [a, b] and https://t.me.   ─▸   "\<b>", \[a, b] and <https://t.me>.
//! ```
//!
//! Comments of schemas are foreign: what they hold must be no tag, no link to an item, no
//! block of code that is compiled as a test, and no character that rustc refuses.

/// A text as one paragraph of Markdown.
pub fn of_plain(text: &str) -> String {
    let text: String = text.chars().filter_map(printable).collect();
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    if let Some(mark) = block_mark(text) {
        let (number, marked) = text.split_at(mark);
        out.push_str(number);
        out.push('\\');
        rest = marked;
    }
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let length = match url_length(rest) {
            Some(length) => {
                out.extend(["<", &rest[..length], ">"]);
                length
            }
            None => {
                let next = rest[c.len_utf8()..].chars().next();
                if is_markup(c, before, next) {
                    out.push('\\');
                }
                out.push(c);
                c.len_utf8()
            }
        };
        before = Some(c);
        rest = &rest[length..];
    }
    out
}

/// A carriage return cannot stand in a comment of Rust, and what changes the direction of a
/// text is an error there.
fn printable(c: char) -> Option<char> {
    match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

/// Where the character stands that would make a heading, a quote or a list of the text.
fn block_mark(text: &str) -> Option<usize> {
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut chars = text[number..].chars();
    let mark = chars.next()?;
    let is_list = chars.next().is_none_or(|c| c == ' ' || c == mark);
    match (mark, number) {
        ('#' | '>', 0) => Some(0),
        ('-' | '+', 0) if is_list => Some(0),
        ('.' | ')', 1..) if is_list => Some(number),
        _ => None,
    }
}

/// Whether a character would not stand for itself where it is.
fn is_markup(c: char, before: Option<char>, next: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '~' | '[' => true,
        '_' => !(is_word(before) && is_word(next)),
        '<' => is_word(next) || matches!(next, Some('/' | '!' | '?')),
        '&' => is_word(next) || next == Some('#'),
        _ => false,
    }
}

/// The length of the URL that the text begins with. A sign at its end belongs to the
/// sentence, and so does a bracket that the URL does not open.
fn url_length(text: &str) -> Option<usize> {
    let after = |scheme| text.strip_prefix(scheme);
    let host = after("https://").or_else(|| after("http://"))?;
    if !host.starts_with(char::is_alphanumeric) {
        return None;
    }
    let is_part = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let mut url = &text[..end];
    loop {
        let closes = url.matches(')').count() > url.matches('(').count();
        let sign = |c: char| ".,;:!?'*_~".contains(c) || (closes && c == ')');
        match url.strip_suffix(sign) {
            Some(shorter) => url = shorter,
            None => return Some(url.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of_plain;

    #[track_caller]
    fn becomes(plain: &str, markdown: &str) {
        assert_eq!(of_plain(plain), markdown, "{plain:?}");
    }

    #[test]
    fn what_says_nothing_special_stays() {
        for text in [
            "True, if it is sent; 0-128 characters (pass null to keep message_thread_id)",
            "a < b > c & d, 0.5% of $5! @name #tag tg://x \"http://\"",
            "-1 to disable it",
            "1.5 or more",
        ] {
            becomes(text, text);
        }
    }

    #[test]
    fn marks_stand_for_themselves() {
        becomes(
            "the <b>, </b> and <!-- tags",
            r"the \<b>, \</b> and \<!-- tags",
        );
        becomes(r#"like ["a", "b"](c)"#, r#"like \["a", "b"](c)"#);
        becomes(
            "`x` *x* __x__ a_b ~x~ a\\b",
            r"\`x\` \*x\* \_\_x\_\_ a_b \~x\~ a\\b",
        );
        becomes("&lt; &#60; AT&T", r"\&lt; \&#60; AT\&T");
    }

    #[test]
    fn no_text_is_a_block() {
        becomes("# of users", r"\# of users");
        becomes("> 5", r"\> 5");
        becomes("- one", r"\- one");
        becomes("---", r"\---");
        becomes("+", r"\+");
        becomes("1. one", r"1\. one");
        becomes("12) two", r"12\) two");
        becomes("    code\t", "code");
        becomes("* one", r"\* one");
    }

    #[test]
    fn urls_are_links() {
        becomes("See https://t.me/a_b.", "See <https://t.me/a_b>.");
        becomes("(http://a.b/c?d=e#f)", "(<http://a.b/c?d=e#f>)");
        becomes(
            "https://a.b/c_(d), \"https://t.me\"",
            "<https://a.b/c_(d)>, \"<https://t.me>\"",
        );
        becomes("*https://a.b*", r"\*<https://a.b>\*");
    }

    #[test]
    fn what_rustc_refuses_goes() {
        becomes("a\rb\tc\u{202E}d\u{0}\u{2066}", "a b cd");
        becomes("", "");
    }
}

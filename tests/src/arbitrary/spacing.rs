//! Tokens to a text: spaces, line ends and comments between any two of them.

use arbitrary::{Result, Unstructured};

use super::tokens::Tokens;

/// What else counts as a space, one or none at all.
const BLANKS: &[&str] = &[
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "\n\n\n\n",
    "\n \n\t\n\r\n",
    " \r",
    "\u{b}",
];

/// With its line end: `//` reads to there.
const LINE_COMMENTS: &[&str] = &[
    "//\n",
    "// plain\n",
    "// spaces behind \t \n",
    "// return\r\n",
    "// ünï; code = --- types --- ;\n",
    "// not /* open\n",
    "//@description of it @x of x\n",
    "//-and more  \r\n",
    "///@y of y\n",
    "// LAYER 7\n",
];

const BLOCK_COMMENTS: &[&str] = &[
    "/**/",
    "/* block */",
    "/* two\n   lines */",
    "/* of  \r\n\tWindows\r\n*/",
    "/* // ; ünï ***/",
];

/// Writes the tokens with random gaps before, between and behind them.
pub fn spaced(u: &mut Unstructured<'_>, tokens: &Tokens) -> Result<String> {
    let mut text = String::new();
    if u.ratio(1, 8)? {
        text.push('\u{feff}');
    }
    let is_lively = u.arbitrary()?;
    for token in tokens.iter() {
        if !token.is_glued {
            gap(u, &mut text, is_lively)?;
            keep_apart(&mut text, &token.text);
        }
        text.push_str(&token.text);
    }
    gap(u, &mut text, is_lively)?;
    if u.ratio(1, 8)? {
        // No line end at the end of the file.
        text.push_str("// last");
    }
    Ok(text)
}

/// A gap; most are small, so that a text can be read.
fn gap(u: &mut Unstructured<'_>, text: &mut String, is_lively: bool) -> Result<()> {
    let likely = if is_lively { 4 } else { 30 };
    if !u.ratio(1, likely)? {
        text.push_str(if u.arbitrary()? { " " } else { "" });
        return Ok(());
    }
    text.push_str(u.choose(BLANKS)?);
    for _ in 0..u.int_in_range(0..=2)? {
        comment(u, text)?;
        text.push_str(u.choose(BLANKS)?);
    }
    Ok(())
}

fn comment(u: &mut Unstructured<'_>, text: &mut String) -> Result<()> {
    let comments = if u.arbitrary()? {
        LINE_COMMENTS
    } else {
        BLOCK_COMMENTS
    };
    text.push_str(u.choose(comments)?);
    Ok(())
}

/// A space where two tokens would be read as one, or a number sign as the start of an id.
fn keep_apart(text: &mut String, next: &str) {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let last = text.chars().next_back();
    let joins = match next.chars().next() {
        Some('#') => last.is_some_and(is_word),
        Some('-') => last == Some('-'),
        Some(first) => last.is_some_and(is_word) && is_word(first),
        None => false,
    };
    if joins {
        text.push(' ');
    }
}

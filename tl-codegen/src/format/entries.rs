//! Where one line ends and the next begins.

use super::tree::Token;
use super::{WIDTH, spacing};

/// Splits the content of a block or list behind every top-level `;` and `,` and
/// behind every body in braces.
pub fn entries(mut tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    std::iter::from_fn(move || {
        let (entry, rest) = tokens.split_at(entry_length(tokens));
        tokens = rest;
        (!entry.is_empty()).then_some(entry)
    })
}

fn entry_length(tokens: &[Token]) -> usize {
    let mut angles = 0_i32;
    for (index, token) in tokens.iter().enumerate() {
        if token.is('<') && !token.is_joint('<') {
            angles += 1;
        } else if token.is('>') && !is_arrow_head(&tokens[..index]) {
            angles -= 1;
        }
        let next = tokens.get(index + 1);
        let ends = token.is(';')
            || token.is(',') && angles <= 0
            || token.braces().is_some() && !next.is_some_and(continues);
        if ends {
            return index + 1;
        }
    }
    tokens.len()
}

/// Whether a token goes on behind a body: `else`, `;`, `,`, a method or an operator.
fn continues(token: &Token) -> bool {
    token.is_word("else") || token.is_punct() && !token.is('#')
}

fn is_arrow_head(before: &[Token]) -> bool {
    before
        .last()
        .is_some_and(|token| token.is_joint('-') || token.is_joint('='))
}

/// Whether the content of braces is fields, variants or arms rather than statements.
pub fn is_list(content: &[Token]) -> bool {
    content.iter().any(|token| token.is(',')) && !content.iter().any(|token| token.is(';'))
}

/// Whether an entry is a function: those stand apart from each other.
pub fn is_function(entry: &[Token]) -> bool {
    entry.iter().any(|token| token.is_word("fn"))
        && entry.last().is_some_and(|last| last.braces().is_some())
}

/// Whether a token is a group in braces that is laid out on lines of its own: all are
/// but a literal `Self { .. }` or `Self::Name { .. }` and a pattern, if they are short.
pub fn is_body(tokens: &[Token], index: usize) -> bool {
    if tokens[index].braces().is_none() {
        return false;
    }
    let is_literal = match &tokens[..index] {
        [before @ .., this, first, second, Token::Word(_)]
            if first.is_joint(':') && second.is(':') =>
        {
            let is_result = before.last().is_some_and(|token| token.is('>'));
            this.is_word("Self") && !is_result || is_arrow(&tokens[index + 1..])
        }
        [.., before, name] => name.is_word("Self") && !before.is('>'),
        [name] => name.is_word("Self"),
        [] => false,
    };
    if !is_literal {
        return true;
    }
    let mut flat = String::new();
    spacing::print_flat(&tokens[index..=index], &mut flat);
    flat.len() > WIDTH / 2
}

/// Whether the tokens begin with `=>`.
fn is_arrow(tokens: &[Token]) -> bool {
    matches!(tokens, [equals, head, ..] if equals.is_joint('=') && head.is('>'))
}

/// The first `|` between operands: `let flags = a | b`.
pub fn first_operator(tokens: &[Token]) -> Option<usize> {
    (1..tokens.len()).find(|&index| tokens[index].is('|'))
}

/// How much there is to break in a bracket; `None` for other tokens.
pub fn width(token: &Token) -> Option<usize> {
    match token {
        Token::Group { content, .. } => Some(content.len()),
        _ => None,
    }
}

/// The text of `doc = "..."`, if it can stand in a line comment.
pub fn doc_text(content: &[Token]) -> Option<String> {
    let [doc, equals, Token::Word(literal)] = content else {
        return None;
    };
    if !doc.is_word("doc") || !equals.is('=') {
        return None;
    }
    let text = match literal.contains('\\') {
        true => syn::parse_str::<syn::LitStr>(literal).ok()?.value(),
        // Comments in templates become raw literals.
        false => {
            let quoted = literal.strip_prefix('r').unwrap_or(literal);
            quoted.strip_prefix('"')?.strip_suffix('"')?.to_owned()
        }
    };
    let fits = !text.contains('\n') && (text.is_empty() || text.starts_with(' '));
    fits.then_some(text)
}

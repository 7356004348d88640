//! What stands between two tokens on a line.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// Prints tokens on one line.
pub fn print_flat(tokens: &[TokenTree], out: &mut String) {
    for (index, token) in tokens.iter().enumerate() {
        if let Some(previous) = index.checked_sub(1).map(|previous| &tokens[previous])
            && is_needed(&tokens[..index], previous, token)
        {
            out.push(' ');
        }
        print(token, out);
    }
}

fn print(token: &TokenTree, out: &mut String) {
    match token {
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::Brace if group.stream().is_empty() => ("{", "}"),
                Delimiter::Brace => ("{ ", " }"),
                Delimiter::None => ("", ""),
            };
            out.push_str(open);
            let content: Vec<TokenTree> = group.stream().into_iter().collect();
            print_flat(&content, out);
            out.push_str(close);
        }
        TokenTree::Punct(punct) => out.push(punct.as_char()),
        // Writing to a string cannot fail.
        TokenTree::Ident(ident) => {
            let _ = write!(out, "{ident}");
        }
        TokenTree::Literal(literal) => {
            let _ = write!(out, "{literal}");
        }
    }
}

/// Whether a space goes between two tokens that follow each other. `before` ends with
/// `left`.
pub fn is_needed(before: &[TokenTree], left: &TokenTree, right: &TokenTree) -> bool {
    if let TokenTree::Punct(left) = left
        && left.spacing() == Spacing::Joint
        && matches!(right, TokenTree::Punct(_))
    {
        return false;
    }
    if is_shift(before, left) || matches!(right, TokenTree::Punct(right) if is_shift_start(right)) {
        return true;
    }
    match (left, right) {
        (_, TokenTree::Punct(right)) => before_punct(before, left, right.as_char()),
        (TokenTree::Punct(left), TokenTree::Group(right))
            if left.as_char() == '>' && right.delimiter() == Delimiter::Parenthesis =>
        {
            is_arrow(before)
        }
        (TokenTree::Punct(left), _) => after_punct(before, left.as_char()),
        (_, TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace || is_word(left, "for"),
        _ => true,
    }
}

fn before_punct(before: &[TokenTree], left: &TokenTree, right: char) -> bool {
    match right {
        ',' | ';' | '.' | '?' | '>' => false,
        ':' => match left {
            TokenTree::Punct(left) if left.as_char() == '>' => is_arrow(before),
            // `impl ::core::..`, but `T: ::core::..` and `super::types`.
            TokenTree::Punct(left) => after_punct(before, left.as_char()),
            TokenTree::Ident(word) => is_path_start(&word.to_string()),
            _ => false,
        },
        '<' => matches!(left, TokenTree::Punct(left) if "=:,|".contains(left.as_char()))
            && !ends_path(before),
        '!' => !matches!(left, TokenTree::Ident(_)),
        '|' if closes_closure(before) => false,
        _ => match left {
            TokenTree::Punct(left) => after_punct(before, left.as_char()),
            _ => true,
        },
    }
}

/// Whether a punctuation is the first half of `<<`.
pub fn is_shift_start(punct: &proc_macro2::Punct) -> bool {
    punct.as_char() == '<' && punct.spacing() == Spacing::Joint
}

/// Whether `left`, the last of `before`, is the second half of `<<`.
fn is_shift(before: &[TokenTree], left: &TokenTree) -> bool {
    let first = before.len().checked_sub(2).map(|index| &before[index]);
    matches!(left, TokenTree::Punct(_))
        && matches!(first, Some(TokenTree::Punct(first)) if is_shift_start(first))
}

/// Whether a `::` behind this keyword begins a path.
fn is_path_start(word: &str) -> bool {
    matches!(
        word,
        "impl" | "for" | "as" | "use" | "in" | "if" | "mut" | "dyn" | "return" | "match" | "const"
    )
}

fn after_punct(before: &[TokenTree], left: char) -> bool {
    match left {
        '.' | '&' | '!' | '#' | '\'' | '<' | '@' | '$' | '*' => false,
        ':' => !ends_path(before),
        '|' => !opens_closure(before),
        _ => true,
    }
}

/// Whether the tokens end with `::`.
fn ends_path(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., TokenTree::Punct(first), TokenTree::Punct(second)] => {
            first.as_char() == ':' && first.spacing() == Spacing::Joint && second.as_char() == ':'
        }
        _ => false,
    }
}

/// Whether the tokens end with `->` or `=>`.
fn is_arrow(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., TokenTree::Punct(first), TokenTree::Punct(_)] => {
            first.spacing() == Spacing::Joint && "-=".contains(first.as_char())
        }
        _ => false,
    }
}

/// Whether the last token is a `|` that begins a closure.
fn opens_closure(tokens: &[TokenTree]) -> bool {
    match tokens {
        [_] => true,
        [.., TokenTree::Punct(before), _] => ",(=".contains(before.as_char()),
        _ => false,
    }
}

/// Whether a `|` behind these tokens ends the parameters of a closure.
fn closes_closure(tokens: &[TokenTree]) -> bool {
    let opened = tokens.iter().rposition(|token| {
        matches!(token, TokenTree::Punct(punct) if punct.as_char() == '|')
    });
    let Some(opened) = opened else {
        return false;
    };
    let is_parameters = tokens[opened + 1..].iter().all(|token| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ',',
        _ => false,
    });
    is_parameters && opens_closure(&tokens[..=opened])
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

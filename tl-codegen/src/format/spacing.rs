//! What stands between two tokens on a line.

use proc_macro2::Delimiter;

use super::tree::Token;

/// Prints tokens on one line.
pub fn print_flat(tokens: &[Token], out: &mut String) {
    for (index, token) in tokens.iter().enumerate() {
        if is_needed(&tokens[..index], token) {
            out.push(' ');
        }
        print(token, out);
    }
}

fn print(token: &Token, out: &mut String) {
    match token {
        Token::Word(word) => out.push_str(word),
        Token::Punct { char, .. } => out.push(*char),
        Token::Group { delimiter, content } => {
            let (open, close) = match delimiter {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::Brace if content.is_empty() => ("{", "}"),
                Delimiter::Brace => ("{ ", " }"),
                Delimiter::None => ("", ""),
            };
            out.push_str(open);
            print_flat(content, out);
            out.push_str(close);
        }
    }
}

/// Whether a space goes between the last of `before` and `right`.
pub fn is_needed(before: &[Token], right: &Token) -> bool {
    let Some(left) = before.last() else {
        return false;
    };
    if let Token::Punct { joint: true, .. } = left
        && right.is_punct()
    {
        return false;
    }
    if right.is_joint('<') || ends_with_pair(before, "<", '<') {
        return true;
    }
    match (left, right) {
        (_, Token::Punct { char: '!', joint }) => *joint || left.is_punct(),
        (_, Token::Punct { char, .. }) => before_punct(before, left, *char),
        (Token::Punct { char: '>', .. }, Token::Group { delimiter, .. })
            if *delimiter == Delimiter::Parenthesis =>
        {
            is_arrow(before)
        }
        (Token::Punct { char, .. }, _) => after_punct(before, *char),
        (_, Token::Group { delimiter, .. }) => {
            *delimiter == Delimiter::Brace || is_before_value(left) || is_lifetime(before)
        }
        _ => true,
    }
}

fn before_punct(before: &[Token], left: &Token, right: char) -> bool {
    match right {
        ',' | ';' | '.' | '?' | '>' => false,
        ':' => match left {
            Token::Punct { char: '>', .. } => is_arrow(before),
            // `impl ::core::..`, but `T: ::core::..` and `super::types`.
            Token::Punct { char, .. } => after_punct(before, *char),
            Token::Word(word) => is_before_path(word) || is_lifetime(before),
            Token::Group { .. } => false,
        },
        '<' if is_before_value(left) => true,
        '<' => {
            matches!(
                left,
                Token::Punct {
                    char: '=' | ':' | ',' | '|',
                    ..
                }
            ) && !ends_path(before)
        }
        '|' if closes_closure(before) => false,
        _ => match left {
            Token::Punct { char, .. } => after_punct(before, *char),
            _ => true,
        },
    }
}

/// Whether this is a keyword that a value or pattern follows: `let (a, b)`, `match <T>::f()`.
fn is_before_value(token: &Token) -> bool {
    ["for", "let", "match", "return"]
        .iter()
        .any(|word| token.is_word(word))
}

/// Whether a `::` behind this keyword begins a path.
fn is_before_path(word: &str) -> bool {
    matches!(
        word,
        "impl" | "for" | "as" | "use" | "in" | "if" | "mut" | "dyn" | "return" | "match" | "const"
    )
}

/// Whether the tokens end with `'static`.
fn is_lifetime(tokens: &[Token]) -> bool {
    matches!(tokens, [.., quote, _] if quote.is('\''))
}

fn after_punct(before: &[Token], left: char) -> bool {
    match left {
        '&' => stands_between(before),
        '.' | '!' | '#' | '\'' | '<' | '@' | '$' | '*' => false,
        ':' => !ends_path(before),
        '|' => !opens_closure(before),
        _ => true,
    }
}

/// Whether the `&` at the end has a value before it: `bits & mask`, but `if &x`.
fn stands_between(tokens: &[Token]) -> bool {
    match tokens {
        [.., Token::Word(word), _] => !is_before_path(word),
        _ => false,
    }
}

/// Whether the tokens end with an operator of two characters.
fn ends_with_pair(tokens: &[Token], firsts: &str, second: char) -> bool {
    match tokens {
        [.., Token::Punct { char, joint: true }, last] => firsts.contains(*char) && last.is(second),
        _ => false,
    }
}

fn ends_path(tokens: &[Token]) -> bool {
    ends_with_pair(tokens, ":", ':')
}

/// Whether the tokens end with `->` or `=>`.
fn is_arrow(tokens: &[Token]) -> bool {
    ends_with_pair(tokens, "-=", '>')
}

/// Whether the last token is a `|` that begins a closure.
fn opens_closure(tokens: &[Token]) -> bool {
    match tokens {
        [_] => true,
        [.., Token::Punct { char, .. }, _] => matches!(char, ',' | '(' | '='),
        _ => false,
    }
}

/// Whether a `|` behind these tokens ends the parameters of a closure.
fn closes_closure(tokens: &[Token]) -> bool {
    let Some(opened) = tokens.iter().rposition(|token| token.is('|')) else {
        return false;
    };
    let is_parameters = tokens[opened + 1..]
        .iter()
        .all(|token| token.is(',') || matches!(token, Token::Word(_)));
    is_parameters && opens_closure(&tokens[..=opened])
}

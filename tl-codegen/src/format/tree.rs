//! Tokens in a form that is cheap to look at again and again: a
//! [`proc_macro2::TokenStream`] is copied each time that it is looked into.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A token, or a bracket with all that is in it.
#[derive(Debug)]
pub enum Token {
    /// An identifier, keyword or literal.
    Word(String),
    /// A punctuation character.
    Punct {
        /// The character.
        char: char,
        /// Whether it forms one operator with the next one.
        joint: bool,
    },
    /// `(..)`, `[..]` or `{..}`
    Group {
        /// Which of them.
        delimiter: Delimiter,
        /// What is in it.
        content: Vec<Token>,
    },
}

/// Reads a whole stream. Groups without brackets dissolve.
pub fn read(stream: TokenStream) -> Vec<Token> {
    let mut tokens = Vec::new();
    push_all(stream, &mut tokens);
    tokens
}

fn push_all(stream: TokenStream, tokens: &mut Vec<Token>) {
    for token in stream {
        match token {
            TokenTree::Ident(ident) => tokens.push(Token::Word(ident.to_string())),
            TokenTree::Literal(literal) => tokens.push(Token::Word(literal.to_string())),
            TokenTree::Punct(punct) => tokens.push(Token::Punct {
                char: punct.as_char(),
                joint: punct.spacing() == Spacing::Joint,
            }),
            TokenTree::Group(group) => {
                let (delimiter, stream) = (group.delimiter(), group.stream());
                // The only owner of a stream may take it apart without copying.
                drop(group);
                match delimiter {
                    Delimiter::None => push_all(stream, tokens),
                    _ => tokens.push(Token::Group {
                        delimiter,
                        content: read(stream),
                    }),
                }
            }
        }
    }
}

impl Token {
    /// Whether it is this punctuation.
    pub fn is(&self, wanted: char) -> bool {
        matches!(self, Token::Punct { char, .. } if *char == wanted)
    }

    /// Whether it is this word.
    pub fn is_word(&self, wanted: &str) -> bool {
        matches!(self, Token::Word(word) if word == wanted)
    }

    /// Whether it is any punctuation.
    pub fn is_punct(&self) -> bool {
        matches!(self, Token::Punct { .. })
    }

    /// Whether it is the first half of an operator that begins with this character.
    pub fn is_joint(&self, wanted: char) -> bool {
        matches!(self, Token::Punct { char, joint: true } if *char == wanted)
    }

    /// What is in it, if it is `{..}`.
    pub fn braces(&self) -> Option<&[Token]> {
        match self {
            Token::Group {
                delimiter: Delimiter::Brace,
                content,
            } => Some(content),
            _ => None,
        }
    }
}

//! The tokens of a text that is being made up.

/// A token.
#[derive(Debug)]
pub struct Token {
    pub text: String,
    /// Whether nothing may stand before it: the `#` of an id.
    pub is_glued: bool,
}

/// Tokens, in order.
#[derive(Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
}

impl Tokens {
    /// Adds tokens that are parted by spaces in `text`.
    pub fn add(&mut self, text: &str) {
        for word in text.split(' ') {
            self.list.push(Token {
                text: word.to_owned(),
                is_glued: false,
            });
        }
    }

    /// Adds an id behind a name.
    pub fn add_id(&mut self, digits: &str) {
        self.list.push(Token {
            text: format!("#{digits}"),
            is_glued: true,
        });
    }

    /// Adds all tokens of another list.
    pub fn append(&mut self, mut other: Tokens) {
        self.list.append(&mut other.list);
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Token> {
        self.list.iter()
    }
}

//! Two tokens that stand on one line: whether a space goes between them.

use crate::syntax::token::TokenKind::{self, Arrow, Id, Punct};

/// Whether `left` and `right` are parted by a space. They are unless one of them holds on
/// to the other, as `:` does on both sides and `(` on its right.
///
/// Never glues what would be read as something else: a name and a `#` are parted, because
/// `name#` begins an id.
pub fn is_spaced(left: TokenKind, right: TokenKind) -> bool {
    if is_equals(left) || is_equals(right) {
        return true;
    }
    let glued = match (left, right) {
        (_, Id) => true,
        (Punct(left), _) if b"({<:.?*+,%!".contains(&left) => true,
        (_, Punct(right)) => b")}><:.?*+,;".contains(&right),
        _ => false,
    };
    !glued
}

fn is_equals(token: TokenKind) -> bool {
    matches!(token, Punct(b'=') | Arrow)
}

//! The tokens of TL.

use crate::source::Span;

/// What a token is; its text is found through its span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `foo`, `ns.foo`: a name whose last part begins with a lower-case letter.
    Lower,
    /// `Foo`, `ns.Foo`: a name whose last part begins with an upper-case letter.
    Upper,
    /// A run of decimal digits.
    Number,
    /// What follows a `#` that is glued to a lower-case name; the span holds the
    /// digits without the `#`. May be empty or malformed.
    Id,
    /// `@read`: an annotation of VK's dialect.
    Annotation,
    /// `---`.
    SectionMark,
    /// Any other run of `-`.
    Dashes,
    /// `===`.
    LayerMark,
    /// `=>`.
    Arrow,
    /// One of `: ; ( ) [ ] { } = # ? % < > + , * _ ! .`
    Punct(u8),
    /// The end of the file, an empty token.
    End,
}

/// A token and its place.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

impl Token {
    /// Whether this is the punctuation `punct`.
    pub fn is(self, punct: u8) -> bool {
        self.kind == TokenKind::Punct(punct)
    }
}

//! Which piece goes where: a marker, a declaration and the comments between them, one
//! after the other. The text has parsed, so nothing is checked here.

use super::pieces::{Piece, PieceKind, Pieces};
use super::spacing;
use super::writer::{Break, Place, Writer};
use crate::syntax::doc::is_documentation;
use crate::syntax::token::TokenKind;

/// By how many spaces a line inside of a declaration, or of a `[`, is indented.
const INDENT: usize = 2;

/// The start of a line outside of declarations.
const TOP: Place = Place {
    line: Break::Always,
    indent: 0,
    most_blank: 2,
    spaced: true,
};

/// What holds on to the token before it.
const GLUED: Place = Place {
    line: Break::Never,
    spaced: false,
    ..TOP
};

/// Lays out all pieces of a file. `arguments` are the offsets at which arguments begin.
pub fn lay_out(pieces: Pieces<'_, '_>, arguments: &[u32]) -> String {
    let mut layout = Layout {
        writer: Writer::with_capacity(pieces.text_len()),
        pieces,
        arguments,
        carried: 0,
    };
    loop {
        let piece = layout.bump();
        match piece.kind {
            PieceKind::Comment => layout.writer.put(piece, TOP),
            PieceKind::Token(TokenKind::End) => return layout.writer.finish(),
            PieceKind::Token(TokenKind::SectionMark | TokenKind::LayerMark) => layout.marker(piece),
            PieceKind::Token(first) => layout.declaration(piece, first),
        }
    }
}

struct Layout<'a, 'l> {
    pieces: Pieces<'a, 'l>,
    /// The offsets that have not been reached.
    arguments: &'l [u32],
    writer: Writer,
    /// Line ends before a token that a comment was moved behind: the next piece has them.
    carried: usize,
}

impl<'a> Layout<'a, '_> {
    fn bump(&mut self) -> Piece<'a> {
        let mut piece = self.pieces.bump();
        piece.line_ends = piece.line_ends.max(std::mem::take(&mut self.carried));
        piece
    }

    /// `---functions---` or `===8===`: three tokens without spaces, comments behind them.
    fn marker(&mut self, open: Piece<'a>) {
        self.writer.put(open, TOP);
        let mut comments = Vec::new();
        let mut missing = 2;
        while missing > 0 {
            let piece = self.bump();
            match piece.kind {
                PieceKind::Comment => comments.push(piece),
                PieceKind::Token(TokenKind::End) => break,
                PieceKind::Token(_) => {
                    self.writer.put(piece, GLUED);
                    self.carry_over(&comments, piece);
                    missing -= 1;
                }
            }
        }
        self.put_behind(comments);
    }

    /// From the first token to `;` and the comments before that.
    fn declaration(&mut self, first: Piece<'a>, kind: TokenKind) {
        self.writer.put(first, TOP);
        let mut line = Line::new(kind);
        let mut comments = Vec::new();
        loop {
            let piece = self.bump();
            match piece.kind {
                PieceKind::Comment => comments.push(piece),
                PieceKind::Token(TokenKind::End) => break,
                PieceKind::Token(TokenKind::Punct(b';')) => {
                    // Behind the declaration it would document the next one.
                    if comments.iter().any(|it| is_documentation(it.text)) {
                        for comment in comments.drain(..) {
                            self.writer.put(comment, line.place_of_comment());
                        }
                    }
                    self.writer.put(piece, GLUED);
                    self.carry_over(&comments, piece);
                    break;
                }
                PieceKind::Token(kind) => {
                    for comment in comments.drain(..) {
                        self.writer.put(comment, line.place_of_comment());
                    }
                    let is_argument = self.is_argument(piece);
                    self.writer.put(piece, line.place(kind, is_argument));
                }
            }
        }
        self.put_behind(comments);
    }

    /// Whether an argument begins with this piece.
    fn is_argument(&mut self, piece: Piece<'_>) -> bool {
        while let Some((&offset, later)) = self.arguments.split_first()
            && offset <= piece.start
        {
            self.arguments = later;
            if offset == piece.start {
                return true;
            }
        }
        false
    }

    /// Notes the line ends before `token` if `comments` move behind it: a line comment
    /// among them needs its line end.
    fn carry_over(&mut self, comments: &[Piece<'_>], token: Piece<'_>) {
        if !comments.is_empty() {
            self.carried = token.line_ends;
        }
    }

    fn put_behind(&mut self, comments: Vec<Piece<'a>>) {
        for comment in comments {
            self.writer.put(comment, TOP);
        }
    }
}

/// What has been passed of a declaration.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Annotations,
    /// The name, and its id if one is written.
    Name,
    Body,
}

/// How far a declaration has been laid out.
struct Line {
    previous: TokenKind,
    stage: Stage,
    /// How many `[` are open.
    depth: usize,
}

impl Line {
    fn new(first: TokenKind) -> Self {
        Self {
            previous: first,
            stage: match first {
                TokenKind::Annotation => Stage::Annotations,
                _ => Stage::Name,
            },
            depth: 0,
        }
    }

    fn place_of_comment(&self) -> Place {
        Self::place_at(Break::AsWritten, self.indent(), true)
    }

    /// The place of the next token.
    fn place(&mut self, token: TokenKind, is_argument: bool) -> Place {
        if token == TokenKind::Punct(b']') {
            self.depth = self.depth.saturating_sub(1);
        }
        let spaced = self.is_builtin_mark(token) || spacing::is_spaced(self.previous, token);
        let place = match self.may_break(token, is_argument) {
            true => Self::place_at(Break::AsWritten, self.indent(), spaced),
            false => Self::place_at(Break::Never, self.indent() + INDENT, spaced),
        };
        self.pass(token);
        place
    }

    fn pass(&mut self, token: TokenKind) {
        if token == TokenKind::Punct(b'[') {
            self.depth += 1;
        }
        self.stage = match (self.stage, token) {
            (Stage::Annotations, TokenKind::Annotation) => Stage::Annotations,
            (Stage::Annotations, _) | (Stage::Name, TokenKind::Id) => Stage::Name,
            _ => Stage::Body,
        };
        self.previous = token;
    }

    fn may_break(&self, token: TokenKind, is_argument: bool) -> bool {
        let is_mark = matches!(token, TokenKind::Punct(b'=' | b']') | TokenKind::Arrow);
        is_argument || is_mark || self.stage == Stage::Annotations
    }

    /// The `?` of `int ? = Int`: no condition has its variable where the name stands.
    fn is_builtin_mark(&self, token: TokenKind) -> bool {
        token == TokenKind::Punct(b'?') && self.stage == Stage::Name
    }

    fn indent(&self) -> usize {
        match self.stage {
            Stage::Annotations => 0,
            Stage::Name | Stage::Body => INDENT * (1 + self.depth),
        }
    }

    fn place_at(line: Break, indent: usize, spaced: bool) -> Place {
        Place {
            line,
            indent,
            most_blank: 1,
            spaced,
        }
    }
}

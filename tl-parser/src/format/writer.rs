//! Pieces to text: line ends, indentation and spaces before each.

use super::pieces::{Piece, PieceKind};

/// Whether a token begins a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// It always does.
    Always,
    /// It does if it did in the text.
    AsWritten,
    /// Only if a comment before it ends the line.
    Never,
}

/// Where a piece goes.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// For a token: whether it begins a line. A comment does if it did in the text.
    pub line: Break,
    /// The spaces before it if it begins a line.
    pub indent: usize,
    /// The most blank lines that are left before it.
    pub most_blank: usize,
    /// For a token behind a token: whether there is a space before it if it does not
    /// begin a line.
    pub spaced: bool,
}

/// The text that is being written.
pub struct Writer {
    out: String,
    /// What was written last; a comment at the start of the file needs no line end.
    last: Option<PieceKind>,
    /// Whether a line began behind the last token.
    began_line: bool,
}

impl Writer {
    /// `capacity` is about how many bytes will be written.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            out: String::with_capacity(capacity),
            last: None,
            began_line: true,
        }
    }

    /// Writes a piece and what goes before it.
    pub fn put(&mut self, piece: Piece<'_>, place: Place) {
        if let Some(last) = self.last {
            self.separate(last, piece, place);
        }
        self.put_text(piece);
        self.last = Some(piece.kind);
        if piece.kind != PieceKind::Comment {
            self.began_line = false;
        }
    }

    fn separate(&mut self, last: PieceKind, piece: Piece<'_>, place: Place) {
        let line_ends = self.line_ends(last, piece, place.line);
        if line_ends > 0 {
            let kept = line_ends.min(place.most_blank + 1);
            self.out.extend(std::iter::repeat_n('\n', kept));
            self.out.extend(std::iter::repeat_n(' ', place.indent));
            self.began_line = true;
        } else if place.spaced || last == PieceKind::Comment || piece.kind == PieceKind::Comment {
            self.out.push(' ');
        }
    }

    fn line_ends(&self, last: PieceKind, piece: Piece<'_>, line: Break) -> usize {
        let is_beside_comment = last == PieceKind::Comment || piece.kind == PieceKind::Comment;
        match line {
            _ if is_beside_comment && piece.line_ends > 0 => piece.line_ends,
            Break::Always if piece.kind == PieceKind::Comment || self.is_behind_comment() => 0,
            Break::Always => piece.line_ends.max(1),
            Break::AsWritten => piece.line_ends,
            Break::Never => 0,
        }
    }

    /// Whether a comment that began a line goes on in it: `/* sic */ name = Type`.
    fn is_behind_comment(&self) -> bool {
        self.last == Some(PieceKind::Comment) && self.began_line
    }

    /// Carriage returns stand only at the line ends inside of block comments.
    fn put_text(&mut self, piece: Piece<'_>) {
        if piece.kind != PieceKind::Comment || !piece.text.contains("\r\n") {
            return self.out.push_str(piece.text);
        }
        for line in piece.text.split_inclusive('\n') {
            match line.strip_suffix('\n') {
                Some(line) => {
                    self.out.push_str(line.trim_end_matches('\r'));
                    self.out.push('\n');
                }
                None => self.out.push_str(line),
            }
        }
    }

    /// The text, closed by a line end unless it is empty.
    pub fn finish(mut self) -> String {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }
}

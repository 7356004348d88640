//! Source files and places in them: byte spans while working, lines and columns only
//! when something is shown to a person.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use arcstr::{ArcStr, Substr};

/// A file of a [`Sources`] set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one source file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that the range lies in.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset of the byte after the last one; equal to `start` in an empty span.
    pub end: u32,
}

impl Span {
    /// The empty range at the start of a file.
    pub(crate) fn start_of(file: FileId) -> Span {
        Span {
            file,
            start: 0,
            end: 0,
        }
    }

    /// The range from the start of `self` to the end of `other`.
    pub fn to(self, other: Span) -> Span {
        Span {
            end: other.end.max(self.start),
            ..self
        }
    }

    /// The empty range right behind `self`.
    pub fn after(self) -> Span {
        Span {
            start: self.end,
            ..self
        }
    }

    /// The range as `usize` offsets, to slice a text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A place as people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location<'a> {
    /// Name of the file, as it was given to [`Sources::add`].
    pub file: &'a str,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters (not bytes), counted from 1.
    pub column: usize,
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = crate::text::one_line(self.file);
        write!(f, "{file}:{}:{}", self.line, self.column)
    }
}

#[derive(Debug, Clone)]
struct Source {
    name: String,
    text: ArcStr,
    /// Made when the first place is shown.
    index: OnceLock<Index>,
}

impl Source {
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.text.as_bytes()))
    }

    /// The number of characters that begin before an offset.
    fn chars_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let rest = &self.text.as_bytes()[block * BLOCK..offset];
        self.index().chars[block] as usize + count_chars(rest)
    }
}

/// How many bytes are counted to find a column, however long the line is.
const BLOCK: usize = 4096;

/// What makes the line and column of an offset quick to find.
#[derive(Debug, Clone)]
struct Index {
    /// Where each line starts.
    lines: Vec<u32>,
    /// The number of characters before each block.
    chars: Vec<u32>,
}

impl Index {
    fn new(text: &[u8]) -> Self {
        let newlines = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = newlines.map(|(newline, _)| newline as u32 + 1);
        let mut sum = 0;
        let blocks = text.chunks(BLOCK).map(|block| {
            sum += count_chars(block) as u32;
            sum
        });
        Self {
            lines: std::iter::once(0).chain(starts).collect(),
            chars: std::iter::once(0).chain(blocks).collect(),
        }
    }
}

/// All bytes but those that go on with a character.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The files that make up one schema, in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. `name` is what diagnostics call it; no file is opened.
    ///
    /// Only the first 4 GiB of a text can be addressed by a [`Span`]; what lies
    /// behind is cut off.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(self.files.len() as u32);
        let mut text = text.into();
        truncate_to_u32(&mut text);
        self.files.push(Source {
            name: name.into(),
            text: text.into(),
            index: OnceLock::new(),
        });
        id
    }

    /// All files, in order.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.files.len() as u32).map(FileId)
    }

    /// The name of a file of this set.
    pub fn name(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].name
    }

    /// The text of a file of this set.
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].text
    }

    /// The text of a span of this set. It shares the memory of the source.
    pub(crate) fn slice(&self, span: Span) -> Substr {
        self.files[span.file.0 as usize].text.substr(span.range())
    }

    /// A piece of the text of a file of this set. It shares the memory of the source.
    pub(crate) fn piece(&self, file: FileId, text: &str) -> Substr {
        let source = &self.files[file.0 as usize].text;
        let piece = source.try_substr_from(text);
        piece.unwrap_or_else(|| text.into())
    }

    /// Line and column of the start of `span`.
    pub fn location(&self, span: Span) -> Location<'_> {
        let source = &self.files[span.file.0 as usize];
        let line = self.line_of(span.file, span.start);
        let start = source.index().lines[line] as usize;
        let offset = (span.start as usize).min(source.text.len());
        // A byte order mark is no column.
        let mark = usize::from(start == 0 && offset > 0 && source.text.starts_with('\u{feff}'));
        Location {
            file: &source.name,
            line: line + 1,
            column: source.chars_before(offset) - source.chars_before(start) - mark + 1,
        }
    }

    /// The line of an offset, counted from 0.
    pub(crate) fn line_of(&self, file: FileId, offset: u32) -> usize {
        let lines = &self.files[file.0 as usize].index().lines;
        lines.partition_point(|start| *start <= offset) - 1
    }

    /// Where the lines from `first` to `last` lie in the text, counted from 0.
    pub(crate) fn lines(&self, file: FileId, first: usize, last: usize) -> Range<usize> {
        let source = &self.files[file.0 as usize];
        let start = |line: usize| source.index().lines.get(line).map(|start| *start as usize);
        let end = source.text.len();
        start(first).unwrap_or(end)..start(last + 1).unwrap_or(end)
    }
}

fn truncate_to_u32(text: &mut String) {
    const MOST: usize = u32::MAX as usize;
    if text.len() > MOST {
        text.truncate(text.floor_char_boundary(MOST));
    }
}

//! A stream to lines of bounded length, each in the same buffer.

use std::io::{self, BufRead, BufReader, Read};

/// How much is read at once.
const BLOCK: usize = 1 << 18;

/// Lines, one after the other.
#[derive(Debug)]
pub struct LineReader<R> {
    input: BufReader<R>,
    line: Vec<u8>,
    most: usize,
}

/// What was read.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A line without its end.
    Text(&'a [u8]),
    /// A line of more bytes than are allowed; the rest of it was skipped.
    TooLong,
    /// Nothing is left.
    End,
}

impl<R: Read> LineReader<R> {
    /// Lines of at most so many bytes.
    pub fn new(input: R, most: usize) -> Self {
        Self {
            input: BufReader::with_capacity(BLOCK, input),
            line: Vec::new(),
            most,
        }
    }

    /// The next line.
    pub fn next_line(&mut self) -> io::Result<Line<'_>> {
        self.line.clear();
        let bound = (self.most as u64).saturating_add(1);
        let mut bounded = self.input.by_ref().take(bound);
        if bounded.read_until(b'\n', &mut self.line)? == 0 {
            return Ok(Line::End);
        }
        match self.line.strip_suffix(b"\n") {
            Some(line) => Ok(Line::Text(line.strip_suffix(b"\r").unwrap_or(line))),
            None if self.line.len() > self.most => {
                self.input.skip_until(b'\n')?;
                Ok(Line::TooLong)
            }
            None => Ok(Line::Text(&self.line)),
        }
    }

    /// Whether the next line has to be waited for.
    pub fn is_waiting(&self) -> bool {
        self.input.buffer().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_up_to_the_limit() {
        let mut reader = LineReader::new(&b"1234\n12345\n\n123456789\r\n12\r\nlast"[..], 4);
        assert_eq!(reader.next_line().unwrap(), Line::Text(b"1234"));
        assert_eq!(reader.next_line().unwrap(), Line::TooLong);
        assert_eq!(reader.next_line().unwrap(), Line::Text(b""));
        assert_eq!(reader.next_line().unwrap(), Line::TooLong);
        assert_eq!(reader.next_line().unwrap(), Line::Text(b"12"));
        assert_eq!(reader.next_line().unwrap(), Line::Text(b"last"));
        assert_eq!(reader.next_line().unwrap(), Line::End);
        assert!(reader.is_waiting());
    }
}

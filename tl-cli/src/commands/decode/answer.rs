//! A line of the input to a line of the output. All buffers are used again.

use std::collections::HashSet;

use tl_parser::text::one_line;
use tl_runtime::inspect::Ty;

use super::line::Line;
use crate::values::{Asked, Decoder, Schemas, hex_into};

/// Answers lines.
#[derive(Debug)]
pub struct Answers<'s> {
    schemas: &'s Schemas,
    decoder: Decoder,
    types: Types,
    /// What bytes are of that no line says it of.
    default: Ty<'static>,
    bytes: Vec<u8>,
    /// The answer: members of the line, then what is said of its bytes.
    answer: Vec<u8>,
}

/// Why there is no value, and the byte if it lies in the bytes.
type Failure = (String, Option<usize>);

impl<'s> Answers<'s> {
    pub fn new(schemas: &'s Schemas, decoder: Decoder, default: Ty<'static>) -> Self {
        Self {
            schemas,
            decoder,
            types: Types::default(),
            default,
            bytes: Vec::new(),
            answer: Vec::new(),
        }
    }

    /// The answer to a line, with its end, and whether it has the value.
    pub fn answer(&mut self, line: &[u8]) -> (&[u8], bool) {
        self.answer.clear();
        self.answer.push(b'{');
        let result = self.decode(line);
        let is_good = result.is_ok();
        if let Err((message, offset)) = result {
            self.fail(&message, offset);
        }
        self.answer.extend(b"}\n");
        (&self.answer, is_good)
    }

    /// The answer to a line that is not read.
    pub fn refusal(&mut self, message: &str) -> &[u8] {
        self.answer.clear();
        self.answer.push(b'{');
        self.fail(message, None);
        self.answer.extend(b"}\n");
        &self.answer
    }

    fn decode(&mut self, line: &[u8]) -> Result<(), Failure> {
        self.bytes.clear();
        let start = self.answer.len();
        let line = Line::parse(line, &mut self.answer).map_err(|message| {
            // Members of what is no JSON are none.
            self.answer.truncate(start);
            (message, None)
        })?;
        let without_place = |message| (message, None);
        hex_into(
            line.hex().map_err(without_place)?.as_bytes(),
            &mut self.bytes,
        )
        .map_err(|message| (format!("`hex`: {message}"), None))?;
        let ty = match line.asked().map_err(without_place)? {
            None => self.default,
            Some(asked) => self
                .types
                .find(asked, self.schemas)
                .map_err(without_place)?,
        };
        let start = self.answer.len();
        self.answer.extend(b"\"json\":");
        let result = self.decoder.write_json(ty, &self.bytes, &mut self.answer);
        result.map_err(|wrong| {
            self.answer.truncate(start);
            let message = wrong.explained(&self.schemas.left_out);
            (message, Some(wrong.offset))
        })
    }

    fn fail(&mut self, message: &str, offset: Option<usize>) {
        self.answer.extend(b"\"error\":");
        serde_json::to_writer(&mut self.answer, &*one_line(message))
            .expect("a string is JSON, and memory a writer");
        if let Some(offset) = offset {
            self.answer.extend(format!(",\"offset\":{offset}").bytes());
        }
    }
}

/// Types that lines have asked for. They are never more than the schemas have, with some vectors
/// around them.
#[derive(Debug, Default)]
struct Types {
    notations: HashSet<&'static str>,
}

impl Types {
    fn find(&mut self, asked: Asked<'_>, schemas: &Schemas) -> Result<Ty<'static>, String> {
        let notation = schemas.names.notation(asked)?;
        let known = self.notations.get(&*notation).copied();
        let notation = known.unwrap_or_else(|| {
            let notation = notation.leak();
            self.notations.insert(notation);
            notation
        });
        Ok(Ty::new(notation))
    }
}

//! `tl decode --lines`: a line in, a line out, until there are no more. What is remembered of a line
//! is its types and what a walk has learned of the tables, so that memory stays flat.

use std::io::{self, ErrorKind};

use tl_runtime::inspect::Ty;

use super::Args;
use super::answer::Answers;
use super::progress::Progress;
use super::reader::{Line, LineReader};
use crate::commands::Outcome;
use crate::error::Error;
use crate::output::Output;
use crate::text::counted;
use crate::values::{Decoder, Schemas};

/// Answers all lines of the input.
pub fn run(
    args: &Args,
    schemas: &Schemas,
    decoder: Decoder,
    default: Ty<'static>,
    output: &Output,
) -> Result<Outcome, Error> {
    let (input, length) = args.input.open()?;
    let mut lines = LineReader::new(input, args.max_line);
    let mut answers = Answers::new(schemas, decoder, default);
    let mut progress = Progress::new(length);
    let mut stdout = output.lines();
    let (mut count, mut failed) = (0, 0);
    loop {
        let line = lines.next_line().map_err(args.input.unreadable())?;
        let (answer, is_good) = match line {
            Line::End => break,
            Line::Text(line) => {
                progress.add(line.len() + 1);
                if line.trim_ascii().is_empty() {
                    continue;
                }
                answers.answer(line)
            }
            Line::TooLong => {
                let message = format!("the line is longer than {} bytes", args.max_line);
                (answers.refusal(&message), false)
            }
        };
        count += 1;
        failed += usize::from(!is_good);
        let mut written = stdout.write(answer);
        // Who asks line by line waits for the answer.
        if lines.is_waiting() {
            written = written.and_then(|()| stdout.flush());
        }
        if !is_read(written)? {
            return Ok(Outcome::Good);
        }
    }
    is_read(stdout.flush())?;
    progress.finish();
    if failed == 0 {
        return Ok(Outcome::Good);
    }
    output.report(&format!(
        "{failed} of {} cannot be decoded\n",
        counted(count, "line")
    ));
    Ok(Outcome::Bad)
}

/// Whether somebody still reads the answers: who went away has seen what they wanted.
fn is_read(written: io::Result<()>) -> Result<bool, Error> {
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Error::Stdout(error)),
    }
}

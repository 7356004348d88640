//! Reading and writing the same bytes with this project, grammers, tl-proto's hand-written
//! structs, and as a mere copy.
//!
//! | module | what it holds |
//! |---|---|
//! | [`values`], [`cases`] | what is read and written, and by whom |
//! | [`bindings`], `peer`, `hand_written`, [`works`] | how each library does it |
//! | [`allocations`] | how often reading allocates, counted by a program of its own |

pub mod allocations;
pub mod bindings;
pub mod cases;
mod hand_written;
mod peer;
pub mod values;
pub mod works;

use std::io;

use cases::{Bytes, Case};
use works::Works;

use crate::table::{Row, Table, Unit};
use crate::timing::{Repeated, nanoseconds};

const ABOUT: &str = "\n## Run time\n\n\
    Time a call, the drop of the result included. `messagesSlice` has 100 messages, 100 users and 12 chats; \
    the two small values have every field. Each library reads and writes the same bytes. tl-proto's structs are \
    written by hand; its text is bytes, which nobody checks for UTF-8. What borrows is compared with grammers' \
    owned types, as it has no others.\n\n";

/// Measures everything; medians over `rounds` samples.
///
/// # Errors
///
/// If the program that counts allocations cannot be run.
///
/// # Panics
///
/// If two libraries write the same value in different bytes.
pub fn run(rounds: usize) -> io::Result<String> {
    let bytes = Bytes::new();
    let mut table = Table::new(&["this project", "grammers 0.11", "tl-proto 0.5", "memcpy"]);
    for case in bytes.cases() {
        table.push(decode(rounds, case));
    }
    for case in bytes.cases() {
        table.push(decode_borrowed(rounds, case));
    }
    for case in bytes.cases() {
        table.push(encode_into(rounds, case));
    }
    for case in bytes.cases() {
        table.push(encode(rounds, case));
    }
    Ok(format!("{ABOUT}{table}{}", allocations::table()?))
}

fn decode(rounds: usize, case: Case<'_>) -> Row {
    let what = format!("decode {}", case.name);
    let hand_written = case.hand_written.map(|[owned, _]| owned);
    let works = [
        Some(case.ours),
        Some(case.peer),
        hand_written,
        Some(case.memcpy),
    ];
    row(rounds, what, works, |it| it.decode, case.at_least.decode)
}

fn decode_borrowed(rounds: usize, case: Case<'_>) -> Row {
    let what = format!("decode borrowed {}", case.name);
    let hand_written = case.hand_written.map(|[_, borrowed]| borrowed);
    let works = [
        case.borrowed,
        Some(case.peer),
        hand_written,
        Some(case.memcpy),
    ];
    row(rounds, what, works, |it| it.decode, case.at_least.borrowed)
}

fn encode_into(rounds: usize, case: Case<'_>) -> Row {
    let what = format!("encode, reused buffer: {}", case.name);
    let hand_written = case.hand_written.map(|[owned, _]| owned);
    let works = [
        Some(case.ours),
        Some(case.peer),
        hand_written,
        Some(case.memcpy),
    ];
    row(
        rounds,
        what,
        works,
        |it| it.encode_into,
        case.at_least.encode_into,
    )
}

fn encode(rounds: usize, case: Case<'_>) -> Row {
    let what = format!("encode, fresh Vec: {}", case.name);
    let hand_written = case.hand_written.map(|[owned, _]| owned);
    let works = [
        Some(case.ours),
        Some(case.peer),
        hand_written,
        Some(case.memcpy),
    ];
    row(rounds, what, works, |it| it.encode, case.at_least.encode)
}

fn row<'b>(
    rounds: usize,
    what: String,
    works: [Option<Works<'b>>; 4],
    select: fn(Works<'b>) -> Repeated<'b>,
    at_least: Option<f64>,
) -> Row {
    let selected = works.map(|works| works.map(select));
    Row {
        what,
        unit: Unit::Nanoseconds,
        figures: nanoseconds(rounds, selected.into()),
        at_least,
    }
}

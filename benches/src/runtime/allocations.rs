//! How often reading a value allocates. Counting slows every allocation, so a program of
//! its own does it: `src/bin/allocations.rs`.

use std::io;

use super::cases::Bytes;
use super::values;
use crate::cargo;
use crate::scratch::HERE;
use crate::table::{Row, Table, Unit};

const ABOUT: &str = "\nAllocations in decode, reallocations included, beside a clone of the value: it takes one for each \
    string, bytes, vector and box that is not empty, and the ratio is to that.\n\n";

/// Counts with `count`, which tells how often the work that it is given allocates: a line
/// a value with its name, this project's count, a clone's, and the peer's.
#[must_use]
pub fn report(count: impl Fn(&mut dyn FnMut()) -> usize) -> String {
    let bytes = Bytes::new();
    let mut lines = String::new();
    for (mut case, mut clone) in bytes.cases().into_iter().zip(clones()) {
        let ours = count(&mut || (case.ours.decode)(1));
        let peer = count(&mut || (case.peer.decode)(1));
        let parts = count(&mut *clone);
        lines += &format!("{}\t{ours}\t{parts}\t{peer}\n", case.name);
    }
    lines
}

/// A clone of each value, in the order of the cases.
fn clones() -> [Box<dyn FnMut()>; 4] {
    fn clone<T: Clone + 'static>(value: T) -> Box<dyn FnMut()> {
        Box::new(move || drop(std::hint::black_box(value.clone())))
    }
    [
        clone(values::slice()),
        clone(values::export()),
        clone(values::invite()),
        clone(values::longs()),
    ]
}

/// Runs the program that counts and gives its figures.
pub(super) fn table() -> io::Result<String> {
    let mut table = Table::new(&["this project", "clone", "grammers 0.11"]);
    for line in counted()?.lines() {
        let mut words = line.split('\t');
        let what = words.next().unwrap_or_default().to_owned();
        let figures = words.map(|word| word.parse().ok()).collect();
        table.push(Row {
            what,
            unit: Unit::Count,
            figures,
            at_least: Some(1.0),
        });
    }
    Ok(format!("{ABOUT}{table}"))
}

fn counted() -> io::Result<String> {
    let arguments = [
        "run",
        "--quiet",
        "--release",
        "--package",
        "tl-benches",
        "--bin",
        "allocations",
    ];
    cargo::output(cargo::command(HERE.as_ref()).args(arguments))
}

//! How much memory a piece of work takes at its worst moment: that of a process which does
//! nothing else, so that no counting slows the runs that are timed.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::parser;

/// The option that makes this program do the work once and print what it took.
const OPTION: &str = "--peak-of";

/// The most bytes that a process needed which read `path` and ran the parser's check on
/// it, beyond what it needed to read. None where the system does not tell.
pub(crate) fn peak(path: &Path) -> io::Result<Option<u64>> {
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg(OPTION).arg(path).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.trim().parse().ok())
}

/// Checks a schema once and gives the bytes that it took beyond reading it, as text: what
/// the process prints that the parser's table starts.
///
/// # Errors
///
/// If the file cannot be read.
pub fn peak_of_check(path: &Path) -> io::Result<String> {
    let ours = parser::sources(&std::fs::read_to_string(path)?);
    let before = high_water_mark();
    parser::check(&ours);
    let grown = high_water_mark().zip(before);
    Ok(grown.map_or("-".into(), |(after, before)| (after - before).to_string()))
}

/// What the process has needed at most so far, in bytes: Linux counts it.
fn high_water_mark() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

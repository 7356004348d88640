//! How much memory a piece of work takes at its worst moment: that of a process which does
//! nothing else, so that no counting slows the runs that are timed.

use std::io;
use std::path::Path;
use std::process::Command;

/// The option that makes this program do the work once and print what it took.
pub const OPTION: &str = "--peak-of";

/// The most bytes that a process needed which read `path` and ran the parser's check on
/// it, beyond what it needed to read. None where the system does not tell.
pub fn peak(path: &Path) -> io::Result<Option<u64>> {
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg(OPTION).arg(path).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.trim().parse().ok())
}

/// What the process has needed at most so far, in bytes: Linux counts it.
pub fn high_water_mark() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

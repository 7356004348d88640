//! This program as `RUSTC_WRAPPER`: runs rustc and notes what that one process took, so
//! that cargo's own work, build scripts and other crates do not count.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use wait4::Wait4;

/// The variable that makes this program a wrapper: the file to which it appends.
pub const LOG: &str = "TL_BENCHES_RUSTC_LOG";

/// What one run of rustc took, linker included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The crate, as rustc names it.
    pub name: String,
    /// User and system time of all threads.
    pub cpu: Duration,
    /// The largest resident set, in bytes.
    pub rss: u64,
}

/// The log, if cargo has started this program as a wrapper.
#[must_use]
pub fn requested() -> Option<PathBuf> {
    std::env::var_os(LOG).map(PathBuf::from)
}

/// Runs the rustc that the arguments name, appends a [`Record`] to `log`, and passes the
/// exit code on.
#[must_use]
pub fn run(log: &Path) -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    match measure(&arguments, log) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &[OsString], log: &Path) -> io::Result<ExitCode> {
    let (rustc, arguments) = arguments
        .split_first()
        .ok_or_else(|| io::Error::other("cargo has not named rustc"))?;
    let used = Command::new(rustc).args(arguments).spawn()?.wait4()?;
    if let Some(name) = crate_name(arguments) {
        let record = Record {
            name: name.into_owned(),
            cpu: used.rusage.utime + used.rusage.stime,
            rss: used.rusage.maxrss,
        };
        append(&record, log)?;
    }
    // A signal has no code.
    let code = used.status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// None where cargo only asks rustc what it can do.
fn crate_name(arguments: &[OsString]) -> Option<std::borrow::Cow<'_, str>> {
    let at = arguments.iter().position(|it| it == "--crate-name")?;
    let name = arguments.get(at + 1)?.to_string_lossy();
    (name != "___").then_some(name)
}

/// One write a line: several wrappers append at the same time.
fn append(record: &Record, log: &Path) -> io::Result<()> {
    let line = format!(
        "{} {} {}\n",
        record.name,
        record.cpu.as_micros(),
        record.rss
    );
    let mut file = OpenOptions::new().create(true).append(true).open(log)?;
    file.write_all(line.as_bytes())
}

/// All records of a log, in the order in which the crates were finished.
///
/// # Errors
///
/// If the log cannot be read or is none.
pub fn records(log: &Path) -> io::Result<Vec<Record>> {
    let text = fs::read_to_string(log)?;
    let record = |line| parse(line).ok_or_else(|| io::Error::other(format!("odd line: {line}")));
    text.lines().map(record).collect()
}

fn parse(line: &str) -> Option<Record> {
    let mut words = line.split(' ');
    let record = Record {
        name: words.next()?.to_owned(),
        cpu: Duration::from_micros(words.next()?.parse().ok()?),
        rss: words.next()?.parse().ok()?,
    };
    words.next().is_none().then_some(record)
}

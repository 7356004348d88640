//! The first lines of the output: what is measured, and on which machine.

use std::fs;
use std::io;
use std::process::Command;

/// The heading, with the processor, cores, memory, system and compiler.
///
/// # Errors
///
/// If rustc cannot be started.
pub fn heading() -> io::Result<String> {
    Ok(format!(
        "# This project beside its peers\n\n\
         Made by `cargo run --release -p tl-benches > benches/RESULTS.md`. Ratios are the peer's figure \
         by ours: higher is better.\nIn each table all subjects take turns, and medians are shown.\n\n\
         {}, {} cores, {} of memory, {}, {}\n",
        value("/proc/cpuinfo", "model name", ':').unwrap_or_else(unknown),
        std::thread::available_parallelism()?,
        memory().unwrap_or_else(unknown),
        system(),
        rustc()?,
    ))
}

fn unknown() -> String {
    "(not told)".into()
}

fn memory() -> Option<String> {
    let text = value("/proc/meminfo", "MemTotal", ':')?;
    let kilobytes: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(format!("{:.0} GB", kilobytes / 1e6))
}

fn system() -> String {
    let name = value("/etc/os-release", "PRETTY_NAME", '=');
    let name = name.map(|name| name.trim_matches('"').to_owned());
    name.unwrap_or_else(|| std::env::consts::OS.into())
}

fn rustc() -> io::Result<String> {
    let output = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a file of lines `key SEPARATOR value` says of `key` first. None where the
/// system has no such file.
fn value(path: &str, key: &str, separator: char) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    text.lines().find_map(|line| {
        let (name, value) = line.split_once(separator)?;
        (name.trim() == key).then(|| value.trim().to_owned())
    })
}

//! Parsing and checking (spans, recovery, resolution, ids) beside the peer's parse of the
//! same text, and how time and memory grow with the schema.

use std::collections::HashSet;
use std::fmt::Write;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use tl_parser::Sources;

use crate::timing::{medians, milliseconds};
use crate::{LAYER_230, memory};

const ROUNDS: usize = 101;

/// How many times as large the schema is that shows the growth.
const COPIES: usize = 100;

/// All tables; `more` are schemas beside layer 230 that the peer cannot read.
///
/// # Errors
///
/// If a schema cannot be read or a process cannot be started.
pub fn run(more: &[PathBuf]) -> io::Result<String> {
    let mut table = String::from(
        "\n## The parser\n\n| schema | bytes | this project: parse and check, ms | peer: parse only, ms | ratio | memory, bytes a byte |\n\
         |---|---|---|---|---|---|\n",
    );
    let layer = fs::read_to_string(LAYER_230)?;
    let ours = sources(&layer);
    let [checked, parsed] = medians(ROUNDS, [&mut || check(&ours), &mut || peer(&layer)]);
    table += &row(Path::new(LAYER_230), checked, Some(parsed))?;
    for path in more {
        let ours = sources(&fs::read_to_string(path)?);
        let [checked] = medians(ROUNDS, [&mut || check(&ours)]);
        table += &row(path, checked, None)?;
    }
    table += &growth(&layer)?;
    Ok(table)
}

fn row(path: &Path, checked: Duration, peer: Option<Duration>) -> io::Result<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = fs::metadata(path)?.len();
    let ratio = peer.map(|peer| peer.as_secs_f64() / checked.as_secs_f64());
    let ratio = ratio.map_or("-".into(), |ratio| format!("{ratio:.2}"));
    let checked = milliseconds(checked);
    let peer = peer.map_or("-".into(), milliseconds);
    let memory = memory_a_byte(path, bytes)?;
    Ok(format!(
        "| {name} | {bytes} | {checked} | {peer} | {ratio} | {memory} |\n"
    ))
}

fn memory_a_byte(path: &Path, bytes: u64) -> io::Result<String> {
    let peak = memory::peak(path)?;
    Ok(peak.map_or("-".into(), |peak| {
        format!("{:.1}", peak as f64 / bytes as f64)
    }))
}

/// The same declarations under other names, as often as it takes.
fn growth(layer: &str) -> io::Result<String> {
    let large = copies(layer);
    let file = tempfile::NamedTempFile::with_suffix(".tl")?;
    fs::write(file.path(), &large)?;
    let (one, many) = (sources(layer), sources(&large));
    let [one_time] = medians(ROUNDS, [&mut || check(&one)]);
    let [many_time] = medians(5, [&mut || check(&many)]);
    Ok(format!(
        "\n{:.1} times the text takes {:.1} times as long: {} ms, {} bytes of memory a byte\n",
        large.len() as f64 / layer.len() as f64,
        many_time.as_secs_f64() / one_time.as_secs_f64(),
        milliseconds(many_time),
        memory_a_byte(file.path(), large.len() as u64)?,
    ))
}

/// Each copy declares its own types and combinators, without written ids.
fn copies(layer: &str) -> String {
    let mut large = String::with_capacity(layer.len() * (COPIES + 10));
    let declared = declared(layer);
    for copy in 0..COPIES {
        large.push_str("---types---\n");
        for line in layer.lines().filter(|line| !line.starts_with("//")) {
            copy_line(&mut large, line, copy, &declared);
        }
    }
    large
}

fn declared(layer: &str) -> HashSet<String> {
    let schema = tl_parser::check(&sources(layer)).schema;
    let schema = schema.expect("the layer has no errors");
    let types = schema.types.iter().filter(|ty| !ty.is_builtin);
    let combinators = schema.combinators().filter(|it| !it.is_builtin);
    let types = types.map(|ty| ty.name.to_string());
    types
        .chain(combinators.map(|it| it.name.to_string()))
        .collect()
}

/// Words that the schema declares get the copy's number; ids are left out.
fn copy_line(large: &mut String, line: &str, copy: usize, declared: &HashSet<String>) {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '#');
    let words = line.split_inclusive(|c| !is_word(c));
    for piece in words {
        let word = piece.trim_end_matches(|c| !is_word(c));
        let behind = &piece[word.len()..];
        let name = word.split_once('#').map_or(word, |(name, _)| name);
        // `flags.0?Type` is one piece only up to the `?`, so a name stands alone.
        match declared.contains(name) {
            true => {
                let _ = write!(large, "{name}_{copy}{behind}");
            }
            false => large.push_str(piece),
        }
    }
    large.push('\n');
}

pub(crate) fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("schema.tl", text);
    sources
}

pub(crate) fn check(sources: &Sources) {
    drop(black_box(tl_parser::check(sources)));
}

fn peer(text: &str) {
    for definition in grammers_tl_parser::parse_tl_file(text) {
        drop(black_box(definition));
    }
}

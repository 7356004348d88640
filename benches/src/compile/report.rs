//! Samples to tables: what is to be reached, then where it comes from.

use super::Samples;
use super::build::Sample;
use super::subjects::Goal;
use crate::table::{Row, Table, Unit, medians};

const ABOUT: &str = "\n## What the full layer costs the compiler\n\n\
    `api.tl` of layer 230. CPU is user and system time of rustc alone, by wait4, of rebuilding the library \
    (and its client) with default profiles, not incrementally. The client decodes `Updates` and \
    `messages.Messages`, encodes five requests, and uses of the values what the row says. The peer is built \
    with the features that equal ours: `tl-api` and `deserializable-functions`; for Debug, Clone and PartialEq \
    also `impl-debug`, `impl-from-enum`, `impl-from-type`; for JSON also `impl-serde`.\n\n";

/// What is to be reached, then the parts.
#[must_use]
pub fn tables(samples: &[Samples]) -> String {
    let subjects = ["this project", "grammers 0.11"];
    let (mut reached, mut parts) = (Table::new(&subjects), Table::new(&subjects));
    for samples in samples {
        reached.push(counted_cpu(samples));
    }
    for samples in samples {
        add_size(&mut reached, samples);
        add_parts(&mut parts, samples);
    }
    match parts.is_empty() {
        true => format!("{ABOUT}{reached}"),
        false => format!("{ABOUT}{reached}\nThe parts:\n\n{parts}"),
    }
}

fn counted_cpu(samples: &Samples) -> Row {
    let pair = samples.pair;
    let cpu = |sample: &Sample| match pair.goal {
        Goal::Check => sample.library_cpu,
        Goal::Debug | Goal::Release => sample.library_cpu + sample.client_cpu,
    };
    row(
        pair.what.into(),
        Unit::Seconds,
        samples,
        cpu,
        Some(pair.at_least),
    )
}

/// What is to be reached beside CPU.
fn add_size(table: &mut Table, samples: &Samples) {
    let pair = samples.pair;
    let line = |part: &str| format!("{}: {part}", pair.what);
    if pair.goal == Goal::Check {
        let (what, at_least) = (line("peak memory"), pair.memory_at_least);
        table.push(row(
            what,
            Unit::Bytes,
            samples,
            |it| it.library_rss,
            at_least,
        ));
    }
    if let at_least @ Some(_) = pair.size_at_least {
        table.push(row(
            line("rlib"),
            Unit::Bytes,
            samples,
            |it| it.library_size,
            at_least,
        ));
    }
}

fn add_parts(table: &mut Table, samples: &Samples) {
    let pair = samples.pair;
    if pair.goal == Goal::Check {
        return;
    }
    let mut add = |part: &str, unit, figure: fn(&Sample) -> f64| {
        table.push(row(
            format!("{}: {part}", pair.what),
            unit,
            samples,
            figure,
            None,
        ));
    };
    add("library", Unit::Seconds, |it| it.library_cpu);
    add("client", Unit::Seconds, |it| it.client_cpu);
    add("peak memory of the library", Unit::Bytes, |it| {
        it.library_rss
    });
    add("rlib", Unit::Bytes, |it| it.library_size);
    add("program", Unit::Bytes, |it| it.program_size);
}

fn row(
    what: String,
    unit: Unit,
    samples: &Samples,
    figure: impl Fn(&Sample) -> f64,
    at_least: Option<f64>,
) -> Row {
    medians(what, unit, [&samples.ours, &samples.peer], figure, at_least)
}

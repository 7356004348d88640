//! Tables as Markdown: medians, units, ratios, and gaps where a subject has no figure.

use tl_benches::table::{Row, Table, Unit, medians};

#[test]
fn medians_and_ratios_are_those_of_the_samples() {
    let mut table = Table::new(&["ours", "peer", "other"]);
    let samples: [&[f64]; 3] = [&[9.0, 0.5, 1.0], &[3.0, 2.5, 30.0], &[]];
    table.push(medians("time", Unit::Seconds, samples, |it| *it, Some(2.5)));
    table.push(Row {
        what: "none of ours".into(),
        unit: Unit::Nanoseconds,
        figures: vec![None, Some(12_345.0), Some(1.25)],
        at_least: None,
    });
    let expected = "\
        | | ours | peer | other | ratio | at least |\n\
        |---|---|---|---|---|---|\n\
        | time | 1.00 s | 3.00 s | - | 3.00 | 2.5 |\n\
        | none of ours | - | 12.3 us | 1.2 ns | - |  |\n";
    assert_eq!(table.to_string(), expected);
}

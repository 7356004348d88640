//! The figures of every file of the corpus, which is not part of the repository:
//! `TL_SHARED` names the folder that holds it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use tl_parser::diagnostic::Style;
use tl_parser::{Code, Diagnostics, Severity, Sources, syntax};
use tl_tests::figures;

/// Keys that say where a file is from rather than what is in it.
const PROVENANCE: [&str; 2] = ["sha256", "source"];

type Figures = Map<String, Value>;

#[test]
#[ignore = "needs the corpus: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn the_figures_of_the_corpus() {
    let folder = corpus();
    let expected = read(&folder.join("counts.json"));
    let expected: BTreeMap<String, Figures> =
        serde_json::from_str(&expected).expect("counts.json holds an object of figures a file");
    assert!(expected.len() >= 11, "{} files", expected.len());
    let differences: Vec<_> = expected
        .iter()
        .flat_map(|(name, expected)| {
            let text = read(&folder.join(name));
            let found = count(name, text);
            compare(name, expected, &found)
        })
        .collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

/// `corpus` in the folder that `TL_SHARED` names.
fn corpus() -> PathBuf {
    let Some(shared) = std::env::var_os("TL_SHARED") else {
        panic!("TL_SHARED is not set");
    };
    Path::new(&shared).join("corpus")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("TL_SHARED is set, but {}: {error}", path.display()))
}

/// The figures of a file that must be read as a whole: what a mistake leaves out of the
/// tree would be missing in the figures. Another dialect is no such mistake.
fn count(name: &str, text: String) -> Figures {
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let mut diagnostics = Diagnostics::default();
    let arena = syntax::Arena::new();
    let tree = syntax::parse(&arena, sources.text(file), file, &mut diagnostics);
    let broken: Vec<_> = diagnostics
        .iter()
        .filter(|it| it.severity() == Severity::Error && it.code != Code::Dialect)
        .map(|it| it.render(&sources, Style::Plain))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
    match serde_json::to_value(figures::of(sources.text(file), &tree)) {
        Ok(Value::Object(figures)) => figures,
        other => panic!("figures are an object, not {other:?}"),
    }
}

/// One line a figure that is not the expected one, or that only one side has.
fn compare(file: &str, expected: &Figures, found: &Figures) -> Vec<String> {
    let is_figure = |key: &&String| !PROVENANCE.contains(&key.as_str());
    let missing = found.keys().filter(|key| !expected.contains_key(*key));
    let keys = expected.keys().chain(missing).filter(is_figure);
    keys.filter_map(|key| {
        let (expected, found) = (expected.get(key), found.get(key));
        let shown = |value: Option<&Value>| value.map_or("nothing".into(), Value::to_string);
        (expected != found).then(|| {
            format!(
                "{file}: {key}\n  expected {}\n     found {}",
                shown(expected),
                shown(found)
            )
        })
    })
    .collect()
}

//! The fuzz targets: that there is one list of them, and that none finds anything in the corpus.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tl_tests::fuzz::{TARGETS, corpus, target};

/// The most that all of the corpus takes, in bytes: it is part of every clone.
const CORPUS: usize = 1 << 20;

/// Replays the corpus of the target that the test is named after.
macro_rules! replay {
    ($($name:ident)*) => {
        const REPLAYED: &[&str] = &[$(stringify!($name)),*];

        mod replay {
            $(
                #[test]
                fn $name() {
                    super::replay(stringify!($name));
                }
            )*
        }
    };
}

replay! { schema grammar values json object forms unknown rpc gzip update side_data }

fn replay(name: &str) {
    let target = target(name).expect("the target exists");
    let inputs = corpus::read(name).expect("each target has a corpus");
    assert!(inputs.len() >= 8, "{} inputs", inputs.len());
    let mut accepted = 0;
    for (file, input) in &inputs {
        eprintln!("{name}/{file}");
        accepted += usize::from((target.run)(input));
    }
    assert!(accepted > 0, "every input is refused");
}

#[test]
fn the_corpus_is_small() {
    let inputs = TARGETS.iter().flat_map(|target| {
        let inputs = corpus::read(target.name);
        inputs.expect("each target has a corpus")
    });
    let size: usize = inputs.map(|(_, input)| input.len()).sum();
    assert!(size <= CORPUS, "{size} bytes");
}

/// libFuzzer's targets, their manifest and the corpus have the names of the list, and each target calls
/// the body of its name.
#[test]
fn all_lists_of_targets_are_equal() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
    let names: BTreeSet<_> = TARGETS.iter().map(|it| it.name.to_owned()).collect();
    assert_eq!(names.len(), TARGETS.len(), "a name is not unique");
    let replayed = REPLAYED.iter().map(|name| (*name).to_owned());
    assert_eq!(replayed.collect::<BTreeSet<_>>(), names);
    let listed = |path: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(folder.join(path)).expect("the folder exists");
        let paths = entries.map(|entry| entry.expect("its entries can be listed").path());
        paths
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .collect()
    };
    assert_eq!(listed("corpus"), names);
    assert_eq!(listed("fuzz_targets"), names);
    for name in &names {
        let path = folder.join(format!("fuzz_targets/{name}.rs"));
        let text = fs::read_to_string(&path).expect("the target can be read");
        let call = format!("fuzz_target!(|data: &[u8]| tl_tests::fuzz::run({name:?}, data));");
        assert!(text.contains(&call), "{}: no {call}", path.display());
    }
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("it can be read");
    let built: BTreeSet<_> = manifest
        .lines()
        .filter_map(|line| {
            line.strip_prefix("path = \"fuzz_targets/")?
                .strip_suffix(".rs\"")
        })
        .map(str::to_owned)
        .collect();
    assert_eq!(built, names);
}

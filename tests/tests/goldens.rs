//! The generated text of every fixture compiles without a warning in a crate that
//! denies all of them, clippy and rustdoc find nothing in it, and the tests that lie beside the
//! fixtures, which are compiled with it, pass.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/scratch.rs"]
mod scratch;

use std::fmt::Write;
use std::fs;

use scratch::Scratch;

const HEAD: &str = "\
//! The generated code of all fixtures, a module each.
#![no_std]
#![deny(warnings)]
#![warn(missing_docs)]
";

/// Tests of the crate, in the folder `fixtures`.
const TESTS: [&str; 9] = [
    "calls.rs",
    "forms.rs",
    "layers.rs",
    "lossless.rs",
    "permits.rs",
    "roundtrip.rs",
    "shapes.rs",
    "support/mod.rs",
    "unknown.rs",
];

/// One test, because all of it needs the crate: what is compiled by one step is not
/// compiled again by the next.
#[test]
fn goldens_compile_and_round_trip() {
    let goldens = write_crate("goldens");
    goldens.cargo(&["check"]);
    goldens.cargo(&["clippy", "--", "-D", "warnings"]);
    goldens.cargo(&["doc", "--no-deps"]);
    goldens.cargo(&["test"]);
}

/// The same tests where `usize` has 32 bits.
#[test]
#[ignore = "needs i686-unknown-linux-gnu and 32-bit libraries, which .ci/32-bits has"]
fn goldens_round_trip_on_32_bits() {
    let goldens = write_crate("goldens-32-bits");
    goldens.cargo(&["test", "--target", "i686-unknown-linux-gnu"]);
}

fn write_crate(folder: &str) -> Scratch {
    let goldens = Scratch::at(folder, "goldens");
    let mut library = HEAD.to_owned();
    for fixture in fixtures::all() {
        let name = &fixture.name;
        writeln!(
            library,
            "\n/// `{name}.tl`\npub mod {name} {{\n    include!(\"tl/{name}.rs\");\n}}"
        )
        .expect("a string can be written to");
        for (path, text) in fixture.generate() {
            goldens.write(&format!("src/tl/{path}"), &text);
        }
    }
    goldens.write("src/lib.rs", &library);
    for name in TESTS {
        let tests = fs::read_to_string(fixtures::folder().join(name));
        let tests = tests.unwrap_or_else(|error| panic!("fixtures/{name}: {error}"));
        goldens.write(&format!("tests/{name}"), &tests);
    }
    goldens
}

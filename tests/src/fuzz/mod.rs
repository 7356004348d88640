//! The bodies of all fuzz targets: `fuzz/fuzz_targets/` gives them to libFuzzer, the binary `fuzz` of
//! this crate to a generator that needs neither nightly nor a sanitizer, and a test replays the
//! committed corpus. So no target can go stale.
//!
//! | module | what it holds |
//! |---|---|
//! | [`forms`], [`agree`], [`canonical`] | values: owned, borrowed, walker and JSON agree |
//! | [`rpc`] | replies and errors of servers |
//! | [`json`] | JSON to bytes |
//! | [`update`] | schemas that replace others, in TL and in published JSON |
//! | [`side_data`], [`outline`] | side data, and that its texts stay texts |
//! | [`corpus`], [`seeds`] | what fresh inputs are made of |
//! | [`mutate`] | how they are made |

pub mod agree;
pub mod canonical;
pub mod corpus;
pub mod forms;
pub mod json;
pub mod mutate;
pub mod outline;
pub mod rpc;
pub mod seeds;
pub mod side_data;
pub mod update;

use arbitrary::Unstructured;

use crate::{any_bytes, any_packed, any_schema, any_value, arbitrary as random};

/// A fuzz target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name: of the libFuzzer target, and of the folder in the corpus.
    pub name: &'static str,
    /// Checks one input and returns whether it is accepted, so that more inputs like it are tried.
    /// Panics if something does not hold.
    pub run: fn(&[u8]) -> bool,
    /// Inputs that are made at run time, in addition to the corpus.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Pieces that mutations insert.
    pub dictionary: fn() -> Vec<Vec<u8>>,
    /// The longest fresh input, in bytes.
    pub max_len: usize,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target {
        name: "schema",
        run: schema,
        seeds: seeds::schemas,
        dictionary: seeds::words_of_tl,
        max_len: 512,
    },
    Target {
        name: "grammar",
        run: grammar,
        seeds: seeds::random,
        dictionary: Vec::new,
        max_len: 512,
    },
    Target {
        name: "values",
        run: values,
        seeds: seeds::random,
        dictionary: Vec::new,
        max_len: 2048,
    },
    Target {
        name: "json",
        run: json::json,
        seeds: seeds::json,
        dictionary: seeds::words_of_json,
        max_len: 512,
    },
    Target {
        name: "object",
        run: any_bytes::read,
        seeds: seeds::layer230,
        dictionary: seeds::ids,
        max_len: 1024,
    },
    Target {
        name: "forms",
        run: forms::forms,
        seeds: seeds::forms,
        dictionary: seeds::ids_of_forms,
        max_len: 512,
    },
    Target {
        name: "unknown",
        run: forms::unknown,
        seeds: seeds::unknown,
        dictionary: seeds::ids_of_unknown,
        max_len: 256,
    },
    Target {
        name: "rpc",
        run: rpc::rpc,
        seeds: seeds::replies,
        dictionary: seeds::words_of_errors,
        max_len: 256,
    },
    Target {
        name: "gzip",
        run: any_packed::inflate,
        seeds: seeds::packed,
        dictionary: Vec::new,
        max_len: 1024,
    },
    Target {
        name: "update",
        run: update::update,
        seeds: seeds::published,
        dictionary: seeds::words_of_published,
        max_len: 1024,
    },
    Target {
        name: "side_data",
        run: side_data::side_data,
        seeds: seeds::side_data,
        dictionary: seeds::words_of_side_data,
        max_len: 512,
    },
];

/// Finds a target.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Runs one input: what the fuzz targets of libFuzzer call.
///
/// # Panics
///
/// If the target does not exist, or what it checks does not hold.
pub fn run(name: &str, data: &[u8]) {
    let target = target(name).unwrap_or_else(|| panic!("`{name}` is not a fuzz target"));
    (target.run)(data);
}

/// Any text as a schema.
fn schema(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    any_schema::read(&text);
    any_schema::generate(&text)
}

/// Texts that follow the grammar, and schemas without errors.
fn grammar(data: &[u8]) -> bool {
    if let Ok(text) = random::text(&mut Unstructured::new(data)) {
        any_schema::read(&text);
    }
    let schema = random::schema(&mut Unstructured::new(data));
    schema.is_ok_and(|text| {
        any_schema::read(&text);
        any_schema::generate(&text)
    })
}

/// Random bytes as values of random schemas, and of tables without sense.
fn values(data: &[u8]) -> bool {
    let read = any_value::schema_and_bytes(&mut Unstructured::new(data));
    let nonsense = any_value::nonsense(&mut Unstructured::new(data));
    read.is_ok() || nonsense.is_ok()
}

//! What is compiled: the forms of this project's crate and of the peer's, and which form
//! is measured beside which. All that depends on the generator's switches is here.

use tl_codegen::{Config, Impl, Trait};

/// A form of the crate that this project generates.
#[derive(Debug)]
pub struct Ours {
    /// Its name in the scratch workspace.
    pub name: &'static str,
    /// What is asked of the generator, beside the schema.
    pub config: fn(Config) -> Config,
    /// The features of the runtime.
    pub runtime_features: &'static [&'static str],
    /// Further lines of the manifest's `[dependencies]`.
    pub dependencies: &'static str,
}

/// A form of the peer's crate.
#[derive(Debug)]
pub struct Peer {
    /// The name of its client in the scratch workspace.
    pub name: &'static str,
    /// Its cargo features, without the default ones.
    pub features: &'static [&'static str],
}

/// Two forms with the same abilities, and what is done with them.
#[derive(Debug)]
pub struct Pair {
    /// What the table says.
    pub what: &'static str,
    /// How they are built.
    pub goal: Goal,
    /// This project's side.
    pub ours: &'static Ours,
    /// The peer's side.
    pub peer: &'static Peer,
    /// What the client does with the values: features of `clients/uses.rs`.
    pub uses: &'static [&'static str],
    /// The ratio of CPU that is to be reached.
    pub at_least: f64,
    /// The ratio of peak memory while the library is compiled, where one is to be reached.
    pub memory_at_least: Option<f64>,
    /// The ratio of the size of the library, where one is to be reached.
    pub size_at_least: Option<f64>,
}

/// How a pair is built, and what of it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// `cargo check`; the library alone counts.
    Check,
    /// `cargo build`; the library and its client count.
    Debug,
    /// `cargo build --release`; the library and its client count.
    Release,
}

/// What the peer's crate has beside the codec, and ours need not have.
fn bare(config: Config) -> Config {
    config.constructors(false).any(false).inspect(false)
}

static OURS_PLAIN: Ours = Ours {
    name: "ours-plain",
    config: |config| {
        [Trait::Debug, Trait::Clone, Trait::PartialEq]
            .into_iter()
            .fold(bare(config).conversions(false), |config, it| {
                config.implement(".", it, Impl::None)
            })
    },
    runtime_features: &[],
    dependencies: "",
};

static OURS_TRAITS: Ours = Ours {
    name: "ours-traits",
    config: bare,
    runtime_features: &[],
    dependencies: "",
};

static OURS_JSON: Ours = Ours {
    name: "ours-json",
    config: |config| bare(config).inspect(true),
    runtime_features: &["json"],
    dependencies: "",
};

/// Derives Clone and PartialEq always, which no feature turns off.
static PEER_PLAIN: Peer = Peer {
    name: "peer-plain",
    features: &["tl-api", "deserializable-functions"],
};

static PEER_TRAITS: Peer = Peer {
    name: "peer-traits",
    features: &[
        "tl-api",
        "deserializable-functions",
        "impl-debug",
        "impl-from-enum",
        "impl-from-type",
    ],
};

static PEER_JSON: Peer = Peer {
    name: "peer-json",
    features: &[
        "tl-api",
        "deserializable-functions",
        "impl-debug",
        "impl-from-enum",
        "impl-from-type",
        "impl-serde",
    ],
};

/// The forms of this project's crate that occur in [`PAIRS`].
pub static OURS: [&Ours; 3] = [&OURS_PLAIN, &OURS_TRAITS, &OURS_JSON];

/// The forms of the peer's crate that occur in [`PAIRS`].
pub static PEERS: [&Peer; 3] = [&PEER_PLAIN, &PEER_TRAITS, &PEER_JSON];

/// All that is measured, in the order of the table.
pub static PAIRS: [Pair; 8] = [
    Pair {
        what: "check: types and codec only",
        goal: Goal::Check,
        ours: &OURS_PLAIN,
        peer: &PEER_PLAIN,
        uses: &[],
        at_least: 3.8,
        memory_at_least: Some(2.3),
        size_at_least: None,
    },
    Pair {
        what: "check: with Debug, Clone, PartialEq",
        goal: Goal::Check,
        ours: &OURS_TRAITS,
        peer: &PEER_TRAITS,
        uses: &[],
        at_least: 2.5,
        memory_at_least: None,
        size_at_least: None,
    },
    Pair {
        what: "check: with JSON for every value too",
        goal: Goal::Check,
        ours: &OURS_JSON,
        peer: &PEER_JSON,
        uses: &[],
        at_least: 13.0,
        memory_at_least: None,
        size_at_least: None,
    },
    Pair {
        what: "release, with client: without Debug and Clone",
        goal: Goal::Release,
        ours: &OURS_PLAIN,
        peer: &PEER_PLAIN,
        uses: &[],
        at_least: 4.5,
        memory_at_least: None,
        size_at_least: Some(2.0),
    },
    Pair {
        what: "release, with client: uses Debug and Clone",
        goal: Goal::Release,
        ours: &OURS_TRAITS,
        peer: &PEER_TRAITS,
        uses: &["debug", "clone"],
        at_least: 2.8,
        memory_at_least: None,
        size_at_least: None,
    },
    Pair {
        what: "release, with client: uses JSON and Debug",
        goal: Goal::Release,
        ours: &OURS_JSON,
        peer: &PEER_JSON,
        uses: &["debug", "json"],
        at_least: 7.0,
        memory_at_least: None,
        size_at_least: None,
    },
    Pair {
        what: "debug, with client: without Debug and Clone",
        goal: Goal::Debug,
        ours: &OURS_PLAIN,
        peer: &PEER_PLAIN,
        uses: &[],
        at_least: 4.5,
        memory_at_least: None,
        size_at_least: None,
    },
    Pair {
        what: "debug, with client: uses Debug and Clone",
        goal: Goal::Debug,
        ours: &OURS_TRAITS,
        peer: &PEER_TRAITS,
        uses: &["debug", "clone"],
        at_least: 3.0,
        memory_at_least: None,
        size_at_least: None,
    },
];

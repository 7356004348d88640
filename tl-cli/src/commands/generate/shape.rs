//! The options of `tl generate` that say what the generated code is like.

use std::path::PathBuf;

use tl_codegen::{Config, Impl, Trait, UnknownBits};

/// What is generated, and in which form.
#[derive(Debug, Default, PartialEq, clap::Args)]
pub struct ShapeArgs {
    /// Generate only this declaration and what it needs; can be repeated
    #[arg(long = "root", value_name = "NAME")]
    roots: Vec<String>,

    /// Allow strings and bytes of 2^24 bytes and more, in the form of TDLib and TON
    #[arg(long)]
    huge_bytes: bool,

    /// What becomes of flag bits that no field stands for: refuse (if nothing is said), keep
    /// (TON needs it) or drop; can be repeated, and the most specific PATH wins (`.` is
    /// everything)
    #[arg(long = "unknown-bits", value_name = "PATH=HOW", value_parser = unknown_bits)]
    unknown_bits: Vec<(String, UnknownBits)>,

    /// Read values of an older layer too: FILE is the schema as it was in it, and names the layer by
    /// a comment `// LAYER n`; can be repeated
    #[arg(long = "older", value_name = "FILE")]
    older: Vec<PathBuf>,

    /// Keep the bytes of values of PATH whose constructor is not known, where their end is known;
    /// `Object` is a type too, and `.` is all; can be repeated
    #[arg(long, value_name = "PATH")]
    keep_unknown: Vec<String>,

    /// Say that the `int` field LENGTH of a combinator is the length of another field in bytes, as in
    /// `message.body=bytes`; can be repeated
    #[arg(long = "length-field", value_name = "FIELD=LENGTH", value_parser = length_field)]
    length_fields: Vec<(String, String)>,

    /// Make the strings of PATH bytes, where they are no text; can be repeated
    #[arg(long, value_name = "PATH")]
    string_as_bytes: Vec<String>,

    /// How types implement debug, clone and partial-eq: bytes (if nothing is said), derived or
    /// none; can be repeated
    #[arg(long = "implement", value_name = "TRAIT=HOW", value_parser = implement)]
    implement: Vec<(Trait, Impl)>,

    /// Add types that borrow strings and bytes from their input, in the module `borrowed`
    #[arg(long)]
    borrowed: bool,

    /// Implement serde's traits
    #[arg(long)]
    serde: bool,

    /// Add a client with a method for each function, in the module `client`
    #[arg(long)]
    client: bool,

    /// Add a trait with a method for each function, and what answers by it, in the module `server`
    #[arg(long)]
    server: bool,

    /// Add an example to the documentation of each function; PATH is how other crates name the
    /// bindings, such as `my_bindings::api`
    #[arg(long, value_name = "PATH")]
    example_path: Option<String>,

    /// Leave out a part; can be repeated: constructors (`new`, `with_*`), conversions (`From`,
    /// `TryFrom`), any (`Object`, `AnyFunction`), inspect (what JSON needs)
    #[arg(long = "without", value_name = "PART")]
    without: Vec<Part>,

    /// Refuse calls by those of whom side data says nothing
    #[arg(long)]
    refuse_unknown_callers: bool,
}

/// A part of the output that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    Constructors,
    Conversions,
    Any,
    Inspect,
}

impl ShapeArgs {
    /// The configuration with these options.
    pub fn apply(&self, config: Config) -> Config {
        let mut config = config
            .layers(&self.older)
            .huge_bytes(self.huge_bytes)
            .borrowed(self.borrowed)
            .serde(self.serde)
            .client(self.client)
            .server(self.server)
            .unknown_callers(!self.refuse_unknown_callers)
            .roots(&self.roots);
        if let Some(path) = &self.example_path {
            config = config.example_path(path);
        }
        for (path, bits) in &self.unknown_bits {
            config = config.unknown_bits(path, *bits);
        }
        for path in &self.keep_unknown {
            config = config.keep_unknown(path);
        }
        for (field, length) in &self.length_fields {
            config = config.length_field(field, length);
        }
        for path in &self.string_as_bytes {
            config = config.string_as_bytes(path);
        }
        for (wanted, how) in &self.implement {
            config = config.implement(".", *wanted, *how);
        }
        self.without.iter().fold(config, |config, part| match part {
            Part::Constructors => config.constructors(false),
            Part::Conversions => config.conversions(false),
            Part::Any => config.any(false),
            Part::Inspect => config.inspect(false),
        })
    }
}

/// Reads `liteServer=keep`.
pub fn unknown_bits(text: &str) -> Result<(String, UnknownBits), String> {
    let (path, how) = text.split_once('=').ok_or("`=` is missing")?;
    let bits = match how {
        "drop" => UnknownBits::Drop,
        "keep" => UnknownBits::Keep,
        "refuse" => UnknownBits::Refuse,
        _ => return Err(format!("`{how}` is neither drop, keep nor refuse")),
    };
    Ok((path.to_owned(), bits))
}

/// Reads `message.body=bytes`.
pub fn length_field(text: &str) -> Result<(String, String), String> {
    let (field, length) = text.split_once('=').ok_or("`=` is missing")?;
    Ok((field.to_owned(), length.to_owned()))
}

/// Reads `clone=derived`.
fn implement(text: &str) -> Result<(Trait, Impl), String> {
    let (wanted, how) = text.split_once('=').ok_or("`=` is missing")?;
    let wanted = match wanted {
        "debug" => Trait::Debug,
        "clone" => Trait::Clone,
        "partial-eq" => Trait::PartialEq,
        _ => return Err(format!("`{wanted}` is neither debug, clone nor partial-eq")),
    };
    let how = match how {
        "bytes" => Impl::Bytes,
        "derived" => Impl::Derived,
        "none" => Impl::None,
        _ => return Err(format!("`{how}` is neither bytes, derived nor none")),
    };
    Ok((wanted, how))
}

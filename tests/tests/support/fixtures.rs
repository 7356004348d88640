//! The schemas in `fixtures/`, one a language feature.

use std::fs;
use std::path::{Path, PathBuf};

use tl_codegen::{Config, Files, Impl, Trait, UnknownBits};

/// A schema, named after its file.
pub struct Fixture {
    /// The file's name without `.tl`; a module name of Rust.
    pub name: String,
    /// What the file says.
    pub text: String,
}

impl Fixture {
    /// What is generated for it, as `<name>.rs` and a folder of that name.
    pub fn generate(&self) -> Files {
        let config = Config::new()
            .source(format!("{}.tl", self.name), self.text.as_str())
            .include_file(format!("{}.rs", self.name));
        self.options()
            .fold(config, configure)
            .generate()
            .unwrap_or_else(|report| panic!("{} is a valid schema:\n{report}", self.name))
    }

    /// What the lines `// config: ...` ask for, one option each.
    fn options(&self) -> impl Iterator<Item = &str> {
        let lines = self.text.lines();
        lines.filter_map(|line| line.strip_prefix("// config: "))
    }
}

fn configure(config: Config, option: &str) -> Config {
    let words: Vec<&str> = option.split(' ').collect();
    match words[..] {
        ["serde"] => config.serde(true),
        ["side_data"] => config.side_data(folder().join("side_data.toml")),
        ["side_data", file] => config.side_data(folder().join(file)),
        ["refuse_unknown_callers"] => config.unknown_callers(false),
        ["borrowed"] => config.borrowed(true),
        ["client"] => config.client(true),
        ["server"] => config.server(true),
        ["derived"] => [Trait::Debug, Trait::Clone, Trait::PartialEq]
            .into_iter()
            .fold(config, |config, it| {
                config.implement(".", it, Impl::Derived)
            }),
        ["plain"] => [Trait::Debug, Trait::Clone, Trait::PartialEq]
            .into_iter()
            .fold(config, |config, it| config.implement(".", it, Impl::None))
            .constructors(false)
            .conversions(false)
            .any(false)
            .inspect(false),
        ["string_as_bytes", path] => config.string_as_bytes(path),
        ["layers", file] => config.layers([folder().join(file)]),
        ["keep_unknown", path] => config.keep_unknown(path),
        ["length_field", field, length] => config.length_field(field, length),
        ["huge_bytes"] => config.huge_bytes(true),
        ["keep_bits", path] => config.unknown_bits(path, UnknownBits::Keep),
        ["refuse_bits", path] => config.unknown_bits(path, UnknownBits::Refuse),
        ["drop_bits", path] => config.unknown_bits(path, UnknownBits::Drop),
        _ => panic!("`{option}` is no option of the generator"),
    }
}

/// All of them, by name.
pub fn all() -> Vec<Fixture> {
    let mut fixtures: Vec<_> = schemas(&folder()).map(|path| read(&path)).collect();
    fixtures.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!fixtures.is_empty(), "{} holds schemas", folder().display());
    fixtures
}

/// `tests/fixtures`
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn schemas(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder)
        .expect("the folder of fixtures is there")
        .map(|entry| entry.expect("its entries can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tl"))
}

fn read(path: &Path) -> Fixture {
    let name = path.file_stem().expect("a file has a name");
    Fixture {
        name: name.to_string_lossy().into_owned(),
        text: fs::read_to_string(path).expect("a fixture can be read"),
    }
}

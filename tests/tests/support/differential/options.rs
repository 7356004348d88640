//! The options of a schema, which stand in it as comments: `// config: keep_unknown Object`.

use tl_codegen::{Config, UnknownBits};

/// What a schema is generated with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub huge_bytes: bool,
    /// Types that keep the bytes of unknown values.
    pub kept: Vec<String>,
    /// Fields, and the fields that hold their lengths.
    pub lengths: Vec<(String, String)>,
    pub bits: Vec<(String, UnknownBits)>,
    /// Strings that are `bytes`.
    pub bytes: Vec<String>,
}

impl Options {
    /// Those that the comments of a schema name.
    pub fn of(text: &str) -> Self {
        let mut options = Self::default();
        let lines = text.lines().filter_map(|it| it.strip_prefix("// config: "));
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["huge_bytes"] => options.huge_bytes = true,
                ["keep_unknown", path] => options.kept.push(path.into()),
                ["length_field", field, length] => {
                    options.lengths.push((field.into(), length.into()));
                }
                ["string_as_bytes", path] => options.bytes.push(path.into()),
                ["refuse_bits", path] => options.bits.push((path.into(), UnknownBits::Refuse)),
                ["keep_bits", path] => options.bits.push((path.into(), UnknownBits::Keep)),
                ["drop_bits", path] => options.bits.push((path.into(), UnknownBits::Drop)),
                _ => panic!("`{line}` is not an option"),
            }
        }
        options
    }

    /// The same for the generator.
    pub fn config(&self) -> Config {
        let mut config = Config::new().huge_bytes(self.huge_bytes).borrowed(true);
        for path in &self.kept {
            config = config.keep_unknown(path);
        }
        for (field, length) in &self.lengths {
            config = config.length_field(field, length);
        }
        for (path, bits) in &self.bits {
            config = config.unknown_bits(path, *bits);
        }
        for path in &self.bytes {
            config = config.string_as_bytes(path);
        }
        config
    }
}

/// The value of the most specific of the paths that a name matches: itself, a namespace that it is
/// in, `.`. Of equal paths the last one counts.
#[allow(dead_code, reason = "the generator of schemas does not need it")]
pub fn most_specific<'p, T>(name: &str, paths: &'p [(String, T)]) -> Option<&'p T> {
    let matches = |path: &str| {
        let rest = name.strip_prefix(path);
        path == "." || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let length = |path: &str| if path == "." { 0 } else { path.len() };
    let found = paths.iter().filter(|(path, _)| matches(path));
    found
        .max_by_key(|(path, _)| length(path))
        .map(|(_, value)| value)
}

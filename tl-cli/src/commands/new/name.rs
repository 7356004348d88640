//! The name of a package, as cargo takes it.

use std::str::FromStr;

use tl_codegen::output::{is_reserved, shortened};

/// The keywords of the edition 2024, reserved ones too.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Crates that every crate has, those that the bindings use, and the modules of bindings: beside
/// these, a crate of the same name could not be told apart.
const TAKEN: [&str; 10] = [
    "alloc",
    "core",
    "enums",
    "functions",
    "proc_macro",
    "std",
    "test",
    "tl_codegen",
    "tl_runtime",
    "types",
];

/// A name that can be one of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageName(String);

impl PackageName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As Rust names the crate.
    pub fn in_rust(&self) -> String {
        self.0.replace('-', "_")
    }
}

impl FromStr for PackageName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        if let Some(wrong) = text.chars().find(|c| !is_allowed(*c)) {
            return Err(format!(
                "{wrong:?} cannot stand in the name of a package: letters, digits, `-` and `_` can"
            ));
        }
        if !text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') || text == "_" {
            return Err("the name of a package begins with a letter".to_owned());
        }
        if is_reserved(text) {
            return Err(format!("Windows reserves the file name `{text}`"));
        }
        if shortened(text) != text {
            return Err("the name of a package has at most 100 bytes".to_owned());
        }
        let name = Self(text.to_owned());
        match name.in_rust().as_str() {
            word if KEYWORDS.contains(&word) => Err(format!("`{text}` is a keyword of Rust")),
            word if TAKEN.contains(&word) => Err(format!(
                "`{text}` means something else in the crate already"
            )),
            _ => Ok(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_cargo_takes() {
        for right in ["pets", "my-pets_2", "_pets", "Pets", "a"] {
            assert_eq!(
                right.parse().map(|it: PackageName| it.0),
                Ok(right.to_owned())
            );
        }
        let wrong = [
            "",
            "_",
            "2pets",
            "-pets",
            "my pets",
            "pets.tl",
            "../pets",
            "hündin",
            "pets\"",
            "a\nb",
            "match",
            "gen",
            "Self",
            "std",
            "proc-macro",
            "tl-runtime",
            "test",
            "types",
            "aux",
            "Com1",
        ];
        for wrong in wrong {
            assert!(wrong.parse::<PackageName>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn keywords_are_listed_once() {
        assert!(KEYWORDS.is_sorted_by(|one, next| one < next));
        assert!(TAKEN.is_sorted_by(|one, next| one < next));
    }
}

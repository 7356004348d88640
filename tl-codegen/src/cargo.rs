//! Directives of cargo: the only module that prints them. Each is one line, whatever its value
//! holds.

use std::path::Path;

use tl_parser::text::one_line;

/// Tells cargo something in a message, whose names may come from a schema.
pub fn say(directive: &str, message: &str) {
    println!("{}", line(directive, message));
}

/// Names a file that the output depends on.
pub fn rerun_if_changed(path: &Path) {
    println!("{}", path_line(path));
}

fn line(directive: &str, message: &str) -> String {
    format!("cargo::{directive}={}", one_line(message))
}

/// A path is written as it is: cargo opens it. One with a line break cannot be named; its escaped
/// form does not exist, and so the build script runs each time.
fn path_line(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if path.contains(['\n', '\r']) {
        one_line(&path)
    } else {
        path
    };
    format!("cargo::rerun-if-changed={path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_starts_a_line() {
        let hostile = "x\r\ncargo::rustc-env=INJECTED=1\u{2028}\u{1b}[2J";
        for text in [line("warning", hostile), path_line(Path::new(hostile))] {
            assert_eq!(text.lines().count(), 1, "{text}");
            assert!(!text.contains(tl_parser::text::is_hidden), "{text}");
        }
        let path = path_line(Path::new("a/b\u{200d}.tl"));
        assert_eq!(path, "cargo::rerun-if-changed=a/b\u{200d}.tl");
    }
}

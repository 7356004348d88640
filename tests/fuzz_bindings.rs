//! Bindings for the fuzz targets, of schemas made for them, and a list of all types in each.
//! Included by the build script.
//!
//! ```text
//! fuzz/forms.tl ──▸ tl/forms.rs, and types/forms.rs: boxed!(enums::Texts, borrowed::enums::Texts);
//! ```

use std::path::Path;
use std::{env, fs, io};

use tl_codegen::{Config, UnknownBits};

/// Generates all of them.
pub fn compile() {
    Config::new()
        .schema("fuzz/forms.tl")
        .layers(["fuzz/forms-layer1.tl"])
        .borrowed(true)
        .huge_bytes(true)
        .string_as_bytes("texts.key")
        .unknown_bits(".", UnknownBits::Keep)
        .include_file("forms.rs")
        .compile();
    Config::new()
        .schema("fuzz/unknown.tl")
        .borrowed(true)
        .keep_unknown("Object")
        .keep_unknown("Media")
        .keep_unknown("Color")
        .length_field("message.body", "bytes")
        .length_field("quote.post", "length")
        .include_file("unknown.rs")
        .compile();
    Config::new()
        .schema("fuzz/calls.tl")
        .side_data("fuzz/calls.toml")
        .include_file("calls.rs")
        .compile();
    write_list("forms");
    write_list("unknown");
    write_list("calls");
}

/// Writes `$OUT_DIR/types/<name>.rs`: a call of `boxed!` for each enum, of `bare!` for each struct of a
/// constructor and of `function!` for each function, with the borrowed form if there is one.
fn write_list(name: &str) {
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let bindings = Path::new(&out).join("tl").join(name);
    let mut calls = String::new();
    for (part, call) in [
        ("enums", "boxed"),
        ("types", "bare"),
        ("functions", "function"),
    ] {
        let borrowed = items(&bindings, &format!("borrowed/{part}"));
        for item in items(&bindings, part) {
            let twin = format!("borrowed::{item}");
            let arguments = if borrowed.contains(&twin) {
                format!("{item}, {twin}")
            } else {
                item
            };
            calls += &format!("{call}!({arguments});\n");
        }
    }
    let folder = Path::new(&out).join("types");
    fs::create_dir_all(&folder).expect("a folder can be created");
    let list = format!("{{\n{calls}}}\n");
    fs::write(folder.join(format!("{name}.rs")), list).expect("the list can be written");
}

/// The public items of `part`, `enums::forum::Topic`. A module that is missing has none.
fn items(bindings: &Path, part: &str) -> Vec<String> {
    let mut found = Vec::new();
    let path = bindings.join(part);
    if path.with_extension("rs").exists() {
        read_items(&path, &part.replace('/', "::"), &mut found).expect("the bindings can be read");
    }
    found.sort();
    found
}

/// Adds the items of the module at `path`, without its extension, and of those below it.
fn read_items(path: &Path, module: &str, found: &mut Vec<String>) -> io::Result<()> {
    for line in fs::read_to_string(path.with_extension("rs"))?.lines() {
        let item = ["pub enum ", "pub struct "].iter();
        let Some(rest) = item.filter_map(|start| line.strip_prefix(start)).next() else {
            continue;
        };
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        // A function that is generic over another one is reached through `AnyFunction`.
        let is_generic = rest[end..].starts_with('<') && !rest[end..].starts_with("<'");
        if !is_generic {
            found.push(format!("{module}::{}", &rest[..end]));
        }
    }
    if !path.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let below = entry?.path();
        if below.extension().is_some_and(|it| it == "rs") {
            let below = below.with_extension("");
            let name = below.file_name().unwrap_or_default().to_string_lossy();
            read_items(&below, &format!("{module}::{name}"), found)?;
        }
    }
    Ok(())
}

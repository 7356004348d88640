//! A table of the boxed types of a schema, by their TL names, made from the bindings that
//! were generated for it. Included by the build script.
//!
//! ```text
//! Boxed::new::<crate::layer230::enums::messages::Chats>("messages.Chats"),
//! ```

use std::path::Path;
use std::{env, fs, io};

/// Writes `$OUT_DIR/boxed/<name>.rs`: an array of all types in `$OUT_DIR/tl/<name>/enums`.
pub fn write_table(name: &str) {
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let bindings = Path::new(&out).join("tl").join(name);
    let mut rows = Vec::new();
    let root = format!("crate::{name}::enums");
    read_rows(&bindings.join("enums"), &root, &mut rows).expect("the bindings can be read");
    rows.sort();
    let table = format!("[\n{}]\n", rows.concat());
    let folder = Path::new(&out).join("boxed");
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join(format!("{name}.rs")), table).expect("the table can be written");
}

/// Adds the rows of the module at `path`, without its extension, and of those below it.
fn read_rows(path: &Path, module: &str, rows: &mut Vec<String>) -> io::Result<()> {
    rows.extend(rows_of(
        &fs::read_to_string(path.with_extension("rs"))?,
        module,
    ));
    if !path.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let below = entry?.path();
        if below.extension().is_some_and(|it| it == "rs") {
            let below = below.with_extension("");
            let name = below.file_name().unwrap_or_default().to_string_lossy();
            read_rows(&below, &format!("{module}::{name}"), rows)?;
        }
    }
    Ok(())
}

/// A row for each enum whose documentation names a boxed type.
fn rows_of(text: &str, module: &str) -> Vec<String> {
    let mut tl_name = None;
    let mut rows = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("/// The boxed type `") {
            tl_name = rest.strip_suffix("`.");
        }
        let Some(rest) = line.strip_prefix("pub enum ") else {
            continue;
        };
        let name = rest.trim_end_matches([' ', '{']);
        if let Some(tl_name) = tl_name.take() {
            rows.push(format!("Boxed::new::<{module}::{name}>(\"{tl_name}\"),\n"));
        }
    }
    rows
}

//! The example requests of layer 230 as Rust that is compiled, each beside its JSON. Included by the
//! build script.
//!
//! ```text
//! ("auth.logOut", "{\"_\":\"auth.logOut\"}", || functions::auth::LogOut::new().to_bytes()),
//! ```

use std::path::Path;
use std::{env, fs};

use tl_codegen::Examples;
use tl_parser::Sources;

/// Writes `$OUT_DIR/examples.rs`: an array of names, JSON, and what makes the bytes.
pub fn write_table(schema: &Path) {
    let mut sources = Sources::new();
    let text = fs::read_to_string(schema).expect("the schema can be read");
    sources.add("api.tl", text);
    let schema = tl_parser::check(&sources).schema.expect("a valid schema");
    let examples = Examples::new(&schema, None);
    let rows = schema
        .functions
        .iter()
        .enumerate()
        .map(|(index, function)| {
            let name = &function.name;
            match (examples.function(index), examples.function_json(index)) {
                (Some(rust), Some(json)) => {
                    format!("(\"{name}\", {json:?}, Some(|| {rust}.to_bytes())),\n")
                }
                (None, None) => format!("(\"{name}\", \"\", None),\n"),
                other => panic!("{name}: one form without the other: {other:?}"),
            }
        });
    let table = format!("[\n{}]\n", rows.collect::<String>());
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("examples.rs"), table).expect("the table can be written");
}

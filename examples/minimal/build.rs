//! Generates Rust from the schema; cargo runs it again when the schema changes.

fn main() {
    tl_codegen::Config::new().schema("schema/pets.tl").compile();
}

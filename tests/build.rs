//! Generates the full layer 230, and MTProto twice: as this repository declares it, and
//! as the layer's source does, which adds what is not MTProto's own.

mod boxed;
mod examples;
mod fuzz_bindings;
mod layer;

use tl_codegen::{Config, Impl, Trait};

fn main() {
    let layer = layer::folder();
    // For tests that read the schemas themselves.
    println!("cargo::rustc-env=LAYER_230={}", layer.display());
    config()
        .schema(layer.join("api.tl"))
        .include_file("layer230.rs")
        .compile();
    config()
        .schema(layer.join("mtproto.tl"))
        .include_file("layer230_mtproto.rs")
        .extern_object("crate::layer230::Object")
        .compile();
    config()
        .schema("../schema/mtproto.tl")
        .include_file("mtproto.rs")
        .extern_object("crate::layer230::Object")
        .compile();
    config()
        .schema("../schema/api.tl")
        .layers([33, 93, 123, 133, 134, 185, 186].map(history))
        .keep_unknown(".")
        .include_file("history.rs")
        .compile();
    config()
        .schema("fixtures/heavy.tl")
        .keep_unknown("Kept")
        .borrowed(true)
        .include_file("heavy.rs")
        .compile();
    boxed::write_table("layer230");
    boxed::write_table("mtproto");
    examples::write_table(&layer.join("api.tl"));
    fuzz_bindings::compile();
}

/// The invite link slice as it was in an older layer.
fn history(layer: u32) -> String {
    format!("../schema/history/layer{layer}.tl")
}

/// `Debug` is derived, so that tests see which Rust types a value is made of.
fn config() -> Config {
    Config::new().implement(".", Trait::Debug, Impl::Derived)
}

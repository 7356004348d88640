//! Generates the full layer 230 for the measurements of run time, and tells where its
//! schema lies.

#[path = "../tests/layer.rs"]
mod layer;

fn main() {
    let api = layer::folder().join("api.tl");
    println!("cargo::rustc-env=LAYER_230={}", api.display());
    tl_codegen::Config::new()
        .schema(api)
        .include_file("layer230.rs")
        .borrowed(true)
        .compile();
}

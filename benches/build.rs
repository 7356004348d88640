//! Tells the benches where the schema of layer 230 lies.

#[path = "../tests/layer.rs"]
mod layer;

fn main() {
    let api = layer::folder().join("api.tl");
    println!("cargo::rustc-env=LAYER_230={}", api.display());
    println!("cargo::rerun-if-changed=build.rs");
}

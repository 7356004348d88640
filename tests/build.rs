//! Generates the full layer 230, and MTProto twice: as this repository declares it, and
//! as the layer's source does, which adds what is not MTProto's own.

mod layer;

fn main() {
    let layer = layer::folder();
    // For tests that read the schemas themselves.
    println!("cargo::rustc-env=LAYER_230={}", layer.display());
    tl_codegen::Config::new()
        .schema(layer.join("api.tl"))
        .include_file("layer230.rs")
        .compile();
    tl_codegen::Config::new()
        .schema(layer.join("mtproto.tl"))
        .include_file("layer230_mtproto.rs")
        .extern_object("crate::layer230::Object")
        .compile();
    tl_codegen::Config::new()
        .schema("../schema/mtproto.tl")
        .include_file("mtproto.rs")
        .extern_object("crate::layer230::Object")
        .compile();
}

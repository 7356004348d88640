//! Generates the two modules of this crate from the schemas beside it.

use tl_codegen::Config;

fn main() {
    Config::new()
        .schema("../schema/api.tl")
        .side_data("../schema/api.toml")
        .example_path("generated_api::api")
        .client(true)
        .server(true)
        .include_file("api.rs")
        .compile();
    Config::new()
        .schema("../schema/mtproto.tl")
        .side_data("../schema/mtproto.toml")
        .example_path("generated_api::mtproto")
        .include_file("mtproto.rs")
        .extern_object("crate::api::Object")
        .keep_unknown("Object")
        .length_field("message.body", "bytes")
        .compile();
}

//! Generates the two modules of this crate from the schemas beside it.

fn main() {
    for schema in ["api", "mtproto"] {
        tl_codegen::Config::new()
            .schema(format!("../schema/{schema}.tl"))
            .include_file(format!("{schema}.rs"))
            .compile();
    }
}

//! The layers of whole schemas: those of secret chats, in blocks of one file, and the API's layer 190
//! beside its layer 230, are generated and compiled without a warning.
//!
//! The schemas are those of the folder that `TL_SHARED` names.

#[path = "support/scratch.rs"]
mod scratch;

use std::path::{Path, PathBuf};

use scratch::Scratch;
use tl_codegen::{Config, Files};

const MAIN: &str = "\
//! Reads messages of secret chats of three layers, and shows them.
#![deny(warnings)]

use tl_runtime::layers::nearest;
use tl_runtime::{Decode, Encode, inspect::JsonExt};

/// Secret chats.
pub mod secret {
    include!(\"tl/secret.rs\");
}

/// The API.
pub mod api {
    include!(\"tl/api.rs\");
}

fn main() {
    use secret::layers::{layer8, layer66};
    use secret::enums::{DecryptedMessage, DecryptedMessageMedia};
    let empty = DecryptedMessageMedia::Empty;
    let old = layer8::types::DecryptedMessage::new(1, vec![2], \"a\", empty);
    let new = layer66::types::DecryptedMessage::new(1, 0, \"a\").with_reply_to_random_id(3);
    for message in [DecryptedMessage::from(old), DecryptedMessage::from(new)] {
        let bytes = message.to_bytes().expect(\"it has a form\");
        let read = DecryptedMessage::from_bytes(&bytes).expect(\"any layer is read\");
        println!(\"{}\", read.upgrade().to_json().expect(\"it has a form in JSON\"));
    }
    println!(\"{:?}\", nearest(secret::LAYERS, 72));
    let older = api::HISTORY.iter();
    let kept = older.clone().filter(|row| row.obstacle.is_some());
    println!(\"{} {}\", older.count() > 100, kept.count() > 10);
}
";

/// One test, because all of it needs the crate.
#[test]
#[ignore = "needs the corpus: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn whole_schemas_compile_with_all_their_layers() {
    let layers = Scratch::new("layers");
    let secret = Config::new().schema(corpus("madeline_secret.tl"));
    write(&layers, secret, "secret");
    let newest = Path::new(env!("LAYER_230")).join("api.tl");
    let api = Config::new()
        .schema(newest)
        .layers([corpus("madeline_telegram_v190.tl")]);
    write(&layers, api, "api");
    layers.write("src/main.rs", MAIN);
    let shown = layers.cargo(&["run"]);
    // What layer 8 has it cannot say now: random bytes are gone. Layer 45 lacks nothing.
    assert_eq!(
        shown,
        "{\"_\":\"decryptedMessage#1f814f1f\",\"random_id\":\"1\",\"random_bytes\":\"02\",\
         \"message\":\"a\",\"media\":{\"_\":\"decryptedMessageMediaEmpty\"}}\n\
         {\"_\":\"decryptedMessage\",\"random_id\":\"1\",\"ttl\":0,\"message\":\"a\",\
         \"reply_to_random_id\":\"3\"}\n\
         Some(66)\n\
         true true\n"
    );
}

fn corpus(name: &str) -> PathBuf {
    let shared = std::env::var_os("TL_SHARED").expect("TL_SHARED names the folder of the corpus");
    Path::new(&shared).join("corpus").join(name)
}

fn write(layers: &Scratch, config: Config, name: &str) {
    let files: Files = config
        .include_file(format!("{name}.rs"))
        .generate()
        .unwrap_or_else(|report| panic!("{name}:\n{report}"));
    for (path, text) in files {
        layers.write(&format!("src/tl/{path}"), &text);
    }
}

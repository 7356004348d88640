//! A session that may not call a method: that does not compile, and the message says why.

#[path = "support/scratch.rs"]
mod scratch;

use scratch::Scratch;
use tl_codegen::Config;

const EXPORT: &str = "rpc().invoke(ExportChatInvite::new(PEER))";
const DELETE: &str = "rpc().invoke(DeleteExportedChatInvite::new(PEER, \"l\"))";
const EXPORT_METHOD: &str = "messages().export_chat_invite(ExportChatInvite::new(PEER))";
const DELETE_METHOD: &str =
    "messages().delete_exported_chat_invite(DeleteExportedChatInvite::new(PEER, \"l\"))";

/// One test, because all calls are in one crate, one after the other.
#[test]
fn calls_compile_for_those_who_may_make_them() {
    for (session, call) in [
        ("User", DELETE),
        ("User", EXPORT),
        ("Bot", EXPORT),
        ("User", DELETE_METHOD),
        ("Bot", EXPORT_METHOD),
    ] {
        write(session, call).cargo(&["check"]);
    }
    for (session, call, message) in [
        (
            "Bot",
            DELETE_METHOD,
            "a bot may not call `functions::messages::DeleteExportedChatInvite`",
        ),
        (
            "Bot",
            DELETE,
            "a bot may not call `functions::messages::DeleteExportedChatInvite`",
        ),
        (
            "Business",
            EXPORT,
            "a bot may not call `functions::messages::ExportChatInvite` over a business connection",
        ),
        (
            "Unauthorized",
            EXPORT,
            "`functions::messages::ExportChatInvite` may not be called before logging in",
        ),
    ] {
        let errors = write(session, call).cargo_fails(&["check"]);
        assert!(errors.contains(message), "{errors}");
        let label = "not a method for this kind of session";
        assert!(errors.contains(label), "{errors}");
    }
}

/// A crate with one call.
fn write(session: &str, call: &str) -> Scratch {
    let scratch = Scratch::new("callers");
    let files = Config::new()
        .schema(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.tl"))
        .side_data(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.toml"))
        .client(true)
        .include_file("tl.rs")
        .generate();
    for (path, text) in files.unwrap_or_else(|report| panic!("{report}")) {
        scratch.write(&format!("src/{path}"), &text);
    }
    let library = format!(
        "//! One call.\n\
         include!(\"tl.rs\");\n\
         use functions::messages::*;\n\
         use tl_runtime::rpc::{{{session}, Transport}};\n\
         const PEER: enums::InputPeer = enums::InputPeer::PeerSelf;\n\
         /// Calls.\n\
         pub async fn call<T: Transport>(client: client::Client<T, {session}>) {{\n    \
             drop(client.{call}.await);\n\
         }}\n"
    );
    scratch.write("src/lib.rs", &library);
    scratch
}

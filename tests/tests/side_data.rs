//! What `schema/api.toml` says about the invite slice, in the generated types: errors by code and
//! name, who may call, and calls over a transport. And what `schema/mtproto.toml` says.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use generated_api::api::errors::GlobalError;
use generated_api::api::{enums, errors, functions, types};
use generated_api::mtproto;
use tl_codegen::side_data::Coverage;
use tl_codegen::{Config, SideData};
use tl_parser::{Diagnostics, Sources};
use tl_runtime::Encode;
use tl_runtime::rpc::{Bot, CallError, Client, Failure, InvokeError, RpcError, Transport, User};
use tl_runtime::rpc::{BotCallable, Call, UnauthorizedCallable, UserCallable};

/// The errors of `messages.exportChatInvite` in layer 228, as the reference page lists them.
const EXPORT_CHAT_INVITE: [(i32, &str); 13] = [
    (400, "CHANNEL_INVALID"),
    (400, "CHANNEL_MONOFORUM_UNSUPPORTED"),
    (400, "CHANNEL_PRIVATE"),
    (400, "CHAT_ADMIN_REQUIRED"),
    (400, "CHAT_ID_INVALID"),
    (400, "EXPIRE_DATE_INVALID"),
    (400, "INPUT_USER_DEACTIVATED"),
    (400, "MSG_ID_INVALID"),
    (400, "PEER_ID_INVALID"),
    (400, "PRICING_CHAT_INVALID"),
    (400, "SUBSCRIPTION_PERIOD_INVALID"),
    (400, "USAGE_LIMIT_INVALID"),
    (403, "CHAT_WRITE_FORBIDDEN"),
];

type ExportError = errors::messages::ExportChatInvite;

#[test]
fn each_error_of_the_page_is_a_variant() {
    for (code, name) in EXPORT_CHAT_INVITE {
        let wire = RpcError::new(code, name);
        let error = ExportError::from(wire.clone());
        let is_own = !matches!(error, ExportError::Other(_) | ExportError::Global(_));
        assert!(is_own, "{code} {name} is {error:?}");
        assert!(error.to_string().ends_with('.'), "{name}: {error}");
        assert_eq!(RpcError::from(error), wire);
    }
    let text = generated("api/errors/messages.rs");
    let own = text
        .split("pub enum ")
        .find(|it| it.starts_with("ExportChatInvite "));
    let own = own
        .and_then(|it| it.split("\n}\n").next())
        .unwrap_or_default();
    assert_eq!(
        own.matches("#[doc(alias = ").count(),
        EXPORT_CHAT_INVITE.len()
    );
}

#[test]
fn a_name_alone_is_no_error() {
    let wire = RpcError::new(400, "CHAT_WRITE_FORBIDDEN");
    assert_eq!(ExportError::from(wire.clone()), ExportError::Other(wire));
    assert_eq!(
        ExportError::from(RpcError::new(403, "CHAT_WRITE_FORBIDDEN")),
        ExportError::ChatWriteForbidden
    );
}

#[test]
fn errors_of_any_call_are_shared() {
    let duplicated = ExportError::from(RpcError::new(406, "AUTH_KEY_DUPLICATED"));
    assert_eq!(
        duplicated,
        ExportError::Global(GlobalError::AuthKeyDuplicated)
    );

    let wait = ExportError::from(RpcError::new(420, "FLOOD_WAIT_31"));
    let seconds = 31;
    assert_eq!(
        wait,
        ExportError::Global(GlobalError::FloodWait { seconds })
    );
    assert_eq!(wait.retry_after(), Some(Duration::from_secs(31)));
    assert_eq!(wait.to_string(), "Too many calls: wait 31 seconds.");
    assert_eq!(RpcError::from(wait).message(), "FLOOD_WAIT_31");

    assert_eq!(duplicated.retry_after(), None);
    let migrate = errors::AnyError::from(RpcError::new(303, "USER_MIGRATE_4"));
    assert_eq!(
        migrate,
        errors::AnyError::Global(GlobalError::UserMigrate { dc: 4 })
    );
}

#[test]
fn what_nobody_has_heard_of_is_kept() {
    for (code, message) in [
        (420, "FLOOD_WAIT_99999999999"),
        (420, "FLOOD_WAIT_"),
        (420, "FLOOD_WAIT_+1"),
        (-503, "Timeout"),
        (0, ""),
        (500, "\u{1F4A5} _%d_"),
    ] {
        let wire = RpcError::new(code, message);
        assert_eq!(ExportError::from(wire.clone()), ExportError::Other(wire));
    }
    let slow = ExportError::from(RpcError::new(420, "SLOWMODE_WAIT_7"));
    assert_eq!(slow.retry_after(), Some(Duration::from_secs(7)));
}

#[test]
fn who_may_call() {
    fn by_user<F: UserCallable>() {}
    fn by_bot<F: BotCallable>() {}
    by_user::<functions::messages::ExportChatInvite>();
    by_bot::<functions::messages::ExportChatInvite>();
    by_user::<functions::messages::DeleteExportedChatInvite>();
    // That others may not is a line that is missing.
    let text = generated("api/functions/messages.rs");
    let users = text.matches("impl __rt::UserCallable for ").count();
    assert_eq!(users, 3);
    assert_eq!(text.matches("BotCallable").count(), 1);
    assert_eq!(text.matches("BusinessCallable").count(), 0);
    assert_eq!(text.matches("UnauthorizedCallable").count(), 0);
}

#[test]
fn our_schemas_are_described_in_full() {
    let api = include_str!("../../schema/api.tl");
    let mtproto = include_str!("../../schema/mtproto.tl");
    for (schema, data) in [
        (api, include_str!("../../schema/api.toml")),
        (mtproto, include_str!("../../schema/mtproto.toml")),
    ] {
        let mut sources = Sources::new();
        sources.add("schema.tl", schema);
        let checked = tl_parser::check(&sources);
        let schema = checked.schema.expect("the schema is valid");
        let file = sources.add("schema.toml", data);
        let mut diagnostics = Diagnostics::default();
        let data = SideData::read(&schema, &sources, &[file], &mut diagnostics);
        assert_eq!(diagnostics.iter().count(), 0);
        let coverage = Coverage::new(&schema, &data);
        for (what, share) in coverage.shares() {
            assert_eq!(share.known, share.all, "{what}");
            assert!(share.all > 0, "{what}");
        }
        assert_eq!(coverage.least(), 100);
    }
}

/// Service queries come before logging in, and no page gives an error of theirs.
#[test]
fn anybody_may_send_service_queries() {
    fn by_anybody<F: UserCallable + BotCallable + UnauthorizedCallable>() {}
    by_anybody::<mtproto::functions::ReqPqMulti>();
    by_anybody::<mtproto::functions::Ping>();
    by_anybody::<mtproto::functions::DestroyAuthKey>();

    fn error_of<F: Call<Error = mtproto::errors::AnyError>>(error: RpcError) -> F::Error {
        error.into()
    }
    let wire = RpcError::new(500, "INTERNAL");
    let error = error_of::<mtproto::functions::Ping>(wire.clone());
    assert_eq!(error, mtproto::errors::AnyError::Other(wire));
}

#[test]
fn mistakes_are_build_errors_with_their_place() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("pets.toml");
    std::fs::write(
        &path,
        "format = \"tl-side-data/1\"\n[methods.fed]\ntext = \"Feeds.\"\n",
    )
    .expect("the file can be written");
    let config = Config::new()
        .source("pets.tl", include_str!("../fixtures/side_data.tl"))
        .side_data(&path);
    let report = config.generate().expect_err("`fed` is no method");
    let lines: Vec<_> = report.error_lines().collect();
    let expected = format!("{}:2:10: unknown method `fed`", path.display()).replace('\\', "/");
    assert_eq!(lines, [expected]);
    assert!(report.to_string().contains("did you mean `feed`?"));

    let missing = Config::new()
        .source("pets.tl", include_str!("../fixtures/side_data.tl"))
        .side_data(folder.path().join("none.toml"));
    let report = missing.generate().expect_err("there is no file");
    assert!(report.to_string().contains("none.toml"));
}

/// A server in the same process that answers once with what it has.
struct Answer(Result<Vec<u8>, Failure<std::fmt::Error>>);

impl Transport for Answer {
    type Error = std::fmt::Error;

    async fn invoke(&self, request: Vec<u8>) -> Result<Vec<u8>, Failure<std::fmt::Error>> {
        assert_eq!(request[..4], 0xa455_de90_u32.to_le_bytes());
        self.0.clone()
    }
}

fn export(
    answer: Result<Vec<u8>, Failure<std::fmt::Error>>,
) -> Result<enums::ExportedChatInvite, InvokeError<ExportError, std::fmt::Error>> {
    let client: Client<_, Bot> = Client::new(Answer(answer));
    let request = functions::messages::ExportChatInvite::new(enums::InputPeer::PeerSelf);
    block_on(client.invoke(request))
}

#[test]
fn a_client_gives_typed_results() {
    let invite: enums::ExportedChatInvite = types::ChatInviteExported::new("l", 1, 2).into();
    let bytes = invite.to_bytes().expect("it has a form");
    assert_eq!(export(Ok(bytes)), Ok(invite));

    let refused = export(Err(Failure::Rpc(RpcError::new(400, "CHAT_ADMIN_REQUIRED"))));
    assert_eq!(
        refused,
        Err(InvokeError::Rpc(ExportError::ChatAdminRequired))
    );

    let failed = export(Err(Failure::Transport(std::fmt::Error)));
    assert_eq!(failed, Err(InvokeError::Transport(std::fmt::Error)));
}

#[test]
fn garbage_keeps_its_bytes() {
    let garbage = vec![1, 2, 3, 4, 5];
    let Err(InvokeError::Reply { error, bytes }) = export(Ok(garbage.clone())) else {
        panic!("garbage is no reply");
    };
    assert_eq!((error.offset(), bytes), (0, garbage));
}

#[test]
fn a_user_may_call_what_bots_may_not() {
    let client: Client<_, User> = Client::new(Deleted);
    let request = functions::messages::DeleteExportedChatInvite::new(
        enums::InputPeer::PeerSelf,
        "https://t.me/+AbCdEfGhIjKlMnOp",
    );
    let deleted = block_on(client.invoke(request));
    assert_eq!(deleted, Ok(true));
}

struct Deleted;

impl Transport for Deleted {
    type Error = std::fmt::Error;

    async fn invoke(&self, _: Vec<u8>) -> Result<Vec<u8>, Failure<std::fmt::Error>> {
        Ok(0x9972_75b5_u32.to_le_bytes().to_vec())
    }
}

/// Runs a future that never waits.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing to wait for"),
    }
}

/// A file of the bindings of the slice.
fn generated(name: &str) -> String {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.tl");
    let side_data = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.toml");
    let config = Config::new().schema(schema).side_data(side_data);
    let files = config.include_file("api.rs").generate();
    let mut files = files.unwrap_or_else(|report| panic!("{report}"));
    files.remove(name).unwrap_or_else(|| panic!("no {name}"))
}

//! The example in the documentation of a function: a call that compiles as a test.
//!
//! ```text
//! use generated_api::api::{enums, functions};
//!
//! let request = functions::messages::ExportChatInvite::new(enums::InputPeer::PeerSelf);
//! let answer = client.messages().export_chat_invite(request).await?;
//! ```

use tl_parser::schema::{Combinator, ConstructorId, Ty};

use super::{Bindings, callers};
use crate::examples;
use crate::side_data::SideData;

/// A section of Markdown, if the path of the bindings is known and the function has an example.
pub fn of_function(bindings: &Bindings<'_>, index: usize) -> Option<String> {
    let path = bindings.options.example_path.as_deref()?;
    let names = bindings.names;
    let externs = &bindings.options.extern_paths;
    let is_generated = |id: ConstructorId| {
        let is_extern_type = match &bindings.schema.constructor(id).result {
            Ty::Boxed(ty, _) => externs.types.contains_key(ty),
            _ => false,
        };
        let has_length = has_length(bindings, bindings.schema.constructor(id));
        !is_extern_type && !externs.constructors.contains_key(&id) && !has_length
    };
    if has_length(bindings, &bindings.schema.functions[index]) {
        return None;
    }
    let (schema, data) = (bindings.schema, bindings.side_data);
    let plainest = bindings.plainest;
    let request = examples::function(schema, data, names, plainest, index, is_generated)?;
    let modules = ["enums", "functions", "types"];
    let used = modules
        .iter()
        .filter(|module| request.contains(&format!("{module}::")));
    let used: Vec<_> = used.copied().collect();
    let used = match &used[..] {
        [module] => (*module).to_owned(),
        modules => format!("{{{}}}", modules.join(", ")),
    };
    let lines = [
        format!("use {path}::{used};"),
        String::new(),
        call(bindings, path, index, &request),
    ];
    Some(format!("# Example\n\n```\n{}\n```", lines.join("\n")))
}

/// Whether `new` takes fewer fields than the schema has: examples do not know that.
fn has_length(bindings: &Bindings<'_>, combinator: &Combinator) -> bool {
    let mut params = combinator.params.iter();
    params.any(|param| bindings.options.unknown.is_length(combinator, param))
}

/// What becomes of the request: a client sends it, if there is one, and if it may.
fn call(bindings: &Bindings<'_>, path: &str, index: usize, request: &str) -> String {
    match session(bindings, index) {
        Some(session) if !bindings.namespaces.is_empty() => {
            let modules = &bindings.names.functions[index].modules;
            let namespaces = modules.iter().map(|module| crate::names::ident(module));
            let namespaces: String = namespaces.map(|it| format!(".{it}()")).collect();
            let method = bindings.names.client_method(index);
            format!(
                "# use {path}::client::Client;\n\
                 # use tl_runtime::rpc::{{{session}, Transport}};\n\
                 # async fn call<T: Transport<Error: 'static>>(client: Client<T, {session}>)\n\
                 # -> Result<(), Box<dyn std::error::Error>> {{\n\
                 let request = {request};\n\
                 let answer = client{namespaces}.{method}(request).await?;\n\
                 # Ok(())\n\
                 # }}"
            )
        }
        _ => format!(
            "use tl_runtime::Encode;\n\n\
             let request = {request};\n\
             let bytes = request.to_bytes()?;\n\
             # Ok::<(), tl_runtime::EncodeError>(())"
        ),
    }
}

/// The kind of the first session that may call the function.
fn session(bindings: &Bindings<'_>, index: usize) -> Option<&'static str> {
    let unknown = SideData::default();
    let data = bindings.side_data.unwrap_or(&unknown);
    let callers = callers::of(bindings, data, index);
    let kinds = [
        (callers.user, "User"),
        (callers.bot, "Bot"),
        (callers.business, "Business"),
        (callers.unauthorized, "Unauthorized"),
    ];
    let allowed = kinds.iter().find(|(may, _)| *may);
    allowed.map(|(_, session)| *session)
}

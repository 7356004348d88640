//! New facts as TOML.

use std::collections::BTreeMap;

use serde::Serialize;
use tl_codegen::side_data::{Callers, FORMAT};
use tl_parser::text::UntrustedText;

use super::facts::Facts;

#[derive(Serialize)]
struct Document {
    format: &'static str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    errors: BTreeMap<String, RpcError>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    methods: BTreeMap<String, Method>,
}

#[derive(Serialize, Default)]
struct RpcError {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    args: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    codes: Vec<i32>,
}

#[derive(Serialize, Default)]
struct Method {
    #[serde(skip_serializing_if = "Option::is_none")]
    callers: Option<CallersTable>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    errors: BTreeMap<String, Vec<String>>,
}

#[derive(Serialize)]
struct CallersTable {
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bot: Option<bool>,
}

/// The text of the file.
pub fn print(facts: &Facts<'_>) -> Result<String, toml::ser::Error> {
    let mut document = Document {
        format: FORMAT,
        errors: BTreeMap::new(),
        methods: BTreeMap::new(),
    };
    for (method, code, name) in facts.new_errors() {
        if !facts.is_described(name) {
            let error = document.errors.entry(name.to_owned());
            let error = error.or_insert_with(|| describe(name, facts.text(name)));
            if method.is_empty() {
                error.codes.push(code);
            }
        }
        if !method.is_empty() {
            let method = document.methods.entry(method.to_owned()).or_default();
            let names = method.errors.entry(code.to_string()).or_default();
            names.push(name.to_owned());
        }
    }
    for (method, Callers { user, bot, .. }) in facts.callers() {
        let method = document.methods.entry(method.to_owned()).or_default();
        method.callers = Some(CallersTable { user, bot });
    }
    toml::to_string_pretty(&document)
}

/// An error with names for its numbers, which the source does not have.
fn describe(name: &str, text: Option<&UntrustedText>) -> RpcError {
    let (argument, retry) = match name {
        _ if name.contains("WAIT") => ("seconds", Some("wait")),
        _ if name.contains("MIGRATE") => ("dc", Some("migrate")),
        _ => ("number", None),
    };
    let all = [argument, "second_number", "third_number"];
    let count = name.matches("%d").count();
    let args: Vec<_> = all.into_iter().take(count).collect();
    RpcError {
        text: text
            .filter(|text| !text.is_empty())
            .map(|text| with_arguments(&text.message(), &args)),
        retry: retry.filter(|_| count == 1),
        args,
        codes: Vec::new(),
    }
}

/// `Wait %d seconds` to `Wait {seconds} seconds`.
fn with_arguments(text: &str, args: &[&str]) -> String {
    let mut text = text.to_owned();
    for argument in args {
        text = text.replacen("%d", &format!("{{{argument}}}"), 1);
    }
    text
}

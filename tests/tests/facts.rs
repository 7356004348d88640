//! What the reference page of `messages.exportChatInvite` knows, fact by fact: each is in the
//! generated types, and in what rustdoc makes of them. `tl-cli/tests/docs_facts.rs` looks for the same
//! facts on the pages of the site.

#[path = "support/facts.rs"]
mod facts;
#[path = "support/scratch.rs"]
mod scratch;

use std::fs;

use facts::{Combinator, Facts, Missing};
use scratch::Scratch;
use tl_codegen::{Config, Files};

/// 13 errors and 4 that any call may fail with, 3 callers, an id and a result; type, need and text of
/// 7 parameters; 10 constructors with 27 fields.
const COUNT: usize = 80;

#[test]
fn the_facts_are_those_of_the_reference() {
    assert_eq!(Facts::read().count(), COUNT);
}

#[test]
fn each_fact_is_in_the_types() {
    let facts = Facts::read();
    let files = generate();
    let mut missing = Missing::default();
    let function = block(
        &files["api/functions/messages.rs"],
        "pub struct ExportChatInvite {",
    );
    let all = &files["api/functions/messages.rs"];
    let method = &facts.method;
    missing.unless(
        all.contains(&format!(
            "Identifiable for ExportChatInvite {{\n    const CONSTRUCTOR_ID: u32 = 0x{};",
            method.id
        )),
        &method.id,
    );
    let returned = format!("type Return = super::super::enums::{};", method.returns);
    missing.unless(all.contains(&returned), &method.returns);
    for (caller, may) in method.callers() {
        let implemented = format!("impl __rt::{caller}Callable for ExportChatInvite ");
        missing.unless(all.contains(&implemented) == may, caller);
    }
    for param in &facts.params {
        let field = line(function, &format!("    pub {}: ", param.name));
        let is_optional = field.contains("__rt::Option<") || field.ends_with(": bool,");
        missing.unless(!field.is_empty(), &param.name);
        missing.unless(is_optional != param.required, (&param.name, "required"));
        let ty = match param.ty.as_str() {
            "true" => ": bool,",
            "int" => "i32",
            "string" => "String",
            other => other,
        };
        missing.unless(field.contains(ty), (&param.name, &param.ty));
    }
    let own = &files["api/errors/messages.rs"];
    let own = own
        .split("impl __rt::From<__rt::RpcError> for ")
        .find(|it| it.starts_with("ExportChatInvite "));
    for (code, name) in &facts.errors {
        let arm = format!("({code}, \"{name}\", [");
        missing.unless(own.is_some_and(|it| it.contains(&arm)), name);
    }
    for (code, name) in &facts.global_errors {
        let arm = format!("({code}, \"{name}\", [");
        missing.unless(files["api/errors.rs"].contains(&arm), name);
    }
    for constructor in &facts.constructors {
        in_types(&files, constructor, &mut missing);
    }
    missing.check(COUNT);
}

/// The variant of the enum has the id, the struct the fields.
fn in_types(files: &Files, constructor: &Combinator, missing: &mut Missing) {
    let Combinator { name, id, ty, .. } = constructor;
    let variants = block(&files["api/enums.rs"], &format!("pub enum {ty} {{"));
    let alias = format!("#[doc(alias = \"{id}\")]");
    missing.unless(variants.contains(&alias), (name, id));
    let rust = name[..1].to_uppercase() + &name[1..];
    let fields = block(&files["api/types.rs"], &format!("pub struct {rust} {{"));
    for field in &constructor.fields {
        let (field, _) = field.split_once(':').expect("a field has a type");
        missing.unless(
            fields.contains(&format!("    pub {field}: ")),
            (name, field),
        );
    }
}

#[test]
fn each_fact_is_in_rustdoc() {
    let facts = Facts::read();
    let pages = document();
    let mut missing = Missing::default();
    let method = &facts.method;
    let page = pages.page("functions/messages/struct.ExportChatInvite.html");
    let text = facts::text(&page);
    missing.unless(
        text.contains(&format!("{}#{}", method.name, method.id)),
        &method.id,
    );
    let result = format!("enums/enum.{}.html", method.returns);
    missing.unless(page.contains(&result), &method.returns);
    for (caller, may) in method.callers() {
        let sentence = match caller {
            "User" => "Callers: users",
            "Bot" => "users and bots;",
            _ => "not over a business connection",
        };
        let implemented = page.contains(&format!("impl-{caller}Callable-for-ExportChatInvite"));
        missing.unless(implemented == may && text.contains(sentence), caller);
    }
    for param in &facts.params {
        let field = facts::field(&page, &param.name);
        let said = param.says.iter().all(|it| facts::contains(&field, it));
        missing.unless(said, (&param.name, &param.says));
        let need = match param.required {
            true => "required on the wire",
            false => "optional on the wire",
        };
        missing.unless(field.contains(need), (&param.name, need));
        let declared = match param.required {
            true => format!("{}:{}", param.name, param.ty),
            false => format!("?{}", param.ty),
        };
        missing.unless(field.contains(&declared), (&param.name, &param.ty));
    }
    let errors = "errors/messages/enum.ExportChatInvite.html";
    assert!(page.contains(errors), "the page leads to the errors");
    let own = facts::text(&pages.page("errors/messages/enum.ExportChatInvite.html"));
    for (code, name) in &facts.errors {
        missing.unless(own.contains(&format!("{code} {name}: ")), name);
    }
    let global = facts::text(&pages.page("errors/enum.GlobalError.html"));
    for (code, name) in &facts.global_errors {
        missing.unless(global.contains(&format!("{code} {name}: ")), name);
    }
    for constructor in &facts.constructors {
        let Combinator { name, id, .. } = constructor;
        let rust = name[..1].to_uppercase() + &name[1..];
        let page = pages.page(&format!("types/struct.{rust}.html"));
        let text = facts::text(&page);
        missing.unless(text.contains(&format!("{name}#{id}")), (name, id));
        for field in &constructor.fields {
            let (field_name, _) = field.split_once(':').expect("a field has a type");
            let field_text = facts::field(&page, field_name);
            missing.unless(field_text.contains(field), (name, field));
        }
    }
    missing.check(COUNT);
}

/// The pages that rustdoc made.
struct Pages {
    folder: std::path::PathBuf,
}

impl Pages {
    fn page(&self, path: &str) -> String {
        let path = self.folder.join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

fn document() -> Pages {
    let scratch = Scratch::new("facts");
    for (path, text) in generate() {
        scratch.write(&format!("src/{path}"), &text);
    }
    scratch.write(
        "src/lib.rs",
        "//! The slice.\n#![deny(warnings)]\ninclude!(\"api.rs\");\n",
    );
    scratch.cargo(&["doc", "--no-deps"]);
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/facts/target/doc/facts");
    Pages {
        folder: folder.into(),
    }
}

fn generate() -> Files {
    let config = Config::new()
        .schema(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.tl"))
        .side_data(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.toml"))
        .include_file("api.rs");
    let files = config.generate();
    files.unwrap_or_else(|report| panic!("{report}"))
}

/// From a declaration to the brace that closes it.
fn block<'t>(text: &'t str, declaration: &str) -> &'t str {
    let start = text.find(declaration);
    let start = start.unwrap_or_else(|| panic!("`{declaration}` is declared"));
    let length = text[start..].find("\n}\n");
    &text[start..start + length.unwrap_or_else(|| panic!("`{declaration}` ends"))]
}

fn line<'t>(text: &'t str, prefix: &str) -> &'t str {
    let mut lines = text.lines();
    lines
        .find(|line| line.starts_with(prefix))
        .unwrap_or_default()
}
